// The root keys of an installation, kept in one text file.
//
// Format, one key a line; `#` starts a comment line; at most 64 KiB:
//
//     <kid> <purpose> <key> [standby]
//     5b0c9a1e seal   jG3...=            32 random bytes in base64 (RFC 4648 section 4, padded)
//
//   kid      8 hexadecimal digits, computed from the key, so that it is also its check value: a
//            damaged line is refused, and data that names a kid can only be read with the right key
//   purpose  seal    roots of the keys that seal fields (sealing.h)
//            search  roots of the keyed search hashes (search_hash.h)
//            mac     roots of the authentication codes of page and resume tokens (mac.h)
//   standby  known for reading, not yet used for writing
//
// Of several keys with one purpose, the last one that is not on standby is active: it makes new
// values. All are used for reading. Rotation: AddKey(standby) and hand the file to every replica,
// then ActivateKey and hand it on again; a single process may add an active key at once. Keys are
// never removed here, because only an operator knows that no value needs them any more.
//
// A copy of the file belongs where the database backups are NOT: without it every sealed field of
// a backup is lost, with it every one is open.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"

#include "common/crypto/secret.h"

namespace houniao::crypto {

enum class KeyPurpose { kSeal, kSearch, kMac };
inline constexpr KeyPurpose kAllKeyPurposes[] = {KeyPurpose::kSeal, KeyPurpose::kSearch,
                                                 KeyPurpose::kMac};
absl::string_view KeyPurposeName(KeyPurpose purpose);

struct RootKey {
  uint32_t kid = 0;
  KeyPurpose purpose = KeyPurpose::kSeal;
  bool standby = false;
  SecretKey secret;
};

// 8 lower-case hexadecimal digits.
std::string KidText(uint32_t kid);

// Holds at least one active key of every purpose. Immutable after it was made, thread-safe.
class Keyring {
 public:
  // Reads the key file. If it is missing and `may_create` is true, makes one with fresh keys and
  // mode 0600; two processes that start together end up with the same file.
  // The caller passes may_create = false as soon as the data folder or database holds anything.
  //   FailedPrecondition  missing although data exists (with a hint where to look), readable by
  //                       group or others, not ours, or without an active key for some purpose
  //   DataLoss            a line is damaged
  static absl::StatusOr<Keyring> OpenOrCreate(const std::string& path, bool may_create);

  // From the text of a key file. DataLoss names the line that is damaged, never its content.
  static absl::StatusOr<Keyring> Parse(absl::string_view text);
  // Fresh random keys, one for each purpose.
  static Keyring Generate();

  // Appends a fresh key to an existing key file and returns its kid. Atomic; excludes other
  // processes that rotate the same file. A running process sees it when it is started again.
  static absl::StatusOr<uint32_t> AddKey(const std::string& path, KeyPurpose purpose, bool standby);
  // Makes the key the active one of its purpose. NotFound if the file has no such kid.
  static absl::Status ActivateKey(const std::string& path, uint32_t kid);

  const RootKey& active(KeyPurpose purpose) const;
  // Null if there is none.
  const RootKey* Find(KeyPurpose purpose, uint32_t kid) const;
  // All keys of the purpose, the active one first, the others newest first.
  std::vector<const RootKey*> ForReading(KeyPurpose purpose) const;
  // FailedPrecondition naming the first of `kids` that the ring does not hold. A service notes the
  // kids it writes with and asks this at start, before it serves with a foreign key file.
  absl::Status CheckHolds(KeyPurpose purpose, absl::Span<const uint32_t> kids) const;

  // The text of the key file. Secret: wipe it with Cleanse().
  std::string ToText() const;

 private:
  Keyring() = default;
  void Add(KeyPurpose purpose, bool standby, const SecretKey& secret);

  std::vector<RootKey> keys_;  // oldest first
};

}  // namespace houniao::crypto
