#include "common/population/availability.h"

#include <gtest/gtest.h>

#include "common/base/dates.h"
#include "common/population/bookings.h"
#include "common/population/terms.h"

namespace houniao::population {
namespace {

int Day(int year, int month, int day) { return DayNumber(absl::CivilDay(year, month, day)); }

int Remaining(const ServiceWindow& window, const Availability& availability) {
  return AvailabilityPlan(window, RestDays()).RemainingHalfDays(availability);
}

TEST(AvailabilityTest, SeasonThatWrapsTheYear) {
  const Terms winter = MakeTerms({{12, 1, 3, 31}}, false);
  const Availability free{&winter, -1, nullptr};
  // December has 31 days, January to March 2027 have 90, of 2028 91.
  EXPECT_EQ(Remaining({Day(2026, 12, 1), Day(2027, 3, 31)}, free), 2 * 121);
  EXPECT_EQ(Remaining({Day(2027, 12, 1), Day(2028, 3, 31)}, free), 2 * 122);
  EXPECT_EQ(Remaining({Day(2027, 4, 1), Day(2027, 11, 30)}, free), 0);
  EXPECT_EQ(Remaining({Day(2027, 3, 31), Day(2027, 12, 1)}, free), 2 * 2);
}

TEST(AvailabilityTest, LastDayOfFebruary) {
  const Terms february = MakeTerms({{2, 29, 2, 29}}, false);
  const Availability free{&february, -1, nullptr};
  EXPECT_EQ(Remaining({Day(2027, 1, 1), Day(2027, 12, 31)}, free), 2);
  EXPECT_EQ(Remaining({Day(2027, 2, 28), Day(2027, 2, 28)}, free), 2);
  EXPECT_EQ(Remaining({Day(2028, 2, 28), Day(2028, 2, 28)}, free), 0);
  EXPECT_EQ(Remaining({Day(2028, 2, 29), Day(2028, 2, 29)}, free), 2);
  const Terms until = MakeTerms({{3, 1, 2, 29}}, false);
  EXPECT_EQ(Remaining({Day(2028, 1, 1), Day(2028, 12, 31)}, {&until, -1, nullptr}), 2 * 366);
}

TEST(AvailabilityTest, HalfDaysAndOverlapsCountOnce) {
  const Terms always = MakeTerms({}, false);
  BookedDays booked;
  booked.Book(Day(2027, 5, 3), kMorning, 1);
  booked.Book(Day(2027, 5, 4), kWholeDay, 1);
  booked.Book(Day(2027, 5, 4), kAfternoon, 2);
  const Availability availability{&always, -1, &booked};
  EXPECT_EQ(Remaining({Day(2027, 5, 3), Day(2027, 5, 5)}, availability), 6 - 3);
  const AvailabilityPlan plan({Day(2027, 5, 3), Day(2027, 5, 9)}, RestDays());
  EXPECT_EQ(plan.FirstBookable(availability, 4),
            (std::vector<DayHalves>{{Day(2027, 5, 3), kAfternoon},
                                    {Day(2027, 5, 5), kWholeDay},
                                    {Day(2027, 5, 6), kMorning}}));
}

TEST(AvailabilityTest, CapIsOfTheCalendarYear) {
  const Terms always = MakeTerms({}, false);
  BookedDays booked;
  // Days outside the span use up the cap of their year: 5 half days of 2027.
  booked.Book(Day(2027, 2, 1), kWholeDay, 1);
  booked.Book(Day(2027, 2, 2), kWholeDay, 1);
  booked.Book(Day(2027, 2, 3), kMorning, 1);
  const Availability availability{&always, 4, &booked};
  // 8 - 5 half days are left in 2027, 8 in 2028.
  EXPECT_EQ(Remaining({Day(2027, 12, 1), Day(2027, 12, 31)}, availability), 3);
  EXPECT_EQ(Remaining({Day(2027, 12, 1), Day(2028, 1, 31)}, availability), 3 + 8);
  // Only two days of 2028 are in the span.
  EXPECT_EQ(Remaining({Day(2027, 12, 1), Day(2028, 1, 2)}, availability), 3 + 4);
  EXPECT_EQ(Remaining({Day(2027, 12, 31), Day(2028, 1, 2)}, availability), 2 + 4);
  EXPECT_EQ(Remaining({Day(2027, 12, 1), Day(2028, 1, 31)}, {&always, 0, nullptr}), 0);
  // More is booked than the cap, as after a change of terms: nothing is left, nothing is owed.
  EXPECT_EQ(Remaining({Day(2027, 12, 1), Day(2028, 1, 31)}, {&always, 2, &booked}), 4);
}

TEST(AvailabilityTest, DaysOfRest) {
  const Terms weekends = MakeTerms({}, true);
  // 2026-10-01 to 08 is a holiday, 10 October a Saturday worked in exchange.
  const RestDays rest(calendar::WorkingCalendar::Announced());
  const Availability free{&weekends, -1, nullptr};
  const ServiceWindow october{Day(2026, 10, 1), Day(2026, 10, 11)};
  int expected = 0;
  for (int day = october.from; day <= october.to; ++day) expected += rest.IsRest(day) ? 2 : 0;
  EXPECT_EQ(AvailabilityPlan(october, rest).RemainingHalfDays(free), expected);
  EXPECT_TRUE(rest.IsRest(Day(2026, 10, 1)));
  ServiceWindow workdays = october;
  workdays.wanted = WantedDays::kWorkdays;
  EXPECT_EQ(AvailabilityPlan(workdays, rest).RemainingHalfDays(free), 0);
  // Not announced: Saturdays and Sundays.
  EXPECT_TRUE(rest.IsRest(Day(2040, 1, 7)));
  EXPECT_FALSE(rest.IsRest(Day(2040, 1, 6)));
  EXPECT_TRUE(RestDays().IsRest(Day(1969, 12, 28)));
  EXPECT_FALSE(RestDays().IsRest(Day(1969, 12, 29)));
}

TEST(AvailabilityTest, EmptySpan) {
  const Terms always = MakeTerms({}, false);
  const AvailabilityPlan plan({Day(2027, 5, 3), Day(2027, 5, 2)}, RestDays());
  EXPECT_EQ(plan.RemainingHalfDays({&always, -1, nullptr}), 0);
  EXPECT_TRUE(plan.FirstBookable({&always, -1, nullptr}, 5).empty());
}

TEST(AvailabilityTest, RefusalsNameTheDay) {
  const Terms terms = MakeTerms({{12, 1, 12, 31}}, false);
  BookedDays booked;
  booked.Book(Day(2027, 12, 6), kAfternoon, 9);
  const Availability availability{&terms, 2, &booked};
  // The cap leaves 3 half days; the first of them goes to the 7th, the last two to the 9th.
  const std::vector<RefusedDay> refused = RefusedDays(availability,
                                                      {{Day(2027, 12, 9), kWholeDay},
                                                       {Day(2027, 12, 10), kMorning},
                                                       {Day(2027, 11, 30), kWholeDay},
                                                       {Day(2027, 12, 6), kWholeDay},
                                                       {Day(2027, 12, 7), kMorning}},
                                                      RestDays());
  EXPECT_EQ(refused, (std::vector<RefusedDay>{
                         {{Day(2027, 11, 30), kWholeDay}, Refusal::kOutOfSeason, 0},
                         {{Day(2027, 12, 6), kAfternoon}, Refusal::kBooked, 9},
                         {{Day(2027, 12, 10), kMorning}, Refusal::kYearCapReached, 0}}));
  const Terms weekends = MakeTerms({}, true);
  EXPECT_EQ(RefusedDays({&weekends, -1, nullptr}, {{Day(2027, 12, 6), kMorning}}, RestDays())
                .at(0)
                .refusal,
            Refusal::kNotADayOfRest);
}

TEST(TermsTableTest, EqualTermsShareANumberUntilTheLastUserLeaves) {
  TermsTable table;
  const uint32_t winter = table.Acquire({{12, 1, 3, 31}}, false);
  EXPECT_EQ(table.Acquire({{12, 1, 3, 31}}, false), winter);
  EXPECT_NE(table.Acquire({{12, 1, 3, 31}}, true), winter);
  EXPECT_EQ(table.size(), 2u);
  table.Release(winter);
  EXPECT_EQ(table.Get(winter).seasons.size(), 1u);
  table.Release(winter);
  EXPECT_EQ(table.size(), 1u);
  EXPECT_EQ(table.Acquire({}, false), winter);
}

}  // namespace
}  // namespace houniao::population
