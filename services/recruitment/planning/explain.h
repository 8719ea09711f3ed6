// Fills the answer: seats with their days, totals, and why seats stay empty.
#pragma once

#include <vector>

#include "services/recruitment/planning/plan.h"
#include "services/recruitment/planning/problem.h"

namespace houniao::recruitment::planning {

// Everything of the plan but `bound`. `pairs` in any order; `prices` by demand, in points.
void Explain(const PlanProblem& problem, const std::vector<int32_t>& points,
             const std::vector<TalentAndDemand>& pins, std::vector<TalentAndDemand> pairs,
             const std::vector<int32_t>& prices, Plan& plan);

}  // namespace houniao::recruitment::planning
