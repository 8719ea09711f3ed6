#include "common/rpc/client.h"

#include "absl/strings/match.h"
#include "absl/time/clock.h"
#include "grpcpp/security/credentials.h"

#include "common/errors/errors.h"
#include "common/rpc/address.h"
#include "common/rpc/call_metadata.h"
#include "common/rpc/credentials.h"

#include "houniao/api/v1/annotations.pb.h"

namespace houniao::rpc {
namespace {

constexpr char kRetryPolicy[] =
    R"("retryPolicy":{"maxAttempts":4,"initialBackoff":"0.05s","maxBackoff":"1s",)"
    R"("backoffMultiplier":2,"retryableStatusCodes":["UNAVAILABLE"]})";

// A stream cannot be repeated once a message has come.
bool MayBeRepeated(const google::protobuf::MethodDescriptor* method) {
  if (method->client_streaming() || method->server_streaming()) return false;
  return !method->options().GetExtension(api::v1::method).mutation() ||
         method->input_type()->FindFieldByName("request_id") != nullptr;
}

grpc::ChannelArguments ArgumentsOf(const ChannelOptions& options) {
  grpc::ChannelArguments arguments;
  arguments.SetServiceConfigJSON(ServiceConfigOf(options.services));
  arguments.SetMaxReceiveMessageSize(options.max_message_bytes);
  // Not more often than the server allows (server.cc), or it cuts us off.
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIME_MS, 30000);
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, 10000);
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 200);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 5000);
  if (!options.server_name.empty()) arguments.SetSslTargetNameOverride(options.server_name);
  return arguments;
}

}  // namespace

std::string ServiceConfigOf(
    const std::vector<const google::protobuf::ServiceDescriptor*>& services) {
  std::vector<std::string> names;
  for (const auto* service : services) {
    for (int i = 0; i < service->method_count(); ++i) {
      if (!MayBeRepeated(service->method(i))) continue;
      names.push_back(absl::StrCat(R"({"service":")", service->full_name(), R"(","method":")",
                                   service->method(i)->name(), R"("})"));
    }
  }
  std::string methods;
  if (!names.empty()) {
    methods = absl::StrCat(R"(,"methodConfig":[{"name":[)", absl::StrJoin(names, ","), "],",
                           kRetryPolicy, "}]");
  }
  return absl::StrCat(R"({"loadBalancingConfig":[{"round_robin":{}}])", methods,
                      R"(,"retryThrottling":{"maxTokens":10,"tokenRatio":0.1}})");
}

absl::StatusOr<std::shared_ptr<grpc::Channel>> OpenChannel(const ChannelOptions& options) {
  std::shared_ptr<grpc::ChannelCredentials> credentials;
  if (options.tls.empty()) {
    if (!IsLoopback(options.target)) {
      return absl::InvalidArgumentError(
          absl::StrCat("Without TLS only this machine can be called, not ", options.target, "."));
    }
    credentials = grpc::InsecureChannelCredentials();
  } else {
    RETURN_IF_ERROR(CheckTlsFiles(options.tls));
    credentials = TlsClient(options.tls);
  }
  return ChannelWithTokens(options.target, credentials, ArgumentsOf(options), options.tokens);
}

void PrepareContext(grpc::ClientContext& context, const CallContext& call, absl::Duration timeout) {
  const absl::Time deadline = std::min(call.deadline, absl::Now() + timeout);
  // Without one, gRPC waits for ever; ToChronoTime of the infinite future would overflow.
  if (deadline < absl::InfiniteFuture()) context.set_deadline(absl::ToChronoTime(deadline));
  if (!call.trace_id.empty()) context.AddMetadata(kRequestIdKey, call.trace_id);
  if (!call.traceparent.empty()) context.AddMetadata(kTraceparentKey, call.traceparent);
  const std::string& person = call.on_behalf_of.empty() ? call.principal : call.on_behalf_of;
  if (!person.empty()) context.AddMetadata(kOnBehalfOfKey, person);
}

absl::Status PeerStatus(const grpc::Status& status) {
  if (status.error_code() == grpc::StatusCode::UNAUTHENTICATED) {
    return absl::InternalError(
        absl::StrCat("The called service refused our credentials: ", status.error_message()));
  }
  return FromGrpc(status);
}

}  // namespace houniao::rpc
