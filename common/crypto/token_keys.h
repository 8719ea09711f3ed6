// Ed25519 keys (RFC 8032) that sign and verify bearer tokens. PEM: PKCS #8 for the private key,
// SubjectPublicKeyInfo for public ones (RFC 8410).
//
// A key's id is its JWK thumbprint (RFC 7638, RFC 8037): computed from the key, so that it needs no
// agreement and fixes the algorithm with it.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

struct evp_pkey_st;  // OpenSSL's EVP_PKEY

namespace houniao::crypto {

inline constexpr size_t kEd25519SignatureSize = 64;

// Immutable, thread-safe; copies share the key.
class SigningKey {
 public:
  static SigningKey Generate();
  // InvalidArgument if the text is not the PEM form of an Ed25519 private key without passphrase.
  static absl::StatusOr<SigningKey> FromPem(absl::string_view pem);
  // From a file that only its owner may read; errors of ReadSecretFile and FromPem.
  static absl::StatusOr<SigningKey> Load(const std::string& path);

  // 43 characters of base64url.
  const std::string& kid() const { return kid_; }
  // 64 bytes.
  std::string Sign(absl::string_view message) const;
  std::string PublicPem() const;
  // Secret: wipe it with Cleanse().
  std::string PrivatePem() const;

 private:
  explicit SigningKey(std::shared_ptr<evp_pkey_st> key);

  std::shared_ptr<evp_pkey_st> key_;
  std::string kid_;
};

// Makes a pair of files: the private key with mode 0600, the public one with 0644. AlreadyExists if
// either is there; nothing is replaced.
absl::Status GenerateTokenKeyFiles(const std::string& private_path, const std::string& public_path);

// The public keys whose tokens are accepted. Rotation: keep the old and the new key in one file
// until the last old token has expired. Copyable; const use is thread-safe.
class VerificationKeys {
 public:
  static constexpr int kMaxKeys = 64;

  // One or more public keys in PEM, one after another, at most kMaxKeys. InvalidArgument if there
  // is none, if one is damaged, or if one is not Ed25519.
  static absl::StatusOr<VerificationKeys> FromPem(absl::string_view pem);
  // From a file of at most 64 KiB. FailedPrecondition if group or others may write to it: whoever
  // adds a key makes himself an issuer.
  static absl::StatusOr<VerificationKeys> Load(const std::string& path);

  // Tokens of this key are accepted as well.
  void Add(const SigningKey& key);
  size_t size() const { return keys_.size(); }
  bool Has(absl::string_view kid) const;
  // False if the kid is unknown or the signature does not fit.
  bool Verify(absl::string_view kid, absl::string_view message, absl::string_view signature) const;

 private:
  std::map<std::string, std::shared_ptr<evp_pkey_st>> keys_;  // by kid
};

}  // namespace houniao::crypto
