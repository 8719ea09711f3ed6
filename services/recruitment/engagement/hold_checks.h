// Who is to be booked, and whether law and own terms allow it: all that is asked before the
// mutation, because it needs the talent service.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"

#include "common/population/facts.h"
#include "services/recruitment/engagement/engagement_context.h"

#include "houniao/recruitment/v1/recruitment_service.pb.h"

namespace houniao::recruitment {

struct HoldMember {
  TalentProfile profile;
  population::TalentFacts facts;
};

// Everything that is known before anything is written.
struct HoldPlan {
  v1::Demand demand;
  v1::Employer employer;
  std::vector<HoldMember> members;  // leader first
  houniao::type::v1::EngagementForm form = houniao::type::v1::ENGAGEMENT_FORM_UNSPECIFIED;
  int64_t day_fee_fen = 0;
};

// Reads demand, employer and profiles and checks: the caller may, the demand is open and asks for
// such a subject, nobody is suspended, every gate of law and of own terms that does not ask about
// days. DEMAND_NOT_OPEN, HEADCOUNT_FILLED, TALENT_SUSPENDED, NOT_ELIGIBLE, REFERENCE_MISSING.
//
// Who `has_place` may be held for a FILLED demand as well.
absl::StatusOr<HoldPlan> PlanHold(const EngagementContext& context, const CallContext& call,
                                  const v1::HoldEngagementRequest& request, bool has_place);

}  // namespace houniao::recruitment
