#include "services/recruitment/planning/half_days.h"

#include <gtest/gtest.h>

#include "common/base/dates.h"
#include "services/recruitment/planning/calendars.h"
#include "tests/unit/services/recruitment/planning/plan_oracle.h"

namespace houniao::recruitment::planning {
namespace {

using population::DayHalves;
using population::kAfternoon;
using population::kMorning;
using population::kWholeDay;

TEST(HalfDayAxis, KeepsDaysOverTheTurnOfTheYear) {
  const int from = DayNumber(absl::CivilDay(2027, 12, 1));
  const HalfDayAxis axis(from, from + 90);  // over 29 February 2028
  EXPECT_EQ(axis.years(), 2u);
  EXPECT_EQ(axis.first_year(), 2027);
  HalfDaySet set = axis.Empty();
  const std::vector<DayHalves> days = {
      {from, kMorning}, {from + 30, kWholeDay}, {from + 31, kAfternoon}, {from + 90, kWholeDay}};
  for (const DayHalves& day : days) axis.Add(set, day);
  axis.Add(set, {from - 1, kWholeDay});
  axis.Add(set, {from + 91, kWholeDay});
  EXPECT_EQ(axis.Days(set), days);
  EXPECT_TRUE(axis.Has(set, from + 31, kAfternoon));
  EXPECT_FALSE(axis.Has(set, from + 31, kWholeDay));
  axis.Remove(set, {from + 30, kMorning});
  EXPECT_FALSE(axis.Has(set, from + 30, kMorning));
  EXPECT_TRUE(axis.Has(set, from + 30, kAfternoon));
}

// The counting of half_days.h against placing them one by one.
TEST(FitTogether, AgreesWithPlacingHalfDays) {
  int fitting = 0;
  for (uint32_t seed = 0; seed < 3000; ++seed) {
    const PlanProblem problem = RandomProblem({.days = true}, seed);
    const Calendars calendars(problem);
    for (uint32_t group = 1; group < 1u << problem.demands.size(); ++group) {
      std::vector<uint32_t> demands;
      for (uint32_t d = 0; d < problem.demands.size(); ++d) {
        if (group >> d & 1) demands.push_back(d);
      }
      const bool can = CanServe(problem, 0, demands);
      ASSERT_EQ(calendars.FitTogether(0, demands), can) << "seed " << seed << " group " << group;
      const std::vector<uint32_t> others(demands.begin(), demands.end() - 1);
      if (CanServe(problem, 0, others)) {
        ASSERT_EQ(calendars.FitsBeside(0, others, demands.back()), can);
      }
      fitting += can;
    }
  }
  EXPECT_GT(fitting, 1000);
}

TEST(AllotDays, GivesEachItsOwnHalfDays) {
  for (uint32_t seed = 0; seed < 400; ++seed) {
    const PlanProblem problem = RandomProblem({.max_talents = 8, .days = true}, seed);
    const absl::StatusOr<Plan> plan = MakePlan(problem);
    ASSERT_TRUE(plan.ok());
    const PlanDays& days = *problem.days;
    std::vector<HalfDaySet> used(problem.talent_count, days.axis.Empty());
    for (const PlannedSeat& seat : plan->seats) {
      int count = 0;
      for (const DayHalves& day : days.axis.Days(seat.days)) {
        for (const population::Halves half : {kMorning, kAfternoon}) {
          if ((day.halves & half) == 0) continue;
          ++count;
          EXPECT_TRUE(days.axis.Has(days.sets[days.free_set[seat.talent]], day.day, half));
          const PlanDemand& demand = problem.demands[seat.demand];
          EXPECT_TRUE(days.axis.Has(
              days.sets[days.rest_only[seat.talent] ? demand.rest_day_set : demand.day_set],
              day.day, half));
          EXPECT_FALSE(days.axis.Has(used[seat.talent], day.day, half)) << "double booking";
        }
        days.axis.Add(used[seat.talent], day);
      }
      EXPECT_EQ(count, problem.demands[seat.demand].half_days);
    }
    for (uint32_t t = 0; t < problem.talent_count; ++t) {
      std::vector<int> by_year(days.axis.years(), 0);
      for (const DayHalves& day : days.axis.Days(used[t])) {
        by_year[static_cast<size_t>(population::SplitDay(day.day).year - days.axis.first_year())] +=
            population::CountHalves(day.halves);
      }
      for (size_t year = 0; year < by_year.size(); ++year) {
        const int cap = days.capacity[t * days.axis.years() + year];
        if (cap >= 0) {
          EXPECT_LE(by_year[year], cap);
        }
      }
    }
  }
}

TEST(AllotDays, TakesTheEarliest) {
  const HalfDayAxis axis(20000, 20003);
  HalfDaySet all = axis.Empty();
  for (int day = 20000; day <= 20003; ++day) axis.Add(all, {day, kWholeDay});
  HalfDaySet first = axis.Empty();
  axis.Add(first, {20000, kWholeDay});
  const int32_t capacity[] = {-1};
  const std::vector<Work> works = {{3, &all}, {2, &first}};
  const std::vector<HalfDaySet> allotted = AllotDays({&axis, &all, capacity}, works);
  // The second needs all of the first day.
  EXPECT_EQ(axis.Days(allotted[0]),
            (std::vector<DayHalves>{{20001, kWholeDay}, {20002, kMorning}}));
  EXPECT_EQ(axis.Days(allotted[1]), (std::vector<DayHalves>{{20000, kWholeDay}}));
}

}  // namespace
}  // namespace houniao::recruitment::planning
