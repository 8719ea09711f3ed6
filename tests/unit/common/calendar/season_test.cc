#include "common/calendar/season.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace houniao::calendar {
namespace {

using ::testing::ElementsAre;

constexpr SeasonWindow kWinter = {12, 1, 3, 31};
constexpr SeasonWindow kSummer = {6, 15, 9, 1};
constexpr SeasonWindow kAllYear = {1, 1, 12, 31};

DaySpan Span(absl::CivilDay first, absl::CivilDay last) { return {first, last}; }

TEST(Season, ContainsItsEnds) {
  EXPECT_TRUE(Contains(kSummer, absl::CivilDay(2026, 6, 15)));
  EXPECT_TRUE(Contains(kSummer, absl::CivilDay(2026, 9, 1)));
  EXPECT_FALSE(Contains(kSummer, absl::CivilDay(2026, 6, 14)));
  EXPECT_FALSE(Contains(kSummer, absl::CivilDay(2026, 9, 2)));
}

TEST(Season, WrapsOverNewYear) {
  EXPECT_TRUE(Contains(kWinter, absl::CivilDay(2026, 12, 1)));
  EXPECT_TRUE(Contains(kWinter, absl::CivilDay(2027, 1, 1)));
  EXPECT_TRUE(Contains(kWinter, absl::CivilDay(2027, 3, 31)));
  EXPECT_FALSE(Contains(kWinter, absl::CivilDay(2027, 4, 1)));
  EXPECT_FALSE(Contains(kWinter, absl::CivilDay(2026, 11, 30)));
}

TEST(Season, KnowsLeapDays) {
  const SeasonWindow until_leap_day = {2, 1, 2, 29};
  EXPECT_TRUE(Contains(until_leap_day, absl::CivilDay(2028, 2, 29)));
  EXPECT_TRUE(Contains(until_leap_day, absl::CivilDay(2026, 2, 28)));
  EXPECT_FALSE(Contains(until_leap_day, absl::CivilDay(2026, 3, 1)));
  const SeasonWindow from_leap_day = {2, 29, 3, 31};
  EXPECT_TRUE(Contains(from_leap_day, absl::CivilDay(2026, 2, 28)));
  EXPECT_FALSE(Contains(from_leap_day, absl::CivilDay(2028, 2, 28)));
  EXPECT_TRUE(Contains(from_leap_day, absl::CivilDay(2028, 2, 29)));
}

TEST(Season, GivesTheSpansOfARange) {
  EXPECT_THAT(SpansWithin(kWinter, {absl::CivilDay(2026, 3, 1), absl::CivilDay(2027, 12, 2)}),
              ElementsAre(Span(absl::CivilDay(2026, 3, 1), absl::CivilDay(2026, 3, 31)),
                          Span(absl::CivilDay(2026, 12, 1), absl::CivilDay(2027, 3, 31)),
                          Span(absl::CivilDay(2027, 12, 1), absl::CivilDay(2027, 12, 2))));
  EXPECT_EQ(DaysWithin(kWinter, {absl::CivilDay(2026, 12, 1), absl::CivilDay(2027, 3, 31)}), 121);
  EXPECT_EQ(DaysWithin(kAllYear, {absl::CivilDay(2024, 1, 1), absl::CivilDay(2026, 12, 31)}), 1096);
  EXPECT_EQ(
      SpansWithin(kAllYear, {absl::CivilDay(2024, 1, 1), absl::CivilDay(2026, 12, 31)}).size(), 1u);
  EXPECT_EQ(DaysWithin(kSummer, {absl::CivilDay(2026, 1, 1), absl::CivilDay(2025, 1, 1)}), 0);
}

// Counting day by day says the same, for every window of a coarse grid.
TEST(Season, SpansAgreeWithContains) {
  const DaySpan range = {absl::CivilDay(2026, 11, 7), absl::CivilDay(2028, 3, 5)};
  for (const int start_month : {1, 2, 6, 12}) {
    for (const int start_day : {1, 28, 29}) {
      for (int end_month = 1; end_month <= 12; ++end_month) {
        for (const int end_day : {1, 27, 28, 29}) {
          const SeasonWindow window = {start_month, start_day, end_month, end_day};
          int counted = 0;
          for (absl::CivilDay day = range.first; day <= range.last; ++day) {
            counted += Contains(window, day) ? 1 : 0;
          }
          EXPECT_EQ(DaysWithin(window, range), counted)
              << start_month << "-" << start_day << " " << end_month << "-" << end_day;
        }
      }
    }
  }
}

TEST(Season, RefusesWhatIsNoWindow) {
  for (const SeasonWindow& window :
       {SeasonWindow{0, 1, 3, 31}, SeasonWindow{13, 1, 3, 31}, SeasonWindow{12, 32, 3, 31},
        SeasonWindow{12, 1, 2, 30}, SeasonWindow{12, 1, 4, 31}, SeasonWindow{12, 0, 3, 1}}) {
    EXPECT_FALSE(IsValid(window));
    EXPECT_FALSE(Contains(window, absl::CivilDay(2026, 12, 1)));
    EXPECT_FALSE(FromProto(ToProto(window)));
  }
}

TEST(Season, CutsEndlessRanges) {
  EXPECT_EQ(DaysWithin({1, 1, 1, 1}, {absl::CivilDay::min(), absl::CivilDay::max()}), 9999);
}

TEST(Season, WorksOnTheWireType) {
  const type::v1::SeasonWindow winter = ToProto(kWinter);
  EXPECT_TRUE(IsValid(winter));
  EXPECT_TRUE(Contains(winter, absl::CivilDay(2027, 1, 1)));
  EXPECT_EQ(DaysWithin(winter, {absl::CivilDay(2026, 12, 1), absl::CivilDay(2026, 12, 10)}), 10);
  const type::v1::SeasonWindow unset;
  EXPECT_FALSE(IsValid(unset));
  EXPECT_FALSE(Contains(unset, absl::CivilDay(2027, 1, 1)));
}

}  // namespace
}  // namespace houniao::calendar
