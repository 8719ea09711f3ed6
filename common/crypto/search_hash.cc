#include "common/crypto/search_hash.h"

#include "absl/strings/str_cat.h"

#include "common/crypto/hmac.h"

namespace houniao::crypto {
namespace {

// The length in front keeps ("a", "bc") apart from ("ab", "c") whatever bytes they hold.
std::string Message(absl::string_view kind, absl::string_view value) {
  return absl::StrCat(kind.size(), "\x1f", kind, "\x1f", value);
}

}  // namespace

SearchHasher::SearchHasher(const Keyring& ring) {
  for (const RootKey* root : ring.ForReading(KeyPurpose::kSearch)) {
    keys_.push_back(DeriveKey(root->secret, "search/v1"));
  }
}

std::string SearchHasher::Hash(absl::string_view field_kind, absl::string_view normalised) const {
  return HmacSha256(keys_.front().bytes(), Message(field_kind, normalised));
}

std::vector<std::string> SearchHasher::AllHashes(absl::string_view field_kind,
                                                 absl::string_view normalised) const {
  const std::string message = Message(field_kind, normalised);
  std::vector<std::string> hashes;
  for (const SecretKey& key : keys_) hashes.push_back(HmacSha256(key.bytes(), message));
  return hashes;
}

}  // namespace houniao::crypto
