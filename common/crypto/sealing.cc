#include "common/crypto/sealing.h"

#include <openssl/evp.h>

#include <memory>
#include <optional>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

#include "common/base/status_macros.h"
#include "common/crypto/digest.h"
#include "common/crypto/hmac.h"

namespace houniao::crypto {
namespace {

constexpr char kVersion = 1;
constexpr char kAes256Gcm = 1;
constexpr size_t kNonceSize = 12;
constexpr size_t kTagSize = 16;
constexpr size_t kHeaderSize = 6;
constexpr absl::string_view kLabel = "seal/aes-256-gcm/v1";

struct ContextDeleter {
  void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_CIPHER_CTX, ContextDeleter>;

// Fetched once: a fetch per call takes a lock and costs more than a short encryption.
const EVP_CIPHER* Cipher() {
  static const EVP_CIPHER* const cipher = EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr);
  return cipher;
}

const unsigned char* Bytes(absl::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

absl::Status CipherFailed() { return absl::InternalError("The cipher is not available."); }

// A context with key, nonce and associated data set; null if OpenSSL refuses.
Context Start(absl::string_view key, absl::string_view nonce, absl::string_view aad, bool encrypt) {
  if (key.size() != SecretKey::kSize || nonce.size() != kNonceSize) return nullptr;
  Context context(EVP_CIPHER_CTX_new());
  if (context == nullptr || Cipher() == nullptr) return nullptr;
  if (EVP_CipherInit_ex2(context.get(), Cipher(), Bytes(key), Bytes(nonce), encrypt ? 1 : 0,
                         nullptr) != 1) {
    return nullptr;
  }
  int ignored = 0;
  if (!aad.empty() && EVP_CipherUpdate(context.get(), nullptr, &ignored, Bytes(aad),
                                       static_cast<int>(aad.size())) != 1) {
    return nullptr;
  }
  return context;
}

// ver(1) alg(1) kid(4).
std::string Header(uint32_t kid) {
  std::string header = {kVersion, kAes256Gcm};
  for (int shift = 24; shift >= 0; shift -= 8) header += static_cast<char>(kid >> shift & 0xff);
  return header;
}

uint32_t KidIn(absl::string_view header) {
  uint32_t kid = 0;
  for (int i = 2; i < 6; ++i) kid = kid << 8 | static_cast<unsigned char>(header[i]);
  return kid;
}

// The bytes of a sealed text whose header is understood.
absl::StatusOr<std::string> Open(absl::string_view text) {
  if (!absl::ConsumePrefix(&text, kSealedPrefix)) {
    return absl::DataLossError("The value is not sealed.");
  }
  std::optional<std::string> bytes = DecodeBase64Url(text);
  if (!bytes.has_value() || bytes->size() < kHeaderSize + kNonceSize + kTagSize) {
    return absl::DataLossError("The sealed value is damaged.");
  }
  if ((*bytes)[0] != kVersion || (*bytes)[1] != kAes256Gcm) {
    return absl::DataLossError("The sealed value names an unknown version or algorithm.");
  }
  return *std::move(bytes);
}

}  // namespace

absl::StatusOr<std::string> Aes256GcmEncrypt(absl::string_view key, absl::string_view nonce,
                                             absl::string_view aad, absl::string_view plaintext) {
  const Context context = Start(key, nonce, aad, true);
  if (context == nullptr) return CipherFailed();
  std::string out(plaintext.size() + kTagSize, '\0');
  auto* const data = reinterpret_cast<unsigned char*>(out.data());
  int size = 0;
  if (!plaintext.empty() && EVP_CipherUpdate(context.get(), data, &size, Bytes(plaintext),
                                             static_cast<int>(plaintext.size())) != 1) {
    return CipherFailed();
  }
  int rest = 0;
  if (EVP_CipherFinal_ex(context.get(), data + size, &rest) != 1 ||
      EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_GET_TAG, kTagSize,
                          data + plaintext.size()) != 1) {
    return CipherFailed();
  }
  return out;
}

absl::StatusOr<std::string> Aes256GcmDecrypt(absl::string_view key, absl::string_view nonce,
                                             absl::string_view aad, absl::string_view sealed) {
  if (sealed.size() < kTagSize) return absl::DataLossError("The sealed value is damaged.");
  const Context context = Start(key, nonce, aad, false);
  if (context == nullptr) return CipherFailed();
  const absl::string_view ciphertext = sealed.substr(0, sealed.size() - kTagSize);
  std::string tag(sealed.substr(ciphertext.size()));
  std::string out(ciphertext.size(), '\0');
  auto* const data = reinterpret_cast<unsigned char*>(out.data());
  int size = 0;
  int rest = 0;
  const bool right =
      (ciphertext.empty() || EVP_CipherUpdate(context.get(), data, &size, Bytes(ciphertext),
                                              static_cast<int>(ciphertext.size())) == 1) &&
      EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_SET_TAG, kTagSize, tag.data()) == 1 &&
      EVP_CipherFinal_ex(context.get(), data + size, &rest) == 1;
  if (!right) {
    Cleanse(out);
    return absl::DataLossError("The sealed value was changed, or moved here from elsewhere.");
  }
  return out;
}

bool IsSealed(absl::string_view text) { return absl::StartsWith(text, kSealedPrefix); }

absl::StatusOr<uint32_t> SealedKid(absl::string_view text) {
  ASSIGN_OR_RETURN(const std::string bytes, Open(text));
  return KidIn(bytes);
}

Sealer::Sealer(const Keyring& ring) {
  for (const RootKey* root : ring.ForReading(KeyPurpose::kSeal)) {
    keys_.push_back(Key{root->kid, DeriveKey(root->secret, kLabel)});
  }
}

const Sealer::Key* Sealer::Find(uint32_t kid) const {
  for (const Key& key : keys_) {
    if (key.kid == kid) return &key;
  }
  return nullptr;
}

absl::StatusOr<std::string> Sealer::Seal(absl::string_view plaintext, absl::string_view aad) const {
  if (plaintext.size() > kMaxSealedPlaintext) {
    return absl::InvalidArgumentError("The value is too long to be sealed.");
  }
  const Key& key = keys_.front();
  const std::string header = Header(key.kid);
  const std::string nonce = RandomBytes(kNonceSize);
  ASSIGN_OR_RETURN(
      const std::string sealed,
      Aes256GcmEncrypt(key.secret.bytes(), nonce, absl::StrCat(header, aad), plaintext));
  return absl::StrCat(kSealedPrefix, EncodeBase64Url(absl::StrCat(header, nonce, sealed)));
}

absl::StatusOr<std::string> Sealer::Unseal(absl::string_view text, absl::string_view aad) const {
  ASSIGN_OR_RETURN(const std::string bytes, Open(text));
  const absl::string_view view(bytes);
  const absl::string_view header = view.substr(0, kHeaderSize);
  const Key* const key = Find(KidIn(header));
  if (key == nullptr) {
    return absl::FailedPreconditionError(absl::StrCat("The value is sealed with the key ",
                                                      KidText(KidIn(header)),
                                                      ", which the key file does not hold."));
  }
  return Aes256GcmDecrypt(key->secret.bytes(), view.substr(kHeaderSize, kNonceSize),
                          absl::StrCat(header, aad), view.substr(kHeaderSize + kNonceSize));
}

}  // namespace houniao::crypto
