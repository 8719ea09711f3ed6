// The life of an engagement: HELD, CONFIRMED, ACTIVE, COMPLETED, and the ways out of it.
#pragma once

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

#include "houniao/recruitment/v1/engagement.pb.h"
#include "houniao/recruitment/v1/recruitment_service.pb.h"

namespace houniao::recruitment {

// HELD to CONFIRMED, before the hold runs out.
absl::Status Confirm(v1::Engagement& engagement, absl::Time now);
// HELD to DECLINED.
absl::Status Decline(v1::Engagement& engagement, absl::string_view reason, absl::Time now);
// HELD, CONFIRMED to RELEASED; ACTIVE to TERMINATED.
absl::Status Release(v1::Engagement& engagement, absl::string_view reason, absl::Time now);
// HELD to EXPIRED, once the hold has run out.
absl::Status Expire(v1::Engagement& engagement, absl::Time now);
// ACTIVE to COMPLETED; SERVICE_DAYS_OPEN while `recorded` or `disputed` service days are open.
absl::Status Complete(v1::Engagement& engagement, int recorded, int disputed, absl::Time now);
// CONFIRMED to ACTIVE with the first service day; ACTIVE stays. Refuses the others.
absl::Status BeginService(v1::Engagement& engagement);
// What one side says of a COMPLETED or TERMINATED engagement. INVALID_ARGUMENT for another side
// than HOST and TALENT and a rating outside 1 to 5; NOT_YOUR_SIDE to an employer's account that is
// not HOST; ALREADY_EVALUATED.
absl::Status Evaluate(v1::Engagement& engagement, const v1::EvaluateEngagementRequest& request,
                      bool for_employer, absl::string_view actor, absl::Time now);
// OK if further days may follow on the same terms: CONFIRMED, ACTIVE, COMPLETED.
absl::Status RequireRenewable(const v1::Engagement& engagement);
// OK if it has days that may come again next year: the same, and TERMINATED.
absl::Status RequireReinvitable(const v1::Engagement& engagement);
// True if the one that follows stands in the way of another: live, or served.
bool IsFollowed(const v1::Engagement& next);

// HELD, CONFIRMED or ACTIVE: its days are booked and it may still be changed.
bool IsLive(v1::Engagement::State state);
// CONFIRMED, ACTIVE or COMPLETED: takes one of the places of its demand.
bool TakesPlace(v1::Engagement::State state);
// INVALID_STATE_TRANSITION unless it may still be changed.
absl::Status RequireLive(const v1::Engagement& engagement, absl::string_view verb);

}  // namespace houniao::recruitment
