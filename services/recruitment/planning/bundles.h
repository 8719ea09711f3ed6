// The best set of offers for one talent at given costs of the seats, days and caps respected.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "services/recruitment/planning/offers.h"

namespace houniao::recruitment::planning {

struct Bundle {
  std::vector<uint32_t> demands;  // rising
  int64_t gain = 0;               // units less costs
  // No set of offers gains more. Equals `gain` unless the talent has so many offers that the search
  // was cut short.
  int64_t bound = 0;
};

// Not thread-safe (scratch space).
class BundleFinder {
 public:
  explicit BundleFinder(const Offers& offers);

  static constexpr int32_t kClosed = INT32_MAX;  // cost of what may not be taken

  // `cost(demand)`: units that a seat costs the talent, or kClosed. Among sets of equal gain the
  // first in the order of falling gain, then rising demand.
  template <typename Cost>
  Bundle Best(uint32_t talent, Cost cost) {
    items_.clear();
    for (const Offer* offer = offers_.begin(talent); offer != offers_.end(talent); ++offer) {
      const int32_t price = cost(offer->demand);
      if (price < offer->units) items_.push_back({offer->units - price, offer->demand, offer});
    }
    return Search(talent);
  }

  // Calls fn(demands, gain) for each set that fits, the empty one included, until it returns false.
  template <typename Cost>
  void ForEach(uint32_t talent, Cost cost,
               const std::function<bool(const std::vector<uint32_t>&, int64_t)>& fn) {
    items_.clear();
    for (const Offer* offer = offers_.begin(talent); offer != offers_.end(talent); ++offer) {
      const int32_t price = cost(offer->demand);
      if (price != kClosed) items_.push_back({offer->units - price, offer->demand, offer});
    }
    List(talent, fn);
  }

  int64_t TakeSteps();

 private:
  struct Item {
    int32_t gain;
    uint32_t demand;
    const Offer* offer;
  };
  Bundle Search(uint32_t talent);
  void Descend(size_t from, uint64_t open, int64_t gain);
  bool IsOpen(const Item& item, uint64_t open) const;
  int64_t Rest(size_t from, uint64_t open) const;
  void List(uint32_t talent, const std::function<bool(const std::vector<uint32_t>&, int64_t)>& fn);

  const Offers& offers_;
  uint32_t talent_ = 0;
  size_t fixed_ = 0;
  size_t most_ = 0;
  int max_nodes_ = 0;
  int nodes_left_ = 0;
  std::vector<Item> items_;
  std::vector<uint32_t> taken_;  // pins first
  std::vector<uint32_t> best_;
  int64_t best_gain_ = 0;
  int64_t steps_ = 0;
};

}  // namespace houniao::recruitment::planning
