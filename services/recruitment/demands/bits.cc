#include "services/recruitment/demands/bits.h"

namespace houniao::recruitment {
namespace {

// Lists are faster to walk than all words until they are a quarter as many as these.
constexpr size_t kRoomPerListed = 256;

// The loops, once for every machine and once for those that count bits in one instruction.
inline __attribute__((always_inline)) int64_t CountLoop(const uint64_t* set, size_t words) {
  int64_t count = 0;
  for (size_t i = 0; i < words; ++i) count += __builtin_popcountll(set[i]);
  return count;
}
// What of `set` is (`keep`), or is not, in `other` stays.
template <bool keep>
inline __attribute__((always_inline)) int64_t CutLoop(uint64_t* set, const uint64_t* other,
                                                      size_t words) {
  int64_t removed = 0;
  for (size_t i = 0; i < words; ++i) {
    const uint64_t kept = keep ? other[i] : ~other[i];
    removed += __builtin_popcountll(set[i] & ~kept);
    set[i] &= kept;
  }
  return removed;
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

bool CountsBitsFast() {
#if defined(__x86_64__)
  static const bool fast = __builtin_cpu_supports("popcnt") != 0;
  return fast;
#else
  return true;
#endif
}

void Bits::ClearRange(Slot begin, Slot end) {
  if (begin >= end) return;
  const uint64_t first = ~uint64_t{0} << (begin & 63);
  const uint64_t last = ~uint64_t{0} >> (63 - ((end - 1) & 63));
  const size_t from = begin >> 6, to = (end - 1) >> 6;
  if (from == to) {
    words_[from] &= ~(first & last);
    return;
  }
  words_[from] &= ~first;
  for (size_t i = from + 1; i < to; ++i) words_[i] = 0;
  words_[to] &= ~last;
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

int64_t Exclude(Bits& set, const Bits& without) { return Cut<false>(set, without); }

void Widen(Bits& set, const Bits& more) {
  uint64_t* const words = set.words();
  const uint64_t* const added = more.words();
  const size_t count = set.word_count();
  for (size_t i = 0; i < count; ++i) words[i] |= added[i];
}

}  // namespace houniao::recruitment
