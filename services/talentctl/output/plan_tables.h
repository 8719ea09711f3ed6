// Plans as people read them. Pure: a message in, tables and lines out.
#pragma once

#include <string>
#include <vector>

#include "services/talentctl/output/table.h"
#include "services/talentctl/terminal.h"

#include "houniao/recruitment/v1/plan.pb.h"
#include "houniao/recruitment/v1/recruitment_service.pb.h"

namespace houniao::talentctl {

// `MATCHING 120 of 400  total 812,000`: one line of progress, without a line break.
std::string ProgressText(const recruitment::v1::PlanProgress& progress, const Terminal& terminal);

Table PlanTable(const std::vector<recruitment::v1::Plan>& plans);
Table AssignmentTable(const recruitment::v1::Plan& plan);
Table UnfilledTable(const recruitment::v1::Plan& plan);
Table ConflictTable(const recruitment::v1::PlanConflicts& conflicts);
// What is in it, what it is worth, and the proof how good it is.
std::vector<std::string> PlanLines(const recruitment::v1::Plan& plan);

// Parts of a million as percent: 1234 -> `0.1234%`.
std::string PartsText(int64_t parts_of_a_million);

}  // namespace houniao::talentctl
