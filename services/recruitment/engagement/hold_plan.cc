#include "services/recruitment/engagement/hold_plan.h"

#include <utility>

#include "common/base/dates.h"
#include "common/base/status_macros.h"
#include "common/errors/errors.h"
#include "services/recruitment/domain/plan_states.h"
#include "services/recruitment/domain/recruitment_errors.h"
#include "services/recruitment/engagement/booked_days.h"
#include "services/recruitment/engagement/hold.h"

namespace houniao::recruitment {
namespace {

using population::DayHalves;
using resource::WriteScope;

v1::HoldEngagementRequest RequestOf(const v1::HoldPlanRequest& request,
                                    const v1::PlannedAssignment& assignment,
                                    const std::vector<DayHalves>& days) {
  v1::HoldEngagementRequest hold;
  hold.set_demand(assignment.demand());
  hold.set_talent(assignment.talent());
  if (request.has_hold_duration()) *hold.mutable_hold_duration() = request.hold_duration();
  v1::Engagement booked;
  SetBookedDays(days, booked);
  *hold.mutable_booked_days() = booked.booked_days();
  return hold;
}

struct Preparation {
  std::vector<std::pair<int, PreparedHold>> holds;  // index of the assignment
  absl::Status refused = absl::OkStatus();
};

// Stops at the first refusal, which goes through the mutation as well (see HoldEngagement).
absl::StatusOr<Preparation> Prepare(const EngagementContext& context, const CallContext& call,
                                    const v1::HoldPlanRequest& request, const v1::Plan& plan,
                                    const DaysOfAssignment& days) {
  Preparation preparation;
  for (int i = 0; i < plan.assignments_size(); ++i) {
    const v1::PlannedAssignment& assignment = plan.assignments(i);
    if (!assignment.engagement().empty()) continue;
    if (call.cancelled()) return errors::Cancelled();
    auto prepared = PrepareHold(context, call, RequestOf(request, assignment, days(i)));
    if (!prepared.ok() && errors::ReasonOf(prepared.status()).empty()) return prepared.status();
    if (!prepared.ok()) {
      preparation.refused =
          OfAssignment(prepared.status(), assignment.demand(), assignment.talent());
      return preparation;
    }
    prepared->held_by_plan = plan.name();
    preparation.holds.emplace_back(i, *std::move(prepared));
  }
  return preparation;
}

}  // namespace

absl::StatusOr<v1::Plan> HoldPlannedAssignments(const EngagementContext& context, CallContext& call,
                                                const v1::HoldPlanRequest& request,
                                                const v1::Plan& plan,
                                                const DaysOfAssignment& days) {
  ASSIGN_OR_RETURN(const Preparation preparation, Prepare(context, call, request, plan, days));
  return resource::Transition<v1::Plan>(
      context.store, call, context.kinds.plan, request,
      [&](WriteScope& scope, v1::Plan& held) -> absl::Status {
        RETURN_IF_ERROR(HoldProposedPlan(held, scope.now()));
        RETURN_IF_ERROR(preparation.refused);
        for (const auto& [index, prepared] : preparation.holds) {
          v1::PlannedAssignment& assignment = *held.mutable_assignments(index);
          const auto engagement = BookHold(context, scope, prepared);
          if (!engagement.ok()) {
            return OfAssignment(engagement.status(), assignment.demand(), assignment.talent());
          }
          assignment.set_engagement(engagement->name());
        }
        return absl::OkStatus();
      });
}

}  // namespace houniao::recruitment
