#include "services/benefits/rules/amounts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>
#include <random>

#include "common/base/dates.h"
#include "services/benefits/rules/schedule.h"

namespace houniao::benefits {
namespace {

using ::testing::ElementsAre;

TEST(Amounts, SharesAreRoundedDownExactly) {
  EXPECT_EQ(ShareOf(10001, 3333), 3333);
  EXPECT_EQ(ShareOf(1, 9999), 0);
  EXPECT_EQ(ShareOf(kMaxBaseFen, 1000000), kMaxBaseFen * 100);
  std::mt19937_64 random(1);
  for (int i = 0; i < 10000; ++i) {
    const int64_t total = static_cast<int64_t>(random() % 1'000'000'000);
    const int64_t bp = static_cast<int64_t>(random() % 10001);
    ASSERT_EQ(ShareOf(total, bp), total * bp / 10000);
  }
}

TEST(Amounts, PartsSumToTheTotal) {
  EXPECT_THAT(SplitByShares(100, {4000, 3000, 3000}), ElementsAre(40, 30, 30));
  EXPECT_THAT(SplitByShares(101, {3333, 3333, 3334}), ElementsAre(33, 33, 35));
  EXPECT_THAT(SplitEqually(100, 3), ElementsAre(33, 33, 34));
  std::mt19937_64 random(2);
  for (int i = 0; i < 1000; ++i) {
    const int64_t total = static_cast<int64_t>(random() % 1'000'000'000'000);
    const auto shares = SplitByShares(total, {1, 9998, 1});
    ASSERT_EQ(std::accumulate(shares.begin(), shares.end(), int64_t{0}), total);
    const auto equal = SplitEqually(total, 7);
    ASSERT_EQ(std::accumulate(equal.begin(), equal.end(), int64_t{0}), total);
  }
}

v1::AmountSchedule Schedule(const std::vector<int64_t>& amounts) {
  v1::AmountSchedule schedule;
  int64_t total = 0;
  for (int64_t amount : amounts) {
    schedule.add_instalments()->set_amount_fen(amount);
    total += amount;
  }
  schedule.set_total_fen(total);
  return schedule;
}

std::vector<int64_t> Amounts(const v1::AmountSchedule& schedule) {
  std::vector<int64_t> amounts;
  for (const auto& instalment : schedule.instalments()) amounts.push_back(instalment.amount_fen());
  return amounts;
}

TEST(Schedule, IsCutFromEitherEndAndNumberedAgain) {
  v1::AmountSchedule schedule = Schedule({40, 30, 30});
  EXPECT_EQ(TakeFromFirst(schedule, 50), 50);
  EXPECT_THAT(Amounts(schedule), ElementsAre(20, 30));
  EXPECT_EQ(TakeFromLast(schedule, 35), 35);
  EXPECT_THAT(Amounts(schedule), ElementsAre(15));
  EXPECT_EQ(schedule.instalments(0).number(), 1);
  EXPECT_EQ(TakeFromFirst(schedule, 100), 15);
  EXPECT_EQ(schedule.total_fen(), 0);
  EXPECT_TRUE(schedule.instalments().empty());
  EXPECT_EQ(TakeFromLast(schedule, -5), 0);
}

TEST(Schedule, MonthsByTheCalendarThenWorkingDays) {
  v1::Award award;
  award.set_key("a");
  award.set_first_due_months(1);
  award.set_first_due_working_days(3);
  Granted granted;
  granted.parts = {{10, 0}, {20, 12}};
  const auto schedule = ScheduleOf(award, granted, absl::CivilDay(2026, 1, 31), 0,
                                   calendar::WorkingCalendar::Announced());
  // 28 February 2026 is a Saturday that is worked; three working days later it is Wednesday.
  EXPECT_EQ(FormatDay(*ToCivilDay(schedule.instalments(0).due_date())), "2026-03-04");
  EXPECT_TRUE(schedule.instalments(1).due_unknown());
  EXPECT_FALSE(schedule.instalments(1).has_due_date());
  EXPECT_EQ(schedule.total_fen(), 30);
}

TEST(Schedule, WithoutWorkingDaysTheCalendarIsNotNeeded) {
  v1::Award award;
  Granted granted;
  granted.parts = {{10, 24}};
  const auto schedule = ScheduleOf(award, granted, absl::CivilDay(2026, 5, 31), 0,
                                   calendar::WorkingCalendar::Announced());
  EXPECT_EQ(FormatDay(*ToCivilDay(schedule.instalments(0).due_date())), "2028-05-31");
}

TEST(Schedule, MergesByDueDateWithUnknownOnesLast) {
  v1::AmountSchedule a = Schedule({1, 2}), b = Schedule({3});
  *a.mutable_instalments(0)->mutable_due_date() = ToDate(absl::CivilDay(2026, 5, 1));
  a.mutable_instalments(1)->set_due_unknown(true);
  *b.mutable_instalments(0)->mutable_due_date() = ToDate(absl::CivilDay(2026, 4, 1));
  const auto merged = MergeSchedules({a, b});
  EXPECT_THAT(Amounts(merged), ElementsAre(3, 1, 2));
  EXPECT_EQ(merged.instalments(2).number(), 3);
  EXPECT_EQ(merged.total_fen(), 6);
}

}  // namespace
}  // namespace houniao::benefits
