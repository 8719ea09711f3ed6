#include "common/rpc/credentials.h"

#include "grpcpp/create_channel.h"
#include "grpcpp/security/tls_certificate_provider.h"
#include "grpcpp/security/tls_credentials_options.h"
#include "grpcpp/support/client_interceptor.h"

#include "common/rpc/call_metadata.h"
#include "common/rpc/status.h"

namespace houniao::rpc {
namespace {

namespace experimental = grpc::experimental;

constexpr unsigned kWatchSeconds = 10;

std::shared_ptr<experimental::FileWatcherCertificateProvider> Watch(const TlsFiles& files) {
  return std::make_shared<experimental::FileWatcherCertificateProvider>(
      files.key, files.certificate, files.authorities, kWatchSeconds);
}

// Adds `authorization` before the headers of a call are sent. A call whose token cannot be had goes
// out without one and is refused by the server.
class TokenInterceptor final : public experimental::Interceptor {
 public:
  explicit TokenInterceptor(const TokenSource& tokens) : tokens_(tokens) {}

  void Intercept(experimental::InterceptorBatchMethods* methods) override {
    if (methods->QueryInterceptionHookPoint(
            experimental::InterceptionHookPoints::PRE_SEND_INITIAL_METADATA)) {
      absl::StatusOr<std::string> token = tokens_();
      if (token.ok()) {
        methods->GetSendInitialMetadata()->emplace(kAuthorizationKey,
                                                   absl::StrCat("Bearer ", *token));
      }
    }
    methods->Proceed();
  }

 private:
  const TokenSource& tokens_;
};

class TokenInterceptorFactory final : public experimental::ClientInterceptorFactoryInterface {
 public:
  explicit TokenInterceptorFactory(TokenSource tokens) : tokens_(std::move(tokens)) {}
  experimental::Interceptor* CreateClientInterceptor(experimental::ClientRpcInfo*) override {
    return new TokenInterceptor(tokens_);
  }

 private:
  const TokenSource tokens_;
};

std::vector<std::unique_ptr<experimental::ClientInterceptorFactoryInterface>> Interceptors(
    TokenSource tokens) {
  std::vector<std::unique_ptr<experimental::ClientInterceptorFactoryInterface>> list;
  if (tokens != nullptr) {
    list.push_back(std::make_unique<TokenInterceptorFactory>(std::move(tokens)));
  }
  return list;
}

}  // namespace

std::shared_ptr<grpc::ServerCredentials> TlsServer(const TlsFiles& files) {
  experimental::TlsServerCredentialsOptions options(Watch(files));
  options.watch_root_certs();
  options.watch_identity_key_cert_pairs();
  options.set_cert_request_type(GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY);
  return experimental::TlsServerCredentials(options);
}

std::shared_ptr<grpc::ChannelCredentials> TlsClient(const TlsFiles& files) {
  experimental::TlsChannelCredentialsOptions options;
  options.set_certificate_provider(Watch(files));
  options.watch_root_certs();
  options.watch_identity_key_cert_pairs();
  return experimental::TlsCredentials(options);
}

std::shared_ptr<grpc::Channel> ChannelWithTokens(
    const std::string& target, const std::shared_ptr<grpc::ChannelCredentials>& credentials,
    const grpc::ChannelArguments& arguments, TokenSource tokens) {
  return experimental::CreateCustomChannelWithInterceptors(target, credentials, arguments,
                                                           Interceptors(std::move(tokens)));
}

std::shared_ptr<grpc::Channel> InProcessWithTokens(grpc::Server& server,
                                                   const grpc::ChannelArguments& arguments,
                                                   TokenSource tokens) {
  return server.experimental().InProcessChannelWithInterceptors(arguments,
                                                                Interceptors(std::move(tokens)));
}

}  // namespace houniao::rpc
