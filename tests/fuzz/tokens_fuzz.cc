// What callers hand back to us: page tokens, resume tokens, sealed values, bearer tokens. Nobody
// can guess one, whatever the bytes.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "common/crypto/signed_token.h"
#include "common/resource/names.h"
#include "common/resource/page_token.h"
#include "common/resource/secrets.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace houniao;
  static const auto* secrets = new resource::Secrets(crypto::Keyring::Generate());
  static const auto* keys = [] {
    auto* made = new crypto::VerificationKeys;
    made->Add(crypto::SigningKey::Generate());
    return made;
  }();
  const absl::string_view text(reinterpret_cast<const char*>(data), size);
  const absl::Time now = absl::FromUnixSeconds(1800000000);
  if (resource::OpenPageToken(*secrets, std::string(32, 'f'), text, now).ok()) std::abort();
  if (secrets->resume_tokens.Unwrap(text).ok()) std::abort();
  if (secrets->sealer.Unseal(text, "aad").ok()) std::abort();
  if (crypto::VerifyToken(*keys, text, {.now = now, .audience = "houniao"}).ok()) std::abort();
  (void)crypto::Keyring::Parse(text);
  const resource::NamePattern pattern("talents/{talent}/recognitions/{recognition}");
  const auto ids = pattern.Match(text);
  if (ids && pattern.Format(absl::StrCat("talents/", (*ids)[0]), (*ids)[1]) != text) std::abort();
  return 0;
}
