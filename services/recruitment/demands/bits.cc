#include "services/recruitment/demands/bits.h"

#include <algorithm>
#include <array>

namespace houniao::recruitment {
namespace {

// Lists are faster to walk than all words until they are a quarter as many as these.
constexpr size_t kRoomPerListed = 256;

// The loops, once for every machine and once for those that count bits in one instruction.
HOUNIAO_INLINE int64_t CountLoop(const uint64_t* set, size_t words) {
  int64_t count = 0;
  for (size_t i = 0; i < words; ++i) count += __builtin_popcountll(set[i]);
  return count;
}
// What of `set` is (`keep`), or is not, in `other` stays.
template <bool keep>
HOUNIAO_INLINE int64_t CutLoop(uint64_t* set, const uint64_t* other, size_t words) {
  int64_t removed = 0;
  for (size_t i = 0; i < words; ++i) {
    const uint64_t kept = keep ? other[i] : ~other[i];
    removed += __builtin_popcountll(set[i] & ~kept);
    set[i] &= kept;
  }
  return removed;
}
// In blocks that stay in registers while all sets pass by.
HOUNIAO_INLINE int64_t AnyLoop(Bits& set, const std::vector<const Bits*>& any) {
  constexpr size_t kBlock = 8;
  uint64_t* const words = set.words();
  const size_t count = set.word_count();
  int64_t removed = 0;
  const auto keep = [&](size_t i, uint64_t kept) {
    removed += __builtin_popcountll(words[i] & ~kept);
    words[i] &= kept;
  };
  size_t i = 0;
  for (; i + kBlock <= count; i += kBlock) {
    uint64_t kept[kBlock] = {};
    for (const Bits* one : any) {
      const uint64_t* const added = one->words() + i;
      for (size_t j = 0; j < kBlock; ++j) kept[j] |= added[j];
    }
    for (size_t j = 0; j < kBlock; ++j) keep(i + j, kept[j]);
  }
  for (; i < count; ++i) {
    uint64_t kept = 0;
    for (const Bits* one : any) kept |= one->words()[i];
    keep(i, kept);
  }
  return removed;
}

HOUNIAO_COUNTING int64_t AnyFast(Bits& set, const std::vector<const Bits*>& any) {
  return AnyLoop(set, any);
}
HOUNIAO_COUNTING int64_t CountFast(const uint64_t* set, size_t words) {
  return CountLoop(set, words);
}
template <bool keep>
HOUNIAO_COUNTING int64_t CutFast(uint64_t* set, const uint64_t* other, size_t words) {
  return CutLoop<keep>(set, other, words);
}
template <bool keep>
int64_t Cut(Bits& set, const Bits& other) {
  return CountsBitsFast() ? CutFast<keep>(set.words(), other.words(), set.word_count())
                          : CutLoop<keep>(set.words(), other.words(), set.word_count());
}

}  // namespace

void Bits::AppendTo(std::vector<Slot>& list) const {
  // First which words hold any, which takes no branch.
  std::array<uint32_t, 512> filled;
  for (size_t from = 0; from < words_.size(); from += filled.size()) {
    const size_t end = std::min(words_.size(), from + filled.size());
    size_t count = 0;
    for (size_t i = from; i < end; ++i) {
      filled[count] = static_cast<uint32_t>(i);
      count += words_[i] != 0;
    }
    for (size_t n = 0; n < count; ++n) {
      uint64_t word = words_[filled[n]];
      do {
        list.push_back(filled[n] * 64 + static_cast<Slot>(__builtin_ctzll(word)));
        word &= word - 1;
      } while (word != 0);
    }
  }
}

void SlotSet::Add(Slot slot, size_t room) {
  if (bits_.empty()) {
    list_.push_back(slot);
    if (list_.size() * kRoomPerListed <= room) return;
    bits_ = Bits(room);
    for (const Slot listed : list_) bits_.Set(listed);
    list_ = {};
    return;
  }
  bits_.Set(slot);
}

void SlotSet::AddTo(Bits& target) const {
  if (!bits_.empty()) return Widen(target, bits_);
  for (const Slot slot : list_) target.Set(slot);
}

void SlotSet::TakeFrom(Bits& target) const {
  if (!bits_.empty()) {
    Exclude(target, bits_);
    return;
  }
  for (const Slot slot : list_) target.Clear(slot);
}

int64_t CountBits(const Bits& set) {
  return CountsBitsFast() ? CountFast(set.words(), set.word_count())
                          : CountLoop(set.words(), set.word_count());
}

int64_t Narrow(Bits& set, const Bits& by) { return Cut<true>(set, by); }

int64_t NarrowToAny(Bits& set, const std::vector<const Bits*>& any) {
  return CountsBitsFast() ? AnyFast(set, any) : AnyLoop(set, any);
}

int64_t Exclude(Bits& set, const Bits& without) { return Cut<false>(set, without); }

void Widen(Bits& set, const Bits& more) {
  uint64_t* const words = set.words();
  const uint64_t* const added = more.words();
  const size_t count = set.word_count();
  for (size_t i = 0; i < count; ++i) words[i] |= added[i];
}

}  // namespace houniao::recruitment
