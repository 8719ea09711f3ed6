// absl::Status to and from grpc::Status. Details travel as a serialized google.rpc.Status in
// `grpc-status-details-bin`.
#pragma once

#include "absl/status/status.h"
#include "grpcpp/support/status.h"

#include "common/base/call_context.h"

namespace houniao::rpc {

// Above 8 KiB of metadata a client sees RESOURCE_EXHAUSTED instead of the status, and other calls
// of the connection may fail with it.
inline constexpr size_t kMaxStatusMessage = 512;
inline constexpr size_t kMaxStatusDetails = 4096;

// Google.rpc details only; other payloads stay inside. Text is cut to kMaxStatusMessage. If the
// details are larger than kMaxStatusDetails, violations are dropped from the end, then everything
// but the ErrorInfo, whose metadata then says `truncated`.
grpc::Status ToGrpc(const absl::Status& status);
absl::Status FromGrpc(const grpc::Status& status);

// The status as users may see it: exactly one ErrorInfo. Statuses without one get the general one
// of their code; texts of UNAVAILABLE from the transport, which hold host names, are replaced.
// INTERNAL, UNKNOWN and DATA_LOSS become errors::Internal(error_id) unless they are that already.
absl::Status ForUsers(const absl::Status& status, absl::string_view method,
                      absl::string_view error_id);

// CANCELLED if the caller has gone away, DEADLINE_EXCEEDED if its time is up.
absl::Status StillWanted(const CallContext& call);

}  // namespace houniao::rpc
