#include "services/recruitment/domain/role_rules.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/strip.h"

#include "common/codes/education.h"
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

int EducationRank(const Requirement& requirement) {
  const auto* level = codes::FindEducationLevel(requirement.education().min_education());
  return level == nullptr ? 0 : level->rank;
}

// Why the must of a role goes against a must of the same kind of the demand; empty if it does not.
std::string Conflict(const Requirement& of_role, const Requirement& of_all) {
  constexpr char kLess[] = "asks for less than the demand asks of everybody";
  switch (of_role.kind_case()) {
    case Requirement::kWorkRegion:
      return Touch(of_role.work_region(), of_all.work_region())
                 ? ""
                 : "lies apart from where the demand asks everybody to work";
    case Requirement::kSkill: {
      const auto& role = of_role.skill();
      const auto& all = of_all.skill();
      const bool less = role.skill() == all.skill() &&
                        (role.min_level() < all.min_level() || role.min_years() < all.min_years());
      return less ? kLess : "";
    }
    case Requirement::kTitleRank:
      return of_role.title_rank().min_rank() < of_all.title_rank().min_rank() ? kLess : "";
    case Requirement::kEducation:
      return EducationRank(of_role) < EducationRank(of_all) ? kLess : "";
    case Requirement::kTier:
      return of_role.tier().max_rank() > of_all.tier().max_rank() ? kLess : "";
    case Requirement::kExperience:
      return of_role.experience().min_years() < of_all.experience().min_years() ? kLess : "";
    default:
      return "";
  }
}

void CheckAgainstDemand(const v1::Demand& demand, int index,
                        std::vector<FieldViolation>& violations) {
  const v1::TeamRole& role = demand.roles(index);
  for (int i = 0; i < role.requirements_size(); ++i) {
    const Requirement& own = role.requirements(i);
    for (int d = 0; IsMust(own) && d < demand.requirements_size(); ++d) {
      const Requirement& common = demand.requirements(d);
      if (!IsMust(common) || common.kind_case() != own.kind_case()) continue;
      const std::string conflict = Conflict(own, common);
      if (conflict.empty()) continue;
      violations.push_back({absl::StrCat("demand.roles[", index, "].requirements[", i, "]"),
                            absl::StrCat("contradicts requirements[", d, "]: ", conflict)});
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
