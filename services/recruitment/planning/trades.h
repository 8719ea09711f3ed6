// Makes a plan with days better by trades, as long as they gain.
#pragma once

#include <cstdint>

#include "services/recruitment/planning/bundles.h"
#include "services/recruitment/planning/control.h"
#include "services/recruitment/planning/seating.h"

namespace houniao::recruitment::planning {

// Two kinds of trade, tried in the order of talents until neither gains or the steps are used up:
//   - a talent changes to his best bundle over empty seats and his own;
//   - a talent takes a seat from another one, and the other changes to his best bundle (ejection),
//     if both together gain.
void Trade(const Offers& offers, int64_t max_steps, Seating& seating, Control& control);

}  // namespace houniao::recruitment::planning
