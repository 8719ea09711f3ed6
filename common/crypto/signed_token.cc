#include "common/crypto/signed_token.h"

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

#include "common/base/status_macros.h"
#include "common/crypto/digest.h"
#include "common/crypto/token_json.h"

namespace houniao::crypto {
namespace {

absl::Status Refused(absl::string_view text) { return absl::UnauthenticatedError(text); }

absl::Time WholeSeconds(absl::Time time) {
  return absl::FromUnixSeconds(absl::ToUnixSeconds(time));
}

bool SameClaims(const TokenClaims& a, const TokenClaims& b) {
  return a.principal == b.principal && a.name == b.name && a.roles == b.roles &&
         a.employer == b.employer && a.audience == b.audience && a.issued_at == b.issued_at &&
         a.expires_at == b.expires_at;
}

absl::StatusOr<std::string> Segment(absl::string_view text, absl::string_view what) {
  std::optional<std::string> bytes = DecodeBase64Url(text);
  if (!bytes.has_value()) return Refused(absl::StrCat("The token's ", what, " is not base64url."));
  return *std::move(bytes);
}

// The body of a token whose signature is right.
absl::StatusOr<std::string> GenuineBody(const VerificationKeys& keys, absl::string_view token) {
  if (token.size() > kMaxTokenSize) return Refused("The token is too long.");
  const std::vector<absl::string_view> parts = absl::StrSplit(token, '.');
  if (parts.size() != 3) return Refused("The token does not have three parts.");
  ASSIGN_OR_RETURN(const std::string header, Segment(parts[0], "header"));
  ASSIGN_OR_RETURN(std::string body, Segment(parts[1], "body"));
  ASSIGN_OR_RETURN(const std::string signature, Segment(parts[2], "signature"));
  ASSIGN_OR_RETURN(const std::string kid, ReadTokenHeader(header));
  if (!keys.Has(kid)) return Refused("The token is signed with a key that is not accepted here.");
  const absl::string_view signed_part = token.substr(0, parts[0].size() + 1 + parts[1].size());
  if (!keys.Verify(kid, signed_part, signature)) return Refused("The token's signature is wrong.");
  return body;
}

absl::Status CheckValid(const TokenClaims& claims, const TokenCheck& check) {
  if (claims.audience != check.audience) return Refused("The token is meant for another audience.");
  if (claims.expires_at <= claims.issued_at) return Refused("The token was never valid.");
  if (claims.expires_at - claims.issued_at > check.max_lifetime) {
    return Refused(absl::StrCat("The token is valid for longer than ",
                                absl::FormatDuration(check.max_lifetime), "."));
  }
  if (claims.issued_at > check.now + check.skew) return Refused("The token is not valid yet.");
  if (check.now >= claims.expires_at) return Refused("The token has expired.");
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::string> IssueToken(const SigningKey& key, const TokenClaims& claims) {
  TokenClaims cut = claims;
  cut.issued_at = WholeSeconds(claims.issued_at);
  cut.expires_at = WholeSeconds(claims.expires_at);
  if (cut.expires_at <= cut.issued_at) {
    return absl::InvalidArgumentError("The token would expire before it is issued.");
  }
  const std::string body = WriteTokenClaims(cut);
  // Reading back applies the reader's limits, and shows bytes that JSON could not carry.
  const absl::StatusOr<TokenClaims> read = ReadTokenClaims(body);
  if (!read.ok()) return absl::InvalidArgumentError(read.status().message());
  if (!SameClaims(*read, cut)) {
    return absl::InvalidArgumentError("The claims of the token are not UTF-8.");
  }
  const std::string signed_part =
      absl::StrCat(EncodeBase64Url(WriteTokenHeader(key.kid())), ".", EncodeBase64Url(body));
  std::string token = absl::StrCat(signed_part, ".", EncodeBase64Url(key.Sign(signed_part)));
  if (token.size() > kMaxTokenSize) {
    return absl::InvalidArgumentError(
        absl::StrCat("The token would be longer than ", kMaxTokenSize, " bytes."));
  }
  return token;
}

absl::StatusOr<TokenClaims> VerifyToken(const VerificationKeys& keys, absl::string_view token,
                                        const TokenCheck& check) {
  ASSIGN_OR_RETURN(const std::string body, GenuineBody(keys, token));
  ASSIGN_OR_RETURN(TokenClaims claims, ReadTokenClaims(body));
  RETURN_IF_ERROR(CheckValid(claims, check));
  return claims;
}

}  // namespace houniao::crypto
