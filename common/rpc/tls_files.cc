#include "common/rpc/tls_files.h"

#include <openssl/pem.h>
#include <openssl/x509.h>

#include <fstream>
#include <memory>
#include <sstream>

#include "absl/strings/str_cat.h"

#include "common/base/status_macros.h"
#include "common/crypto/secret.h"
#include "common/crypto/secret_file.h"

namespace houniao::rpc {
namespace {

struct Deleter {
  void operator()(BIO* bio) const { BIO_free(bio); }
  void operator()(X509* certificate) const { X509_free(certificate); }
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
using CertificatePtr = std::unique_ptr<X509, Deleter>;

absl::StatusOr<std::string> ReadPublicFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return absl::NotFoundError(absl::StrCat("Cannot read ", path, "."));
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::unique_ptr<BIO, Deleter> Memory(const std::string& text) {
  return std::unique_ptr<BIO, Deleter>(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
}

absl::Status NoPassphrase(const std::string& path) {
  return absl::InvalidArgumentError(
      absl::StrCat(path, " is not a private key in PEM without passphrase."));
}

// Keeps OpenSSL from asking the terminal.
int RefusePassphrase(char*, int, int, void*) { return -1; }

absl::StatusOr<CertificatePtr> ReadCertificate(const std::string& path) {
  ASSIGN_OR_RETURN(const std::string text, ReadPublicFile(path));
  auto bio = Memory(text);
  CertificatePtr certificate(PEM_read_bio_X509(bio.get(), nullptr, RefusePassphrase, nullptr));
  if (certificate == nullptr) {
    return absl::InvalidArgumentError(absl::StrCat(path, " is not a certificate in PEM."));
  }
  return certificate;
}

absl::Status CheckDates(const X509* certificate, const std::string& path) {
  if (X509_cmp_current_time(X509_get0_notBefore(certificate)) > 0) {
    return absl::FailedPreconditionError(
        absl::StrCat("The certificate ", path, " is not valid yet."));
  }
  if (X509_cmp_current_time(X509_get0_notAfter(certificate)) < 0) {
    return absl::FailedPreconditionError(absl::StrCat("The certificate ", path, " has expired."));
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status CheckTlsFiles(const TlsFiles& files) {
  if (files.certificate.empty() || files.key.empty() || files.authorities.empty()) {
    return absl::InvalidArgumentError(
        "TLS needs all three files: certificate, key and certificate authorities.");
  }
  ASSIGN_OR_RETURN(const CertificatePtr certificate, ReadCertificate(files.certificate));
  RETURN_IF_ERROR(CheckDates(certificate.get(), files.certificate));
  ASSIGN_OR_RETURN(const CertificatePtr authority, ReadCertificate(files.authorities));
  RETURN_IF_ERROR(CheckDates(authority.get(), files.authorities));
  ASSIGN_OR_RETURN(std::string key_text, crypto::ReadSecretFile(files.key));
  auto bio = Memory(key_text);
  const std::unique_ptr<EVP_PKEY, Deleter> key(
      PEM_read_bio_PrivateKey(bio.get(), nullptr, RefusePassphrase, nullptr));
  crypto::Cleanse(key_text);
  if (key == nullptr) return NoPassphrase(files.key);
  if (X509_check_private_key(certificate.get(), key.get()) != 1) {
    return absl::FailedPreconditionError(absl::StrCat(
        "The key ", files.key, " does not belong to the certificate ", files.certificate, "."));
  }
  return absl::OkStatus();
}

}  // namespace houniao::rpc
