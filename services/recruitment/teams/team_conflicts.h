// Why no team can be had, in words.
#pragma once

#include "services/recruitment/composing/obstacles.h"
#include "services/recruitment/teams/role_candidates.h"

#include "houniao/recruitment/v1/recruitment_service.pb.h"

namespace houniao::recruitment {

// What can be said before any search: pins who cannot play a role, musts that nobody brings.
void AddPlainConflicts(const RoleCandidates& candidates, v1::ComposeTeamResponse& response);

void AddConflicts(const composing::TeamProblem& problem, const composing::Obstacles& obstacles,
                  v1::ComposeTeamResponse& response);

}  // namespace houniao::recruitment
