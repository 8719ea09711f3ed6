#include "services/recruitment/engagement/nearest_days.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <set>

#include "common/base/dates.h"

namespace houniao::recruitment {
namespace {

using population::DayHalves;
using population::kAfternoon;
using population::kMorning;
using population::kWholeDay;
using ::testing::ElementsAre;

int Day(int year, int month, int day) { return DayNumber(absl::CivilDay(year, month, day)); }

std::vector<std::string> Dates(const std::vector<DayHalves>& days) {
  std::vector<std::string> dates;
  for (const DayHalves& day : days) dates.push_back(FormatDay(DayFromNumber(day.day)));
  return dates;
}

TEST(YearsLater, KeepsDateAndHalf) {
  const auto later = YearsLater({{Day(2026, 12, 31), kMorning}, {Day(2027, 1, 1), kWholeDay}}, 1);
  EXPECT_THAT(Dates(later), ElementsAre("2027-12-31", "2028-01-01"));
  EXPECT_EQ(later[0].halves, kMorning);
}

TEST(YearsLater, The29thOfFebruary) {
  EXPECT_THAT(Dates(YearsLater({{Day(2028, 2, 28)}, {Day(2028, 2, 29)}, {Day(2028, 3, 1)}}, 1)),
              ElementsAre("2029-02-28", "2029-02-28", "2029-03-01"));
  EXPECT_THAT(Dates(YearsLater({{Day(2028, 2, 29)}}, 4)), ElementsAre("2032-02-29"));
  EXPECT_THAT(Dates(YearsLater({{Day(2027, 2, 28)}}, 1)), ElementsAre("2028-02-28"));
}

TEST(YearsUntil, FindsTheNextSeasonThatThePeriodHas) {
  const std::vector<DayHalves> winter = {{Day(2026, 12, 1)}, {Day(2027, 3, 31)}};
  struct Case {
    int from, to;
    std::optional<int> years;
  };
  const Case cases[] = {
      {Day(2027, 12, 1), Day(2028, 3, 31), 1},
      // Moved by a little.
      {Day(2028, 4, 20), Day(2028, 6, 30), 1},
      {Day(2028, 12, 1), Day(2029, 3, 31), 2},
      // This season's own period is none of the next.
      {Day(2026, 12, 1), Day(2027, 3, 31), std::nullopt},
      // Summer.
      {Day(2027, 6, 1), Day(2027, 8, 31), std::nullopt},
      {Day(2060, 12, 1), Day(2061, 3, 31), std::nullopt},
      // Empty.
      {Day(2028, 1, 1), Day(2027, 12, 31), std::nullopt},
  };
  for (const Case& c : cases) EXPECT_EQ(YearsUntil(winter, c.from, c.to), c.years) << c.from;
}

TEST(NearestDays, TakesTheDaysThemselvesWhereTheyAreFree) {
  EXPECT_THAT(NearestDays({{10}, {12}}, {{9}, {10}, {11}, {12}, {13}}),
              ElementsAre(DayHalves{10}, DayHalves{12}));
}

TEST(NearestDays, MovesAsLittleAsMayBe) {
  // 10 and 11 are taken: one day goes before, one after.
  EXPECT_THAT(NearestDays({{10}, {11}}, {{8}, {9}, {12}, {13}}),
              ElementsAre(DayHalves{9}, DayHalves{12}));
  // Of equals the earlier one.
  EXPECT_THAT(NearestDays({{10}}, {{9}, {11}}), ElementsAre(DayHalves{9}));
  // The same day twice, as two days of a leap year become one.
  EXPECT_THAT(NearestDays({{10}, {10}}, {{9}, {10}, {11}}),
              ElementsAre(DayHalves{9}, DayHalves{10}));
  EXPECT_EQ(NearestDays({{10}, {11}, {12}}, {{10}, {20}}).size(), 2u);
  EXPECT_TRUE(NearestDays({{10}}, {}).empty());
}

TEST(NearestDays, HalvesGoWhereAHalfIsFree) {
  EXPECT_THAT(NearestDays({{10, kMorning}}, {{10, kWholeDay}}),
              ElementsAre(DayHalves{10, kMorning}));
  EXPECT_THAT(NearestDays({{10, kMorning}}, {{10, kAfternoon}, {11, kMorning}}),
              ElementsAre(DayHalves{10, kAfternoon}));
  // A whole day needs a day that is wholly free, and takes it first.
  EXPECT_THAT(NearestDays({{10, kMorning}, {11, kWholeDay}}, {{10, kWholeDay}, {11, kMorning}}),
              ElementsAre(DayHalves{10, kWholeDay}, DayHalves{11, kMorning}));
}

// The least sum of distances over every way to place the days.
int LeastSum(const std::vector<int>& wanted, const std::vector<int>& free, size_t i,
             std::set<size_t>& used) {
  if (i == wanted.size()) return 0;
  int least = 1 << 20;
  for (size_t j = 0; j < free.size(); ++j) {
    if (!used.insert(j).second) continue;
    least = std::min(least, std::abs(wanted[i] - free[j]) + LeastSum(wanted, free, i + 1, used));
    used.erase(j);
  }
  return least;
}

TEST(NearestDays, EqualsBruteForce) {
  std::mt19937 random(20260302);
  const auto below = [&](uint32_t end) { return static_cast<int>(random() % end); };
  for (int round = 0; round < 2000; ++round) {
    std::vector<int> wanted, free;
    for (int i = 0, n = 1 + below(4); i < n; ++i) wanted.push_back(below(14));
    std::sort(wanted.begin(), wanted.end());
    for (int day = 0; day < 14; ++day) {
      if (below(2) == 0) free.push_back(day);
    }
    if (free.size() < wanted.size()) continue;
    std::vector<DayHalves> wanted_days, free_days;
    for (int day : wanted) wanted_days.push_back({day});
    for (int day : free) free_days.push_back({day});
    const auto chosen = NearestDays(wanted_days, free_days);
    ASSERT_EQ(chosen.size(), wanted.size());
    int sum = 0;
    for (size_t i = 0; i < chosen.size(); ++i) {
      sum += std::abs(chosen[i].day - wanted[i]);
      EXPECT_EQ(std::count(free.begin(), free.end(), chosen[i].day), 1);
      if (i > 0) {
        EXPECT_LT(chosen[i - 1].day, chosen[i].day);
      }
    }
    std::set<size_t> used;
    EXPECT_EQ(sum, LeastSum(wanted, free, 0, used)) << "round " << round;
  }
}

}  // namespace
}  // namespace houniao::recruitment
