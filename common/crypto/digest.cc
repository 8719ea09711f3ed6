#include "common/crypto/digest.h"

#include <openssl/evp.h>

#include <cstdlib>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"

namespace houniao::crypto {
namespace {

// Fetched once: OpenSSL would look it up by name for every digest.
const EVP_MD* Algorithm() {
  static const EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  return algorithm;
}

}  // namespace

std::string Sha256(absl::string_view message) {
  std::string digest(kDigestSize, '\0');
  if (EVP_Digest(message.data(), message.size(), reinterpret_cast<unsigned char*>(digest.data()),
                 nullptr, Algorithm(), nullptr) != 1) {
    std::abort();  // only out of memory
  }
  return digest;
}

std::string Sha256Hex(absl::string_view message) { return absl::BytesToHexString(Sha256(message)); }

std::string ChainStart() { return std::string(kDigestSize, '\0'); }

std::string ChainNext(absl::string_view previous, absl::string_view record) {
  if (previous.size() != kDigestSize) std::abort();
  return Sha256(absl::StrCat(previous, record));
}

std::string EncodeBase64Url(absl::string_view bytes) { return absl::WebSafeBase64Escape(bytes); }

std::optional<std::string> DecodeBase64Url(absl::string_view text) {
  std::string bytes;
  if (!absl::WebSafeBase64Unescape(text, &bytes)) return std::nullopt;
  // Abseil is lenient about padding, blanks and left-over bits; the round trip is not.
  if (EncodeBase64Url(bytes) != text) return std::nullopt;
  return bytes;
}

}  // namespace houniao::crypto
