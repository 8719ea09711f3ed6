// What would lift the rank: the smallest changes of either side, each made and matched again.
#pragma once

#include <vector>

#include "services/recruitment/matching/match_change.h"
#include "services/recruitment/matching/replay.h"

#include "houniao/recruitment/v1/match.pb.h"

namespace houniao::recruitment {

inline constexpr size_t kMostLifts = 20;
inline constexpr size_t kMostChanges = 10;

// Changes of which none can be left out, and where they lead.
struct Lift {
  std::vector<Change> changes;
  Place place;
};

// One who fails gates: changes that together open all of them; single ones if any does, else as
// few as it takes. One who passes: single changes that bring the talent before somebody who is
// before it now, no larger than that takes, and no larger than it takes to be listed. Those with
// the fewest changes first, then by rank, score and in the order of gates and criteria.
std::vector<Lift> FindLifts(Replay& replay, const population::RestDays& rest_days);

v1::RankLift MessageOf(const Lift& lift);

}  // namespace houniao::recruitment
