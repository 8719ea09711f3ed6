// Plans and conflicts as messages, in the names of the district.
#pragma once

#include "services/recruitment/planning/district.h"
#include "services/recruitment/planning/plan.h"

#include "houniao/recruitment/v1/plan.pb.h"
#include "houniao/recruitment/v1/recruitment_service.pb.h"

namespace houniao::recruitment {

// Everything that the planner and the district know: assignments with those that stand, empty seats
// with their reasons, totals. Name, title, objective, state and revisions are left to the caller.
v1::Plan MessageOf(const District& district, const planning::Plan& plan);

// The first of what makes the plan impossible; empty if nothing does. Dropping any one of the list
// makes room for the rest of it.
v1::PlanConflicts ConflictsOf(const District& district, const planning::Plan& plan);

}  // namespace houniao::recruitment
