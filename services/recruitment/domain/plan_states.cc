#include "services/recruitment/domain/plan_states.h"

#include "common/base/dates.h"
#include "common/errors/errors.h"

namespace houniao::recruitment {

absl::Status HoldProposedPlan(v1::Plan& plan, absl::Time now) {
  if (plan.has_delete_time() || plan.state() != v1::Plan::PROPOSED) {
    return errors::InvalidStateTransition(
        "recruitment.houniao/Plan", plan.name(),
        plan.has_delete_time() ? "DELETED" : v1::Plan::State_Name(plan.state()), "hold", {});
  }
  plan.set_state(v1::Plan::HELD);
  *plan.mutable_hold_time() = ToTimestamp(now);
  return absl::OkStatus();
}

}  // namespace houniao::recruitment
