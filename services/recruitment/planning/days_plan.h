// Best total with days: talents may serve several demands, as far as their calendars allow.
//
// That is a hard problem (packing calendars), so the answer comes with a proof of how good it is:
//   dual    sum of seats * price + sum over the talents of their best bundle at these prices
//           bounds every plan from above, whatever the prices (Lagrange);
//   primal  an auction of seats in which talents bid for bundles (bundle_auction.h), then trades
//           while they gain (trades.h);
//   prices  moved by subgradients towards the least bound;
//   proof   when few bundles are open, a search over all of them (proof.h) closes the gap to 0.
#pragma once

#include <cstdint>
#include <vector>

#include "services/recruitment/planning/control.h"
#include "services/recruitment/planning/offers.h"

namespace houniao::recruitment::planning {

struct DaysPlan {
  std::vector<std::vector<uint32_t>> served;  // by talent, without pins; rising
  std::vector<int32_t> price_units;           // by demand
  int64_t units = 0;                          // of what is served
  int64_t bound_units = 0;
};

// `max_proof_steps`: how long the proof may take, in steps of some ten nanoseconds.
DaysPlan PlanDaysBestTotal(const Offers& offers, int64_t max_proof_steps, Control& control);

}  // namespace houniao::recruitment::planning
