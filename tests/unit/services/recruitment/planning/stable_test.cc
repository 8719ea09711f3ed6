#include "services/recruitment/planning/stable.h"

#include <gtest/gtest.h>

#include "tests/unit/services/recruitment/planning/plan_oracle.h"

namespace houniao::recruitment::planning {
namespace {

// Higher points first, the lower index among equals.
bool Prefers(int32_t points, uint32_t index, int32_t other_points, uint32_t other_index) {
  return points != other_points ? points > other_points : index < other_index;
}

// A pair that is not planned, of which the demand would rather have the talent than an empty seat
// or somebody it has, and the talent would rather serve there than (some of) where he serves.
// Pinned seats cannot be given up.
bool Blocks(const PlanProblem& problem, const std::vector<int32_t>& points, const Plan& plan,
            uint32_t talent, uint32_t demand) {
  const int32_t mine = points[FindEdge(problem, {talent, demand})];
  int32_t seats = problem.demands[demand].headcount;
  bool demand_wants = false;
  std::vector<uint32_t> keeps;  // what the talent would not give up for it
  for (const PlannedSeat& seat : plan.seats) {
    const int32_t theirs = points[FindEdge(problem, {seat.talent, seat.demand})];
    if (seat.demand == demand) {
      if (seat.talent == talent) return false;
      --seats;
      demand_wants = demand_wants || (!seat.pinned && Prefers(mine, talent, theirs, seat.talent));
    }
    if (seat.talent == talent && (seat.pinned || Prefers(theirs, seat.demand, mine, demand))) {
      keeps.push_back(seat.demand);
    }
  }
  if (seats <= 0 && !demand_wants) return false;
  keeps.push_back(demand);
  return CanServe(problem, talent, keeps);
}

void ExpectStable(const Shape& shape, uint32_t seeds) {
  for (uint32_t seed = 0; seed < seeds; ++seed) {
    const PlanProblem problem = RandomProblem(shape, seed);
    const absl::StatusOr<Plan> plan = MakePlan(problem, PlanAim::kStable);
    ASSERT_TRUE(plan.ok());
    if (!plan->conflicts.empty()) continue;
    EXPECT_EQ(Worth(problem, PairsOf(*plan)), plan->primal) << "seed " << seed;
    EXPECT_LE(plan->primal, plan->bound);
    const std::vector<int32_t> points = PointsOf(problem);
    for (uint32_t d = 0; d < problem.demands.size(); ++d) {
      for (uint32_t e = problem.first[d]; e < problem.first[d + 1]; ++e) {
        EXPECT_FALSE(Blocks(problem, points, *plan, problem.talent[e], d)) << "seed " << seed;
      }
    }
  }
}

TEST(Stable, NobodyWouldRatherServeElsewhere) {
  ExpectStable({.max_talents = 30, .max_demands = 10, .max_headcount = 4}, 300);
  ExpectStable({.max_talents = 30, .max_demands = 10, .max_headcount = 4, .score_step = 2500}, 300);
}

TEST(Stable, HoldsWithPinsAndBonuses) {
  ExpectStable({.max_talents = 10, .score_step = 500, .bonuses = true, .pins = true}, 1000);
}

TEST(Stable, HoldsWithDays) {
  ExpectStable({.max_talents = 10, .max_demands = 6, .score_step = 1000, .days = true}, 500);
  ExpectStable({.bonuses = true, .pins = true, .days = true}, 500);
}

TEST(Stable, EdgesAreTakenByFallingPointsThenIndex) {
  EXPECT_EQ(ByFallingPoints({5, 9, 5, kMaxPoints, 0, 9}),
            (std::vector<uint32_t>{3, 1, 5, 0, 2, 4}));
}

}  // namespace
}  // namespace houniao::recruitment::planning
