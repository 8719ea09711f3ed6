// A private MariaDB server for tests: own folder, own socket, own port on 127.0.0.1, the account of
// whoever runs the test (root too). Gone when the test ends.
#pragma once

#include <sys/types.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace houniao::testing {

class MariaDb {
 public:
  struct Options {
    // PEM files; with them the server offers TLS on its port. `tls_ca` lets urls verify it.
    std::string tls_cert;
    std::string tls_key;
    std::string tls_ca;
    // More arguments for mariadbd, `--max-connections=5`.
    std::vector<std::string> arguments;
  };

  // The one server of this process, started when first asked for. Ends the test if it does not
  // start.
  static MariaDb& Shared();
  // Another server, for tests that stop or reconfigure it.
  static absl::StatusOr<std::unique_ptr<MariaDb>> Launch(const Options& options);
  static absl::StatusOr<std::unique_ptr<MariaDb>> Launch() { return Launch(Options()); }
  ~MariaDb();
  MariaDb(const MariaDb&) = delete;
  MariaDb& operator=(const MariaDb&) = delete;

  // kill -9. The data stays.
  void Stop();
  // Starts again on the same data and port; waits until it answers.
  absl::Status Start();
  // Sends a signal: SIGSTOP and SIGCONT make a server that hangs.
  void Signal(int signal);

  // A new, empty database with a name of its own; owned by the account of the urls.
  absl::StatusOr<std::string> CreateDatabase();
  absl::Status DropDatabase(absl::string_view name);
  // Runs one statement as the administrator.
  absl::Status Administrate(absl::string_view sql);

  // Urls of Options::url: over the socket; over TCP in plain text; over TCP with verified TLS.
  std::string SocketUrl(absl::string_view database) const;
  std::string TcpUrl(absl::string_view database) const;
  std::string TlsUrl(absl::string_view database) const;
  int port() const { return port_; }
  const std::string& folder() const { return folder_; }

 private:
  MariaDb(Options options, std::string folder, int port)
      : options_(std::move(options)), folder_(std::move(folder)), port_(port) {}
  std::string socket() const { return folder_ + "/s"; }
  std::vector<std::string> Command() const;
  absl::Status WaitUntilReady();
  absl::Status CreateAccount();

  const Options options_;
  const std::string folder_;
  const int port_;
  pid_t process_ = 0;
  int databases_ = 0;
};

}  // namespace houniao::testing
