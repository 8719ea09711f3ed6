// SHA-256 (FIPS 180-4), hash chains, and base64url without padding (RFC 4648 section 5).
#pragma once

#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace houniao::crypto {

inline constexpr size_t kDigestSize = 32;

// 32 bytes.
std::string Sha256(absl::string_view message);
// 64 lower-case hexadecimal digits, for people and logs.
std::string Sha256Hex(absl::string_view message);

// What comes before the first link: 32 zero bytes.
std::string ChainStart();
// The next link: SHA-256(previous || record). `previous` must be 32 bytes, which keeps the seam
// between the two unambiguous; anything else aborts.
std::string ChainNext(absl::string_view previous, absl::string_view record);

std::string EncodeBase64Url(absl::string_view bytes);
// Nothing unless `text` is exactly what EncodeBase64Url gives for some bytes: no padding, no white
// space, no stray bits at the end. So one value has one text, and every changed character shows.
std::optional<std::string> DecodeBase64Url(absl::string_view text);

}  // namespace houniao::crypto
