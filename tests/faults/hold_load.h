// Clients that book, confirm and release days that all of them want, and note what was answered.
#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "grpcpp/channel.h"

#include "common/base/ids.h"
#include "common/base/mutex.h"
#include "tests/faults/hold_office.h"
#include "tests/support/call.h"

#include "houniao/recruitment/v1/recruitment_service.grpc.pb.h"

namespace houniao::testing {

// Each call has a request id of its own and is repeated under it until there is an answer, whatever
// happens to the service meanwhile.
class HoldLoad {
 public:
  HoldLoad(const HoldOffice& office, int clients, int holds, int seed);
  ~HoldLoad();

  // The service as it runs now; before the start, and again after each restart.
  void SetChannel(const std::shared_ptr<grpc::Channel>& channel);
  void Start();
  // Waits until all holds are tried.
  void Join();

  // By name: every engagement that was acknowledged, as its newest answer has it.
  const std::map<std::string, recruitment::v1::Engagement>& known() const { return known_; }
  // Answers to holds by reason; those that won under "".
  const std::map<std::string, int>& answers() const { return answers_; }
  int tried() const { return tried_; }
  int repeated() const { return repeated_; }
  // Answers that nobody could expect, in words.
  const std::vector<std::string>& surprises() const { return surprises_; }

 private:
  using Service = recruitment::v1::EngagementService;
  struct Client;

  template <typename Request, typename Reply>
  absl::StatusOr<Reply> Answer(Client& client,
                               grpc::Status (Service::Stub::*method)(grpc::ClientContext*,
                                                                     const Request&, Reply*),
                               Request request);
  void Run(int number);
  recruitment::v1::HoldEngagementRequest AnyHold(Client& client) const;
  void TryHold(Client& client);
  void ConfirmNewest(Client& client);
  void ReleaseAny(Client& client);
  void Know(const recruitment::v1::Engagement& engagement);
  void Surprise(const std::string& what, const absl::Status& status);
  std::shared_ptr<Service::Stub> CurrentStub();

  const HoldOffice office_;
  const int clients_;
  const int holds_;
  const int seed_;
  std::vector<std::thread> threads_;
  std::atomic<int> tried_{0}, repeated_{0};
  Mutex mutex_;
  std::shared_ptr<Service::Stub> stub_ HOUNIAO_GUARDED_BY(mutex_);
  std::map<std::string, recruitment::v1::Engagement> known_;
  std::map<std::string, int> answers_;
  std::vector<std::string> surprises_;
};

}  // namespace houniao::testing
