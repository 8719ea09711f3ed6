// The life of a plan: PROPOSED, HELD.
#pragma once

#include "absl/status/status.h"
#include "absl/time/time.h"

#include "houniao/recruitment/v1/plan.pb.h"

namespace houniao::recruitment {

// PROPOSED to HELD at `now`. INVALID_STATE_TRANSITION for one that is held or deleted.
absl::Status HoldProposedPlan(v1::Plan& plan, absl::Time now);

}  // namespace houniao::recruitment
