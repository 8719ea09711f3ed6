// Loops over words of bits in the best instructions that the machine has. The build aims at
// processors without them; nearly all have them.
#pragma once

namespace houniao {

// Functions with it count bits in one instruction and take four words at a time: for machines that
// can (CountsBitsFast). What they call is inlined to the end, so that each caller counts bits as it
// may.
#if defined(__x86_64__)
#define HOUNIAO_COUNTING __attribute__((target("avx2,popcnt")))
#else
#define HOUNIAO_COUNTING
#endif
#define HOUNIAO_INLINE inline __attribute__((always_inline))

bool CountsBitsFast();

}  // namespace houniao
