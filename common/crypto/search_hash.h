// Keyed search hashes ("blind index"): find a sealed value by equality without opening any.
//
// HMAC-SHA-256 under a key that is derived from the key file and never lies in the database. A hash
// without a key would not do: an ID number has few enough values to try them all in minutes.
// Equal values have equal hashes, so only near-unique fields get one (ID number, passport, phone,
// e-mail), never sex, ethnicity or another field with few values.
//
// The caller normalises first (trimmed, half-width, upper-case X, phone in E.164 …): only equal
// bytes meet.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

#include "common/crypto/keyring.h"
#include "common/crypto/secret.h"

namespace houniao::crypto {

inline constexpr size_t kSearchHashSize = 32;

// Thread-safe. Keeps derived keys, so it may outlive the ring.
class SearchHasher {
 public:
  explicit SearchHasher(const Keyring& ring);

  // 32 bytes under the active key. `field_kind` is a constant of the program such as "id_number";
  // the same value under another kind has an unrelated hash.
  std::string Hash(absl::string_view field_kind, absl::string_view normalised) const;
  // One for every key of the ring, the active one first. While a rotation goes on, a look-up asks
  // for all of them, and a uniqueness check too.
  std::vector<std::string> AllHashes(absl::string_view field_kind,
                                     absl::string_view normalised) const;

 private:
  std::vector<SecretKey> keys_;  // the active one first
};

}  // namespace houniao::crypto
