#include "tests/support/process.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"

#include "common/base/status_macros.h"
#include "tests/support/temp_folder.h"

namespace houniao::testing {
namespace {

constexpr absl::Duration kLook = absl::Milliseconds(5);
constexpr char kListening[] = "listening on port ";

rlimit FileLimit(uint64_t bytes) {
  const rlim_t most = bytes == 0 ? RLIM_INFINITY : bytes;
  return {most, RLIM_INFINITY};
}

// The child dies with the thread that started it, so only the main thread may ask for that.
[[noreturn]] void Exec(std::vector<char*> arguments, const std::string& log, uint64_t file_limit,
                       bool die_with_parent) {
  if (die_with_parent) ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  const int out = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
  ::dup2(out, STDOUT_FILENO);
  ::dup2(out, STDERR_FILENO);
  ::close_range(STDERR_FILENO + 1, ~0U, 0);  // sockets of the test must not live on here
  const rlimit limit = FileLimit(file_limit);
  if (file_limit != 0) ::setrlimit(RLIMIT_FSIZE, &limit);
  ::execv(arguments[0], arguments.data());
  ::_exit(127);
}

std::string ReadFrom(const std::string& path, size_t start) {
  std::ifstream file(path, std::ios::binary);
  file.seekg(static_cast<std::streamoff>(start));
  return std::string(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
}

size_t SizeOf(const std::string& path) {
  std::error_code failed;
  const auto size = std::filesystem::file_size(path, failed);
  return failed ? 0 : static_cast<size_t>(size);
}

}  // namespace

std::string ProgramPath(absl::string_view program) {
  const char* const folder = std::getenv("HOUNIAO_BIN_DIR");
  if (folder == nullptr) {
    std::fprintf(stderr, "HOUNIAO_BIN_DIR must name the folder of the built programs.\n");
    std::abort();
  }
  return absl::StrCat(folder, "/", program);
}

bool ProgramIsBuilt(absl::string_view program) {
  return ::access(ProgramPath(program).c_str(), X_OK) == 0;
}

TempFolder::TempFolder(absl::string_view what) : path_(MakeTempFolder(what)) {}

TempFolder::~TempFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string TempFolder::File(absl::string_view name) const {
  return absl::StrCat(path_, "/", name);
}

absl::StatusOr<std::unique_ptr<Process>> Process::Start(const ProcessOptions& options) {
  std::vector<std::string> command = {ProgramPath(options.program)};
  command.insert(command.end(), options.arguments.begin(), options.arguments.end());
  std::vector<char*> arguments;
  for (std::string& argument : command) arguments.push_back(argument.data());
  arguments.push_back(nullptr);
  const std::string log = options.log_path.empty() ? "/dev/null" : options.log_path;
  const size_t log_start = SizeOf(log);
  const bool main_thread = ::gettid() == ::getpid();
  const pid_t id = ::fork();
  if (id == 0) Exec(std::move(arguments), log, options.file_limit, main_thread);
  if (id < 0) return absl::InternalError(absl::StrCat(options.program, " cannot be started."));
  std::unique_ptr<Process> process(new Process(id, log, log_start));
  if (options.listens) RETURN_IF_ERROR(process->WaitForPort(options.patience));
  return process;
}

Process::~Process() { Kill(); }

std::string Process::target() const { return absl::StrCat("127.0.0.1:", port_); }

std::string Process::Output() const { return ReadFrom(log_path_, log_start_); }

absl::Status Process::WaitForPort(absl::Duration patience) {
  const absl::Time until = absl::Now() + patience;
  while (absl::Now() < until) {
    const std::string output = Output();
    const size_t at = output.find(kListening);
    const size_t end = at == std::string::npos ? at : output.find('\n', at);
    if (end != std::string::npos) {
      const size_t start = at + sizeof(kListening) - 1;
      if (absl::SimpleAtoi(output.substr(start, end - start), &port_)) return absl::OkStatus();
    }
    if (::waitpid(id_, nullptr, WNOHANG) == id_) {
      id_ = 0;
      return absl::FailedPreconditionError(absl::StrCat("It ended at once:\n", Output()));
    }
    absl::SleepFor(kLook);
  }
  return absl::DeadlineExceededError(absl::StrCat("It does not listen:\n", Output()));
}

void Process::Signal(int signal) const {
  if (id_ > 0) ::kill(id_, signal);
}

void Process::Kill() {
  if (id_ <= 0) return;
  ::kill(id_, SIGKILL);
  ::waitpid(id_, nullptr, 0);
  id_ = 0;
}

absl::StatusOr<int> Process::Stop(absl::Duration patience) {
  Signal(SIGTERM);
  return Wait(patience);
}

absl::StatusOr<int> Process::Wait(absl::Duration patience) {
  if (id_ <= 0) return absl::FailedPreconditionError("It has ended already.");
  const absl::Time until = absl::Now() + patience;
  do {
    int state = 0;
    if (::waitpid(id_, &state, WNOHANG) == id_) {
      id_ = 0;
      return WIFEXITED(state) ? WEXITSTATUS(state) : 128 + WTERMSIG(state);
    }
    absl::SleepFor(kLook);
  } while (absl::Now() < until);
  Kill();
  return absl::DeadlineExceededError(absl::StrCat("It did not end in time:\n", Output()));
}

absl::Status Process::LimitFiles(uint64_t bytes) const {
  const rlimit limit = FileLimit(bytes);
  if (::prlimit(id_, RLIMIT_FSIZE, &limit, nullptr) == 0) return absl::OkStatus();
  return absl::InternalError("The limit of files cannot be changed.");
}

}  // namespace houniao::testing
