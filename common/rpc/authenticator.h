// Who is calling: a bearer token names a person or a service, a client certificate a service.
#pragma once

#include <array>
#include <memory>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "common/base/clock.h"
#include "common/base/mutex.h"
#include "common/crypto/token_keys.h"
#include "common/rpc/access_policy.h"

namespace houniao::rpc {

struct AuthenticatorOptions {
  // Tokens signed by these are accepted.
  crypto::VerificationKeys keys;
  // Must equal `aud` of the tokens.
  std::string audience = "houniao";
  // Real time, also in exercise mode; must outlive the authenticator.
  const Clock* wall_clock = nullptr;
  absl::Duration max_token_lifetime = absl::Hours(24);
};

// What a call brings along.
struct Credentials {
  // Without the scheme; empty if none was sent.
  absl::string_view bearer_token;
  // From the verified client certificate; both empty without TLS.
  absl::string_view spiffe_id;
  absl::string_view common_name;
};

struct Caller {
  // Whose permissions count: of the token if there is one, else of the certificate.
  std::shared_ptr<const Identity> identity;
  // Principal of the certificate if the token named somebody else; empty otherwise.
  std::string via;
};

// Thread-safe. Tokens that were found good are remembered until they expire, by their digest:
// checking a signature costs more than the rest of a short call.
class Authenticator {
 public:
  // `policy` names the certificates and must outlive the authenticator.
  Authenticator(AuthenticatorOptions options, const AccessPolicy& policy);

  // CREDENTIALS_MISSING if there is neither a token nor a certificate; CREDENTIALS_INVALID if the
  // token is not good, or there is only a certificate and it names nobody we know.
  absl::StatusOr<Caller> Authenticate(const Credentials& credentials) const;

 private:
  struct Remembered {
    std::shared_ptr<const Identity> identity;
    absl::Time expires_at;
  };
  // Locks are shared by few calls.
  struct Shard {
    Mutex mutex;
    absl::flat_hash_map<std::string, Remembered> tokens HOUNIAO_GUARDED_BY(mutex);
  };

  absl::StatusOr<std::shared_ptr<const Identity>> CheckToken(absl::string_view token) const;

  const AuthenticatorOptions options_;
  const AccessPolicy& policy_;
  mutable std::array<Shard, 8> shards_;
};

}  // namespace houniao::rpc
