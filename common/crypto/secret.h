// Key material that leaves no copy behind and cannot be printed.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"

namespace houniao::crypto {

// Overwrites the bytes in a way that the compiler keeps.
void Cleanse(void* bytes, size_t size);
void Cleanse(std::string& text);

// 32 bytes of key, wiped when it goes. Deliberately without operator<< and without comparison.
class SecretKey {
 public:
  static constexpr size_t kSize = 32;

  SecretKey() { bytes_.fill(0); }
  // `bytes` must be kSize long; anything else aborts, being an error of the program.
  explicit SecretKey(absl::string_view bytes);
  SecretKey(const SecretKey&) = default;
  SecretKey& operator=(const SecretKey&) = default;
  ~SecretKey() { Cleanse(bytes_.data(), bytes_.size()); }

  // From the operating system's generator by way of OpenSSL; aborts if there is none.
  static SecretKey Random();

  absl::string_view bytes() const {
    return absl::string_view(reinterpret_cast<const char*>(bytes_.data()), bytes_.size());
  }
  const uint8_t* data() const { return bytes_.data(); }

 private:
  std::array<uint8_t, kSize> bytes_;
};

// `size` random bytes; aborts if the generator fails, because nothing safe can be done then.
std::string RandomBytes(size_t size);

}  // namespace houniao::crypto
