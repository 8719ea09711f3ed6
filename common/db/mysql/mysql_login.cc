#include "common/db/mysql/mysql_login.h"

#include <cppconn/driver.h>
#include <mysql_driver.h>

#include <string>

#include "absl/strings/str_cat.h"

namespace houniao::db {
namespace {

// Longer than a statement's own limit: the server answers first, and a cluster that elects a new
// writer (2.5 to 6.4 s measured) is waited for.
constexpr absl::Duration kAnswerGrace = absl::Seconds(2);
constexpr absl::Duration kSchemaPatience = absl::Hours(2);

// The first call is not guarded inside the driver.
sql::Driver& Driver() {
  static sql::Driver* const driver = get_driver_instance();
  return *driver;
}

// Whole seconds, at least one: 0 would mean for ever.
int Seconds(absl::Duration duration) {
  return static_cast<int>(
      std::max<int64_t>(1, absl::ToInt64Seconds(absl::Ceil(duration, absl::Seconds(1)))));
}

}  // namespace

std::unique_ptr<sql::Connection> Login(const Url& url, absl::Duration connect_timeout,
                                       absl::Duration statement_timeout) {
  const absl::Duration answer = statement_timeout == absl::InfiniteDuration()
                                    ? kSchemaPatience
                                    : statement_timeout + kAnswerGrace;
  sql::ConnectOptionsMap options;
  options["hostName"] = url.socket.empty() ? absl::StrCat("tcp://", url.host, ":", url.port)
                                           : absl::StrCat("unix://", url.socket);
  options["userName"] = url.user;
  options["password"] = url.password;
  options["schema"] = url.database;
  options["OPT_CHARSET_NAME"] = std::string("utf8mb4");
  options["OPT_CONNECT_TIMEOUT"] = Seconds(connect_timeout);
  options["OPT_READ_TIMEOUT"] = Seconds(answer);
  options["OPT_WRITE_TIMEOUT"] = Seconds(answer);
  options["CLIENT_FOUND_ROWS"] = true;
  options["OPT_LOCAL_INFILE"] = 0;
  if (!url.ssl_ca.empty()) {
    options["sslCA"] = url.ssl_ca;
    options["sslEnforce"] = true;
    options["sslVerify"] = true;  // without it a server that offers no TLS is taken in plain text
    if (!url.ssl_cert.empty()) options["sslCert"] = url.ssl_cert;
    if (!url.ssl_key.empty()) options["sslKey"] = url.ssl_key;
  }
  return std::unique_ptr<sql::Connection>(Driver().connect(options));
}

}  // namespace houniao::db
