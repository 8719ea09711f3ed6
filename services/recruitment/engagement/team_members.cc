#include "services/recruitment/engagement/team_members.h"

#include "common/base/status_macros.h"

namespace houniao::recruitment {

absl::StatusOr<std::vector<std::string>> MembersOfTeam(const TalentDirectory& talents,
                                                       const CallContext& call,
                                                       const std::string& team) {
  ASSIGN_OR_RETURN(const auto found, talents.Team(call, team));
  std::vector<std::string> names = {found.leader()};
  for (const auto& member : found.members()) names.push_back(member.talent());
  return names;
}

}  // namespace houniao::recruitment
