// Built programs as children of a test: started on a free port, killed, stopped, started again.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace houniao::testing {

// $HOUNIAO_BIN_DIR/<program>; ends the process if the variable is not set.
std::string ProgramPath(absl::string_view program);
// False if the program has not been built.
bool ProgramIsBuilt(absl::string_view program);

// A folder that goes with the object.
class TempFolder {
 public:
  explicit TempFolder(absl::string_view what);
  ~TempFolder();
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;

  const std::string& path() const { return path_; }
  std::string File(absl::string_view name) const;

 private:
  const std::string path_;
};

struct ProcessOptions {
  // `houniao-talent`.
  std::string program;
  std::vector<std::string> arguments;
  // Of a service, which prints `listening on port N`; other programs are only started.
  bool listens = true;
  // Largest file that it may write, bytes; 0 for no limit.
  uint64_t file_limit = 0;
  // Where standard output and error go; a file is appended to.
  std::string log_path;
  absl::Duration patience = absl::Seconds(60);
};

// One child process. It dies with the test.
class Process {
 public:
  // With `listens`, returns when the port is known. Otherwise FailedPrecondition with what the
  // program printed.
  static absl::StatusOr<std::unique_ptr<Process>> Start(const ProcessOptions& options);
  // Killed if it still runs.
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  // 0 for a program that does not listen.
  int port() const { return port_; }
  // `127.0.0.1:<port>`.
  std::string target() const;
  pid_t id() const { return id_; }
  // What it printed so far.
  std::string Output() const;

  void Signal(int signal) const;
  // kill -9; returns when it is gone.
  void Kill();
  // SIGTERM; the exit code, or DeadlineExceeded (and a kill) if it does not end in time.
  absl::StatusOr<int> Stop(absl::Duration patience = absl::Seconds(30));
  // Waits for it to end by itself.
  absl::StatusOr<int> Wait(absl::Duration patience);
  // Changes the largest file that it may write; 0 for no limit.
  absl::Status LimitFiles(uint64_t bytes) const;

 private:
  Process(pid_t id, std::string log_path, size_t log_start)
      : id_(id), log_path_(std::move(log_path)), log_start_(log_start) {}
  absl::Status WaitForPort(absl::Duration patience);

  pid_t id_;
  const std::string log_path_;
  // What earlier processes wrote into the same file ends here.
  const size_t log_start_;
  int port_ = 0;
};

}  // namespace houniao::testing
