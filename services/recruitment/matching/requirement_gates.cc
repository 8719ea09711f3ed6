// The gates that a demand's musts make.
#include <algorithm>

#include "common/base/dates.h"
#include "common/codes/education.h"
#include "common/population/codes_as_keys.h"
#include "services/recruitment/domain/requirement_rules.h"
#include "services/recruitment/matching/gates.h"
#include "services/recruitment/matching/skill_options.h"
#include "services/recruitment/matching/wording.h"

namespace houniao::recruitment {
namespace {

using v1::Requirement;

constexpr char kBasis[] = "用人单位的必备要求";

// A must on a number that rises: education, title, years.
GateRule AtLeast(v1::Gate gate, const Requirement& requirement, int least,
                 std::function<int(const Applicant&)> value, std::function<std::string(int)> text,
                 v1::GateResult::Unit unit) {
  return {.gate = gate,
          .requirement = requirement.key(),
          .basis = kBasis,
          .needed = absl::StrCat("不低于 ", text(least)),
          .unit = unit,
          .passes = [value, least](const Applicant& a) { return value(a) >= least; },
          .actual = [value, text](const Applicant& a) { return text(value(a)); },
          .shortfall = [value, least](const Applicant& a) -> int64_t { return least - value(a); }};
}

GateRule TierGate(const Requirement& requirement, int today) {
  const int lowest = requirement.tier().max_rank();
  const auto rank = [today](const Applicant& a) { return a.store->TierRankOn(a.row, today); };
  return {.gate = v1::GATE_TIER,
          .requirement = requirement.key(),
          .basis = kBasis,
          .needed = absl::StrCat("不低于 ", TierText(lowest)),
          .unit = v1::GateResult::STEP,
          .passes = [rank, lowest](const Applicant& a) { return rank(a) > 0 && rank(a) <= lowest; },
          .actual = [rank](const Applicant& a) { return TierText(rank(a)); },
          // Without a tier the next step is the lowest one that would do.
          .shortfall = [rank, lowest](const Applicant& a) -> int64_t {
            return rank(a) == 0 ? 1 : rank(a) - lowest;
          }};
}

GateRule IndustryGate(const Requirement& requirement) {
  std::vector<uint32_t> wanted;
  std::vector<std::string> names;
  for (const std::string& code : requirement.industry_experience().industries()) {
    const auto key = population::ParseIndustryKey(code);
    if (key.ok()) wanted.push_back(*key);
    if (names.size() < 5) names.push_back(IndustryName(code));
  }
  const auto meets = [wanted](const Applicant& a) {
    for (const uint32_t had : a.store->lists(a.row).industries()) {
      for (const uint32_t key : wanted) {
        if (population::InRange(population::IndustryRange(key), had) ||
            population::InRange(population::IndustryRange(had), key)) {
          return true;
        }
      }
    }
    return false;
  };
  const auto actual = [](const Applicant& a) {
    std::vector<std::string> had;
    for (const uint32_t key : a.store->lists(a.row).industries()) {
      if (had.size() < 5) had.push_back(population::IndustryText(key));
    }
    return had.empty() ? std::string("无") : absl::StrJoin(had, "、");
  };
  return {.gate = v1::GATE_INDUSTRY,
          .requirement = requirement.key(),
          .basis = kBasis,
          .needed = absl::StrCat("行业经历: ", absl::StrJoin(names, "、")),
          .passes = meets,
          .actual = actual};
}

GateRule MajorGate(const Requirement& requirement) {
  const std::vector<std::string> wanted(requirement.major().majors().begin(),
                                        requirement.major().majors().end());
  const auto meets = [wanted](const Applicant& a) {
    for (const uint32_t number : a.store->lists(a.row).majors()) {
      if (std::find(wanted.begin(), wanted.end(), a.store->majors().Name(number)) != wanted.end()) {
        return true;
      }
    }
    return false;
  };
  const auto actual = [](const Applicant& a) {
    std::vector<std::string> had;
    for (const uint32_t number : a.store->lists(a.row).majors()) {
      if (had.size() < 3) had.push_back(a.store->majors().Name(number));
    }
    return had.empty() ? std::string("无") : absl::StrJoin(had, "、");
  };
  const size_t shown = std::min<size_t>(wanted.size(), 5);
  return {.gate = v1::GATE_MAJOR,
          .requirement = requirement.key(),
          .basis = kBasis,
          .needed = absl::StrCat(
              "专业: ", absl::StrJoin(wanted.begin(),
                                      wanted.begin() + static_cast<std::ptrdiff_t>(shown), "、")),
          .passes = meets,
          .actual = actual};
}

GateRule WorkRegionGate(const Requirement& requirement) {
  std::vector<population::KeyRange> ranges;
  std::vector<std::string> names;
  for (const std::string& code : requirement.work_region().regions()) {
    const auto key = population::ParseRegionKey(code);
    if (key.ok()) ranges.push_back(population::RegionRange(*key));
    if (names.size() < 5) names.push_back(RegionName(code));
  }
  return {.gate = v1::GATE_WORK_REGION,
          .requirement = requirement.key(),
          .basis = kBasis,
          .needed = absl::StrCat("现工作地: ", absl::StrJoin(names, "、")),
          .passes =
              [ranges](const Applicant& a) {
                const uint32_t key = a.store->region_key(a.row);
                return key != 0 && std::any_of(ranges.begin(), ranges.end(), [key](auto range) {
                         return population::InRange(range, key);
                       });
              },
          .actual =
              [](const Applicant& a) {
                const uint32_t key = a.store->region_key(a.row);
                return key == 0 ? std::string("未知") : RegionName(population::RegionText(key));
              }};
}

// The skill of the row that meets the requirement best: full fit before none, then level and years.
std::optional<population::SkillFact> BestFullFit(const SkillOptions& options, const Applicant& a) {
  std::optional<population::SkillFact> best;
  for (const population::SkillWord word : a.store->lists(a.row).skills()) {
    const population::SkillFact fact = population::UnpackSkill(word);
    if (options.FitOf(fact.skill) != SkillFit::kFull) continue;
    if (!best.has_value() ||
        std::make_pair(fact.level, fact.years) > std::make_pair(best->level, best->years)) {
      best = fact;
    }
  }
  return best;
}

}  // namespace

void GateList::AddSkillGate(const Requirement& requirement) {
  const v1::SkillRequirement skill = requirement.skill();
  const auto options = SkillOptions::Of(skill);
  const auto meets = [options, skill](const Applicant& a) {
    for (const population::SkillWord word : a.store->lists(a.row).skills()) {
      const population::SkillFact fact = population::UnpackSkill(word);
      if (options->FitOf(fact.skill) == SkillFit::kFull && fact.level >= skill.min_level() &&
          fact.years >= skill.min_years()) {
        return true;
      }
    }
    return false;
  };
  const auto actual = [options](const Applicant& a) -> std::string {
    const auto best = BestFullFit(*options, a);
    if (!best.has_value()) return "无此技能";
    return absl::StrCat(SkillText(best->skill), ": ", LevelText(best->level), ", ", best->years,
                        " 年");
  };
  const auto lacking_years = [options, skill](const Applicant& a) -> int64_t {
    int lacking = skill.min_years();
    for (const population::SkillWord word : a.store->lists(a.row).skills()) {
      const population::SkillFact fact = population::UnpackSkill(word);
      if (options->FitOf(fact.skill) == SkillFit::kFull && fact.level >= skill.min_level()) {
        lacking = std::min(lacking, skill.min_years() - fact.years);
      }
    }
    return lacking;
  };
  const auto lacking_steps = [options, skill](const Applicant& a) -> int64_t {
    const auto best = BestFullFit(*options, a);
    if (!best.has_value()) return std::max<int>(1, skill.min_level());
    return std::max(0, skill.min_level() - best->level);
  };
  rules_.push_back(
      {.gate = v1::GATE_MUST_HAVE_SKILL,
       .requirement = requirement.key(),
       .basis = kBasis,
       .needed = absl::StrCat(SkillText(skill.skill()), ": ", LevelText(skill.min_level()), ", ",
                              skill.min_years(), " 年"),
       .unit = v1::GateResult::STEP,
       .passes = meets,
       .actual = actual,
       .shortfall = lacking_steps,
       .lacking_years = lacking_years});
}

void GateList::AddRequirementGates(const Subject& subject) {
  const int today = DayNumber(subject.today);
  const auto musts = [&](Requirement::KindCase kind, const auto& add) {
    for (const Requirement& requirement : subject.demand.requirements()) {
      if (IsMust(requirement) && requirement.kind_case() == kind) add(requirement);
    }
  };
  musts(Requirement::kSkill, [&](const Requirement& r) { AddSkillGate(r); });
  musts(Requirement::kTitleRank, [&](const Requirement& r) {
    rules_.push_back(AtLeast(
        v1::GATE_TITLE_RANK, r, r.title_rank().min_rank(),
        [](const Applicant& a) { return a.store->title_rank(a.row); }, TitleRankText,
        v1::GateResult::STEP));
  });
  musts(Requirement::kEducation, [&](const Requirement& r) {
    const auto* level = codes::FindEducationLevel(r.education().min_education());
    rules_.push_back(AtLeast(
        v1::GATE_EDUCATION, r, level == nullptr ? 0 : level->rank,
        [](const Applicant& a) { return a.store->education_rank(a.row); }, EducationText,
        v1::GateResult::STEP));
  });
  musts(Requirement::kTier, [&](const Requirement& r) { rules_.push_back(TierGate(r, today)); });
  musts(Requirement::kIndustryExperience,
        [&](const Requirement& r) { rules_.push_back(IndustryGate(r)); });
  musts(Requirement::kExperience, [&](const Requirement& r) {
    rules_.push_back(AtLeast(
        v1::GATE_EXPERIENCE, r, r.experience().min_years(),
        [](const Applicant& a) { return a.store->experience_years(a.row); },
        [](int years) { return absl::StrCat(years, " 年"); }, v1::GateResult::YEAR));
  });
  musts(Requirement::kMajor, [&](const Requirement& r) { rules_.push_back(MajorGate(r)); });
  musts(Requirement::kWorkRegion,
        [&](const Requirement& r) { rules_.push_back(WorkRegionGate(r)); });
}

}  // namespace houniao::recruitment
