// Second phase of a best-total plan: seats that bidding left empty are filled along cheapest chains
// of moves ("A gives up t for B, B takes a free talent"), or proven not worth filling.
//
// A chain costs the sum of what each move lacks to the prices; a search from an empty seat in the
// order of cost (Dijkstra) ends at the cheapest of: a talent nobody holds; a seat that may as well
// stay empty. Lowering the prices of the demands it passed by what they are ahead of the end keeps
// every promise of market.h.
//
// Two ways, chosen by the work they turn out to take: one seat at a time (good when few seats are
// left and each has its own cost), or a wave from all empty seats at once that then fills as many
// as it can at that cost (good among equals, where a search for one seat would cross half the
// market each time).
#pragma once

#include "services/recruitment/planning/control.h"
#include "services/recruitment/planning/market.h"

namespace houniao::recruitment::planning {

// Until no demand is wanting: then the plan is best. Stops early when cancelled.
void Search(Market& market, Control& control);

}  // namespace houniao::recruitment::planning
