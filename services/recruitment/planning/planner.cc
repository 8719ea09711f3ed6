#include "services/recruitment/planning/planner.h"

#include <algorithm>

#include "common/base/status_macros.h"
#include "services/recruitment/planning/best_total.h"
#include "services/recruitment/planning/days_plan.h"
#include "services/recruitment/planning/explain.h"
#include "services/recruitment/planning/memory.h"
#include "services/recruitment/planning/offers.h"
#include "services/recruitment/planning/pins.h"
#include "services/recruitment/planning/stable.h"

namespace houniao::recruitment::planning {
namespace {

using Pairs = std::vector<TalentAndDemand>;

Pairs PairsOf(const DaysPlan& plan, const Pairs& pins) {
  Pairs pairs = pins;
  for (uint32_t t = 0; t < plan.served.size(); ++t) {
    for (const uint32_t demand : plan.served[t]) pairs.push_back({t, demand});
  }
  return pairs;
}

int64_t PointsOfPins(const PlanProblem& problem, const std::vector<int32_t>& points,
                     const Pairs& pins) {
  int64_t sum = 0;
  for (const TalentAndDemand& pin : pins) {
    sum += points[FindEdge(problem, pin)] + problem.demands[pin.demand].seat_reward;
  }
  return sum;
}

// Then the offers are a problem of one demand a talent (OneEach).
bool ServesOneEach(const Offers& offers) {
  for (uint32_t t = 0; t < offers.talent_count(); ++t) {
    if (offers.most_together(t) > 1) return false;
  }
  return true;
}

PlanProblem OneEach(const PlanProblem& problem, const Offers& offers) {
  PlanProblem one;
  one.talent_count = problem.talent_count;
  for (size_t d = 0; d < problem.demands.size(); ++d) {
    PlanDemand demand;
    demand.headcount = std::max(1, offers.seats()[d]);
    one.demands.push_back(demand);
  }
  // Offers are by talent; a demand's are wanted by demand, in order of talent.
  one.first.assign(problem.demands.size() + 1, 0);
  for (uint32_t t = 0; t < problem.talent_count; ++t) {
    for (const Offer* o = offers.begin(t); o != offers.end(t); ++o) ++one.first[o->demand + 1];
  }
  for (size_t d = 0; d < problem.demands.size(); ++d) one.first[d + 1] += one.first[d];
  one.talent.resize(one.first.back());
  one.score.resize(one.first.back());
  std::vector<uint32_t> next(one.first.begin(), one.first.end() - 1);
  for (uint32_t t = 0; t < problem.talent_count; ++t) {
    for (const Offer* o = offers.begin(t); o != offers.end(t); ++o) {
      one.talent[next[o->demand]] = t;
      one.score[next[o->demand]++] = o->units / kPriceUnits;
    }
  }
  return one;
}

// What the solvers give, before it is explained.
struct Solution {
  Pairs pairs;
  std::vector<int32_t> prices;
  int64_t bound = 0;
};

Solution SolveDays(const PlanProblem& problem, const std::vector<int32_t>& points,
                   const Pairs& pins, const PlanOptions& options, Control& control) {
  const Offers offers(problem, points, pins);
  const int64_t of_pins = PointsOfPins(problem, points, pins);
  if (ServesOneEach(offers)) {
    const PlanProblem one = OneEach(problem, offers);
    BestTotal best = SolveBestTotal(one, one.score, {}, control);
    best.pairs.insert(best.pairs.end(), pins.begin(), pins.end());
    return {std::move(best.pairs), std::move(best.prices), best.bound + of_pins};
  }
  const DaysPlan plan = PlanDaysBestTotal(offers, options.max_proof_steps, control);
  Solution solution{PairsOf(plan, pins), plan.price_units,
                    plan.bound_units / kPriceUnits + of_pins};
  for (int32_t& price : solution.prices) price /= kPriceUnits;
  return solution;
}

Solution Solve(const PlanProblem& problem, const std::vector<int32_t>& points, const Pairs& pins,
               const PlanOptions& options, Control& control) {
  if (problem.days.has_value()) return SolveDays(problem, points, pins, options, control);
  BestTotal best = SolveBestTotal(problem, points, pins, control);
  return {std::move(best.pairs), std::move(best.prices), best.bound};
}

}  // namespace

int64_t Plan::gap_millionths() const {
  if (bound <= primal) return 0;
  const int64_t gap = bound - primal;
  return bound < (int64_t{1} << 42) ? (gap * 1'000'000 + bound - 1) / bound
                                    : gap / std::max<int64_t>(1, bound / 1'000'000) + 1;
}

std::vector<int32_t> PointsOf(const PlanProblem& problem) {
  std::vector<int32_t> points = problem.score;
  Pairs previous = problem.previous;
  std::sort(previous.begin(), previous.end());
  previous.erase(std::unique(previous.begin(), previous.end()), previous.end());
  for (const TalentAndDemand& pair : previous) {
    const size_t edge = FindEdge(problem, pair);
    if (edge < problem.edge_count()) points[edge] += problem.upset_points;
  }
  return points;
}

int64_t BoundFromPrices(const PlanProblem& problem, const std::vector<int32_t>& points,
                        const std::vector<int32_t>& prices) {
  int64_t bound = 0;
  std::vector<int32_t> of_talent(problem.talent_count, 0);
  for (size_t d = 0; d < problem.demands.size(); ++d) {
    bound += int64_t{problem.demands[d].headcount} * prices[d];
    const int32_t cost = prices[d] - problem.demands[d].seat_reward;
    for (size_t e = problem.first[d]; e < problem.first[d + 1]; ++e) {
      int32_t& gain = of_talent[problem.talent[e]];
      gain = std::max(gain, points[e] - cost);
    }
  }
  for (const int32_t gain : of_talent) bound += gain;
  return bound;
}

absl::StatusOr<Plan> MakePlan(const PlanProblem& problem, const PlanOptions& options,
                              Control& control) {
  RETURN_IF_ERROR(
      CheckMemory({problem.talent_count, static_cast<int64_t>(problem.demands.size()),
                   static_cast<int64_t>(problem.edge_count()), problem.days.has_value()},
                  options.max_bytes));
  RETURN_IF_ERROR(CheckProblem(problem));
  Plan plan;
  plan.conflicts = FindConflicts(problem);
  if (!plan.conflicts.empty()) return plan;
  const Pairs pins = DistinctPins(problem);
  const bool bonuses = problem.upset_points > 0 && !problem.previous.empty();
  const std::vector<int32_t> with_bonuses = bonuses ? PointsOf(problem) : std::vector<int32_t>();
  const std::vector<int32_t>& points = bonuses ? with_bonuses : problem.score;
  Solution solution = Solve(problem, points, pins, options, control);
  if (options.aim == PlanAim::kStable && !control.stopped()) {
    solution.pairs = PlanStable(problem, points, pins, control);
  }
  if (control.stopped()) return absl::CancelledError("plan: cancelled");
  Explain(problem, points, pins, std::move(solution.pairs), solution.prices, plan);
  plan.bound = std::max(plan.primal, solution.bound);
  return plan;
}

}  // namespace houniao::recruitment::planning
