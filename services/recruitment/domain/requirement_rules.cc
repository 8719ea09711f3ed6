#include "services/recruitment/domain/requirement_rules.h"

#include <map>
#include <set>

#include "common/codes/education.h"
#include "common/codes/skills.h"

namespace houniao::recruitment {
namespace {

using v1::Requirement;

class Checker {
 public:
  explicit Checker(const v1::Demand& demand) : demand_(demand) {}

  std::vector<errors::FieldViolation> Run() {
    for (int i = 0; i < demand_.requirements_size(); ++i) {
      const Requirement& requirement = demand_.requirements(i);
      field_ = absl::StrCat("demand.requirements[", i, "]");
      if (requirement.kind_case() == Requirement::KIND_NOT_SET) {
        Refuse("", "says nothing; give a skill, title_rank, education or another kind");
        continue;
      }
      if (!requirement.key().empty() && !keys_.insert(requirement.key()).second) {
        Refuse(".key", "is used by another requirement");
      }
      CheckSkill(requirement);
      CheckEducation(requirement);
      CheckSingleMust(requirement, i);
    }
    return std::move(violations_);
  }

 private:
  void Refuse(absl::string_view below, absl::string_view what) {
    violations_.push_back({absl::StrCat(field_, below), std::string(what)});
  }

  void CheckSkill(const Requirement& requirement) {
    if (!requirement.has_skill()) return;
    const auto& skill = requirement.skill();
    const codes::SkillTable& table = codes::SkillTable::BuiltIn();
    if (!table.Find(skill.skill()).has_value()) {
      Refuse(".skill.skill",
             absl::StrCat("is not in the skill table of version ", table.version()));
    }
    for (int a = 0; a < skill.alternatives_size(); ++a) {
      if (!table.Find(skill.alternatives(a)).has_value()) {
        Refuse(absl::StrCat(".skill.alternatives[", a, "]"), "is not in the skill table");
      }
    }
    if (!skills_.insert(skill.skill()).second) {
      Refuse(".skill.skill", "is asked for by another requirement too; keep one of them");
    }
  }

  void CheckEducation(const Requirement& requirement) {
    if (requirement.has_education() &&
        codes::FindEducationLevel(requirement.education().min_education()) == nullptr) {
      Refuse(".education.min_education", "is not a level of GB/T 4658-2006");
    }
  }

  // Of these a person has one: a second must repeats the first or contradicts it.
  void CheckSingleMust(const Requirement& requirement, int index) {
    switch (requirement.kind_case()) {
      case Requirement::kTitleRank:
      case Requirement::kEducation:
      case Requirement::kTier:
      case Requirement::kExperience:
      case Requirement::kWorkRegion:
        break;
      default:
        return;
    }
    if (!IsMust(requirement)) return;
    const auto [first, is_first] = single_musts_.emplace(requirement.kind_case(), index);
    if (!is_first) {
      Refuse("", absl::StrCat("contradicts requirements[", first->second, "]: a person has one ",
                              RequirementKindText(requirement), ", so only one can be a must"));
    }
  }

  const v1::Demand& demand_;
  std::string field_;
  std::set<std::string> keys_, skills_;
  std::map<int, int> single_musts_;
  std::vector<errors::FieldViolation> violations_;
};

}  // namespace

std::string RequirementKindText(const Requirement& requirement) {
  switch (requirement.kind_case()) {
    case Requirement::kSkill:
      return "skill";
    case Requirement::kTitleRank:
      return "title-rank";
    case Requirement::kEducation:
      return "education";
    case Requirement::kTier:
      return "tier";
    case Requirement::kIndustryExperience:
      return "industry";
    case Requirement::kExperience:
      return "experience";
    case Requirement::kMajor:
      return "major";
    case Requirement::kWorkRegion:
      return "work-region";
    case Requirement::KIND_NOT_SET:
      break;
  }
  return "";
}

void FillRequirementKeys(v1::Demand& demand) {
  std::set<std::string> used;
  for (const Requirement& requirement : demand.requirements()) used.insert(requirement.key());
  std::map<std::string, int> count;
  for (Requirement& requirement : *demand.mutable_requirements()) {
    const std::string kind = RequirementKindText(requirement);
    int number = ++count[kind];
    if (!requirement.key().empty() || kind.empty()) continue;
    while (!used.insert(absl::StrCat(kind, "-", number)).second) ++number;
    requirement.set_key(absl::StrCat(kind, "-", number));
  }
}

std::vector<errors::FieldViolation> CheckRequirements(const v1::Demand& demand) {
  return Checker(demand).Run();
}

}  // namespace houniao::recruitment
