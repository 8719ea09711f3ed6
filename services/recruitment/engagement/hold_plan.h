// Booking of a whole plan.
#pragma once

#include <functional>
#include <vector>

#include "absl/status/statusor.h"

#include "common/population/days.h"
#include "services/recruitment/engagement/engagement_context.h"

#include "houniao/recruitment/v1/plan.pb.h"
#include "houniao/recruitment/v1/recruitment_service.pb.h"

namespace houniao::recruitment {

// Days for the assignment of that index in the plan, in order; empty leaves them to be picked.
using DaysOfAssignment = std::function<std::vector<population::DayHalves>(int assignment)>;

// HoldPlan: PROPOSED to HELD. Terms are read before the mutation, days are decided inside it on
// what is stored. Every assignment that has no engagement yet is held, or nothing is; the refusal
// is that of HoldEngagement and names demand and talent of the assignment that failed.
absl::StatusOr<v1::Plan> HoldPlannedAssignments(const EngagementContext& context, CallContext& call,
                                                const v1::HoldPlanRequest& request,
                                                const v1::Plan& plan, const DaysOfAssignment& days);

}  // namespace houniao::recruitment
