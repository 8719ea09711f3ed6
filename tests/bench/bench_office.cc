#include "tests/bench/bench_office.h"

#include <stdlib.h>

#include <filesystem>

#include "grpcpp/grpcpp.h"

#include "common/base/status_macros.h"
#include "common/crypto/signed_token.h"

namespace houniao::bench {

Folder::Folder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "hn-bench-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) std::abort();
  path_ = pattern;
}

Folder::~Folder() { std::filesystem::remove_all(path_); }

absl::Status BenchOffice::Start(const Clock& clock, const feed::Journal& journal,
                                const std::vector<rpc::ServiceTable*>& services) {
  rpc::AuthenticatorOptions authentication;
  authentication.keys.Add(token_key_);
  authentication.wall_clock = &wall_clock_;
  authenticator_ =
      std::make_unique<rpc::Authenticator>(std::move(authentication), rpc::AccessPolicy::BuiltIn());
  rpc::ServerOptions options;
  options.authenticator = authenticator_.get();
  options.policy = &rpc::AccessPolicy::BuiltIn();
  options.clock = &clock;
  options.ids = &ids_;
  options.audit_read = [&journal](const CallContext& call, const std::vector<std::string>& names) {
    return journal.AuditRead(call, names);
  };
  ASSIGN_OR_RETURN(server_, rpc::Server::Start(options, services));
  return absl::OkStatus();
}

std::string BenchOffice::Authorization() const {
  crypto::TokenClaims claims;
  claims.principal = "user:clerk";
  claims.roles = {"clerk"};
  claims.audience = "houniao";
  claims.issued_at = wall_clock_.Now();
  claims.expires_at = claims.issued_at + absl::Hours(1);
  return absl::StrCat("Bearer ", crypto::IssueToken(token_key_, claims).value());
}

std::shared_ptr<grpc::Channel> OneConnection(int port) {
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  return grpc::CreateCustomChannel(absl::StrCat("127.0.0.1:", port),
                                   grpc::InsecureChannelCredentials(), arguments);
}

}  // namespace houniao::bench
