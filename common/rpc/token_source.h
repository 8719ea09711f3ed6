// Where the bearer token of an outgoing call comes from.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

#include "common/base/clock.h"
#include "common/crypto/token_keys.h"

namespace houniao::rpc {

// Called for every call, by many threads; fast. An error becomes the status of the call.
using TokenSource = std::function<absl::StatusOr<std::string>()>;

struct ServiceIdentity {
  // `service:recruitment`.
  std::string principal;
  std::vector<std::string> roles = {"service"};
  std::string audience = "houniao";
  absl::Duration lifetime = absl::Minutes(15);
};

// Signs tokens for a service and renews them when a third of their life is left. `wall_clock` is
// real time and must outlive the source.
TokenSource SignedTokens(crypto::SigningKey key, ServiceIdentity identity, const Clock& wall_clock);

}  // namespace houniao::rpc
