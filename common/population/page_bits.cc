#include "common/population/page_bits.h"

#include <algorithm>

#include "roaring/containers/array.h"
#include "roaring/containers/bitset.h"
#include "roaring/containers/containers.h"
#include "roaring/containers/run.h"
#include "roaring/roaring_array.h"

namespace houniao::population {
namespace {

constexpr int kPagesPerContainerBits = 16 - kPageRowBits;

// Values of a container from `low` on are spread about evenly, so a guess by proportion is near;
// from there steps that double find the first value that is not less.
const uint16_t* FirstNotBelow(const uint16_t* begin, const uint16_t* end, uint32_t low) {
  if (low == 0) return begin;
  const size_t size = static_cast<size_t>(end - begin);
  size_t at = size * low >> 16;
  size_t step = 4;
  if (begin[at] < low) {
    size_t from = at;
    while (at + step < size && begin[at + step] < low) {
      from = at + step;
      at = from;
      step *= 2;
    }
    return std::lower_bound(begin + from, begin + std::min(size, at + step + 1), low);
  }
  size_t to = at;
  while (to > step && begin[to - step] >= low) {
    to -= step;
    step *= 2;
  }
  return std::lower_bound(begin + (to > step ? to - step : 0), begin + to + 1, low);
}

void AddArray(const array_container_t& array, uint32_t low, PageBits& bits) {
  const uint16_t* const end = array.array + array.cardinality;
  const uint32_t limit = low + kPageRows;
  for (const uint16_t* at = FirstNotBelow(array.array, end, low); at != end && *at < limit; ++at) {
    bits.Add(*at - low);
  }
}

void AddRuns(const run_container_t& runs, uint32_t low, PageBits& bits) {
  const uint32_t last = low + kPageRows - 1;
  for (int i = 0; i < runs.n_runs; ++i) {
    const uint32_t from = std::max<uint32_t>(low, runs.runs[i].value);
    const uint32_t to =
        std::min<uint32_t>(last, uint32_t{runs.runs[i].value} + runs.runs[i].length);
    if (runs.runs[i].value > last) break;
    if (to < from) continue;
    const uint32_t first_word = (from - low) / 64, last_word = (to - low) / 64;
    for (uint32_t word = first_word; word <= last_word; ++word) {
      uint64_t mask = ~uint64_t{0};
      if (word == first_word) mask &= ~uint64_t{0} << ((from - low) % 64);
      if (word == last_word) mask &= ~uint64_t{0} >> (63 - (to - low) % 64);
      bits.words[word] |= mask;
    }
  }
}

}  // namespace

void AddPageRows(const Roaring& bitmap, uint32_t page, PageBits& bits) {
  const roaring_array_t& all = bitmap.roaring.high_low_container;
  const uint16_t key = static_cast<uint16_t>(page >> kPagesPerContainerBits);
  int index = key;
  // A bitmap that misses no container has each at its own place.
  if (index >= all.size || all.keys[index] != key) {
    const uint16_t* const keys = all.keys;
    const uint16_t* const end = keys + all.size;
    const uint16_t* const found = std::lower_bound(keys, end, key);
    if (found == end || *found != key) return;
    index = static_cast<int>(found - keys);
  }
  uint8_t type = all.typecodes[index];
  const void* const container =
      container_unwrap_shared(static_cast<const void*>(all.containers[index]), &type);
  const uint32_t low = (page & ((1u << kPagesPerContainerBits) - 1)) << kPageRowBits;
  switch (type) {
    case BITSET_CONTAINER_TYPE_CODE: {
      const uint64_t* const words =
          static_cast<const bitset_container_t*>(container)->array + low / 64;
      for (uint32_t i = 0; i < PageBits::kWords; ++i) bits.words[i] |= words[i];
      break;
    }
    case ARRAY_CONTAINER_TYPE_CODE:
      AddArray(*static_cast<const array_container_t*>(container), low, bits);
      break;
    default:
      AddRuns(*static_cast<const run_container_t*>(container), low, bits);
  }
}

}  // namespace houniao::population
