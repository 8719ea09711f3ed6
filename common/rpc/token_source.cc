#include "common/rpc/token_source.h"

#include "common/base/mutex.h"
#include "common/base/status_macros.h"
#include "common/crypto/signed_token.h"

namespace houniao::rpc {
namespace {

class Signer {
 public:
  Signer(crypto::SigningKey key, ServiceIdentity identity, const Clock& wall_clock)
      : key_(std::move(key)), identity_(std::move(identity)), wall_clock_(wall_clock) {}

  absl::StatusOr<std::string> Token() {
    const absl::Time now = wall_clock_.Now();
    MutexLock lock(mutex_);
    if (now < renew_at_ && now >= issued_at_) return token_;
    crypto::TokenClaims claims;
    claims.principal = identity_.principal;
    claims.roles = identity_.roles;
    claims.audience = identity_.audience;
    claims.issued_at = now;
    claims.expires_at = now + identity_.lifetime;
    ASSIGN_OR_RETURN(token_, crypto::IssueToken(key_, claims));
    issued_at_ = now;
    renew_at_ = now + identity_.lifetime * 2 / 3;
    return token_;
  }

 private:
  const crypto::SigningKey key_;
  const ServiceIdentity identity_;
  const Clock& wall_clock_;
  Mutex mutex_;
  std::string token_ HOUNIAO_GUARDED_BY(mutex_);
  absl::Time issued_at_ HOUNIAO_GUARDED_BY(mutex_) = absl::InfinitePast();
  absl::Time renew_at_ HOUNIAO_GUARDED_BY(mutex_) = absl::InfinitePast();
};

}  // namespace

TokenSource SignedTokens(crypto::SigningKey key, ServiceIdentity identity,
                         const Clock& wall_clock) {
  auto signer = std::make_shared<Signer>(std::move(key), std::move(identity), wall_clock);
  return [signer] { return signer->Token(); };
}

}  // namespace houniao::rpc
