#include "services/recruitment/composing/joint_days.h"

#include <gtest/gtest.h>

namespace houniao::recruitment::composing {
namespace {

YearHalves Halves(std::vector<int> mornings, std::vector<int> afternoons, int most) {
  YearHalves year;
  for (const int day : mornings) year.mornings.Add(day);
  for (const int day : afternoons) year.afternoons.Add(day);
  year.most = most;
  return year;
}

TEST(JointDays, MorningsAndAfternoonsAreApart) {
  const Calendar a = {Halves({0, 1, 365}, {0}, 100)};
  const Calendar b = {Halves({1, 365}, {0, 1}, 100)};
  EXPECT_EQ(CountHalfDays(a), 4);
  EXPECT_EQ(CountCommonHalfDays(a, b), 3);
  EXPECT_EQ(CountHalfDays(Common(a, b)), 3);
}

TEST(JointDays, EachYearCountsUpToTheLeastLimit) {
  const Calendar a = {Halves({0, 1, 2}, {}, 2), Halves({0, 1}, {}, 100)};
  const Calendar b = {Halves({0, 1, 2}, {}, 100), Halves({0, 1}, {}, -3)};
  // Two of three in the first year; in the second one has served more than the limit already.
  EXPECT_EQ(CountCommonHalfDays(a, b), 2);
  EXPECT_EQ(CountHalfDays(Common(a, b)), 2);
  EXPECT_EQ(CountHalfDays({}), 0);
}

}  // namespace
}  // namespace houniao::recruitment::composing
