// An auction of seats in which talents bid for bundles of demands.
//
// A talent bids for his best bundle at the present prices, for each new seat as much as the seat is
// worth to him beside the rest of the bundle, and a little more; the lowest bid of a full demand
// loses its seat and bids again. The price of a full demand is its lowest bid, of another 0.
#pragma once

#include <cstdint>
#include <vector>

#include "services/recruitment/planning/bundles.h"
#include "services/recruitment/planning/control.h"
#include "services/recruitment/planning/seating.h"

namespace houniao::recruitment::planning {

// Fills the empty `seating`; returns the prices at the end.
std::vector<int32_t> AuctionBundles(const Offers& offers, int32_t increment, Seating& seating,
                                    Control& control);

}  // namespace houniao::recruitment::planning
