// What the keys of an installation are used for in the store, made once from its key file.
#pragma once

#include "common/crypto/keyring.h"
#include "common/crypto/mac.h"
#include "common/crypto/sealing.h"
#include "common/crypto/search_hash.h"

namespace houniao::resource {

// Immutable, thread-safe.
struct Secrets {
  explicit Secrets(const crypto::Keyring& ring)
      : sealer(ring),
        search(ring),
        page_tokens(ring, "page/v1"),
        resume_tokens(ring, "resume/v1") {}

  const crypto::Sealer sealer;
  const crypto::SearchHasher search;
  const crypto::TokenMac page_tokens;
  const crypto::TokenMac resume_tokens;
};

}  // namespace houniao::resource
