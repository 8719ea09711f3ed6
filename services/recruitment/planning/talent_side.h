// The best total from the side of the talents: they bid for seats. The mirror of market.h, for when
// there are more seats than talents: most talents then get what they like best at once.
//
// Every price starts at 0. A talent bids for the seat he likes best as much as it is better for him
// than the next best; the lowest bid of a full demand loses its seat; the price of a full demand is
// its lowest bid. Only bids that raise the lowest bid push anybody out; talents whose best seats
// are equally good and all taken are placed at the end by cheapest chains of moves, as in
// searching.h. Prices never have to be taken back, so the result is exact.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "services/recruitment/planning/best_total.h"
#include "services/recruitment/planning/control.h"
#include "services/recruitment/planning/problem.h"

namespace houniao::recruitment::planning {

// Nothing if it takes more than max_steps (of some ten nanoseconds), or when cancelled: then the
// other side is the better one to start from.
std::optional<BestTotal> SolveFromTalents(const PlanProblem& problem,
                                          const std::vector<int32_t>& points,
                                          const std::vector<TalentAndDemand>& pins,
                                          int64_t max_steps, Control& control);

}  // namespace houniao::recruitment::planning
