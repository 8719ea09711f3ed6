// The search that both ways of searching.h share: cheapest chains from some demands, and the new
// prices.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "services/recruitment/planning/market.h"

namespace houniao::recruitment::planning {

class Explorer {
 public:
  explicit Explorer(Market& market);

  struct End {
    int32_t cost = INT32_MAX;
    uint32_t demand = 0;       // the last one of the chain
    bool stays_empty = false;  // its seat stays empty; otherwise it takes `talent`
    Market::Candidate talent;
  };

  // Finds the cheapest end of a chain from any of the demands, which must be wanting, and lowers
  // prices so that this chain costs nothing.
  End Explore(const std::vector<uint32_t>& from);

  // On the way of the last search: who is asked for the talent, and the talent as seen by it.
  int32_t asker(uint32_t demand) const { return asker_[demand]; }
  const Market::Candidate& asked_for(uint32_t demand) const { return asked_for_[demand]; }
  int64_t steps() const { return steps_; }

 private:
  void Reach(uint32_t demand, int32_t cost, int32_t asker, const Market::Candidate& talent);
  void Expand(uint32_t demand, End& end);
  void LookThroughHead(uint32_t demand, End& end);

  Market& market_;
  uint32_t search_ = 0;
  std::vector<uint32_t> reached_in_;  // search that reached the demand last
  std::vector<int32_t> cost_;
  std::vector<int32_t> asker_;
  std::vector<Market::Candidate> asked_for_;
  std::vector<std::pair<int32_t, uint32_t>> queue_;  // heap of (cost, demand)
  std::vector<uint32_t> expanded_;
  std::vector<uint32_t> stack_;
  int64_t steps_ = 0;
};

}  // namespace houniao::recruitment::planning
