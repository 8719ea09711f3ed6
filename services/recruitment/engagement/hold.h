// Booking: of all who want the same last day exactly one wins.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

#include "common/resource/recorder.h"
#include "services/recruitment/engagement/engagement_context.h"
#include "services/recruitment/engagement/hold_checks.h"
#include "services/recruitment/engagement/hold_request.h"

#include "houniao/recruitment/v1/recruitment_service.pb.h"

namespace houniao::recruitment {

// HoldEngagement. Terms are read before the mutation, days are decided inside it on what is stored:
// all members or none.
absl::StatusOr<v1::Engagement> HoldEngagement(const EngagementContext& context, CallContext& call,
                                              const v1::HoldEngagementRequest& request);

// The two halves of a hold, for whoever books inside a mutation of its own.
//
// Everything that is decided before the mutation, because it needs the talent service.
struct PreparedHold {
  v1::HoldEngagementRequest request;
  HoldPlan plan;
  WantedBooking wanted;
  absl::Duration duration;
  std::string previous_engagement;  // that it follows; empty if none
  std::string held_by_plan;         // plans/{plan}; empty if none
};
// Refusals as in PlanHold and WantedBookingOf. `has_place`: see PlanHold.
absl::StatusOr<PreparedHold> PrepareHold(const EngagementContext& context, const CallContext& call,
                                         const v1::HoldEngagementRequest& request,
                                         bool has_place = false);

// Decides the days on what is stored, books them and writes the engagement. DAYS_NOT_AVAILABLE,
// DEMAND_NOT_OPEN, HEADCOUNT_FILLED, NOT_ELIGIBLE (stations). If it is refused nothing may be
// assumed of what it wrote: the mutation, or its part (WriteScope::Nested), must fail.
absl::StatusOr<v1::Engagement> BookHold(const EngagementContext& context,
                                        resource::WriteScope& scope, const PreparedHold& prepared);

}  // namespace houniao::recruitment
