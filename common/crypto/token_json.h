// The JSON inside a bearer token, read strictly. For signed_token.cc and its tests.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "common/crypto/signed_token.h"

namespace houniao::crypto {

std::string WriteTokenHeader(absl::string_view kid);
// The kid. Unauthenticated unless the text is an object of exactly alg = "EdDSA", typ = "JWT" and a
// kid: so `none`, HS256, `jku`, `jwk`, `x5u` and `crit` have no way in.
absl::StatusOr<std::string> ReadTokenHeader(absl::string_view json);

// Bytes that are not UTF-8 come out replaced; IssueToken notices by reading back.
std::string WriteTokenClaims(const TokenClaims& claims);
// Unauthenticated if a claim is missing, of the wrong type, too long, twice there or not known: a
// restriction that we do not understand (`cnf`, `scope`) must not be ignored.
absl::StatusOr<TokenClaims> ReadTokenClaims(absl::string_view json);

}  // namespace houniao::crypto
