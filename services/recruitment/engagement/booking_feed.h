// Brings this service's own database into what matching looks at, in commit order: engagements into
// the population's availability (what is held or confirmed anywhere is gone everywhere, at once),
// demands and employers into their register.
#pragma once

#include <atomic>
#include <functional>
#include <thread>

#include "common/feed/journal.h"
#include "common/population/population.h"
#include "services/recruitment/demands/demand_register.h"
#include "services/recruitment/matching/engaged_before.h"
#include "services/recruitment/matching/stations.h"
#include "services/recruitment/store/kinds.h"

namespace houniao::recruitment {

// A thread of its own from construction to destruction.
class BookingFeed {
 public:
  // What the feed fills; all must outlive it.
  struct Targets {
    population::Population& population;
    Stations& stations;
    EngagedBefore& engaged;
    DemandRegister& demands;
  };

  // `on_snapshot` is called once all that there was is in. Journal and kinds must outlive the feed.
  BookingFeed(const feed::Journal& journal, const Kinds& kinds, const Targets& targets,
              std::function<void()> on_snapshot);
  ~BookingFeed();

 private:
  class Sink;
  void Loop();

  const feed::Journal& journal_;
  const Kinds& kinds_;
  const Targets targets_;
  const std::function<void()> on_snapshot_;
  std::atomic<bool> stopping_{false};
  std::thread thread_;
};

}  // namespace houniao::recruitment
