#include "services/talent/domain/team_rules.h"

#include <optional>
#include <set>

#include "common/base/dates.h"
#include "services/talent/domain/talent_rules.h"

namespace houniao::talent {

std::vector<errors::FieldViolation> CheckTeam(const v1::Team& team, absl::string_view prefix) {
  std::vector<errors::FieldViolation> violations;
  if (const std::string fault = ExternalIdFault(team.external_id()); !fault.empty()) {
    violations.push_back({absl::StrCat(prefix, ".external_id"), fault});
  }
  std::set<std::string> people = {team.leader()};
  for (int i = 0; i < team.members_size(); ++i) {
    const v1::TeamMember& member = team.members(i);
    if (!people.insert(member.talent()).second) {
      violations.push_back({absl::StrCat(prefix, ".members[", i, "].talent"),
                            "is the leader or another member already"});
    }
  }
  const v1::StabilityTerms& terms = team.stability_terms();
  if (terms.core_equity_bp() != 0 && terms.leader_equity_bp() > terms.core_equity_bp()) {
    violations.push_back({absl::StrCat(prefix, ".stability_terms.leader_equity_bp"),
                          "is more than core_equity_bp, which includes it"});
  }
  std::optional<absl::CivilDay> latest;
  for (int i = 0; i < team.milestones_size(); ++i) {
    const auto due = ToCivilDay(team.milestones(i).due_date());
    if (due && latest && *due < *latest) {
      violations.push_back({absl::StrCat(prefix, ".milestones[", i, "].due_date"),
                            "is before that of the milestone above it"});
    }
    if (due) latest = due;
  }
  return violations;
}

}  // namespace houniao::talent
