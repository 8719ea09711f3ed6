#include "tests/support/mariadb.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"

#include "common/base/status_macros.h"
#include "common/db/database.h"
#include "tests/support/mariadb_template.h"
#include "tests/support/temp_folder.h"

namespace houniao::testing {
namespace {

constexpr absl::Duration kStartPatience = absl::Seconds(60);
constexpr char kPassword[] = "houniao-test";

int FreePort() {
  const int probe = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof(address);
  int port = 0;
  if (::bind(probe, reinterpret_cast<sockaddr*>(&address), sizeof(address)) == 0 &&
      ::getsockname(probe, reinterpret_cast<sockaddr*>(&address), &size) == 0) {
    port = ntohs(address.sin_port);
  }
  ::close(probe);
  return port;
}

// The server dies with the thread that started it, so only the main thread may ask for that.
[[noreturn]] void Exec(std::vector<char*> arguments, const std::string& log, bool die_with_parent) {
  if (die_with_parent) ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  const int out = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
  ::dup2(out, STDOUT_FILENO);
  ::dup2(out, STDERR_FILENO);
  ::close_range(STDERR_FILENO + 1, ~0U, 0);  // sockets of the test must not live on here
  ::execv(arguments[0], arguments.data());
  ::_exit(127);
}

// Asking the driver would write a line to the log for every try.
bool Listens(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof(address.sun_path)) return false;
  path.copy(address.sun_path, path.size());
  const int probe = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const bool answered =
      ::connect(probe, reinterpret_cast<sockaddr*>(&address), sizeof(address)) == 0;
  ::close(probe);
  return answered;
}

std::string ReadAll(const std::string& path) {
  std::ifstream file(path);
  return std::string(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
}

}  // namespace

MariaDb& MariaDb::Shared() {
  static const std::unique_ptr<MariaDb> server = [] {
    absl::StatusOr<std::unique_ptr<MariaDb>> launched = Launch();
    if (!launched.ok()) {
      std::fprintf(stderr, "%s\n", launched.status().ToString().c_str());
      std::abort();
    }
    return *std::move(launched);
  }();
  return *server;
}

absl::StatusOr<std::unique_ptr<MariaDb>> MariaDb::Launch(const Options& options) {
  const std::string folder = MakeTempFolder("db");
  std::unique_ptr<MariaDb> server(new MariaDb(options, folder, FreePort()));
  RETURN_IF_ERROR(CopyMariaDbTemplate(folder + "/data"));
  RETURN_IF_ERROR(server->Start());
  RETURN_IF_ERROR(server->CreateAccount());
  return server;
}

MariaDb::~MariaDb() {
  Stop();
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

std::vector<std::string> MariaDb::Command() const {
  std::vector<std::string> command = {kMariaDbServer,
                                      "--no-defaults",
                                      "--datadir=" + folder_ + "/data",
                                      "--socket=" + socket(),
                                      "--pid-file=" + folder_ + "/pid",
                                      absl::StrCat("--port=", port_),
                                      "--bind-address=127.0.0.1",
                                      "--skip-name-resolve",
                                      "--innodb-buffer-pool-size=64M",
                                      "--innodb-log-file-size=16M",
                                      "--character-set-server=utf8mb4",
                                      "--collation-server=utf8mb4_bin",
                                      "--tmpdir=" + folder_};
  if (::geteuid() == 0) command.emplace_back("--user=root");
  if (!options_.tls_cert.empty()) {
    command.push_back("--ssl-cert=" + options_.tls_cert);
    command.push_back("--ssl-key=" + options_.tls_key);
    if (!options_.tls_ca.empty()) command.push_back("--ssl-ca=" + options_.tls_ca);
  }
  command.insert(command.end(), options_.arguments.begin(), options_.arguments.end());
  return command;
}

absl::Status MariaDb::Start() {
  if (process_ > 0) return absl::OkStatus();
  std::vector<std::string> command = Command();
  std::vector<char*> arguments;
  for (std::string& argument : command) arguments.push_back(argument.data());
  arguments.push_back(nullptr);
  const std::string log = folder_ + "/log";
  const bool main_thread = ::gettid() == ::getpid();
  process_ = ::fork();
  if (process_ == 0) Exec(std::move(arguments), log, main_thread);
  if (process_ < 0) return absl::InternalError("MariaDB cannot be started.");
  return WaitUntilReady();
}

absl::Status MariaDb::WaitUntilReady() {
  const absl::Time until = absl::Now() + kStartPatience;
  while (absl::Now() < until) {
    if (Listens(socket()) && Administrate("DO 1").ok()) return absl::OkStatus();
    if (::waitpid(process_, nullptr, WNOHANG) == process_) {
      process_ = 0;
      break;
    }
    absl::SleepFor(absl::Milliseconds(10));
  }
  return absl::InternalError(absl::StrCat("MariaDB did not start:\n", ReadAll(folder_ + "/log")));
}

void MariaDb::Stop() {
  if (process_ <= 0) return;
  ::kill(process_, SIGKILL);
  ::waitpid(process_, nullptr, 0);
  process_ = 0;
}

void MariaDb::Signal(int signal) {
  if (process_ <= 0) return;
  ::kill(process_, signal);
  // A stop takes effect thread by thread; until the last one stands still the server may answer.
  int status = 0;
  if (signal == SIGSTOP) ::waitpid(process_, &status, WUNTRACED);
}

absl::Status MariaDb::CreateAccount() {
  RETURN_IF_ERROR(
      Administrate(absl::StrCat("CREATE USER houniao@'%' IDENTIFIED BY '", kPassword, "'")));
  return Administrate("GRANT ALL ON *.* TO houniao@'%'");
}

absl::Status MariaDb::Administrate(absl::string_view sql) {
  db::Options options;
  options.url = absl::StrCat("mysql://root:@localhost/mysql?socket=", socket());
  ASSIGN_OR_RETURN(const std::unique_ptr<db::Database> database, db::Open(options));
  ASSIGN_OR_RETURN(const std::unique_ptr<db::Transaction> transaction,
                   database->BeginWrite(absl::Now() + kStartPatience));
  RETURN_IF_ERROR(transaction->Execute(sql).status());
  return transaction->Commit();
}

absl::StatusOr<std::string> MariaDb::CreateDatabase() {
  const std::string name = absl::StrCat("t", ++databases_);
  RETURN_IF_ERROR(Administrate(absl::StrCat("CREATE DATABASE ", name)));
  return name;
}

absl::Status MariaDb::DropDatabase(absl::string_view name) {
  return Administrate(absl::StrCat("DROP DATABASE ", name));
}

std::string MariaDb::SocketUrl(absl::string_view database) const {
  return absl::StrCat("mysql://houniao:", kPassword, "@localhost/", database, "?socket=", socket());
}

std::string MariaDb::TcpUrl(absl::string_view database) const {
  return absl::StrCat("mysql://houniao:", kPassword, "@127.0.0.1:", port_, "/", database);
}

std::string MariaDb::TlsUrl(absl::string_view database) const {
  return absl::StrCat(TcpUrl(database), "?ssl_ca=", options_.tls_ca);
}

}  // namespace houniao::testing
