// What stands between the network and every handler, in this order:
//
//   1 context          request id, peer, deadline = the nearer of the caller's and the server's
//   2 authenticate     UNAUTHENTICATED
//   3 authorize        PERMISSION_DENIED, with the same text whether or not the resource exists
//   4 admission        UNAVAILABLE `OVERLOADED`
//   5 still wanted?    CANCELLED, DEADLINE_EXCEEDED
//   6 parse, clear output-only fields, field rules: INVALID_ARGUMENT with all violations
//   7 a reply that is ready, else the handler
//   8 firewall         whatever is thrown becomes INTERNAL with an error id that is in the log
//   9 mask sensitive values, have their reading recorded
//  10 status           one ErrorInfo, capped; trailing metadata
//  11 one log line, one observation of latency and outcome
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "grpcpp/server_context.h"
#include "grpcpp/support/byte_buffer.h"
#include "grpcpp/support/sync_stream.h"

#include "common/rpc/admission.h"
#include "common/rpc/authenticator.h"
#include "common/rpc/call_metadata.h"
#include "common/rpc/disclosure.h"
#include "common/rpc/served_method.h"
#include "common/rpc/server.h"
#include "common/rpc/watchdog.h"

namespace houniao::rpc {

using ByteReader = grpc::internal::ReaderInterface<grpc::ByteBuffer>;
using ByteWriter = grpc::internal::WriterInterface<grpc::ByteBuffer>;

// Thread-safe.
class Guard {
 public:
  // The options have been checked by Server::Start.
  explicit Guard(const ServerOptions& options);

  grpc::Status Unary(const ServedMethod& method, grpc::ServerContext& context,
                     const grpc::ByteBuffer& request, grpc::ByteBuffer* reply);
  grpc::Status ServerStream(const ServedMethod& method, grpc::ServerContext& context,
                            const grpc::ByteBuffer& request, ByteWriter& writer);
  grpc::Status BidiStream(const ServedMethod& method, grpc::ServerContext& context,
                          ByteReader& reader, ByteWriter& writer);

 private:
  struct CallState;

  // Steps 1 to 5.
  absl::Status Enter(CallState& state);
  absl::Status Authenticate(CallState& state, const CallMetadata& metadata);
  absl::Duration LimitOf(Room room) const;
  absl::Status RunUnary(CallState& state, const grpc::ByteBuffer& request, grpc::ByteBuffer* reply);
  // Steps 7 and 9; `disclosure` is null if replies hold nothing sensitive.
  absl::Status CallHandler(CallState& state, const Message& request, Disclosure* disclosure,
                           uint64_t ticket, grpc::ByteBuffer* reply);
  static void FillPeer(CallState& state);
  absl::Status RunServerStream(CallState& state, const grpc::ByteBuffer& request,
                               ByteWriter& writer);
  absl::Status RunBidiStream(CallState& state, ByteReader& reader, ByteWriter& writer);
  // Steps 10 and 11.
  grpc::Status Finish(CallState& state, const absl::Status& status);
  void AddTrailers(CallState& state);

  const ServerOptions options_;
  const bool tls_;
  Admission admission_;
  Watchdog watchdog_;
};

}  // namespace houniao::rpc
