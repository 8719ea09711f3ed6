#include "common/crypto/hmac.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <cstdlib>
#include <cstring>

#include "absl/strings/str_cat.h"

namespace houniao::crypto {

void Cleanse(void* bytes, size_t size) { OPENSSL_cleanse(bytes, size); }

void Cleanse(std::string& text) {
  if (!text.empty()) OPENSSL_cleanse(text.data(), text.size());
  text.clear();
}

SecretKey::SecretKey(absl::string_view bytes) {
  if (bytes.size() != kSize) std::abort();
  std::memcpy(bytes_.data(), bytes.data(), kSize);
}

SecretKey SecretKey::Random() {
  std::string bytes = RandomBytes(kSize);
  SecretKey key(bytes);
  Cleanse(bytes);
  return key;
}

std::string RandomBytes(size_t size) {
  std::string bytes(size, '\0');
  if (RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(size)) != 1) {
    std::abort();
  }
  return bytes;
}

std::string HmacSha256(absl::string_view key, absl::string_view message) {
  std::string mac(32, '\0');
  unsigned int size = 0;
  // A null pointer as key means "keep the former key" to OpenSSL, so an empty one needs an address.
  const char* key_data = key.empty() ? "" : key.data();
  if (HMAC(EVP_sha256(), key_data, static_cast<int>(key.size()),
           reinterpret_cast<const unsigned char*>(message.data()), message.size(),
           reinterpret_cast<unsigned char*>(mac.data()), &size) == nullptr) {
    std::abort();  // only out of memory
  }
  return mac;
}

bool EqualInConstantTime(absl::string_view a, absl::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string HkdfSha256(absl::string_view key, absl::string_view salt, absl::string_view info,
                       size_t size) {
  if (size > 255 * 32) std::abort();
  // RFC 5869: an absent salt is 32 zero bytes, which HMAC pads an empty key to anyway.
  std::string prk = HmacSha256(salt, key);
  std::string block;
  std::string out;
  for (int counter = 1; out.size() < size; ++counter) {
    std::string input = absl::StrCat(block, info, std::string(1, static_cast<char>(counter)));
    block = HmacSha256(prk, input);
    Cleanse(input);
    out += block;
  }
  Cleanse(prk);
  Cleanse(block);
  out.resize(size);
  return out;
}

SecretKey DeriveKey(const SecretKey& root, absl::string_view label) {
  std::string bytes =
      HkdfSha256(root.bytes(), "", absl::StrCat("houniao/", label), SecretKey::kSize);
  SecretKey key(bytes);
  Cleanse(bytes);
  return key;
}

}  // namespace houniao::crypto
