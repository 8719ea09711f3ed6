// The request metadata that we understand. Everything here comes from outside and is checked.
#pragma once

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "grpcpp/server_context.h"

namespace houniao::rpc {

inline constexpr char kAuthorizationKey[] = "authorization";
inline constexpr char kRequestIdKey[] = "x-request-id";
inline constexpr char kTraceparentKey[] = "traceparent";
inline constexpr char kPurposeKey[] = "x-houniao-purpose";
inline constexpr char kOnBehalfOfKey[] = "x-houniao-on-behalf-of";
// Trailing metadata of replies.
inline constexpr char kRevisionKey[] = "x-houniao-revision";
inline constexpr char kExerciseKey[] = "x-houniao-exercise";

// Views into the metadata of the call; empty where nothing was sent. Of a key sent twice the first
// one stands.
struct CallMetadata {
  absl::string_view authorization;
  bool authorized_twice = false;
  absl::string_view request_id;
  absl::string_view traceparent;
  absl::string_view purpose;
  absl::string_view on_behalf_of;
};

CallMetadata ReadMetadata(const grpc::ServerContext& context);

// CREDENTIALS_INVALID unless it is `Bearer <token>`, or nothing at all.
absl::StatusOr<absl::string_view> BearerToken(const CallMetadata& metadata);
// 1 to 64 of [A-Za-z0-9._:-].
bool IsRequestId(absl::string_view text);
// A principal: 1 to 256 printable ASCII characters without blanks.
bool IsPrincipal(absl::string_view text);
// INVALID_FIELD unless it is percent-encoded UTF-8 of at most 200 code points without control
// characters.
absl::StatusOr<std::string> PurposeOf(absl::string_view encoded);
// The encoding that PurposeOf reads: everything but unreserved characters (RFC 3986) as %XX.
std::string PercentEncoded(absl::string_view text);

}  // namespace houniao::rpc
