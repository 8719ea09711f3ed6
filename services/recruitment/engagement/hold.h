// Booking: of all who want the same last day exactly one wins.
#pragma once

#include "absl/status/statusor.h"

#include "services/recruitment/engagement/engagement_context.h"

#include "houniao/recruitment/v1/recruitment_service.pb.h"

namespace houniao::recruitment {

// HoldEngagement. Terms are read before the mutation, days are decided inside it on what is stored:
// all members or none.
absl::StatusOr<v1::Engagement> HoldEngagement(const EngagementContext& context, CallContext& call,
                                              const v1::HoldEngagementRequest& request);

}  // namespace houniao::recruitment
