// Changes of a population while it is asked, at an even pace, as the feeds bring them: new fees of
// talents, bookings and releases.
#pragma once

#include <atomic>
#include <cstdint>
#include <thread>

#include "common/population/population.h"
#include "tests/bench/bench_match_people.h"

namespace houniao::bench {

// Changes talents 0 to `talents` until it is destroyed. All must outlive it.
class Unrest {
 public:
  Unrest(population::Population& people, const MadeUpTalents& made_up, uint64_t talents,
         int changes_per_second);
  ~Unrest();

  int64_t changes() const { return changes_; }

 private:
  void Run(int changes_per_second);
  void ChangeOne(uint64_t number);

  population::Population& people_;
  const MadeUpTalents& made_up_;
  const uint64_t talents_;
  std::atomic<bool> stopping_{false};
  std::atomic<int64_t> changes_{0};
  std::thread thread_;
};

}  // namespace houniao::bench
