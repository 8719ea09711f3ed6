// Brings the engagements of this service's own database into the population's availability, in
// commit order: what is held or confirmed anywhere is gone everywhere, at once.
#pragma once

#include <atomic>
#include <functional>
#include <thread>

#include "common/feed/journal.h"
#include "common/population/population.h"
#include "services/recruitment/matching/stations.h"
#include "services/recruitment/store/kinds.h"

namespace houniao::recruitment {

// A thread of its own from construction to destruction.
class BookingFeed {
 public:
  // All must outlive the feed. `on_snapshot` is called once all engagements that there were are in.
  BookingFeed(const feed::Journal& journal, const Kinds& kinds, population::Population& population,
              Stations& stations, std::function<void()> on_snapshot);
  ~BookingFeed();

 private:
  class Sink;
  void Loop();

  const feed::Journal& journal_;
  const Kinds& kinds_;
  population::Population& population_;
  Stations& stations_;
  const std::function<void()> on_snapshot_;
  std::atomic<bool> stopping_{false};
  std::thread thread_;
};

}  // namespace houniao::recruitment
