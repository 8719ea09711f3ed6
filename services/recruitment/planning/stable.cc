#include "services/recruitment/planning/stable.h"

#include "services/recruitment/planning/calendars.h"

namespace houniao::recruitment::planning {
namespace {

constexpr int kDigitBits = 13;
constexpr uint32_t kDigits = 1u << kDigitBits;

// One pass of a radix sort, highest digit first, stable.
void Pass(const std::vector<int32_t>& points, int shift, const std::vector<uint32_t>& from,
          std::vector<uint32_t>& to) {
  const auto digit = [&](uint32_t edge) {
    return kDigits - 1 - (static_cast<uint32_t>(points[edge]) >> shift & (kDigits - 1));
  };
  std::vector<uint32_t> begin(kDigits + 1, 0);
  for (const uint32_t edge : from) ++begin[digit(edge) + 1];
  for (uint32_t i = 0; i < kDigits; ++i) begin[i + 1] += begin[i];
  for (const uint32_t edge : from) to[begin[digit(edge)]++] = edge;
}

}  // namespace

std::vector<uint32_t> ByFallingPoints(const std::vector<int32_t>& points) {
  std::vector<uint32_t> order(points.size());
  for (uint32_t e = 0; e < order.size(); ++e) order[e] = e;
  std::vector<uint32_t> other(points.size());
  Pass(points, 0, order, other);
  Pass(points, kDigitBits, other, order);
  return order;
}

std::vector<TalentAndDemand> PlanStable(const PlanProblem& problem,
                                        const std::vector<int32_t>& points,
                                        const std::vector<TalentAndDemand>& pins,
                                        Control& control) {
  std::vector<TalentAndDemand> seats = pins;
  std::vector<std::vector<uint32_t>> serves(problem.talent_count);
  std::vector<int32_t> empty_seats;
  for (const PlanDemand& demand : problem.demands) empty_seats.push_back(demand.headcount);
  for (const TalentAndDemand& pin : pins) {
    serves[pin.talent].push_back(pin.demand);
    --empty_seats[pin.demand];
  }
  std::vector<uint32_t> demand_of(problem.edge_count());
  for (uint32_t d = 0; d < problem.demands.size(); ++d) {
    for (uint32_t e = problem.first[d]; e < problem.first[d + 1]; ++e) demand_of[e] = d;
  }
  const Calendars calendars(problem);
  for (const uint32_t edge : ByFallingPoints(points)) {
    if (!control.Go(problem.days.has_value() ? 20 : 1)) break;
    const uint32_t demand = demand_of[edge];
    const uint32_t talent = problem.talent[edge];
    if (empty_seats[demand] <= 0) continue;
    std::vector<uint32_t>& served = serves[talent];
    bool here = false;
    for (const uint32_t other : served) here = here || other == demand;
    if (here || !calendars.FitsBeside(talent, served, demand)) continue;
    served.push_back(demand);
    --empty_seats[demand];
    seats.push_back({talent, demand});
  }
  return seats;
}

}  // namespace houniao::recruitment::planning
