// Plans the whole district: checks, solves, explains.
#pragma once

#include <cstdint>

#include "absl/status/statusor.h"

#include "services/recruitment/planning/control.h"
#include "services/recruitment/planning/plan.h"
#include "services/recruitment/planning/problem.h"

namespace houniao::recruitment::planning {

enum class PlanAim {
  kBestTotal,  // the most points together
  kStable,     // no talent and demand would both rather have each other (stable.h)
};

struct PlanOptions {
  PlanAim aim = PlanAim::kBestTotal;
  int64_t max_bytes = int64_t{4} << 30;
  // How long the search that closes the last gap of a plan with days may take.
  int64_t max_proof_steps = 5'000'000;
};

// Without days a best total is exact (gap 0); with days it is exact where the proof gets through,
// and else comes with its gap. INVALID_ARGUMENT for a problem that is none, RESOURCE_EXHAUSTED for
// one that is too large (with what would fit), CANCELLED. A plan with conflicts is no error.
absl::StatusOr<Plan> MakePlan(const PlanProblem& problem, const PlanOptions& options,
                              Control& control);

// Points of each edge as they are maximised, seat rewards apart: score, and upset_points if the
// pair is one of `previous`.
std::vector<int32_t> PointsOf(const PlanProblem& problem);

// An upper bound of every plan without days, from the prices of the demands alone and every edge:
// checks a plan without trusting how it was made. O(edges).
int64_t BoundFromPrices(const PlanProblem& problem, const std::vector<int32_t>& points,
                        const std::vector<int32_t>& prices);

}  // namespace houniao::recruitment::planning
