// Writers that note what was acknowledged to them, and the reader who looks for it afterwards.
#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/status/status.h"
#include "grpcpp/channel.h"

#include "common/base/mutex.h"

#include "houniao/talent/v1/talent_service.grpc.pb.h"

namespace houniao::testing {

// Threads that create talents and change them, as fast as answers come. Each call has a request id
// of its own, so that a call whose outcome is unknown can be repeated.
class WriteLoad {
 public:
  explicit WriteLoad(int threads);
  ~WriteLoad();

  void Start(const std::shared_ptr<grpc::Channel>& channel);
  // Returns when every thread has its last answer.
  void Stop();
  // Sends the calls without an answer again, under their request ids. Their effects are then
  // acknowledged too; an error of any is returned.
  absl::Status RepeatUnknown(const std::shared_ptr<grpc::Channel>& channel);

  // What a talent must look like: its display name after the last acknowledged write.
  const std::map<std::string, std::string>& acknowledged() const { return acknowledged_; }
  int acknowledged_writes() const { return acknowledged_writes_; }
  // Calls repeated so far.
  int repeated() const { return repeated_; }

 private:
  struct Write {
    // A create if the update is empty.
    talent::v1::CreateTalentRequest create;
    talent::v1::UpdateTalentRequest update;
    std::string name;
    std::string display_name;
  };
  void Run(int thread, std::shared_ptr<grpc::Channel> channel);
  Write Next(int thread, int number) const;
  static absl::Status Send(talent::v1::TalentService::Stub& stub, const Write& write);
  void Acknowledge(const Write& write);

  const int threads_;
  std::atomic<bool> stopping_{false};
  std::vector<std::thread> running_;
  std::vector<int> written_;  // by thread: calls made in all rounds
  Mutex mutex_;
  std::vector<Write> unknown_;
  std::map<std::string, std::string> acknowledged_;
  int acknowledged_writes_ = 0;
  int repeated_ = 0;
};

// What is stored under the names that were acknowledged.
struct Comparison {
  int talents = 0;
  // Missing, or with an older content.
  int lost = 0;
  // Stored although no call was made for it, or stored twice.
  int surplus = 0;
};
absl::StatusOr<Comparison> CompareWithStored(const std::shared_ptr<grpc::Channel>& channel,
                                             const std::map<std::string, std::string>& expected);

// Verifies the audit chain of the service; the number of its records, or why it is broken.
absl::StatusOr<int64_t> VerifiedAuditRecords(const std::shared_ptr<grpc::Channel>& channel,
                                             const std::string& service);

}  // namespace houniao::testing
