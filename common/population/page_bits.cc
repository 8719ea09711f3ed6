#include "common/population/page_bits.h"

#include <algorithm>

#include "roaring/containers/array.h"
#include "roaring/containers/bitset.h"
#include "roaring/containers/containers.h"
#include "roaring/containers/run.h"
#include "roaring/roaring_array.h"

#include "common/base/bit_counting.h"

namespace houniao::population {
namespace {

using Words = std::array<uint64_t, PageBits::kWords>;

HOUNIAO_INLINE int CountLoop(const Words& words) {
  int count = 0;
  for (const uint64_t word : words) count += __builtin_popcountll(word);
  return count;
}
HOUNIAO_COUNTING int CountFast(const Words& words) { return CountLoop(words); }

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

// Those of `count` rows from `low` on.
void AddRuns(const run_container_t& runs, uint32_t low, uint32_t count, uint64_t* words) {
  const uint32_t last = low + count - 1;
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
      words[word] |= mask;
    }
  }
}

struct Container {
  const void* data = nullptr;  // null: none
  uint8_t type = 0;
};

uint32_t LowOf(uint32_t page) { return (page & ((1u << kPagesPerBlockBits) - 1)) << kPageRowBits; }

Container ContainerOf(const Roaring& bitmap, uint32_t block) {
  const roaring_array_t& all = bitmap.roaring.high_low_container;
  const uint16_t key = static_cast<uint16_t>(block);
  int index = key;
  // A bitmap that misses no container has each at its own place.
  if (index >= all.size || all.keys[index] != key) {
    const uint16_t* const keys = all.keys;
    const uint16_t* const end = keys + all.size;
    const uint16_t* const found = std::lower_bound(keys, end, key);
    if (found == end || *found != key) return {};
    index = static_cast<int>(found - keys);
  }
  Container container;
  container.type = all.typecodes[index];
  container.data =
      container_unwrap_shared(static_cast<const void*>(all.containers[index]), &container.type);
  return container;
}

Container FindContainer(const Roaring& bitmap, uint32_t page) {
  return ContainerOf(bitmap, page >> kPagesPerBlockBits);
}

void AddContainer(const Container& container, uint32_t page, PageBits& bits) {
  if (container.data == nullptr) return;
  const uint32_t low = LowOf(page);
  switch (container.type) {
    case BITSET_CONTAINER_TYPE_CODE: {
      const uint64_t* const words =
          static_cast<const bitset_container_t*>(container.data)->array + low / 64;
      CombineWords(bits.words.data(), words, PageBits::kWords,
                   [](TwoWords to, TwoWords from) { return to | from; });
      break;
    }
    case ARRAY_CONTAINER_TYPE_CODE:
      AddArray(*static_cast<const array_container_t*>(container.data), low, bits);
      break;
    default:
      AddRuns(*static_cast<const run_container_t*>(container.data), low, kPageRows,
              bits.words.data());
  }
}

}  // namespace

int PageBits::Count() const { return CountsBitsFast() ? CountFast(words) : CountLoop(words); }

PageWords WholeBlock(const Roaring& bitmap, uint32_t block) {
  const Container container = ContainerOf(bitmap, block);
  if (container.data == nullptr || container.type != BITSET_CONTAINER_TYPE_CODE) return nullptr;
  return static_cast<const bitset_container_t*>(container.data)->array;
}

void AddBlockRows(const Roaring& bitmap, uint32_t block, uint64_t* words) {
  const Container container = ContainerOf(bitmap, block);
  if (container.data == nullptr) return;
  switch (container.type) {
    case BITSET_CONTAINER_TYPE_CODE: {
      const uint64_t* const all = static_cast<const bitset_container_t*>(container.data)->array;
      CombineWords(words, all, BITSET_CONTAINER_SIZE_IN_WORDS,
                   [](TwoWords to, TwoWords from) { return to | from; });
      break;
    }
    case ARRAY_CONTAINER_TYPE_CODE: {
      const auto& array = *static_cast<const array_container_t*>(container.data);
      for (int i = 0; i < array.cardinality; ++i) {
        words[array.array[i] / 64] |= uint64_t{1} << (array.array[i] % 64);
      }
      break;
    }
    default:
      AddRuns(*static_cast<const run_container_t*>(container.data), 0, 1u << 16, words);
  }
}

void AddPageRows(const Roaring& bitmap, uint32_t page, PageBits& bits) {
  AddContainer(FindContainer(bitmap, page), page, bits);
}

// In three rounds, so that what one bitmap's memory keeps waiting for is on its way for all.
void AddPageRows(const std::vector<const Roaring*>& bitmaps, uint32_t page, PageBits& bits) {
  constexpr size_t kAtOnce = 16;
  const uint32_t low = LowOf(page);
  std::array<Container, kAtOnce> containers;
  for (size_t from = 0; from < bitmaps.size(); from += kAtOnce) {
    const size_t count = std::min(bitmaps.size() - from, kAtOnce);
    for (size_t i = 0; i < count; ++i) {
      containers[i] = FindContainer(*bitmaps[from + i], page);
      __builtin_prefetch(containers[i].data);
    }
    for (size_t i = 0; i < count; ++i) {
      if (containers[i].data == nullptr || containers[i].type != ARRAY_CONTAINER_TYPE_CODE)
        continue;
      const auto& array = *static_cast<const array_container_t*>(containers[i].data);
      __builtin_prefetch(array.array + (static_cast<size_t>(array.cardinality) * low >> 16));
    }
    for (size_t i = 0; i < count; ++i) AddContainer(containers[i], page, bits);
  }
}

}  // namespace houniao::population
