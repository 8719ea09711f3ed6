// A team that was composed, as people read it. Pure: a reply in, tables and lines out.
#pragma once

#include <string>
#include <vector>

#include "services/talentctl/output/table.h"

#include "houniao/recruitment/v1/recruitment_service.pb.h"

namespace houniao::talentctl {

// How good it is, what it costs, and how sure that is.
std::vector<std::string> TeamLines(const recruitment::v1::ComposeTeamResponse& reply);
// Who could step in for whom.
Table SubstituteTable(const recruitment::v1::ComposeTeamResponse& reply);
Table TeamConflictTable(const recruitment::v1::ComposeTeamResponse& reply);

}  // namespace houniao::talentctl
