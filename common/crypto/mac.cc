#include "common/crypto/mac.h"

#include <optional>

#include "absl/strings/str_cat.h"

#include "common/crypto/digest.h"
#include "common/crypto/hmac.h"

namespace houniao::crypto {

TokenMac::TokenMac(const Keyring& ring, absl::string_view label) {
  for (const RootKey* root : ring.ForReading(KeyPurpose::kMac)) {
    keys_.push_back(DeriveKey(root->secret, absl::StrCat("mac/", label)));
  }
}

std::string TokenMac::Tag(absl::string_view message) const {
  return HmacSha256(keys_.front().bytes(), message).substr(0, kMacSize);
}

bool TokenMac::Verify(absl::string_view message, absl::string_view tag) const {
  bool right = false;
  for (const SecretKey& key : keys_) {
    const std::string expected = HmacSha256(key.bytes(), message).substr(0, kMacSize);
    right |= EqualInConstantTime(expected, tag);
  }
  return right;
}

std::string TokenMac::Wrap(absl::string_view payload) const {
  return EncodeBase64Url(absl::StrCat(payload, Tag(payload)));
}

absl::StatusOr<std::string> TokenMac::Unwrap(absl::string_view text) const {
  const absl::Status invalid = absl::InvalidArgumentError("The token is not valid.");
  if (text.size() > kMaxTokenText) return invalid;
  const std::optional<std::string> bytes = DecodeBase64Url(text);
  if (!bytes.has_value() || bytes->size() < kMacSize) return invalid;
  const size_t size = bytes->size() - kMacSize;
  const absl::string_view view(*bytes);
  if (!Verify(view.substr(0, size), view.substr(size))) return invalid;
  return bytes->substr(0, size);
}

}  // namespace houniao::crypto
