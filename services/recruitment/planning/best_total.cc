#include "services/recruitment/planning/best_total.h"

#include "services/recruitment/planning/bidding.h"
#include "services/recruitment/planning/market.h"
#include "services/recruitment/planning/searching.h"
#include "services/recruitment/planning/talent_side.h"

namespace houniao::recruitment::planning {
namespace {

BestTotal SolveFromDemands(const PlanProblem& problem, const std::vector<int32_t>& points,
                           const std::vector<TalentAndDemand>& pins, Control& control) {
  Market market(problem, points);
  BestTotal best;
  best.pairs = pins;
  for (const TalentAndDemand& pin : pins) {
    market.Pin(pin);
    best.bound += points[FindEdge(problem, pin)] + problem.demands[pin.demand].seat_reward;
  }
  const int64_t max_bidding = 4 * static_cast<int64_t>(problem.edge_count()) +
                              16 * static_cast<int64_t>(problem.talent_count) + 100'000;
  Bid(market, max_bidding, control);
  if (!control.stopped()) Search(market, control);
  // Demands without a seat to give have taken no part: what one would be worth.
  for (uint32_t d = 0; d < problem.demands.size() && !control.stopped(); ++d) {
    if (market.empty_seats(d) <= 0 && market.price(d) == kMaxPoints) market.LowerToBest(d);
  }
  best.bound += market.Bound();
  for (uint32_t d = 0; d < problem.demands.size(); ++d) best.prices.push_back(market.price(d));
  for (uint32_t t = 0; t < problem.talent_count; ++t) {
    const int32_t demand = market.holder(t).demand;
    if (demand >= 0) best.pairs.push_back({t, static_cast<uint32_t>(demand)});
  }
  return best;
}

}  // namespace

BestTotal SolveBestTotal(const PlanProblem& problem, const std::vector<int32_t>& points,
                         const std::vector<TalentAndDemand>& pins, Control& control) {
  // The side that there is less of bids: little of it goes away empty-handed.
  if (SeatCount(problem) > int64_t{problem.talent_count}) {
    const int64_t max_steps = 40 * static_cast<int64_t>(problem.edge_count()) + 1'000'000;
    if (auto best = SolveFromTalents(problem, points, pins, max_steps, control)) {
      return *std::move(best);
    }
  }
  return SolveFromDemands(problem, points, pins, control);
}

}  // namespace houniao::recruitment::planning
