// What one who passes every gate could still gain points by, step by step.
#pragma once

#include <functional>
#include <vector>

#include "services/recruitment/matching/match_change.h"
#include "services/recruitment/matching/replay.h"

namespace houniao::recruitment {

// A change of any size: step 1 is the smallest, and a larger one never brings less.
struct Lever {
  int steps = 1;
  std::function<Change(int step)> change = nullptr;
};

// The talent's, criterion by criterion and requirement by requirement.
std::vector<Lever> LeversOf(const MatchState& state, const population::RestDays& rest_days);

// What the demand could ask less of, where a wish of it is not met.
std::vector<Change> EasedWishes(const MatchState& state);

}  // namespace houniao::recruitment
