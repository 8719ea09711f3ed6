// Sets of slots of a demand table, as words of 64.
#pragma once

#include <cstdint>
#include <vector>

#include "common/base/bit_counting.h"

namespace houniao::recruitment {

// A slot is the place of a demand in a table.
using Slot = uint32_t;

// As many slots as the table has room for.
class Bits {
 public:
  Bits() = default;
  // `room` in slots, a multiple of 64.
  explicit Bits(size_t room) : words_(room / 64, 0) {}

  bool empty() const { return words_.empty(); }
  size_t word_count() const { return words_.size(); }
  const uint64_t* words() const { return words_.data(); }
  uint64_t* words() { return words_.data(); }

  void Set(Slot slot) { words_[slot >> 6] |= uint64_t{1} << (slot & 63); }
  void Clear(Slot slot) { words_[slot >> 6] &= ~(uint64_t{1} << (slot & 63)); }
  bool Has(Slot slot) const { return (words_[slot >> 6] >> (slot & 63) & 1) != 0; }
  // Takes out the slots from `begin` up to `end`, which is not among them; how many there were.
  HOUNIAO_INLINE int64_t TakeRange(Slot begin, Slot end) {
    if (begin >= end) return 0;
    const size_t from = begin >> 6, to = (end - 1) >> 6;
    const uint64_t first = ~uint64_t{0} << (begin & 63);
    const uint64_t last = ~uint64_t{0} >> (63 - ((end - 1) & 63));
    if (from == to) return Take(from, first & last);
    int64_t taken = Take(from, first);
    for (size_t i = from + 1; i < to; ++i) {
      taken += __builtin_popcountll(words_[i]);
      words_[i] = 0;
    }
    return taken + Take(to, last);
  }
  void Fill(uint64_t word) { words_.assign(words_.size(), word); }

  // For few slots in many words: adds them to `list` in order, looking at each word only once.
  void AppendTo(std::vector<Slot>& list) const;

  template <typename Function>
  void ForEach(Function function) const {
    for (size_t i = 0; i < words_.size(); ++i) {
      for (uint64_t word = words_[i]; word != 0; word &= word - 1) {
        function(static_cast<Slot>(i * 64) + static_cast<Slot>(__builtin_ctzll(word)));
      }
    }
  }

 private:
  HOUNIAO_INLINE int64_t Take(size_t word, uint64_t slots) {
    const int64_t taken = __builtin_popcountll(words_[word] & slots);
    words_[word] &= ~slots;
    return taken;
  }

  std::vector<uint64_t> words_;
};

// A set that only grows: a list while it is small, words once these are fewer.
class SlotSet {
 public:
  void Add(Slot slot, size_t room);
  // Adds what is here to `target`.
  void AddTo(Bits& target) const;
  // Takes what is here out of `target`.
  void TakeFrom(Bits& target) const;
  bool empty() const { return list_.empty() && bits_.empty(); }

 private:
  std::vector<Slot> list_;
  Bits bits_;  // in place of the list if it is not empty
};

// Loops over whole sets, in the widest instructions that the machine has.
int64_t CountBits(const Bits& set);
// set &= by; how many that took out.
int64_t Narrow(Bits& set, const Bits& by);
// set &= the union of `any`, which is nothing if there are none; how many that took out.
int64_t NarrowToAny(Bits& set, const std::vector<const Bits*>& any);
// set &= ~without; how many that took out.
int64_t Exclude(Bits& set, const Bits& without);
// set |= more.
void Widen(Bits& set, const Bits& more);

}  // namespace houniao::recruitment
