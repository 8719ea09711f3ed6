// Places of a demand: one that renews another serves in its place.
#pragma once

#include "absl/status/statusor.h"

#include "common/resource/recorder.h"
#include "services/recruitment/store/kinds.h"

#include "houniao/recruitment/v1/engagement.pb.h"

namespace houniao::recruitment {

// True if one that this engagement follows, or that follows it, takes a place of the same demand
// now: then this one needs none of its own.
absl::StatusOr<bool> SharesPlace(resource::WriteScope& scope, const Kinds& kinds,
                                 const v1::Engagement& engagement);

// The demand counts one more, unless the place is shared. HEADCOUNT_FILLED, DEMAND_NOT_OPEN.
absl::Status TakePlace(resource::WriteScope& scope, const Kinds& kinds,
                       const v1::Engagement& engagement);
// The demand counts one less, unless the place is shared.
absl::Status LeavePlace(resource::WriteScope& scope, const Kinds& kinds,
                        const v1::Engagement& engagement);

}  // namespace houniao::recruitment
