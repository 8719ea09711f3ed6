// How much memory a plan takes, known before it is begun.
#pragma once

#include <cstdint>

#include "absl/status/status.h"

namespace houniao::recruitment::planning {

struct PlanSize {
  int64_t talents = 0;
  int64_t demands = 0;
  int64_t edges = 0;
  bool with_days = false;
};

// Upper bound of the bytes that the problem and its solution take together, sets of days apart.
int64_t EstimateBytes(const PlanSize& size);

// The most edges that fit into `bytes` with as many talents and demands; 0 if not even those do.
int64_t EdgesThatFit(PlanSize size, int64_t bytes);

// RESOURCE_EXHAUSTED if the plan needs more than `max_bytes`; says what would fit.
absl::Status CheckMemory(const PlanSize& size, int64_t max_bytes);

}  // namespace houniao::recruitment::planning
