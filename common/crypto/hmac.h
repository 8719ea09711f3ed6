// HMAC-SHA-256 (RFC 2104, FIPS 198-1) and HKDF-SHA-256 (RFC 5869).
#pragma once

#include <string>

#include "absl/strings/string_view.h"

#include "common/crypto/secret.h"

namespace houniao::crypto {

// 32 bytes. `key` may have any length.
std::string HmacSha256(absl::string_view key, absl::string_view message);

// True if both have the same bytes; takes the same time wherever they differ. The lengths are not
// secret.
bool EqualInConstantTime(absl::string_view a, absl::string_view b);

// At most 255 * 32 bytes; more aborts.
std::string HkdfSha256(absl::string_view key, absl::string_view salt, absl::string_view info,
                       size_t size);

// The key for one use of a root key. `label` names the use and its version, `page/v1`; keys of
// different labels tell nothing about each other.
SecretKey DeriveKey(const SecretKey& root, absl::string_view label);

}  // namespace houniao::crypto
