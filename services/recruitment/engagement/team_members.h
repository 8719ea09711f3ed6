// Who belongs to a team.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"

#include "services/recruitment/talents/talent_directory.h"

namespace houniao::recruitment {

// Leader first, then members, as the talent service has them now. REFERENCE_MISSING.
absl::StatusOr<std::vector<std::string>> MembersOfTeam(const TalentDirectory& talents,
                                                       const CallContext& call,
                                                       const std::string& team);

}  // namespace houniao::recruitment
