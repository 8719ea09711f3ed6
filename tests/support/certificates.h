// Certificates made at test time: an authority and what it signs. ECDSA on P-256.
#pragma once

#include <memory>
#include <string>

#include "absl/strings/string_view.h"

struct evp_pkey_st;
struct x509_st;

namespace houniao::testing {

// Paths of PEM files.
struct CertificateFiles {
  std::string certificate;
  std::string key;  // mode 0600
  std::string authorities;
};

struct CertificateSubject {
  std::string common_name;
  // Subject alternative names beside DNS:localhost and IP:127.0.0.1.
  std::string spiffe_id;
  // Valid from now - `age_seconds` for `lifetime_seconds`.
  int64_t age_seconds = 60;
  int64_t lifetime_seconds = 3600;
};

class CertificateAuthority {
 public:
  explicit CertificateAuthority(absl::string_view common_name);
  ~CertificateAuthority();
  CertificateAuthority(const CertificateAuthority&) = delete;
  CertificateAuthority& operator=(const CertificateAuthority&) = delete;

  // Writes <folder>/<stem>.{crt,key} and <stem>.ca.crt, replacing older ones. Ends the process on
  // any failure.
  CertificateFiles Issue(const std::string& folder, const std::string& stem,
                         const CertificateSubject& subject) const;

 private:
  std::shared_ptr<evp_pkey_st> key_;
  std::shared_ptr<x509_st> certificate_;
};

}  // namespace houniao::testing
