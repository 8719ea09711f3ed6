#include "services/recruitment/demands/bits.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <set>

namespace houniao::recruitment {
namespace {

std::set<Slot> Listed(const Bits& bits) {
  std::set<Slot> slots;
  bits.ForEach([&](Slot slot) { slots.insert(slot); });
  return slots;
}

TEST(Bits, TakesRangesOfEveryLengthAndPlace) {
  for (Slot begin = 0; begin <= 192; begin += 7) {
    for (Slot end = 0; end <= 192; end += 5) {
      Bits bits(192);
      bits.Fill(~uint64_t{0});
      ASSERT_EQ(bits.TakeRange(begin, end), begin < end ? end - begin : 0);
      ASSERT_EQ(bits.TakeRange(begin, end), 0);
      for (Slot slot = 0; slot < 192; ++slot) {
        ASSERT_EQ(bits.Has(slot), slot < begin || slot >= end)
            << begin << ' ' << end << ' ' << slot;
      }
    }
  }
}

TEST(Bits, CountsWhatIsCutAway) {
  std::mt19937 random(3);
  for (int round = 0; round < 50; ++round) {
    Bits set(640), other(640);
    for (int i = 0; i < 300; ++i) {
      set.Set(static_cast<Slot>(random() % 640));
      other.Set(static_cast<Slot>(random() % 640));
    }
    const std::set<Slot> before = Listed(set), by = Listed(other);
    std::set<Slot> common, alone;
    for (const Slot slot : before) (by.count(slot) > 0 ? common : alone).insert(slot);
    ASSERT_EQ(CountBits(set), static_cast<int64_t>(before.size()));
    Bits narrowed = set;
    ASSERT_EQ(Narrow(narrowed, other), static_cast<int64_t>(alone.size()));
    ASSERT_EQ(Listed(narrowed), common);
    Bits excluded = set;
    ASSERT_EQ(Exclude(excluded, other), static_cast<int64_t>(common.size()));
    ASSERT_EQ(Listed(excluded), alone);
    Widen(excluded, narrowed);
    ASSERT_EQ(Listed(excluded), before);
  }
}

TEST(Bits, NarrowsToTheUnionOfSets) {
  std::mt19937 random(5);
  for (size_t room : {64u, 448u, 512u, 1088u}) {
    for (size_t sets = 0; sets < 5; ++sets) {
      std::vector<Bits> others(sets, Bits(room));
      Bits all(room), left(room);
      std::vector<const Bits*> any;
      for (Bits& other : others) {
        for (size_t i = 0; i < room / 5; ++i) {
          const auto slot = static_cast<Slot>(random() % room);
          other.Set(slot);
          all.Set(slot);
        }
        any.push_back(&other);
      }
      for (size_t i = 0; i < room / 2; ++i) left.Set(static_cast<Slot>(random() % room));
      Bits expected = left;
      const int64_t removed = Narrow(expected, all);
      ASSERT_EQ(NarrowToAny(left, any), removed);
      ASSERT_EQ(Listed(left), Listed(expected));
    }
  }
}

TEST(SlotSet, IsTheSameSmallAndLarge) {
  const size_t room = 4096;
  SlotSet set;
  std::set<Slot> expected;
  for (Slot slot = 0; slot < 3000; slot += 7) {
    set.Add(slot, room);
    expected.insert(slot);
    Bits bits(room);
    set.AddTo(bits);
    ASSERT_EQ(Listed(bits), expected);
    bits.Fill(~uint64_t{0});
    set.TakeFrom(bits);
    ASSERT_EQ(CountBits(bits), static_cast<int64_t>(room - expected.size()));
  }
}

}  // namespace
}  // namespace houniao::recruitment
