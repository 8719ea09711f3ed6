// Made-up planning problems for bench_plan, equal for equal seeds.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "services/recruitment/planning/problem.h"

namespace houniao::bench {

struct PlanFamily {
  std::string name;
  int talents = 0;
  int demands = 0;
  int offers_per_talent = 0;  // demands a talent fits, on average; 2/3 to 4/3 of it
  int seats_per_demand = 0;   // on average; 1 to twice as many less one
  int distinct_scores = 0;    // 0: thousands (quality of the person and a part of its own); else so
                              // many, a thousand apart
  double goal = 0;            // times faster than the peer
  int peer_runs = 5;
};

// The families that are measured. `quick`: a hundredth of the size, to see that it works.
std::vector<PlanFamily> PlanFamilies(bool quick);

recruitment::planning::PlanProblem MakeProblem(const PlanFamily& family, uint64_t seed);

}  // namespace houniao::bench
