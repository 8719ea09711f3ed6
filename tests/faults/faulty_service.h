// A real service on real data, to be killed and started again.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "grpcpp/channel.h"

#include "common/crypto/token_keys.h"
#include "tests/support/process.h"

namespace houniao::testing {

// An integer setting of the test, $HOUNIAO_FAULT_ROUNDS and the like.
int SettingOf(const char* variable, int usual);

class FaultyService {
 public:
  struct Options {
    std::string program = "houniao-talent";
    // Empty: SQLite in the data folder.
    std::string db_url;
    // Empty: a temporary folder.
    std::string data_dir;
    std::vector<std::string> arguments;
    uint64_t file_limit = 0;
  };

  explicit FaultyService(Options options);

  // Starts it on the data it had before; returns when a read is answered. Ends the test if that
  // takes more than a minute.
  void Start();
  // kill -9.
  void Kill() { process_->Kill(); }
  // SIGTERM; the exit code.
  int Stop();
  Process& process() { return *process_; }
  // Makes a data folder for another service whose tokens and data are of the same keys.
  void CopyKeysTo(const std::string& data_dir) const;
  const std::string& data_dir() const { return data_dir_; }
  // From exec to the first answer, of the last Start.
  absl::Duration start_time() const { return start_time_; }

  // To the process as it runs now.
  std::shared_ptr<grpc::Channel> ChannelAs(const std::string& principal,
                                           const std::string& role) const;
  // As a clerk.
  std::shared_ptr<grpc::Channel> Channel() const { return ChannelAs("user:clerk", "clerk"); }

 private:
  bool Answers() const;

  const TempFolder folder_{"fault"};
  const Options options_;
  const std::string data_dir_;
  std::unique_ptr<Process> process_;
  absl::Duration start_time_;
};

}  // namespace houniao::testing
