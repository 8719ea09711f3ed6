// Whether what must be in a plan can be in a plan at all.
#pragma once

#include <vector>

#include "services/recruitment/planning/plan.h"
#include "services/recruitment/planning/problem.h"

namespace houniao::recruitment::planning {

// Pins without repetition, by demand and talent.
std::vector<TalentAndDemand> DistinctPins(const PlanProblem& problem);

// Irreducible conflicts: each pin that is impossible by itself, and of the others at most one for
// each talent and each demand. Empty if they can all be met: nothing but pins can make a plan
// impossible.
std::vector<PlanConflict> FindConflicts(const PlanProblem& problem);

}  // namespace houniao::recruitment::planning
