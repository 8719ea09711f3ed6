#include "services/recruitment/planning/pins.h"

#include <gtest/gtest.h>

#include "tests/unit/services/recruitment/planning/plan_oracle.h"

namespace houniao::recruitment::planning {
namespace {

// Whether some plan has all of them; by trying the pins themselves, as nothing else is required.
bool Possible(const PlanProblem& problem, const std::vector<TalentAndDemand>& pins) {
  PlanProblem without = problem;
  without.pins.clear();
  return Worth(without, std::set<TalentAndDemand>(pins.begin(), pins.end())) >= 0;
}

void ExpectIrreducible(const PlanProblem& problem, const PlanConflict& conflict) {
  EXPECT_FALSE(Possible(problem, conflict.pins));
  for (size_t i = 0; i < conflict.pins.size(); ++i) {
    std::vector<TalentAndDemand> rest = conflict.pins;
    rest.erase(rest.begin() + static_cast<ptrdiff_t>(i));
    EXPECT_TRUE(Possible(problem, rest));
    EXPECT_NE(std::find(problem.pins.begin(), problem.pins.end(), conflict.pins[i]),
              problem.pins.end());
  }
}

TEST(Pins, ConflictsAreFoundAndIrreducible) {
  std::map<PlanConflict::Kind, int> kinds;
  int without = 0;
  for (const bool days : {false, true}) {
    for (uint32_t seed = 0; seed < 3000; ++seed) {
      const PlanProblem problem = RandomProblem(
          {.max_talents = 3, .max_demands = 5, .percent_edges = 90, .pins = true, .days = days},
          seed);
      const std::vector<PlanConflict> conflicts = FindConflicts(problem);
      EXPECT_EQ(conflicts.empty(), Possible(problem, problem.pins)) << "seed " << seed;
      without += conflicts.empty();
      for (const PlanConflict& conflict : conflicts) {
        ++kinds[conflict.kind];
        ExpectIrreducible(problem, conflict);
      }
    }
  }
  EXPECT_GT(without, 1000);
  EXPECT_EQ(kinds.size(), 4u);
}

TEST(Pins, AreInThePlanWhateverTheyCost) {
  for (uint32_t seed = 0; seed < 300; ++seed) {
    const PlanProblem problem = RandomProblem({.max_talents = 20, .pins = true}, seed);
    for (const PlanAim aim : {PlanAim::kBestTotal, PlanAim::kStable}) {
      const absl::StatusOr<Plan> plan = MakePlan(problem, aim);
      ASSERT_TRUE(plan.ok());
      if (!plan->conflicts.empty()) continue;
      for (const TalentAndDemand& pin : problem.pins) {
        EXPECT_TRUE(PairsOf(*plan).contains(pin));
      }
      for (const PlannedSeat& seat : plan->seats) {
        EXPECT_EQ(seat.pinned,
                  std::find(problem.pins.begin(), problem.pins.end(),
                            TalentAndDemand{seat.talent, seat.demand}) != problem.pins.end());
      }
    }
  }
}

}  // namespace
}  // namespace houniao::recruitment::planning
