// The best total when each talent serves at most one demand: exact.
#pragma once

#include <cstdint>
#include <vector>

#include "services/recruitment/planning/control.h"
#include "services/recruitment/planning/problem.h"

namespace houniao::recruitment::planning {

struct BestTotal {
  std::vector<TalentAndDemand> pairs;  // pins included, in no special order
  std::vector<int32_t> prices;         // by demand
  int64_t bound = 0;                   // equals the points of the pairs, unless cancelled
};

// `points` by edge, seat rewards apart. Pins must be free of conflicts. Near-linear in the edges.
BestTotal SolveBestTotal(const PlanProblem& problem, const std::vector<int32_t>& points,
                         const std::vector<TalentAndDemand>& pins, Control& control);

}  // namespace houniao::recruitment::planning
