// Stable plans: nobody who passes the gates of a demand and is not planned for it could be better
// off there together with the demand.
//
// Both sides prefer the higher points (score and bonus of what was planned before), and the lower
// index among equals. So all preferences follow one order of the edges, the stable plan is unique,
// and taking the edges in that order - each if the demand has a seat and the talent has room left -
// gives what deferred acceptance (Gale and Shapley, 1962) gives, from either side. With days the
// same holds of every pair against what both hold that is better.
#pragma once

#include <vector>

#include "services/recruitment/planning/control.h"
#include "services/recruitment/planning/problem.h"

namespace houniao::recruitment::planning {

// Pins first; edges by falling points, then demand, then talent. O(edges) and the fitting of days.
// Less than all when cancelled.
std::vector<TalentAndDemand> PlanStable(const PlanProblem& problem,
                                        const std::vector<int32_t>& points,
                                        const std::vector<TalentAndDemand>& pins, Control& control);

// Edge indices by falling points (0..kMaxPoints), equal ones by rising index.
std::vector<uint32_t> ByFallingPoints(const std::vector<int32_t>& points);

}  // namespace houniao::recruitment::planning
