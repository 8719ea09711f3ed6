// Sealing of sensitive fields: AES-256-GCM (NIST SP 800-38D) under a key derived from the key file.
//
// Bytes: `ver(1) alg(1) kid(4, big endian) nonce(12) ciphertext tag(16)`; ver is 1.
// Text:  "hn1." and the bytes in base64url, so that a sealed value fits into a string field.
// alg:   1 = AES-256-GCM. 2 (SM4-CTR with HMAC-SM3) and 3 (SM4-GCM) are set aside for 国密.
//
// The associated data (AAD) says where the value belongs, in a canonical text that the caller makes
// (`table|column|row_id`): a value that was moved to another row or column does not open. Version,
// alg and kid are bound in addition. A value always carries a fresh random nonce, so equal plain
// texts give different values; to find a value by equality use search_hash.h.
//
// Limit: 2^32 values under one key (random 96-bit nonces); rotate at 2^28 values or 90 days.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "common/crypto/keyring.h"
#include "common/crypto/secret.h"

namespace houniao::crypto {

inline constexpr absl::string_view kSealedPrefix = "hn1.";
inline constexpr size_t kMaxSealedPlaintext = 4 << 20;

// True if the text claims to be sealed, also if it is damaged: then Unseal says so, and nobody
// takes it for plain text. Input checks refuse text with this beginning from outside.
bool IsSealed(absl::string_view text);
// The kid a sealed text names; for the search for values that still need an old key.
// DataLoss if it is not a sealed text.
absl::StatusOr<uint32_t> SealedKid(absl::string_view text);

// Thread-safe. Keeps derived keys, so it may outlive the ring.
class Sealer {
 public:
  explicit Sealer(const Keyring& ring);

  // The text form. InvalidArgument if `plaintext` is longer than kMaxSealedPlaintext.
  absl::StatusOr<std::string> Seal(absl::string_view plaintext, absl::string_view aad) const;
  //   DataLoss            not a sealed text, unknown version or algorithm, changed, or moved here
  //                       from elsewhere (another AAD)
  //   FailedPrecondition  sealed with a key that the key file does not hold
  absl::StatusOr<std::string> Unseal(absl::string_view text, absl::string_view aad) const;

  // The key that Seal uses; services note it (Keyring::CheckHolds).
  uint32_t active_kid() const { return keys_.front().kid; }

 private:
  struct Key {
    uint32_t kid;
    SecretKey secret;
  };
  const Key* Find(uint32_t kid) const;

  std::vector<Key> keys_;  // the active one first
};

// The primitive underneath, open for known-answer tests. `key` 32 bytes, `nonce` 12 bytes.
// Encryption returns ciphertext || tag; decryption nothing but DataLoss if the tag does not fit.
absl::StatusOr<std::string> Aes256GcmEncrypt(absl::string_view key, absl::string_view nonce,
                                             absl::string_view aad, absl::string_view plaintext);
absl::StatusOr<std::string> Aes256GcmDecrypt(absl::string_view key, absl::string_view nonce,
                                             absl::string_view aad, absl::string_view sealed);

}  // namespace houniao::crypto
