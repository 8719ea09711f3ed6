// Authentication codes for what a caller carries for us and must not change: page tokens, resume
// tokens. Not secret from the caller, only tamper-proof; what must be hidden is sealed.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "common/crypto/keyring.h"
#include "common/crypto/secret.h"

namespace houniao::crypto {

// HMAC-SHA-256 cut to its first 16 bytes (RFC 2104 section 5, NIST SP 800-107).
inline constexpr size_t kMacSize = 16;
inline constexpr size_t kMaxTokenText = 4096;

// For one use, named by its label ("page/v1"): what one use made, another refuses. Thread-safe.
// Keeps derived keys, so it may outlive the ring.
class TokenMac {
 public:
  TokenMac(const Keyring& ring, absl::string_view label);

  // kMacSize bytes under the active key.
  std::string Tag(absl::string_view message) const;
  // True if `tag` was made by any key of the ring. Constant time in the tag.
  bool Verify(absl::string_view message, absl::string_view tag) const;

  // base64url(payload || tag): safe in a URL, one text for one payload and key.
  // Payloads beyond 3 KiB give a text that Unwrap refuses for its length.
  std::string Wrap(absl::string_view payload) const;
  // The payload. InvalidArgument if the text is longer than kMaxTokenText, malformed, changed, or
  // made for another use or by another installation; the message does not tell which.
  absl::StatusOr<std::string> Unwrap(absl::string_view text) const;

 private:
  std::vector<SecretKey> keys_;  // the active one first
};

}  // namespace houniao::crypto
