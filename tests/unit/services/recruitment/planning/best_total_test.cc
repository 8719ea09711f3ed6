// Best totals against all plans there are.
#include <gtest/gtest.h>

#include "tests/unit/services/recruitment/planning/plan_oracle.h"

namespace houniao::recruitment::planning {
namespace {

void ExpectBest(const Shape& shape, uint32_t seeds) {
  for (uint32_t seed = 0; seed < seeds; ++seed) {
    const PlanProblem problem = RandomProblem(shape, seed);
    const absl::StatusOr<Plan> plan = MakePlan(problem);
    ASSERT_TRUE(plan.ok()) << plan.status();
    const int64_t best = BestWorth(problem);
    if (best < 0) {
      EXPECT_FALSE(plan->conflicts.empty()) << "seed " << seed;
      continue;
    }
    ASSERT_TRUE(plan->conflicts.empty()) << "seed " << seed;
    EXPECT_EQ(Worth(problem, PairsOf(*plan)), plan->primal) << "seed " << seed;
    EXPECT_EQ(plan->primal, best) << "seed " << seed;
    EXPECT_EQ(plan->bound, best) << "seed " << seed;
    EXPECT_EQ(plan->gap_millionths(), 0);
  }
}

TEST(BestTotal, EqualsBruteForce) { ExpectBest({}, 3000); }

TEST(BestTotal, EqualsBruteForceAmongTies) {
  ExpectBest({.max_talents = 6, .max_headcount = 3, .score_step = 5000}, 2000);
  ExpectBest({.max_talents = 6, .max_headcount = 3, .percent_edges = 80, .score_step = 2500}, 500);
}

TEST(BestTotal, EqualsBruteForceWithFewTalents) {
  ExpectBest({.max_talents = 3, .max_demands = 5, .max_headcount = 3, .score_step = 100}, 2000);
}

TEST(BestTotal, EqualsBruteForceWithPinsAndBonuses) {
  ExpectBest({.score_step = 500, .bonuses = true, .pins = true}, 4000);
}

TEST(BestTotal, WithDaysEqualsBruteForce) {
  ExpectBest({.max_talents = 4, .max_demands = 4, .score_step = 100, .days = true}, 1500);
}

TEST(BestTotal, WithDaysEqualsBruteForceAmongTies) {
  ExpectBest(
      {.max_talents = 4, .max_demands = 4, .percent_edges = 80, .score_step = 5000, .days = true},
      500);
}

TEST(BestTotal, WithDaysEqualsBruteForceWithPinsAndBonuses) {
  ExpectBest({.max_talents = 4, .score_step = 500, .bonuses = true, .pins = true, .days = true},
             1500);
}

// Middling sizes, where brute force does not reach: the bound from the prices and every edge proves
// the plan best without trusting how it was made.
TEST(BestTotal, IsProvenByThePricesAlone) {
  for (const int step : {1, 1000, 5000, 10000}) {
    for (const int demands : {20, 60, 200}) {
      for (uint32_t seed = 0; seed < 6; ++seed) {
        const PlanProblem problem = RandomProblem({.max_talents = 400,
                                                   .max_demands = demands,
                                                   .max_headcount = 9,
                                                   .percent_edges = 10,
                                                   .score_step = step,
                                                   .bonuses = seed % 2 == 1},
                                                  seed);
        const absl::StatusOr<Plan> plan = MakePlan(problem);
        ASSERT_TRUE(plan.ok());
        ASSERT_EQ(Worth(problem, PairsOf(*plan)), plan->primal);
        std::vector<int32_t> prices;
        for (const DemandOutcome& demand : plan->demands) prices.push_back(demand.price);
        EXPECT_EQ(BoundFromPrices(problem, PointsOf(problem), prices), plan->primal)
            << "step " << step << " demands " << demands << " seed " << seed;
        EXPECT_EQ(plan->bound, plan->primal);
      }
    }
  }
}

TEST(BestTotal, WithDaysIsBoundedFromBothSides) {
  for (uint32_t seed = 0; seed < 12; ++seed) {
    const PlanProblem problem = RandomProblem({.max_talents = 60,
                                               .max_demands = 40,
                                               .max_headcount = 4,
                                               .percent_edges = 20,
                                               .days = true},
                                              seed);
    const absl::StatusOr<Plan> plan = MakePlan(problem);
    ASSERT_TRUE(plan.ok());
    EXPECT_EQ(Worth(problem, PairsOf(*plan)), plan->primal);
    EXPECT_GE(plan->bound, plan->primal);
    EXPECT_LE(plan->gap_millionths(), 20'000) << "seed " << seed;
  }
}

// Every talent has days for one demand only: then days change nothing.
TEST(BestTotal, WithDaysForOneDemandEachIsExact) {
  for (uint32_t seed = 0; seed < 20; ++seed) {
    PlanProblem problem =
        RandomProblem({.max_talents = 200, .max_demands = 50, .max_headcount = 5}, seed);
    const int64_t without = MakePlan(problem)->primal;
    PlanDays days;
    days.axis = HalfDayAxis(20000, 20009);
    HalfDaySet all = days.axis.Empty();
    for (int day = 20000; day < 20010; ++day) days.axis.Add(all, {day, population::kWholeDay});
    days.sets = {all};
    days.free_set.assign(problem.talent_count, 0);
    days.capacity.assign(problem.talent_count * days.axis.years(), 15);
    for (PlanDemand& demand : problem.demands) demand.half_days = 8;
    problem.days = days;
    const absl::StatusOr<Plan> plan = MakePlan(problem);
    ASSERT_TRUE(plan.ok());
    EXPECT_EQ(plan->primal, without);
    EXPECT_EQ(plan->bound, without);
  }
}

}  // namespace
}  // namespace houniao::recruitment::planning
