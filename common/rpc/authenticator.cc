#include "common/rpc/authenticator.h"

#include "absl/strings/ascii.h"

#include "common/base/status_macros.h"
#include "common/crypto/digest.h"
#include "common/crypto/signed_token.h"
#include "common/errors/errors.h"

namespace houniao::rpc {
namespace {

// Per shard; a full shard forgets what has expired, and everything if that makes no room.
constexpr size_t kMostRemembered = 1024;

// A sentence as a part of another one.
std::string AsClause(absl::string_view sentence) {
  std::string clause(sentence);
  while (!clause.empty() && clause.back() == '.') clause.pop_back();
  if (!clause.empty()) clause[0] = absl::ascii_tolower(static_cast<unsigned char>(clause[0]));
  return clause;
}

std::shared_ptr<const Identity> IdentityOf(crypto::TokenClaims claims) {
  auto identity = std::make_shared<Identity>();
  identity->principal = std::move(claims.principal);
  identity->roles = std::move(claims.roles);
  identity->employer = std::move(claims.employer);
  std::sort(identity->roles.begin(), identity->roles.end());
  identity->roles.erase(std::unique(identity->roles.begin(), identity->roles.end()),
                        identity->roles.end());
  return identity;
}

}  // namespace

Authenticator::Authenticator(AuthenticatorOptions options, const AccessPolicy& policy)
    : options_(std::move(options)), policy_(policy) {}

absl::StatusOr<Caller> Authenticator::Authenticate(const Credentials& credentials) const {
  const bool certificate = !credentials.spiffe_id.empty() || !credentials.common_name.empty();
  const Identity* service =
      certificate ? policy_.FindCertificate(credentials.spiffe_id, credentials.common_name)
                  : nullptr;
  Caller caller;
  if (!credentials.bearer_token.empty()) {
    ASSIGN_OR_RETURN(caller.identity, CheckToken(credentials.bearer_token));
    if (service != nullptr && service->principal != caller.identity->principal) {
      caller.via = service->principal;
    }
    return caller;
  }
  if (!certificate) return errors::CredentialsMissing();
  if (service == nullptr) {
    return errors::CredentialsInvalid("the certificate names nobody who is known here");
  }
  // The policy outlives us.
  caller.identity = std::shared_ptr<const Identity>(std::shared_ptr<void>(), service);
  return caller;
}

absl::StatusOr<std::shared_ptr<const Identity>> Authenticator::CheckToken(
    absl::string_view token) const {
  if (token.size() > crypto::kMaxTokenSize) {
    return errors::CredentialsInvalid("the token is too long");
  }
  const absl::Time now = options_.wall_clock->Now();
  std::string digest = crypto::Sha256(token);
  Shard& shard = shards_[static_cast<unsigned char>(digest[0]) % shards_.size()];
  {
    MutexLock lock(shard.mutex);
    auto found = shard.tokens.find(digest);
    if (found != shard.tokens.end() && now < found->second.expires_at) {
      return found->second.identity;
    }
  }
  crypto::TokenCheck check;
  check.now = now;
  check.audience = options_.audience;
  check.max_lifetime = options_.max_token_lifetime;
  absl::StatusOr<crypto::TokenClaims> claims = crypto::VerifyToken(options_.keys, token, check);
  if (!claims.ok()) {
    return errors::CredentialsInvalid(AsClause(claims.status().message()));
  }
  Remembered remembered;
  remembered.expires_at = claims->expires_at;
  remembered.identity = IdentityOf(*std::move(claims));
  std::shared_ptr<const Identity> identity = remembered.identity;
  MutexLock lock(shard.mutex);
  if (shard.tokens.size() >= kMostRemembered) {
    absl::erase_if(shard.tokens, [now](const auto& item) { return item.second.expires_at <= now; });
    if (shard.tokens.size() >= kMostRemembered) shard.tokens.clear();
  }
  shard.tokens[std::move(digest)] = std::move(remembered);
  return identity;
}

}  // namespace houniao::rpc
