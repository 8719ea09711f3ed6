// Calls from one service to another, and of the command line to a server.
//
//     ASSIGN_OR_RETURN(auto talent, rpc::Call<Talent>(call, absl::Seconds(2),
//         [&](grpc::ClientContext* context, Talent* reply) {
//           return stub->GetTalent(context, request, reply);
//         }));
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "google/protobuf/descriptor.h"
#include "grpcpp/channel.h"
#include "grpcpp/client_context.h"

#include "common/base/call_context.h"
#include "common/base/status_macros.h"
#include "common/rpc/status.h"
#include "common/rpc/tls_files.h"
#include "common/rpc/token_source.h"

namespace houniao::rpc {

struct ChannelOptions {
  // `dns:///talent:7001`, `127.0.0.1:7001`.
  std::string target;
  // Empty: plaintext, which is refused for a target that is not a loopback address.
  TlsFiles tls;
  // Name that the server's certificate must have; empty: the host of the target.
  std::string server_name;
  // Null: no token is sent.
  TokenSource tokens;
  // Services called, for their retry policies; may be empty.
  std::vector<const google::protobuf::ServiceDescriptor*> services;
  int max_message_bytes = 4 * 1024 * 1024;
};

// Dials lazily: an answer says nothing about the server being there. InvalidArgument for plaintext
// to another host; errors of CheckTlsFiles.
absl::StatusOr<std::shared_ptr<grpc::Channel>> OpenChannel(const ChannelOptions& options);

// The service config (gRFC A2) as JSON: round_robin, and for reads and for mutations that take a
// request_id four attempts on UNAVAILABLE, 50 ms doubling to 1 s, throttled. Callers always fill
// the request_id in, or a repeated attempt would be a second effect.
std::string ServiceConfigOf(
    const std::vector<const google::protobuf::ServiceDescriptor*>& services);

// The deadline is the nearer of the call's own and `timeout` from now. Hands on x-request-id and
// traceparent, and says on whose behalf the call is made; credentials are those of the channel.
void PrepareContext(grpc::ClientContext& context, const CallContext& call, absl::Duration timeout);

// What the other side answered, as a status of ours. UNAUTHENTICATED becomes INTERNAL: it was this
// service that was refused, not its caller.
absl::Status PeerStatus(const grpc::Status& status);

// Runs one unary method of a stub: f(grpc::ClientContext*, Reply*) -> grpc::Status. CANCELLED or
// DEADLINE_EXCEEDED without a call if the caller has gone or its time is up.
template <typename Reply, typename Function>
absl::StatusOr<Reply> Call(const CallContext& call, absl::Duration timeout, Function f) {
  RETURN_IF_ERROR(StillWanted(call));
  grpc::ClientContext context;
  PrepareContext(context, call, timeout);
  Reply reply;
  RETURN_IF_ERROR(PeerStatus(f(&context, &reply)));
  return reply;
}

}  // namespace houniao::rpc
