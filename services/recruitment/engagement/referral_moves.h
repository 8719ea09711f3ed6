// Keeps the ledger of referrals in step with engagements, inside their mutations.
#pragma once

#include "absl/status/status.h"

#include "common/resource/recorder.h"
#include "services/recruitment/store/kinds.h"

#include "houniao/recruitment/v1/engagement.pb.h"

namespace houniao::recruitment {

// Each moves the open referral of the engagement's demand and talent or team, if there is one, and
// names the engagement in it.
//
// Days are held: HELD.
absl::Status MoveToHeld(resource::WriteScope& scope, const Kinds& kinds,
                        const v1::Engagement& engagement);
// It is confirmed: ENGAGED.
absl::Status MoveToEngaged(resource::WriteScope& scope, const Kinds& kinds,
                           const v1::Engagement& engagement);
// The talent declined: REFUSED_BY_TALENT; HELD by another hold that is left.
absl::Status MoveToRefused(resource::WriteScope& scope, const Kinds& kinds,
                           const v1::Engagement& engagement);
// The hold was released or ran out: back to IN_CONTACT; HELD by another hold that is left.
absl::Status MoveBack(resource::WriteScope& scope, const Kinds& kinds,
                      const v1::Engagement& engagement);

}  // namespace houniao::recruitment
