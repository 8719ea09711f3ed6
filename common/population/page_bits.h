// The rows of one page as a set of bits, cut out of a bitmap without touching the rest of it.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <vector>

#include "roaring/roaring.hh"

#include "common/population/columns.h"

namespace houniao::population {

// The words of a PageBits that lie elsewhere.
using PageWords = const uint64_t*;

// Words are combined two at a time, as every machine can; they need not lie at its liking.
typedef uint64_t TwoWords __attribute__((vector_size(16)));
inline TwoWords Load(PageWords words) {
  TwoWords two;
  std::memcpy(&two, words, sizeof(two));
  return two;
}
inline void Save(TwoWords two, uint64_t* words) { std::memcpy(words, &two, sizeof(two)); }

// Sets each of `to` to combine(it, its like of `from`). `count` is a multiple of two.
template <typename Function>
void CombineWords(uint64_t* to, PageWords from, uint32_t count, Function combine) {
  for (uint32_t i = 0; i < count; i += 2) Save(combine(Load(to + i), Load(from + i)), to + i);
}

// Bit i of word w is slot 64 w + i.
struct PageBits {
  static constexpr uint32_t kWords = kPageRows / 64;

  std::array<uint64_t, kWords> words{};

  bool Has(uint32_t slot) const { return (words[slot / 64] >> (slot % 64) & 1) != 0; }
  void Add(uint32_t slot) { words[slot / 64] |= uint64_t{1} << (slot % 64); }
  void Remove(uint32_t slot) { words[slot / 64] &= ~(uint64_t{1} << (slot % 64)); }
  PageBits& operator&=(PageWords other) {
    CombineWords(words.data(), other, kWords, [](TwoWords one, TwoWords two) { return one & two; });
    return *this;
  }
  PageBits& operator&=(const PageBits& other) { return *this &= other.words.data(); }
  PageBits& operator|=(const PageBits& other) {
    CombineWords(words.data(), other.words.data(), kWords,
                 [](TwoWords one, TwoWords two) { return one | two; });
    return *this;
  }
  void AndNot(PageWords other) {
    CombineWords(words.data(), other, kWords,
                 [](TwoWords one, TwoWords two) { return one & ~two; });
  }
  void AndNot(const PageBits& other) { AndNot(other.words.data()); }
  // Adds those who are in both.
  void AddBoth(const PageBits& one, PageWords other) {
    for (uint32_t i = 0; i < kWords; i += 2) {
      Save(Load(&words[i]) | (Load(&one.words[i]) & Load(other + i)), &words[i]);
    }
  }
  // Becomes those of `one` who are in `other` and not in `without`, which may be null; false if
  // nobody is.
  bool SetToThose(const PageBits& one, PageWords other, PageWords without) {
    TwoWords any = {};
    for (uint32_t i = 0; i < kWords; i += 2) {
      TwoWords some = Load(&one.words[i]) & Load(other + i);
      if (without != nullptr) some &= ~Load(without + i);
      Save(some, &words[i]);
      any |= some;
    }
    return (any[0] | any[1]) != 0;
  }
  bool empty() const {
    uint64_t any = 0;
    for (const uint64_t word : words) any |= word;
    return any == 0;
  }
  int Count() const;
  // Calls fn(slot) for each, ascending.
  template <typename Function>
  void ForEach(Function fn) const {
    for (uint32_t i = 0; i < kWords; ++i) {
      for (uint64_t word = words[i]; word != 0; word &= word - 1) {
        fn(i * 64 + static_cast<uint32_t>(std::countr_zero(word)));
      }
    }
  }
};

inline constexpr uint32_t kPagesPerBlockBits = 16 - kPageRowBits;

// A container of a bitmap holds the rows of a block of pages. Adds them to the block's words.
void AddBlockRows(const Roaring& bitmap, uint32_t block, uint64_t* words);
// The words themselves, if the bitmap keeps the block as such; else null.
PageWords WholeBlock(const Roaring& bitmap, uint32_t block);

// Adds the rows of the page that any of the bitmaps has. O(rows found + log of each bitmap).
void AddPageRows(const std::vector<const Roaring*>& bitmaps, uint32_t page, PageBits& bits);
void AddPageRows(const Roaring& bitmap, uint32_t page, PageBits& bits);

}  // namespace houniao::population
