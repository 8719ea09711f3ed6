// Proves a plan with days best, or finds the best one: a search over the bundles of all talents.
#pragma once

#include <cstdint>
#include <vector>

#include "services/recruitment/planning/control.h"
#include "services/recruitment/planning/offers.h"
#include "services/recruitment/planning/seating.h"

namespace houniao::recruitment::planning {

// Branch and bound: bundles that the prices prove useless are struck out first, the others are
// tried talent by talent under the dual bound. `best` is replaced by whatever is better. True if
// everything was searched: then `best` is best. Gives up without effect on the promise when there
// are too many bundles or max_steps are used up.
bool ProveBest(const Offers& offers, const std::vector<int32_t>& price_units, int64_t max_steps,
               Seating& best, Control& control);

}  // namespace houniao::recruitment::planning
