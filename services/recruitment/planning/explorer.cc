#include "services/recruitment/planning/explorer.h"

#include <algorithm>
#include <functional>

namespace houniao::recruitment::planning {

Explorer::Explorer(Market& market)
    : market_(market),
      reached_in_(market.demand_count(), 0),
      cost_(market.demand_count(), 0),
      asker_(market.demand_count(), -1),
      asked_for_(market.demand_count()) {}

Explorer::End Explorer::Explore(const std::vector<uint32_t>& from) {
  ++search_;
  queue_.clear();
  expanded_.clear();
  End end;
  for (const uint32_t demand : from) Reach(demand, 0, -1, {});
  while (!queue_.empty()) {
    std::pop_heap(queue_.begin(), queue_.end(), std::greater<>());
    const auto [cost, demand] = queue_.back();
    queue_.pop_back();
    if (cost > cost_[demand]) continue;
    if (cost >= end.cost) break;
    expanded_.push_back(demand);
    Expand(demand, end);
  }
  for (const uint32_t demand : expanded_) {
    if (cost_[demand] < end.cost) {
      market_.SetPrice(demand, market_.price(demand) - (end.cost - cost_[demand]));
    }
  }
  return end;
}

void Explorer::Reach(uint32_t demand, int32_t cost, int32_t asker,
                     const Market::Candidate& talent) {
  if (reached_in_[demand] == search_ && cost_[demand] <= cost) return;
  reached_in_[demand] = search_;
  cost_[demand] = cost;
  asker_[demand] = asker;
  asked_for_[demand] = talent;
  queue_.emplace_back(cost, demand);
  std::push_heap(queue_.begin(), queue_.end(), std::greater<>());
}

void Explorer::Expand(uint32_t demand, End& end) {
  const int32_t cost = cost_[demand];
  if (cost + market_.price(demand) < end.cost) {
    end = {cost + market_.price(demand), demand, true, {}};
  }
  do {
    LookThroughHead(demand, end);
  } while (cost < end.cost &&
           market_.Deepen(demand, market_.price(demand) - (end.cost - cost) + 1));
}

void Explorer::LookThroughHead(uint32_t demand, End& end) {
  const std::vector<Market::Candidate>& head = market_.head(demand);
  const int32_t reach = market_.price(demand) + cost_[demand];
  stack_.assign(1, 0);
  while (!stack_.empty()) {
    const uint32_t at = stack_.back();
    stack_.pop_back();
    // A chain over him costs at least reach - key.
    if (at >= head.size() || reach - head[at].key >= end.cost) continue;
    ++steps_;
    stack_.push_back(2 * at + 2);
    stack_.push_back(2 * at + 1);
    const int32_t holder = market_.holder(head[at].talent).demand;
    if (holder == static_cast<int32_t>(demand) || holder == Market::kOutOfMarket) continue;
    const int32_t cost = reach - market_.NetOf(head[at]);
    if (cost >= end.cost) continue;
    if (holder == Market::kNobody) {
      end = {cost, demand, false, head[at]};
    } else {
      Reach(static_cast<uint32_t>(holder), cost, static_cast<int32_t>(demand), head[at]);
    }
  }
}

}  // namespace houniao::recruitment::planning
