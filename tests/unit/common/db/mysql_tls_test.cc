// A connection that asks for TLS gets verified TLS or nothing.
#include <gmock/gmock.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

#include "common/db/database.h"
#include "tests/support/database.h"
#include "tests/support/mariadb.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"

namespace houniao::db {
namespace {

using ::houniao::testing::MariaDb;
using ::houniao::testing::Soon;
using ::houniao::testing::StatusIs;

// A certificate authority and certificates for servers, in a folder of their own.
class Authority {
 public:
  Authority() {
    Shell("openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=test-ca -keyout " +
          Path("ca.key") + " -out " + Path("ca.pem"));
  }
  ~Authority() { std::filesystem::remove_all(folder_); }
  std::string Path(const std::string& name) const { return folder_ + "/" + name; }
  // `names` is a subjectAltName, `IP:127.0.0.1`.
  MariaDb::Options ServerFor(const std::string& names) const {
    Shell("openssl req -newkey rsa:2048 -nodes -subj /CN=server -keyout " + Path("key.pem") +
          " -out " + Path("server.csr"));
    std::ofstream(Path("names")) << "subjectAltName=" << names;
    Shell("openssl x509 -req -days 2 -in " + Path("server.csr") + " -CA " + Path("ca.pem") +
          " -CAkey " + Path("ca.key") + " -CAcreateserial -extfile " + Path("names") + " -out " +
          Path("cert.pem"));
    MariaDb::Options options;
    options.tls_cert = Path("cert.pem");
    options.tls_key = Path("key.pem");
    options.tls_ca = Path("ca.pem");
    return options;
  }

 private:
  static void Shell(const std::string& command) {
    if (std::system((command + " >/dev/null 2>&1").c_str()) != 0) std::abort();
  }
  const std::string folder_ = testing::MakeTempFolder("ca");
};

absl::StatusOr<std::unique_ptr<Database>> OpenUrl(const std::string& url) {
  Options options;
  options.url = url;
  return Open(options);
}

std::string Cipher(Database& database) {
  std::string cipher;
  EXPECT_OK(database.Query(
      "SHOW SESSION STATUS LIKE 'Ssl_cipher'", {},
      [&](const Row& row) {
        cipher = row.Bytes(1);
        return true;
      },
      Soon()));
  return cipher;
}

TEST(MysqlTls, EncryptsWhenTheCertificateIsRight) {
  const Authority authority;
  ASSERT_OK_AND_ASSIGN(const auto server, MariaDb::Launch(authority.ServerFor("IP:127.0.0.1")));
  ASSERT_OK_AND_ASSIGN(const std::string name, server->CreateDatabase());
  ASSERT_OK_AND_ASSIGN(const auto database, OpenUrl(server->TlsUrl(name)));
  EXPECT_NE(Cipher(*database), "");
  ASSERT_OK_AND_ASSIGN(const auto plain, OpenUrl(server->TcpUrl(name)));
  EXPECT_EQ(Cipher(*plain), "");
  ASSERT_OK(server->Administrate("ALTER USER houniao@'%' REQUIRE SSL"));
  EXPECT_THAT(OpenUrl(server->TcpUrl(name)).status(), StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_OK(OpenUrl(server->TlsUrl(name)).status());
}

TEST(MysqlTls, RefusesAServerOfAnotherName) {
  const Authority authority;
  ASSERT_OK_AND_ASSIGN(const auto server, MariaDb::Launch(authority.ServerFor("DNS:db.example")));
  EXPECT_THAT(OpenUrl(server->TlsUrl("mysql")).status(), StatusIs(absl::StatusCode::kUnavailable));
}

TEST(MysqlTls, RefusesAServerOfAnotherAuthority) {
  const Authority authority;
  const Authority another;
  ASSERT_OK_AND_ASSIGN(const auto server, MariaDb::Launch(authority.ServerFor("IP:127.0.0.1")));
  EXPECT_THAT(OpenUrl(server->TcpUrl("mysql") + "?ssl_ca=" + another.Path("ca.pem")).status(),
              StatusIs(absl::StatusCode::kUnavailable));
}

// sslEnforce and sslCA alone would go on in plain text here.
TEST(MysqlTls, RefusesAServerWithoutTls) {
  const Authority authority;
  EXPECT_THAT(
      OpenUrl(MariaDb::Shared().TcpUrl("mysql") + "?ssl_ca=" + authority.Path("ca.pem")).status(),
      StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_OK(OpenUrl(MariaDb::Shared().TcpUrl("mysql")).status());
}

}  // namespace
}  // namespace houniao::db
