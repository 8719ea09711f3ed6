#include "common/crypto/token_keys.h"

#include <fcntl.h>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <optional>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"

#include "common/base/status_macros.h"
#include "common/crypto/digest.h"
#include "common/crypto/secret.h"
#include "common/crypto/secret_file.h"

namespace houniao::crypto {
namespace {

using Key = std::shared_ptr<evp_pkey_st>;

struct BioDeleter {
  void operator()(BIO* bio) const { BIO_free(bio); }
};
using Bio = std::unique_ptr<BIO, BioDeleter>;

struct DigestContextDeleter {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using DigestContext = std::unique_ptr<EVP_MD_CTX, DigestContextDeleter>;

Key Own(EVP_PKEY* key) { return Key(key, EVP_PKEY_free); }

const unsigned char* Bytes(absl::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

Bio BioOver(absl::string_view text) {
  return Bio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
}

// Never asks the terminal for a passphrase: an encrypted key is refused instead.
int NoPassphrase(char*, int, int, void*) { return -1; }

std::string Thumbprint(EVP_PKEY* key) {
  std::string x(32, '\0');
  size_t size = x.size();
  if (EVP_PKEY_get_raw_public_key(key, reinterpret_cast<unsigned char*>(x.data()), &size) != 1 ||
      size != x.size()) {
    std::abort();  // every Ed25519 key has 32 public bytes
  }
  // RFC 7638: required members only, in lexical order, without blanks.
  return EncodeBase64Url(Sha256(
      absl::StrCat("{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"", EncodeBase64Url(x), "\"}")));
}

// The content of a memory BIO, which is wiped.
std::string TakeText(BIO* bio) {
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio, &data);
  std::string text(data, static_cast<size_t>(size));
  Cleanse(data, static_cast<size_t>(size));
  return text;
}

absl::StatusOr<std::string> ReadPublicFile(const std::string& path) {
  const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor < 0) {
    const std::string text = absl::StrCat("Cannot open ", path, ": ", std::strerror(errno), ".");
    return errno == ENOENT ? absl::NotFoundError(text) : absl::FailedPreconditionError(text);
  }
  const auto closer = absl::MakeCleanup([descriptor] { close(descriptor); });
  struct stat info;
  if (fstat(descriptor, &info) != 0 || !S_ISREG(info.st_mode)) {
    return absl::FailedPreconditionError(absl::StrCat(path, " is not a regular file."));
  }
  if ((info.st_mode & 022) != 0) {
    return absl::FailedPreconditionError(
        absl::StrCat(path, " can be written by others than its owner; run: chmod go-w ", path));
  }
  std::string content(kMaxSecretFileSize + 1, '\0');
  size_t size = 0;
  while (size < content.size()) {
    const ssize_t got = read(descriptor, content.data() + size, content.size() - size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return absl::InternalError(absl::StrCat("Cannot read ", path, "."));
    if (got == 0) break;
    size += static_cast<size_t>(got);
  }
  if (size > kMaxSecretFileSize) {
    return absl::OutOfRangeError(absl::StrCat(path, " is too large for a list of public keys."));
  }
  content.resize(size);
  return content;
}

absl::Status DamagedPublicKey() {
  return absl::InvalidArgumentError("A public key in the list is damaged.");
}

// The DER bytes of the next block; nothing at the end of the text. Blocks of another kind are
// refused: a private key has no business in a list that everybody may read.
absl::StatusOr<std::optional<std::string>> NextPublicKey(BIO* bio) {
  char* name = nullptr;
  char* header = nullptr;
  unsigned char* data = nullptr;
  long size = 0;
  ERR_clear_error();
  const bool found = PEM_read_bio(bio, &name, &header, &data, &size) == 1;
  const unsigned long error = ERR_peek_last_error();
  ERR_clear_error();
  if (!found) {
    // This is how OpenSSL reports the end.
    if (ERR_GET_LIB(error) == ERR_LIB_PEM && ERR_GET_REASON(error) == PEM_R_NO_START_LINE) {
      return std::nullopt;
    }
    return DamagedPublicKey();
  }
  const bool is_public = absl::string_view(name) == PEM_STRING_PUBLIC;
  std::string der(reinterpret_cast<const char*>(data), static_cast<size_t>(size));
  OPENSSL_free(name);
  OPENSSL_free(header);
  OPENSSL_clear_free(data, static_cast<size_t>(size));
  if (!is_public) {
    Cleanse(der);
    return absl::InvalidArgumentError("The list holds something else than public keys.");
  }
  return der;
}

}  // namespace

SigningKey::SigningKey(std::shared_ptr<evp_pkey_st> key)
    : key_(std::move(key)), kid_(Thumbprint(key_.get())) {}

SigningKey SigningKey::Generate() {
  EVP_PKEY* const key = EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519");
  if (key == nullptr) std::abort();  // no randomness, or no memory
  return SigningKey(Own(key));
}

absl::StatusOr<SigningKey> SigningKey::FromPem(absl::string_view pem) {
  const Bio bio = BioOver(pem);
  const Key key = Own(PEM_read_bio_PrivateKey(bio.get(), nullptr, NoPassphrase, nullptr));
  ERR_clear_error();
  if (key == nullptr) {
    return absl::InvalidArgumentError("This is not a private key in PEM form without passphrase.");
  }
  if (EVP_PKEY_get_base_id(key.get()) != EVP_PKEY_ED25519) {
    return absl::InvalidArgumentError("The private key is not an Ed25519 key.");
  }
  return SigningKey(key);
}

absl::StatusOr<SigningKey> SigningKey::Load(const std::string& path) {
  ASSIGN_OR_RETURN(std::string pem, ReadSecretFile(path));
  absl::StatusOr<SigningKey> key = FromPem(pem);
  Cleanse(pem);
  if (!key.ok()) {
    return absl::Status(key.status().code(), absl::StrCat(path, ": ", key.status().message()));
  }
  return key;
}

std::string SigningKey::Sign(absl::string_view message) const {
  const DigestContext context(EVP_MD_CTX_new());
  std::string signature(kEd25519SignatureSize, '\0');
  size_t size = signature.size();
  if (context == nullptr ||
      EVP_DigestSignInit_ex(context.get(), nullptr, nullptr, nullptr, nullptr, key_.get(),
                            nullptr) != 1 ||
      EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size,
                     Bytes(message), message.size()) != 1 ||
      size != kEd25519SignatureSize) {
    std::abort();  // only out of memory
  }
  return signature;
}

std::string SigningKey::PublicPem() const {
  const Bio bio(BIO_new(BIO_s_mem()));
  if (bio == nullptr || PEM_write_bio_PUBKEY(bio.get(), key_.get()) != 1) std::abort();
  return TakeText(bio.get());
}

std::string SigningKey::PrivatePem() const {
  const Bio bio(BIO_new(BIO_s_mem()));
  if (bio == nullptr || PEM_write_bio_PKCS8PrivateKey(bio.get(), key_.get(), nullptr, nullptr, 0,
                                                      nullptr, nullptr) != 1) {
    std::abort();
  }
  return TakeText(bio.get());
}

absl::Status GenerateTokenKeyFiles(const std::string& private_path,
                                   const std::string& public_path) {
  if (access(public_path.c_str(), F_OK) == 0) {
    return absl::AlreadyExistsError(absl::StrCat(public_path, " exists already."));
  }
  const SigningKey key = SigningKey::Generate();
  std::string pem = key.PrivatePem();
  const absl::Status created = CreateSecretFile(private_path, pem);
  Cleanse(pem);
  RETURN_IF_ERROR(created);
  return CreateSecretFile(public_path, key.PublicPem(), 0644);
}

absl::StatusOr<VerificationKeys> VerificationKeys::FromPem(absl::string_view pem) {
  VerificationKeys keys;
  const Bio bio = BioOver(pem);
  while (true) {
    ASSIGN_OR_RETURN(const std::optional<std::string> der, NextPublicKey(bio.get()));
    if (!der.has_value()) break;
    const unsigned char* data = Bytes(*der);
    const Key key = Own(d2i_PUBKEY(nullptr, &data, static_cast<long>(der->size())));
    ERR_clear_error();
    if (key == nullptr || data != Bytes(*der) + der->size()) return DamagedPublicKey();
    if (EVP_PKEY_get_base_id(key.get()) != EVP_PKEY_ED25519) {
      return absl::InvalidArgumentError("A public key in the list is not an Ed25519 key.");
    }
    keys.keys_[Thumbprint(key.get())] = key;
    if (keys.size() > kMaxKeys) {
      return absl::InvalidArgumentError(
          absl::StrCat("The list holds more than ", kMaxKeys, " public keys."));
    }
  }
  if (keys.size() == 0) return absl::InvalidArgumentError("There is no public key in PEM form.");
  return keys;
}

absl::StatusOr<VerificationKeys> VerificationKeys::Load(const std::string& path) {
  ASSIGN_OR_RETURN(const std::string pem, ReadPublicFile(path));
  absl::StatusOr<VerificationKeys> keys = FromPem(pem);
  if (!keys.ok()) {
    return absl::Status(keys.status().code(), absl::StrCat(path, ": ", keys.status().message()));
  }
  return keys;
}

void VerificationKeys::Add(const SigningKey& key) {
  // By way of the public form, so that this set never holds a private key.
  const std::string pem = key.PublicPem();
  const Bio bio = BioOver(pem);
  Key public_key = Own(PEM_read_bio_PUBKEY(bio.get(), nullptr, NoPassphrase, nullptr));
  if (public_key == nullptr) std::abort();
  keys_[key.kid()] = std::move(public_key);
}

bool VerificationKeys::Has(absl::string_view kid) const {
  return keys_.count(std::string(kid)) > 0;
}

bool VerificationKeys::Verify(absl::string_view kid, absl::string_view message,
                              absl::string_view signature) const {
  const auto key = keys_.find(std::string(kid));
  if (key == keys_.end() || signature.size() != kEd25519SignatureSize) return false;
  const DigestContext context(EVP_MD_CTX_new());
  const bool right = context != nullptr &&
                     EVP_DigestVerifyInit_ex(context.get(), nullptr, nullptr, nullptr, nullptr,
                                             key->second.get(), nullptr) == 1 &&
                     EVP_DigestVerify(context.get(), Bytes(signature), signature.size(),
                                      Bytes(message), message.size()) == 1;
  ERR_clear_error();
  return right;
}

}  // namespace houniao::crypto
