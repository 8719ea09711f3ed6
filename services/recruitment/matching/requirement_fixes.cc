#include "services/recruitment/matching/requirement_fixes.h"

#include <algorithm>
#include <tuple>

#include "common/base/dates.h"
#include "common/codes/education.h"
#include "common/codes/skills.h"
#include "services/recruitment/domain/requirement_rules.h"
#include "services/recruitment/matching/skill_options.h"
#include "services/recruitment/matching/wording.h"

namespace houniao::recruitment {
namespace {

using population::SkillFact;
using population::TalentFacts;
using v1::Requirement;

Requirement::KindCase KindOf(v1::Gate gate) {
  switch (gate) {
    case v1::GATE_MUST_HAVE_SKILL:
      return Requirement::kSkill;
    case v1::GATE_TITLE_RANK:
      return Requirement::kTitleRank;
    case v1::GATE_EDUCATION:
      return Requirement::kEducation;
    case v1::GATE_TIER:
      return Requirement::kTier;
    case v1::GATE_INDUSTRY:
      return Requirement::kIndustryExperience;
    case v1::GATE_EXPERIENCE:
      return Requirement::kExperience;
    case v1::GATE_MAJOR:
      return Requirement::kMajor;
    case v1::GATE_WORK_REGION:
      return Requirement::kWorkRegion;
    default:
      return Requirement::KIND_NOT_SET;
  }
}

int RankOf(const v1::EducationRequirement& education) {
  const auto* level = codes::FindEducationLevel(education.min_education());
  return level == nullptr ? 0 : level->rank;
}

// The first code of the rank; empty if there is none.
std::string EducationCodeOf(int rank) {
  for (const codes::EducationLevel& level : codes::AllEducationLevels()) {
    if (level.rank == rank) return level.code;
  }
  return "";
}

int TierOn(const TalentFacts& facts, int today) {
  return facts.tier_until.has_value() && *facts.tier_until < today ? 0 : facts.tier_rank;
}

std::string YearsText(int years) { return absl::StrCat("相关经历 ", years, " 年"); }

// What the requirement asks for, in words.
std::string WantedText(const Requirement& requirement) {
  switch (requirement.kind_case()) {
    case Requirement::kSkill:
      return absl::StrCat(SkillText(requirement.skill().skill()), ": ",
                          LevelText(requirement.skill().min_level()), ", ",
                          requirement.skill().min_years(), " 年");
    case Requirement::kTitleRank:
      return TitleRankText(requirement.title_rank().min_rank());
    case Requirement::kEducation:
      return EducationText(RankOf(requirement.education()));
    case Requirement::kTier:
      return TierText(requirement.tier().max_rank());
    case Requirement::kIndustryExperience:
      return absl::StrCat("行业经历: ",
                          IndustryName(requirement.industry_experience().industries(0)));
    case Requirement::kExperience:
      return YearsText(requirement.experience().min_years());
    case Requirement::kMajor:
      return absl::StrCat("专业: ", requirement.major().majors(0));
    case Requirement::kWorkRegion:
      return absl::StrCat("现工作地: ", RegionName(requirement.work_region().regions(0)));
    case Requirement::KIND_NOT_SET:
      break;
  }
  return "";
}

Change MadeNice(v1::Gate gate, const Requirement& requirement) {
  const std::string text = WantedText(requirement);
  const auto kind = requirement.kind_case();
  return DemandChange(gate, requirement.key(), absl::StrCat("必备: ", text),
                      absl::StrCat("加分: ", text), [key = requirement.key(), kind](Subject& s) {
                        if (Requirement* found = FindRequirement(s, key, kind)) {
                          found->set_necessity(Requirement::NICE);
                        }
                      });
}

// The requirement with one more that will do.
std::optional<Change> Widened(v1::Gate gate, const Requirement& requirement,
                              const TalentFacts& facts) {
  std::string added, text;
  if (requirement.has_industry_experience() && !facts.industries.empty()) {
    added = facts.industries.front();
    text = IndustryName(added);
  } else if (requirement.has_major() && !facts.majors.empty()) {
    added = facts.majors.front();
    text = added;
  } else if (requirement.has_work_region() && !facts.region.empty()) {
    added = facts.region;
    text = RegionName(added);
  } else {
    return std::nullopt;
  }
  const std::string now = WantedText(requirement);
  const auto kind = requirement.kind_case();
  return DemandChange(gate, requirement.key(), now, absl::StrCat(now, "、", text),
                      [key = requirement.key(), kind, added](Subject& subject) {
                        Requirement* const found = FindRequirement(subject, key, kind);
                        if (found == nullptr) return;
                        if (kind == Requirement::kIndustryExperience) {
                          found->mutable_industry_experience()->add_industries(added);
                        } else if (kind == Requirement::kMajor) {
                          found->mutable_major()->add_majors(added);
                        } else {
                          found->mutable_work_region()->add_regions(added);
                        }
                      });
}

void AddTalentFix(const Judgement::Failed& failed, const Requirement& requirement,
                  const MatchState& state, std::vector<Change>& fixes) {
  const TalentFacts& facts = state.facts;
  const auto add = [&](std::string now, std::string wanted,
                       std::function<void(TalentFacts&)> apply) {
    fixes.push_back(TalentChange(failed.gate, failed.requirement, std::move(now), std::move(wanted),
                                 std::move(apply)));
  };
  switch (requirement.kind_case()) {
    case Requirement::kSkill: {
      if (!codes::SkillTable::BuiltIn().Find(requirement.skill().skill()).has_value()) return;
      const SkillFact wanted = LeastSkillFor(requirement.skill(), facts);
      const auto had = BestSkillFor(requirement.skill(), facts);
      return add(had.has_value() ? SkillFactText(*had) : "无此技能", SkillFactText(wanted),
                 [wanted](TalentFacts& f) { SetSkill(f, wanted); });
    }
    case Requirement::kTitleRank: {
      const int least = requirement.title_rank().min_rank();
      return add(TitleRankText(facts.title_rank), TitleRankText(least),
                 [least](TalentFacts& f) { f.title_rank = least; });
    }
    case Requirement::kEducation: {
      const int least = RankOf(requirement.education());
      return add(EducationText(facts.education_rank), EducationText(least),
                 [least](TalentFacts& f) { f.education_rank = least; });
    }
    case Requirement::kTier: {
      const int lowest = requirement.tier().max_rank();
      return add(TierText(TierOn(facts, DayNumber(state.subject.today))), TierText(lowest),
                 [lowest](TalentFacts& f) {
                   f.tier_rank = lowest;
                   f.tier_until.reset();
                 });
    }
    default:
      // Where somebody worked, studied or gathered years is as it is.
      return;
  }
}

}  // namespace

std::optional<SkillFact> BestSkillFor(const v1::SkillRequirement& wanted,
                                      const TalentFacts& facts) {
  const SkillOptions options(wanted);
  std::optional<SkillFact> best;
  for (const SkillFact& fact : facts.skills) {
    if (options.FitOf(fact.skill) != SkillFit::kFull) continue;
    if (!best.has_value() ||
        std::tie(fact.level, fact.years) > std::tie(best->level, best->years)) {
      best = fact;
    }
  }
  return best;
}

SkillFact LeastSkillFor(const v1::SkillRequirement& wanted, const TalentFacts& facts) {
  const SkillOptions options(wanted);
  std::optional<SkillFact> least;
  std::pair<int, int> least_lacking;
  for (const SkillFact& fact : facts.skills) {
    if (options.FitOf(fact.skill) != SkillFit::kFull) continue;
    const std::pair<int, int> lacking = {std::max(0, wanted.min_level() - fact.level),
                                         std::max(0, wanted.min_years() - fact.years)};
    if (!least.has_value() || lacking < least_lacking) {
      least = fact;
      least_lacking = lacking;
    }
  }
  if (!least.has_value()) {
    least = SkillFact{codes::SkillTable::BuiltIn().Find(wanted.skill()).value_or(0), 0, 0, false};
  }
  least->level = std::max<int>(least->level, wanted.min_level());
  least->years = std::max(least->years, wanted.min_years());
  return *least;
}

std::optional<Change> EasedRequirement(v1::Gate gate, const Requirement& requirement,
                                       const TalentFacts& facts, int today) {
  Requirement eased = requirement;
  switch (requirement.kind_case()) {
    case Requirement::kSkill: {
      const auto had = BestSkillFor(requirement.skill(), facts);
      if (!had.has_value()) return std::nullopt;
      v1::SkillRequirement& skill = *eased.mutable_skill();
      skill.set_min_level(
          static_cast<houniao::type::v1::SkillLevel>(std::min<int>(skill.min_level(), had->level)));
      skill.set_min_years(std::min(skill.min_years(), had->years));
      break;
    }
    case Requirement::kTitleRank:
      if (facts.title_rank == 0 || facts.title_rank > v1::TITLE_RANK_SENIOR) return std::nullopt;
      eased.mutable_title_rank()->set_min_rank(static_cast<v1::TitleRank>(
          std::min<int>(facts.title_rank, requirement.title_rank().min_rank())));
      break;
    case Requirement::kEducation: {
      const std::string code =
          EducationCodeOf(std::min(facts.education_rank, RankOf(requirement.education())));
      if (facts.education_rank == 0 || code.empty()) return std::nullopt;
      eased.mutable_education()->set_min_education(code);
      break;
    }
    case Requirement::kTier: {
      const int tier = TierOn(facts, today);
      if (tier == 0) return std::nullopt;
      eased.mutable_tier()->set_max_rank(std::max(tier, requirement.tier().max_rank()));
      break;
    }
    case Requirement::kExperience:
      if (facts.experience_years == 0) return std::nullopt;
      eased.mutable_experience()->set_min_years(
          std::min(facts.experience_years, requirement.experience().min_years()));
      break;
    default:
      return std::nullopt;
  }
  const std::string now = WantedText(requirement), wanted = WantedText(eased);
  if (now == wanted) return std::nullopt;
  return DemandChange(gate, requirement.key(), now, wanted, [eased](Subject& subject) {
    Requirement* const found = FindRequirement(subject, eased.key(), eased.kind_case());
    if (found != nullptr) {
      const auto necessity = found->necessity();
      *found = eased;
      found->set_necessity(necessity);
    }
  });
}

void AddRequirementFixes(const Judgement::Failed& failed, const MatchState& state,
                         std::vector<Change>& fixes) {
  const Requirement::KindCase kind = KindOf(failed.gate);
  if (kind == Requirement::KIND_NOT_SET) return;
  Subject subject = state.subject;
  const Requirement* const requirement = FindRequirement(subject, failed.requirement, kind);
  if (requirement == nullptr || !IsMust(*requirement)) return;
  AddTalentFix(failed, *requirement, state, fixes);
  const int today = DayNumber(subject.today);
  if (auto eased = EasedRequirement(failed.gate, *requirement, state.facts, today)) {
    fixes.push_back(*std::move(eased));
  }
  if (auto widened = Widened(failed.gate, *requirement, state.facts)) {
    fixes.push_back(*std::move(widened));
  }
  fixes.push_back(MadeNice(failed.gate, *requirement));
}

}  // namespace houniao::recruitment
