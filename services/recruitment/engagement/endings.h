// The verbs that move an engagement on, with what follows for its days and its demand.
#pragma once

#include "absl/status/statusor.h"

#include "services/recruitment/engagement/engagement_context.h"

#include "houniao/recruitment/v1/recruitment_service.pb.h"

namespace houniao::recruitment {

// HELD to CONFIRMED; the demand counts one more and may be FILLED.
absl::StatusOr<v1::Engagement> ConfirmEngagement(const EngagementContext& context,
                                                 CallContext& call,
                                                 const v1::ConfirmEngagementRequest& request);
// HELD to DECLINED; the days are free.
absl::StatusOr<v1::Engagement> DeclineEngagement(const EngagementContext& context,
                                                 CallContext& call,
                                                 const v1::DeclineEngagementRequest& request);
// To RELEASED, or TERMINATED once served; all days but the recorded ones are free, and the demand
// counts one less.
absl::StatusOr<v1::Engagement> ReleaseEngagement(const EngagementContext& context,
                                                 CallContext& call,
                                                 const v1::ReleaseEngagementRequest& request);
// ACTIVE to COMPLETED; booked days that were not recorded are free.
absl::StatusOr<v1::Engagement> CompleteEngagement(const EngagementContext& context,
                                                  CallContext& call,
                                                  const v1::CompleteEngagementRequest& request);
// What one side says afterwards, once.
absl::StatusOr<v1::Engagement> EvaluateEngagement(const EngagementContext& context,
                                                  CallContext& call,
                                                  const v1::EvaluateEngagementRequest& request);

// CloseDemand: the demand is CLOSED and its holds are released, in one mutation.
absl::StatusOr<v1::Demand> CloseDemand(const EngagementContext& context, CallContext& call,
                                       const v1::CloseDemandRequest& request);

// By the clock: holds that ran out EXPIRE, demands whose last day is past too. Each in a mutation
// of its own, at most 200 of each kind; true if some are done and there may be more.
bool SweepExpired(const EngagementContext& context);

}  // namespace houniao::recruitment
