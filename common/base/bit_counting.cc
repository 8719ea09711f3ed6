#include "common/base/bit_counting.h"

namespace houniao {

bool CountsBitsFast() {
#if defined(__x86_64__)
  static const bool fast =
      __builtin_cpu_supports("popcnt") != 0 && __builtin_cpu_supports("avx2") != 0;
  return fast;
#else
  return true;
#endif
}

}  // namespace houniao
