#include "services/recruitment/domain/requirement_rules.h"

#include <map>
#include <set>

#include "common/codes/education.h"
#include "common/codes/industries.h"
#include "common/codes/skills.h"
#include "services/recruitment/domain/nearest_skills.h"

namespace houniao::recruitment {
namespace {

using v1::Requirement;

using RequirementList = google::protobuf::RepeatedPtrField<Requirement>;

// `; the nearest are `a` and `b``; empty if nothing is near.
std::string Nearest(const std::string& skill) {
  std::vector<std::string> keys = NearestSkillKeys(skill);
  if (keys.empty()) return "";
  for (std::string& key : keys) key = absl::StrCat("`", key, "`");
  return absl::StrCat("; nearest: ", absl::StrJoin(keys, ", "));
}

class Checker {
 public:
  Checker(const RequirementList& requirements, absl::string_view list)
      : requirements_(requirements), list_(list) {}

  std::vector<errors::FieldViolation> Run() {
    for (int i = 0; i < requirements_.size(); ++i) {
      const Requirement& requirement = requirements_[i];
      field_ = absl::StrCat(list_, "[", i, "]");
      if (requirement.kind_case() == Requirement::KIND_NOT_SET) {
        Refuse("", "says nothing; give a skill, title_rank, education or another kind");
        continue;
      }
      if (!requirement.key().empty() && !keys_.insert(requirement.key()).second) {
        Refuse(".key", "is used by another requirement");
      }
      CheckSkill(requirement);
      CheckEducation(requirement);
      CheckIndustries(requirement);
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
      Refuse(".skill.skill", absl::StrCat("is not in the skill table of version ", table.version(),
                                          Nearest(skill.skill())));
    }
    for (int a = 0; a < skill.alternatives_size(); ++a) {
      if (!table.Find(skill.alternatives(a)).has_value()) {
        Refuse(absl::StrCat(".skill.alternatives[", a, "]"),
               absl::StrCat("is not in the skill table", Nearest(skill.alternatives(a))));
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

  void CheckIndustries(const Requirement& requirement) {
    if (!requirement.has_industry_experience()) return;
    const auto& industries = requirement.industry_experience().industries();
    for (int i = 0; i < industries.size(); ++i) {
      if (codes::FindIndustry(industries[i]) == nullptr) {
        Refuse(absl::StrCat(".industry_experience.industries[", i, "]"),
               "is not an industry of GB/T 4754-2017");
      }
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

  const RequirementList& requirements_;
  const std::string list_;
  std::string field_;
  std::set<std::string> keys_, skills_;
  std::map<int, int> single_musts_;
  std::vector<errors::FieldViolation> violations_;
};

void FillKeys(RequirementList& requirements, std::set<std::string>& used) {
  std::map<std::string, int> count;
  for (Requirement& requirement : requirements) {
    const std::string kind = RequirementKindText(requirement);
    int number = ++count[kind];
    if (!requirement.key().empty() || kind.empty()) continue;
    while (!used.insert(absl::StrCat(kind, "-", number)).second) ++number;
    requirement.set_key(absl::StrCat(kind, "-", number));
  }
}

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

v1::Criterion CriterionOf(const Requirement& requirement) {
  switch (requirement.kind_case()) {
    case Requirement::kSkill:
      return v1::CRITERION_SKILL;
    case Requirement::kTitleRank:
      return v1::CRITERION_TITLE_RANK;
    case Requirement::kEducation:
      return v1::CRITERION_EDUCATION;
    case Requirement::kTier:
      return v1::CRITERION_TIER;
    case Requirement::kIndustryExperience:
      return v1::CRITERION_INDUSTRY;
    case Requirement::kExperience:
      return v1::CRITERION_EXPERIENCE;
    case Requirement::kMajor:
      return v1::CRITERION_MAJOR;
    case Requirement::kWorkRegion:
      return v1::CRITERION_WORK_REGION;
    case Requirement::KIND_NOT_SET:
      break;
  }
  return v1::CRITERION_UNSPECIFIED;
}

void FillRequirementKeys(v1::Demand& demand) {
  std::set<std::string> used;
  for (const Requirement& requirement : demand.requirements()) used.insert(requirement.key());
  for (const v1::TeamRole& role : demand.roles()) {
    for (const Requirement& requirement : role.requirements()) used.insert(requirement.key());
  }
  FillKeys(*demand.mutable_requirements(), used);
  for (v1::TeamRole& role : *demand.mutable_roles()) FillKeys(*role.mutable_requirements(), used);
}

std::vector<errors::FieldViolation> CheckRequirements(const v1::Demand& demand) {
  std::vector<errors::FieldViolation> violations =
      Checker(demand.requirements(), "demand.requirements").Run();
  for (int i = 0; i < demand.roles_size(); ++i) {
    const std::string list = absl::StrCat("demand.roles[", i, "].requirements");
    for (errors::FieldViolation& violation : Checker(demand.roles(i).requirements(), list).Run()) {
      violations.push_back(std::move(violation));
    }
  }
  return violations;
}

}  // namespace houniao::recruitment
