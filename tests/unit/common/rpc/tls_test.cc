#include <gmock/gmock.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "common/errors/errors.h"
#include "common/rpc/client.h"
#include "common/rpc/health_port.h"
#include "tests/support/certificates.h"
#include "tests/support/temp_folder.h"
#include "tests/unit/common/rpc/fixture.h"

namespace houniao::rpc {
namespace {

using ::houniao::testing::CertificateAuthority;
using ::houniao::testing::CertificateFiles;
using ::houniao::testing::CertificateSubject;
using ::houniao::testing::StatusIs;
using ::testing::HasSubstr;

TlsFiles FilesOf(const CertificateFiles& files) {
  return {files.certificate, files.key, files.authorities};
}

class TlsTest : public RpcTest {
 protected:
  TlsTest() : folder_(houniao::testing::MakeTempFolder("tls")) {}
  ~TlsTest() override { std::filesystem::remove_all(folder_); }

  TlsFiles Issue(const CertificateAuthority& authority, const std::string& stem,
                 CertificateSubject subject) {
    return FilesOf(authority.Issue(folder_, stem, subject));
  }
  void StartTls() {
    options_.tls = Issue(authority_, "server", {"server", "spiffe://houniao/service/talent"});
    ClockTable([this](CallContext& call, const pb::GetClockRequest&) {
      seen_ = call;
      return pb::ClockState();
    });
    Start();
  }
  absl::Status CallWith(const TlsFiles& files, const std::string& token = "",
                        TokenSource tokens = nullptr) {
    ChannelOptions options;
    options.target = absl::StrCat("localhost:", server_->port());
    options.tls = files;
    options.tokens = std::move(tokens);
    ASSIGN_OR_RETURN(const auto channel, OpenChannel(options));
    return Call(channel, token);
  }
  absl::Status Call(const std::shared_ptr<grpc::Channel>& channel, const std::string& token) {
    auto context = ContextOf(token);
    context->set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(5));
    pb::ClockState reply;
    return FromGrpc(pb::ClockService::NewStub(channel)->GetClock(context.get(), {}, &reply));
  }

  const std::string folder_;
  const CertificateAuthority authority_{"Houniao test authority"};
  CallContext seen_;
};

TEST_F(TlsTest, KnowsServicesByTheirCertificate) {
  StartTls();
  ASSERT_OK(
      CallWith(Issue(authority_, "a", {"recruitment", "spiffe://houniao/service/recruitment"})));
  EXPECT_EQ(seen_.principal, "service:recruitment");
  ASSERT_OK(CallWith(Issue(authority_, "b", {"gateway", ""})));
  EXPECT_EQ(seen_.principal, "service:gateway");
  EXPECT_EQ(seen_.employer, "employers/e-1");
}

TEST_F(TlsTest, TokenNamesThePersonAndCertificateTheService) {
  StartTls();
  ASSERT_OK(
      CallWith(Issue(authority_, "a", {"recruitment", "spiffe://houniao/service/recruitment"}),
               Token("user:li.min", {"reader"})));
  EXPECT_EQ(seen_.principal, "user:li.min");
  EXPECT_EQ(seen_.via, "service:recruitment");
  // Permissions are the person's.
  EXPECT_THAT(CallWith(Issue(authority_, "b", {"r", "spiffe://houniao/service/recruitment"}),
                       Token("user:li.min", {})),
              StatusIs(absl::StatusCode::kPermissionDenied));
}

TEST_F(TlsTest, StrangersWithAGoodCertificateNeedAToken) {
  StartTls();
  const TlsFiles stranger = Issue(authority_, "a", {"stranger", "spiffe://houniao/service/new"});
  const absl::Status refused = CallWith(stranger);
  EXPECT_EQ(errors::ReasonOf(refused), "CREDENTIALS_INVALID");
  EXPECT_OK(CallWith(stranger, Token("user:li.min", {"reader"})));
}

TEST_F(TlsTest, RefusesForeignAuthorities) {
  StartTls();
  const CertificateAuthority foreign("Houniao test authority");
  TlsFiles files = Issue(foreign, "f", {"recruitment", "spiffe://houniao/service/recruitment"});
  files.authorities = options_.tls.authorities;
  EXPECT_THAT(CallWith(files), StatusIs(absl::StatusCode::kUnavailable));
}

TEST_F(TlsTest, RefusesCallersWithoutACertificate) {
  StartTls();
  std::ostringstream root;
  root << std::ifstream(options_.tls.authorities).rdbuf();
  grpc::SslCredentialsOptions only_root;
  only_root.pem_root_certs = root.str();
  const auto target = absl::StrCat("localhost:", server_->port());
  EXPECT_THAT(Call(grpc::CreateChannel(target, grpc::SslCredentials(only_root)),
                   Token("user:li.min", {"reader"})),
              StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_THAT(Call(grpc::CreateChannel(target, grpc::InsecureChannelCredentials()),
                   Token("user:li.min", {"reader"})),
              StatusIs(absl::StatusCode::kUnavailable));
}

TEST_F(TlsTest, ClientsRefuseAServerOfAForeignAuthority) {
  StartTls();
  const CertificateAuthority foreign("Elsewhere");
  TlsFiles files = Issue(authority_, "a", {"recruitment", "spiffe://houniao/service/recruitment"});
  files.authorities = Issue(foreign, "f", {"x", ""}).authorities;
  EXPECT_THAT(CallWith(files), StatusIs(absl::StatusCode::kUnavailable));
}

TEST_F(TlsTest, TheListenerAnswersAfresh) {
  StartTls();
  EXPECT_TRUE(AnswersAfresh("127.0.0.1", server_->port(), true, absl::Seconds(5)));
  const int port = server_->port();
  server_.reset();
  EXPECT_FALSE(AnswersAfresh("127.0.0.1", port, true, absl::Seconds(1)));
}

TEST_F(TlsTest, ChecksFilesBeforeItStarts) {
  const TlsFiles good = Issue(authority_, "good", {"server", ""});
  const TlsFiles other = Issue(authority_, "other", {"server", ""});
  EXPECT_OK(CheckTlsFiles(good));

  TlsFiles missing = good;
  missing.certificate = folder_ + "/nothing.crt";
  EXPECT_THAT(CheckTlsFiles(missing), StatusIs(absl::StatusCode::kNotFound));
  TlsFiles partial = good;
  partial.authorities = "";
  EXPECT_THAT(CheckTlsFiles(partial), StatusIs(absl::StatusCode::kInvalidArgument));
  TlsFiles mixed = good;
  mixed.key = other.key;
  EXPECT_THAT(CheckTlsFiles(mixed),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("does not belong")));
  TlsFiles swapped = good;
  swapped.certificate = good.key;
  EXPECT_THAT(CheckTlsFiles(swapped),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("not a certificate")));
  EXPECT_THAT(CheckTlsFiles(Issue(authority_, "old", {"server", "", 7200, 3600})),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("has expired")));
  EXPECT_THAT(CheckTlsFiles(Issue(authority_, "young", {"server", "", -3600, 3600})),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("not valid yet")));
  chmod(good.key.c_str(), 0644);
  EXPECT_THAT(CheckTlsFiles(good), StatusIs(absl::StatusCode::kFailedPrecondition));
  options_.tls = good;
  EXPECT_THAT(TryStart(), StatusIs(absl::StatusCode::kFailedPrecondition));
}

}  // namespace
}  // namespace houniao::rpc
