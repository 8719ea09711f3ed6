// One engagement after another: further days on the same terms, and the next season.
#pragma once

#include "absl/status/statusor.h"

#include "services/recruitment/engagement/engagement_context.h"

#include "houniao/recruitment/v1/recruitment_service.pb.h"

namespace houniao::recruitment {

// Both hold days of the same talent or team by a new engagement, and link the two in the same
// mutation. For the same demand the new one serves in the old one's place, so that a FILLED demand
// does not stand in its way. Parties sign anew; deliverables are not carried over. Refusals as in
// HoldEngagement; INVALID_STATE_TRANSITION; ALREADY_RENEWED while the one that follows is live or
// was served.

// Of one that is CONFIRMED, ACTIVE or COMPLETED. Without days: as many half days as it books, after
// its last day.
absl::StatusOr<v1::Engagement> RenewEngagement(const EngagementContext& context, CallContext& call,
                                               const v1::RenewEngagementRequest& request);

// Of one that may be renewed, or is TERMINATED. The same days a year later (more years, if the
// period of the demand lies later), or the nearest that can be booked, at most a month before the
// first and after the last of them. Days off only where there were days off before, unless the
// demand says which days. NO_NEXT_SEASON if the period of the demand has none of them.
absl::StatusOr<v1::Engagement> ReinviteEngagement(const EngagementContext& context,
                                                  CallContext& call,
                                                  const v1::ReinviteEngagementRequest& request);

}  // namespace houniao::recruitment
