#include "services/recruitment/domain/role_rules.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/strip.h"

#include "services/recruitment/domain/requirement_rules.h"

namespace houniao::recruitment {
namespace {

using errors::FieldViolation;
using v1::Requirement;

// 350900 is 3509.
absl::string_view ShortRegion(absl::string_view code) {
  while (code.size() > 2 && absl::ConsumeSuffix(&code, "00")) {
  }
  return code;
}

bool Touch(const v1::WorkRegionRequirement& a, const v1::WorkRegionRequirement& b) {
  return std::any_of(a.regions().begin(), a.regions().end(), [&](const std::string& one) {
    return std::any_of(b.regions().begin(), b.regions().end(), [&](const std::string& other) {
      return absl::StartsWith(ShortRegion(one), ShortRegion(other)) ||
             absl::StartsWith(ShortRegion(other), ShortRegion(one));
    });
  });
}

void CheckAgainstDemand(const v1::Demand& demand, int index,
                        std::vector<FieldViolation>& violations) {
  const v1::TeamRole& role = demand.roles(index);
  for (int i = 0; i < role.requirements_size(); ++i) {
    const Requirement& own = role.requirements(i);
    if (!IsMust(own) || !own.has_work_region()) continue;
    for (int d = 0; d < demand.requirements_size(); ++d) {
      const Requirement& common = demand.requirements(d);
      if (!IsMust(common) || !common.has_work_region()) continue;
      if (Touch(own.work_region(), common.work_region())) continue;
      violations.push_back({absl::StrCat("demand.roles[", index, "].requirements[", i, "]"),
                            absl::StrCat("contradicts requirements[", d,
                                         "]: lies apart from where the demand asks to work")});
    }
  }
}

}  // namespace

std::vector<FieldViolation> CheckRoles(const v1::Demand& demand) {
  std::vector<FieldViolation> violations;
  if (demand.roles_size() > 0 && demand.kind() != v1::Demand::TEAM) {
    violations.push_back({"demand.roles", "are for a demand of kind TEAM"});
  }
  std::set<std::string> keys;
  std::optional<int> leader;
  for (int i = 0; i < demand.roles_size(); ++i) {
    const v1::TeamRole& role = demand.roles(i);
    const std::string field = absl::StrCat("demand.roles[", i, "]");
    if (!keys.insert(role.key()).second) {
      violations.push_back({field + ".key", "is used by another role"});
    }
    if (role.leader() && leader.has_value()) {
      violations.push_back(
          {field + ".leader", absl::StrCat("is set for roles[", *leader, "] too; a team has one")});
    }
    if (role.leader() && !leader.has_value()) leader = i;
    if (role.leader() && role.person_count() > 1) {
      violations.push_back({field + ".person_count", "is more than one, but one person leads"});
    }
    CheckAgainstDemand(demand, i, violations);
  }
  return violations;
}

}  // namespace houniao::recruitment
