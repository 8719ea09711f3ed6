#include "common/crypto/keyring.h"

#include <algorithm>
#include <cstdlib>

#include "absl/strings/str_cat.h"

#include "common/base/status_macros.h"
#include "common/crypto/hmac.h"
#include "common/crypto/secret_file.h"

namespace houniao::crypto {
namespace {

// The first four bytes of a PRF over the key: tells nothing about it, and everything if it is
// wrong.
uint32_t KidOf(const SecretKey& secret) {
  const std::string mac = HmacSha256(secret.bytes(), "houniao/kid/v1");
  uint32_t kid = 0;
  for (int i = 0; i < 4; ++i) kid = kid << 8 | static_cast<unsigned char>(mac[i]);
  return kid;
}

absl::Status MissingKeyFile(const std::string& path) {
  return absl::FailedPreconditionError(absl::StrCat(
      "The key file ", path,
      " is missing, but there is data that was sealed with it. Put back the copy that was saved "
      "when the file was made; a new file cannot open the data and is therefore not made."));
}

absl::StatusOr<Keyring> Load(const std::string& path) {
  ASSIGN_OR_RETURN(std::string text, ReadSecretFile(path));
  absl::StatusOr<Keyring> ring = Keyring::Parse(text);
  Cleanse(text);
  if (!ring.ok()) {
    return absl::Status(ring.status().code(), absl::StrCat(path, ": ", ring.status().message()));
  }
  return ring;
}

absl::Status Store(const std::string& path, const Keyring& ring) {
  std::string text = ring.ToText();
  const absl::Status status = ReplaceSecretFile(path, text);
  Cleanse(text);
  return status;
}

}  // namespace

void Keyring::Add(KeyPurpose purpose, bool standby, const SecretKey& secret) {
  keys_.push_back(RootKey{KidOf(secret), purpose, standby, secret});
}

Keyring Keyring::Generate() {
  Keyring ring;
  for (KeyPurpose purpose : kAllKeyPurposes) ring.Add(purpose, false, SecretKey::Random());
  return ring;
}

absl::StatusOr<Keyring> Keyring::OpenOrCreate(const std::string& path, bool may_create) {
  absl::StatusOr<Keyring> loaded = Load(path);
  if (loaded.ok() || !absl::IsNotFound(loaded.status())) return loaded;
  if (!may_create) return MissingKeyFile(path);
  std::string text = Generate().ToText();
  const absl::Status created = CreateSecretFile(path, text);
  Cleanse(text);
  // Another process was faster: its file is as good as ours, and the only one that stays.
  if (!created.ok() && !absl::IsAlreadyExists(created)) return created;
  return Load(path);
}

absl::StatusOr<uint32_t> Keyring::AddKey(const std::string& path, KeyPurpose purpose,
                                         bool standby) {
  ASSIGN_OR_RETURN(const FolderLock lock, FolderLock::Acquire(path));
  ASSIGN_OR_RETURN(Keyring ring, Load(path));
  SecretKey secret = SecretKey::Random();
  // Kids have 32 bits; two keys of one purpose must not share one.
  while (ring.Find(purpose, KidOf(secret)) != nullptr) secret = SecretKey::Random();
  ring.Add(purpose, standby, secret);
  RETURN_IF_ERROR(Store(path, ring));
  return KidOf(secret);
}

absl::Status Keyring::ActivateKey(const std::string& path, uint32_t kid) {
  ASSIGN_OR_RETURN(const FolderLock lock, FolderLock::Acquire(path));
  ASSIGN_OR_RETURN(Keyring ring, Load(path));
  const auto key = std::find_if(ring.keys_.begin(), ring.keys_.end(),
                                [kid](const RootKey& k) { return k.kid == kid; });
  if (key == ring.keys_.end()) {
    return absl::NotFoundError(absl::StrCat(path, " has no key ", KidText(kid), "."));
  }
  key->standby = false;
  std::rotate(key, key + 1, ring.keys_.end());
  return Store(path, ring);
}

const RootKey& Keyring::active(KeyPurpose purpose) const {
  const auto key = std::find_if(keys_.rbegin(), keys_.rend(), [purpose](const RootKey& k) {
    return k.purpose == purpose && !k.standby;
  });
  if (key == keys_.rend()) std::abort();  // Parse and Generate see to it
  return *key;
}

const RootKey* Keyring::Find(KeyPurpose purpose, uint32_t kid) const {
  for (const RootKey& key : keys_) {
    if (key.purpose == purpose && key.kid == kid) return &key;
  }
  return nullptr;
}

std::vector<const RootKey*> Keyring::ForReading(KeyPurpose purpose) const {
  const RootKey* first = &active(purpose);
  std::vector<const RootKey*> keys = {first};
  for (auto key = keys_.rbegin(); key != keys_.rend(); ++key) {
    if (key->purpose == purpose && &*key != first) keys.push_back(&*key);
  }
  return keys;
}

absl::Status Keyring::CheckHolds(KeyPurpose purpose, absl::Span<const uint32_t> kids) const {
  for (uint32_t kid : kids) {
    if (Find(purpose, kid) != nullptr) continue;
    return absl::FailedPreconditionError(absl::StrCat(
        "The data was written with the ", KeyPurposeName(purpose), " key ", KidText(kid),
        ", which the key file does not hold. It is the key file of another installation, or an "
        "older copy of the right one."));
  }
  return absl::OkStatus();
}

}  // namespace houniao::crypto
