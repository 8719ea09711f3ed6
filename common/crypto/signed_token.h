// Bearer tokens: compact JWS (RFC 7515) signed with Ed25519 (RFC 8037), with the claims of RFC 7519
// that we need. Read with RFC 8725 in hand: one algorithm, fixed by the kid; no key from the token;
// nothing ignored that might be a restriction; one encoding for one token.
//
// header {"alg":"EdDSA","kid":"<thumbprint>","typ":"JWT"}
// body   {"sub":"user:li.min","aud":"houniao","iat":…,"exp":…,"name":"李敏","roles":["reviewer"],
//         "employer":"employers/e-1"}
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

#include "common/crypto/token_keys.h"

namespace houniao::crypto {

// Bytes of a whole token; leaves room below gRPC's 8 KiB of metadata.
inline constexpr size_t kMaxTokenSize = 4096;
inline constexpr size_t kMaxClaimText = 256;
inline constexpr size_t kMaxTokenRoles = 32;
inline constexpr size_t kMaxRoleText = 64;

struct TokenClaims {
  // `sub`: `user:li.min`, `service:recruitment`. 1 to 256 bytes.
  std::string principal;
  // Display name, may be empty.
  std::string name;
  // At most 32 role names of at most 64 bytes, in the order of the token.
  std::vector<std::string> roles;
  // `employers/{e}` that an enterprise account acts for; empty otherwise.
  std::string employer;
  // `aud`: whom the token is meant for. 1 to 256 bytes.
  std::string audience;
  // Whole seconds between 1970 and 9999.
  absl::Time issued_at;
  absl::Time expires_at;
};

struct TokenCheck {
  // Real time, also where the business runs on a simulated clock: tokens are about today's callers.
  absl::Time now;
  // Must equal the token's `aud`.
  std::string audience;
  // Longest time between `iat` and `exp` that is accepted, whoever signed it.
  absl::Duration max_lifetime = absl::Hours(24);
  // How far the issuer's clock may run ahead of ours. Expiry has no such grace.
  absl::Duration skew = absl::Seconds(60);
};

// Times are cut to whole seconds. InvalidArgument if the claims break their limits, are not UTF-8,
// expire before they are issued, or make a token beyond kMaxTokenSize.
absl::StatusOr<std::string> IssueToken(const SigningKey& key, const TokenClaims& claims);

// The claims of a token that is genuine, meant for us and valid now. Total: any bytes may come in.
// Unauthenticated otherwise, with the reason in words for the log; it holds nothing of the token's
// content. Nothing of the body is looked at before the signature has been found right.
absl::StatusOr<TokenClaims> VerifyToken(const VerificationKeys& keys, absl::string_view token,
                                        const TokenCheck& check);

}  // namespace houniao::crypto
