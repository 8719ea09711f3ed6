#include "services/recruitment/insight/small_cells.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace houniao::recruitment {
namespace {

using ::testing::ElementsAre;

std::vector<bool> Marked(const std::vector<int64_t>& counts, int least) {
  std::vector<bool> hidden;
  MarkSmallCells(counts, least, hidden);
  return hidden;
}

TEST(SmallCells, HideTheSmallAndWhatWouldGiveThemAway) {
  EXPECT_THAT(Marked({10, 20, 30}, 5), ElementsAre(false, false, false));
  // 4 is small; alone it would follow from the sum, so the next smallest goes with it.
  EXPECT_THAT(Marked({10, 4, 30}, 5), ElementsAre(true, true, false));
  // Two that together are enough hide each other.
  EXPECT_THAT(Marked({10, 4, 3, 30}, 5), ElementsAre(false, true, true, false));
  // Two that together are still few do not.
  EXPECT_THAT(Marked({10, 1, 2, 30}, 5), ElementsAre(true, true, true, false));
  // Nobody is no one's fact, and hides nobody.
  EXPECT_THAT(Marked({0, 4, 30}, 5), ElementsAre(false, true, true));
  EXPECT_THAT(Marked({0, 0}, 5), ElementsAre(false, false));
  // Nothing is left that could go.
  EXPECT_THAT(Marked({4}, 5), ElementsAre(true));
  EXPECT_THAT(Marked({}, 5), ElementsAre());
}

TEST(SmallCells, WhatIsHiddenStaysHidden) {
  std::vector<bool> hidden = {false, true, false, false};
  MarkSmallCells({50, 40, 30, 20}, 5, hidden);
  EXPECT_THAT(hidden, ElementsAre(false, true, false, true));
}

// What is shown and the sum never say what one hidden cell holds, and never that so few are hidden.
TEST(SmallCells, NothingFollowsFromTheSum) {
  std::mt19937 random(7);
  for (int round = 0; round < 20000; ++round) {
    const int least = 3 + static_cast<int>(random() % 5);
    std::vector<int64_t> counts(random() % 8);
    for (int64_t& count : counts) count = random() % 3 == 0 ? random() % 4 : random() % 40;
    const std::vector<bool> hidden = Marked(counts, least);
    int cells = 0, shown = 0;
    int64_t people = 0;
    for (size_t i = 0; i < counts.size(); ++i) {
      if (counts[i] == 0) continue;
      if (!hidden[i]) ASSERT_GE(counts[i], least);
      (hidden[i] ? cells : shown) += 1;
      people += hidden[i] ? counts[i] : 0;
    }
    // Where more could have been hidden.
    if (shown > 0 && cells > 0) {
      ASSERT_GE(cells, 2);
      ASSERT_GE(people, least);
    }
  }
}

TEST(SmallCells, NobodyMayAskForSmallerOnes) {
  EXPECT_EQ(CellCountOf(0, 5), 5);
  EXPECT_EQ(CellCountOf(1, 5), kLeastCellCount);
  EXPECT_EQ(CellCountOf(12, 5), 12);
}

}  // namespace
}  // namespace houniao::recruitment
