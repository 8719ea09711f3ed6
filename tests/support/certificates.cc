#include "tests/support/certificates.h"

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>
#include <sys/stat.h>

#include <cstdio>
#include <cstdlib>

namespace houniao::testing {
namespace {

void Demand(bool condition, const char* what) {
  if (condition) return;
  std::fprintf(stderr, "Cannot make a test certificate: %s.\n", what);
  std::abort();
}

std::shared_ptr<EVP_PKEY> NewKey() {
  EVP_PKEY* key = EVP_EC_gen("P-256");
  Demand(key != nullptr, "no key");
  return std::shared_ptr<EVP_PKEY>(key, &EVP_PKEY_free);
}

void AddExtension(X509* certificate, X509* issuer, int nid, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str());
  Demand(extension != nullptr, value.c_str());
  Demand(X509_add_ext(certificate, extension, -1) == 1, "an extension");
  X509_EXTENSION_free(extension);
}

// Not signed yet.
std::shared_ptr<X509> NewCertificate(EVP_PKEY* key, const std::string& common_name, int64_t age,
                                     int64_t lifetime) {
  std::shared_ptr<X509> certificate(X509_new(), &X509_free);
  X509_set_version(certificate.get(), 2);
  uint64_t serial = 0;
  RAND_bytes(reinterpret_cast<unsigned char*>(&serial), sizeof(serial));
  ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate.get()), serial >> 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -age);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), lifetime - age);
  X509_set_pubkey(certificate.get(), key);
  X509_NAME* name = X509_get_subject_name(certificate.get());
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8,
                             reinterpret_cast<const unsigned char*>(common_name.c_str()), -1, -1,
                             0);
  return certificate;
}

void WriteCertificate(const std::string& path, X509* certificate) {
  std::FILE* file = std::fopen(path.c_str(), "w");
  Demand(file != nullptr && PEM_write_X509(file, certificate) == 1, path.c_str());
  std::fclose(file);
}

void WriteKey(const std::string& path, EVP_PKEY* key) {
  std::FILE* file = std::fopen(path.c_str(), "w");
  Demand(file != nullptr, path.c_str());
  Demand(chmod(path.c_str(), 0600) == 0, path.c_str());
  Demand(PEM_write_PrivateKey(file, key, nullptr, nullptr, 0, nullptr, nullptr) == 1, path.c_str());
  std::fclose(file);
}

}  // namespace

CertificateAuthority::CertificateAuthority(absl::string_view common_name) : key_(NewKey()) {
  certificate_ = NewCertificate(key_.get(), std::string(common_name), 60, 86400);
  X509_set_issuer_name(certificate_.get(), X509_get_subject_name(certificate_.get()));
  AddExtension(certificate_.get(), certificate_.get(), NID_basic_constraints, "critical,CA:TRUE");
  AddExtension(certificate_.get(), certificate_.get(), NID_key_usage, "critical,keyCertSign");
  Demand(X509_sign(certificate_.get(), key_.get(), EVP_sha256()) > 0, "a signature");
}

CertificateAuthority::~CertificateAuthority() = default;

CertificateFiles CertificateAuthority::Issue(const std::string& folder, const std::string& stem,
                                             const CertificateSubject& subject) const {
  const std::shared_ptr<EVP_PKEY> key = NewKey();
  const std::shared_ptr<X509> certificate =
      NewCertificate(key.get(), subject.common_name, subject.age_seconds, subject.lifetime_seconds);
  X509_set_issuer_name(certificate.get(), X509_get_subject_name(certificate_.get()));
  std::string names = "DNS:localhost,IP:127.0.0.1";
  if (!subject.spiffe_id.empty()) names += ",URI:" + subject.spiffe_id;
  AddExtension(certificate.get(), certificate_.get(), NID_subject_alt_name, names);
  AddExtension(certificate.get(), certificate_.get(), NID_ext_key_usage, "serverAuth,clientAuth");
  Demand(X509_sign(certificate.get(), key_.get(), EVP_sha256()) > 0, "a signature");
  const std::string base = folder + "/" + stem;
  CertificateFiles files{base + ".crt", base + ".key", base + ".ca.crt"};
  WriteCertificate(files.certificate, certificate.get());
  WriteCertificate(files.authorities, certificate_.get());
  WriteKey(files.key, key.get());
  return files;
}

}  // namespace houniao::testing
