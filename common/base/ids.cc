#include "common/base/ids.h"

#include <sys/random.h>

#include <algorithm>
#include <array>
#include <cstdlib>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace houniao {
namespace {

// Asked of the kernel for many ids at once: every call needs one. What has been given out is wiped.
class RandomPool {
 public:
  template <size_t N>
  std::array<unsigned char, N> Take() {
    static_assert(kSize % N == 0);
    if (used_ == kSize) Fill();
    std::array<unsigned char, N> bytes;
    std::copy_n(pool_.begin() + used_, N, bytes.begin());
    std::fill_n(pool_.begin() + used_, N, static_cast<unsigned char>(0));
    used_ += N;
    return bytes;
  }

 private:
  // The kernel gives so many without interruption.
  static constexpr size_t kSize = 256;

  void Fill() {
    // Fails only if the kernel has no generator; nothing safe can be done then.
    if (getrandom(pool_.data(), kSize, 0) != static_cast<ssize_t>(kSize)) std::abort();
    used_ = 0;
  }

  std::array<unsigned char, kSize> pool_;
  size_t used_ = kSize;
};

template <size_t N>
std::array<unsigned char, N> RandomBytes() {
  thread_local RandomPool pool;
  return pool.Take<N>();
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
  std::string text(36, '-');
  char* next = text.data();
  for (size_t i = 0; i < b.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) ++next;
    *next++ = kDigits[b[i] >> 4];
    *next++ = kDigits[b[i] & 15];
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
