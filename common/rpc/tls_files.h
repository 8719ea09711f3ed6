// The three PEM files of mutual TLS.
#pragma once

#include <string>

#include "absl/status/status.h"

namespace houniao::rpc {

struct TlsFiles {
  // Our certificate, leaf first, then intermediates.
  std::string certificate;
  // Its private key; only its owner may read the file.
  std::string key;
  // Authorities whose certificates we accept from the other side.
  std::string authorities;

  bool empty() const { return certificate.empty() && key.empty() && authorities.empty(); }
};

// gRPC starts happily with files that are missing or do not fit, and then refuses every connection.
// InvalidArgument, FailedPrecondition or NotFound, naming the file: one is missing, unreadable or
// not PEM; the key is not the key of the certificate or others may read it; the certificate has
// expired or is not yet valid.
absl::Status CheckTlsFiles(const TlsFiles& files);

}  // namespace houniao::rpc
