// The text form of a key file; keyring.h describes it.
#include <optional>
#include <set>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"

#include "common/crypto/keyring.h"

namespace houniao::crypto {
namespace {

constexpr absl::string_view kPreamble =
    "# Houniao keys: <kid> <purpose> <key> [standby]; the last of a purpose that is not on "
    "standby\n"
    "# is active. Whoever reads this file reads every sealed field; without it nobody can.\n"
    "# Keep a copy apart from the database backups. Never remove a line while data needs it.\n";

std::optional<KeyPurpose> PurposeNamed(absl::string_view name) {
  for (KeyPurpose purpose : kAllKeyPurposes) {
    if (KeyPurposeName(purpose) == name) return purpose;
  }
  return std::nullopt;
}

// Nothing unless `text` is the base64 form of exactly one key.
std::optional<SecretKey> DecodeKey(absl::string_view text) {
  std::string bytes;
  std::optional<SecretKey> key;
  if (absl::Base64Unescape(text, &bytes) && bytes.size() == SecretKey::kSize) key.emplace(bytes);
  Cleanse(bytes);
  return key;
}

absl::Status Damaged(int line, absl::string_view what) {
  return absl::DataLossError(absl::StrCat("line ", line, " ", what, "."));
}

}  // namespace

absl::string_view KeyPurposeName(KeyPurpose purpose) {
  switch (purpose) {
    case KeyPurpose::kSeal:
      return "seal";
    case KeyPurpose::kSearch:
      return "search";
    case KeyPurpose::kMac:
      return "mac";
  }
  return "unknown";
}

std::string KidText(uint32_t kid) { return absl::StrFormat("%08x", kid); }

absl::StatusOr<Keyring> Keyring::Parse(absl::string_view text) {
  Keyring ring;
  std::set<std::pair<KeyPurpose, uint32_t>> seen;
  std::set<KeyPurpose> active;
  int number = 0;
  for (absl::string_view line : absl::StrSplit(text, '\n')) {
    ++number;
    const std::vector<absl::string_view> words =
        absl::StrSplit(line, absl::ByAnyChar(" \t\r"), absl::SkipEmpty());
    if (words.empty() || words[0][0] == '#') continue;
    if (words.size() < 3 || words.size() > 4 || (words.size() == 4 && words[3] != "standby")) {
      return Damaged(number, "is not `<kid> <purpose> <key> [standby]`");
    }
    const std::optional<KeyPurpose> purpose = PurposeNamed(words[1]);
    if (!purpose.has_value()) return Damaged(number, "names an unknown purpose");
    const std::optional<SecretKey> key = DecodeKey(words[2]);
    if (!key.has_value()) return Damaged(number, "does not hold 32 bytes in base64");
    const bool standby = words.size() == 4;
    ring.Add(*purpose, standby, *key);
    const uint32_t kid = ring.keys_.back().kid;
    if (KidText(kid) != words[0]) return Damaged(number, "has a kid that does not fit its key");
    if (!seen.emplace(*purpose, kid).second) return Damaged(number, "repeats a key");
    if (!standby) active.insert(*purpose);
  }
  for (KeyPurpose purpose : kAllKeyPurposes) {
    if (active.count(purpose) > 0) continue;
    return absl::FailedPreconditionError(
        absl::StrCat("there is no active key for the purpose `", KeyPurposeName(purpose), "`."));
  }
  return ring;
}

std::string Keyring::ToText() const {
  std::string text(kPreamble);
  // Reserved, so that growing leaves no copies of keys behind.
  text.reserve(kPreamble.size() + keys_.size() * 80);
  for (const RootKey& key : keys_) {
    std::string base64 = absl::Base64Escape(key.secret.bytes());
    absl::StrAppend(&text, KidText(key.kid), " ", KeyPurposeName(key.purpose), " ", base64,
                    key.standby ? " standby\n" : "\n");
    Cleanse(base64);
  }
  return text;
}

}  // namespace houniao::crypto
