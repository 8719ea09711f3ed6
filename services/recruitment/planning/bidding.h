// First phase of a best-total plan: demands with empty seats bid for the talents they like best.
//
// A demand takes its best candidates and lowers its price to what the next best would leave, which
// raises the price of those it took; who loses a talent bids again. Only bids that raise a price
// may take a talent from somebody (no waiting lines among equals: those are left to searching.h),
// so the phase ends, and prices stay exact: nothing has to be undone afterwards.
#pragma once

#include "services/recruitment/planning/control.h"
#include "services/recruitment/planning/market.h"

namespace houniao::recruitment::planning {

// Bids until nothing can be won by bidding, the steps are used up, or the work is cancelled.
void Bid(Market& market, int64_t max_steps, Control& control);

}  // namespace houniao::recruitment::planning
