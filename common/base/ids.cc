#include "common/base/ids.h"

#include <sys/random.h>

#include <array>
#include <cstdlib>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace houniao {
namespace {

template <size_t N>
std::array<unsigned char, N> RandomBytes() {
  std::array<unsigned char, N> bytes;
  // Fails only if the kernel has no generator; nothing safe can be done then.
  if (getrandom(bytes.data(), N, 0) != static_cast<ssize_t>(N)) std::abort();
  return bytes;
}

}  // namespace

std::string RandomIds::NewId() {
  static constexpr char kAlphabet[] = "abcdefghijklmnopqrstuvwxyz234567";
  std::string id;
  for (unsigned char byte : RandomBytes<16>()) id += kAlphabet[byte & 31];
  return id;
}

std::string RandomIds::NewUuid() {
  auto b = RandomBytes<16>();
  b[6] = static_cast<unsigned char>((b[6] & 0x0f) | 0x40);
  b[8] = static_cast<unsigned char>((b[8] & 0x3f) | 0x80);
  // Every call has one: by hand, for formatting costs ten times as much.
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  text.reserve(36);
  for (size_t i = 0; i < b.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) text += '-';
    text += kDigits[b[i] >> 4];
    text += kDigits[b[i] & 15];
  }
  return text;
}

std::string SequentialIds::NewId() {
  MutexLock lock(mutex_);
  return absl::StrCat(prefix_, "-", next_++);
}

std::string SequentialIds::NewUuid() {
  MutexLock lock(mutex_);
  return absl::StrFormat("00000000-0000-4000-8000-%012x", next_++);
}

}  // namespace houniao
