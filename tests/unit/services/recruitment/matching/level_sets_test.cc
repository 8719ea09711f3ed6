#include "services/recruitment/matching/level_sets.h"

#include <deque>
#include <random>

#include "gtest/gtest.h"

namespace houniao::recruitment {
namespace {

using population::kPageRows;
using population::PageBits;

// What a row has in a slot, looked up as a reader would.
int PointsOf(const CutSlot& slot, uint32_t row) {
  for (const CutSlot::Level& level : slot.levels) {
    if ((level.up_to[row / 64] >> (row % 64) & 1) != 0) return level.points;
  }
  return slot.rest;
}

class LevelSetsTest : public ::testing::TestWithParam<unsigned> {
 protected:
  void AddSlot(int levels, int rest) {
    CutSlot& slot = sets_.Add();
    slot.rest = rest;
    PageBits up_to;
    for (int i = levels; i > 0; --i) {
      const auto one_in = 2 + random_() % 200;
      for (uint32_t row = 0; row < kPageRows; ++row) {
        if (random_() % one_in == 0) up_to.Add(row);
      }
      bits_.push_back(up_to);
      slot.levels.push_back({rest + 100 * i, bits_.back().words.data()});
    }
  }

  std::mt19937 random_{GetParam()};
  std::deque<PageBits> bits_;  // its elements stay where they are
  LevelSets sets_;
};

TEST_P(LevelSetsTest, ReachingIsWhoHasEnoughInAllSlots) {
  const size_t slots = random_() % 5;
  for (size_t i = 0; i < slots; ++i) {
    AddSlot(static_cast<int>(random_() % 6), static_cast<int>(random_() % 3) * 50);
  }
  PageBits among;
  for (uint32_t row = 0; row < kPageRows; ++row) {
    if (random_() % 3 != 0) among.Add(row);
  }
  for (int need = -50; need < 2500; need += 70) {
    const PageBits found = sets_.Reaching(need, among);
    for (uint32_t row = 0; row < kPageRows; ++row) {
      int points = 0, rest = 0;
      for (size_t i = 0; i < sets_.size(); ++i) {
        points += PointsOf(sets_[i], row);
        rest += sets_[i].rest;
      }
      ASSERT_EQ(found.Has(row), among.Has(row) && points >= need) << row << ", need " << need;
      ASSERT_EQ(sets_.PointsAboveRest(row), points - rest) << row;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, LevelSetsTest, ::testing::Range(1u, 25u));

TEST(EmptyLevelSetsTest, WithoutSlotsAllOrNobodyReaches) {
  LevelSets sets;
  PageBits among;
  among.Add(7);
  EXPECT_EQ(sets.Reaching(0, among).Count(), 1);
  EXPECT_EQ(sets.Reaching(1, among).Count(), 0);
}

}  // namespace
}  // namespace houniao::recruitment
