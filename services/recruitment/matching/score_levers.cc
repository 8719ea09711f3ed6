#include "services/recruitment/matching/score_levers.h"

#include <algorithm>

#include "common/base/dates.h"
#include "common/codes/education.h"
#include "common/codes/skills.h"
#include "services/recruitment/domain/demand_fees.h"
#include "services/recruitment/domain/requirement_rules.h"
#include "services/recruitment/matching/requirement_fixes.h"
#include "services/recruitment/matching/wording.h"

namespace houniao::recruitment {
namespace {

using population::SkillFact;
using population::TalentFacts;
using v1::Requirement;

constexpr int kTopLevel = houniao::type::v1::SKILL_LEVEL_EXPERT;
constexpr int kTopYears = 30;
constexpr int kWholeYear = 366;
constexpr int kLowestTierWithPoints = 6;

Change Points(v1::Criterion criterion, const std::string& requirement, std::string now,
              std::string wanted, std::function<void(TalentFacts&)> apply) {
  return ForPoints(TalentChange(v1::GATE_UNSPECIFIED, requirement, std::move(now),
                                std::move(wanted), std::move(apply)),
                   criterion);
}

Lever SkillLever(const std::string& requirement, const std::string& now, int steps,
                 std::function<SkillFact(int step)> skill) {
  return {steps, [=](int step) {
            const SkillFact wanted = skill(step);
            return Points(v1::CRITERION_SKILL, requirement, now, SkillFactText(wanted),
                          [wanted](TalentFacts& facts) { SetSkill(facts, wanted); });
          }};
}

void AddSkillLevers(const Requirement& requirement, const TalentFacts& facts,
                    std::vector<Lever>& levers) {
  const v1::SkillRequirement& wanted = requirement.skill();
  const auto id = codes::SkillTable::BuiltIn().Find(wanted.skill());
  if (!id.has_value()) return;
  const std::optional<SkillFact> had = BestSkillFor(wanted, facts);
  const std::string& key = requirement.key();
  if (!had.has_value()) {
    const int years = std::max(1, wanted.min_years());
    levers.push_back(SkillLever(key, "无此技能", kTopLevel, [id, years](int step) {
      return SkillFact{*id, step, years, false};
    }));
    return;
  }
  const SkillFact fact = *had;
  const std::string now = SkillFactText(fact);
  if (fact.level < kTopLevel) {
    levers.push_back(SkillLever(key, now, kTopLevel - fact.level, [fact](int step) {
      return SkillFact{fact.skill, fact.level + step, fact.years, fact.verified};
    }));
  }
  if (fact.years < kTopYears) {
    levers.push_back(SkillLever(key, now, kTopYears - fact.years, [fact](int step) {
      return SkillFact{fact.skill, fact.level, fact.years + step, fact.verified};
    }));
  }
  if (!fact.verified) {
    levers.push_back(SkillLever(key, now, 1, [fact](int) {
      return SkillFact{fact.skill, fact.level, fact.years, true};
    }));
  }
  const SkillFact least = LeastSkillFor(wanted, facts);
  if (least.level > fact.level && least.years > fact.years) {
    levers.push_back(SkillLever(key, now, 1, [least](int) { return least; }));
  }
}

// The key if the demand has exactly one requirement of the kind; empty otherwise.
std::string OnlyKey(const v1::Demand& demand, Requirement::KindCase kind) {
  std::string key;
  int count = 0;
  for (const Requirement& requirement : demand.requirements()) {
    if (requirement.kind_case() != kind) continue;
    key = requirement.key();
    ++count;
  }
  return count == 1 ? key : "";
}

void AddRankLevers(const MatchState& state, std::vector<Lever>& levers) {
  const TalentFacts& facts = state.facts;
  const v1::Demand& demand = state.subject.demand;
  if (facts.title_rank < v1::TITLE_RANK_SENIOR) {
    levers.push_back(
        {v1::TITLE_RANK_SENIOR - facts.title_rank,
         [had = facts.title_rank, key = OnlyKey(demand, Requirement::kTitleRank)](int step) {
           return Points(v1::CRITERION_TITLE_RANK, key, TitleRankText(had),
                         TitleRankText(had + step),
                         [rank = had + step](TalentFacts& f) { f.title_rank = rank; });
         }});
  }
  if (facts.education_rank < codes::kRankDoctor) {
    levers.push_back(
        {codes::kRankDoctor - facts.education_rank,
         [had = facts.education_rank, key = OnlyKey(demand, Requirement::kEducation)](int step) {
           return Points(v1::CRITERION_EDUCATION, key, EducationText(had),
                         EducationText(had + step),
                         [rank = had + step](TalentFacts& f) { f.education_rank = rank; });
         }});
  }
  const int today = DayNumber(state.subject.today);
  const bool over = facts.tier_until.has_value() && *facts.tier_until < today;
  const int tier = over ? 0 : facts.tier_rank;
  const int from = tier == 0 ? kLowestTierWithPoints + 1 : tier;
  if (from > 1) {
    levers.push_back({from - 1, [tier, from, key = OnlyKey(demand, Requirement::kTier)](int step) {
                        return Points(v1::CRITERION_TIER, key, TierText(tier),
                                      TierText(from - step), [rank = from - step](TalentFacts& f) {
                                        f.tier_rank = rank;
                                        f.tier_until.reset();
                                      });
                      }});
  }
}

void AddDayLevers(const MatchState& state, const population::RestDays& rest_days,
                  std::vector<Lever>& levers) {
  const TalentFacts& facts = state.facts;
  if (facts.days_per_year.has_value() && *facts.days_per_year < kWholeYear) {
    levers.push_back({kWholeYear - *facts.days_per_year, [had = *facts.days_per_year](int step) {
                        return Points(
                            v1::CRITERION_AVAILABILITY, "", absl::StrCat("每年至多 ", had, " 天"),
                            absl::StrCat("每年至多 ", had + step, " 天"),
                            [days = had + step](TalentFacts& f) { f.days_per_year = days; });
                      }});
  }
  const std::vector<int> days = DaysOutOfSeason(state, rest_days);
  if (!days.empty()) {
    levers.push_back({static_cast<int>(days.size()), [days, facts](int step) {
                        const SeasonSpan span{days.front(), days[static_cast<size_t>(step - 1)]};
                        TalentFacts wider = facts;
                        AddSeason(wider, span);
                        return Points(v1::CRITERION_AVAILABILITY, "", SeasonsText(facts),
                                      SeasonsText(wider),
                                      [span](TalentFacts& f) { AddSeason(f, span); });
                      }});
  }
}

void AddFeeLever(const MatchState& state, std::vector<Lever>& levers) {
  const int64_t asked = state.facts.day_fee_fen;
  constexpr int64_t kYuan = 100;
  if (MostDayFee(state.subject.demand) <= 0 || asked <= kYuan) return;
  // The last step leaves a fee that is still stated: not stating one brings less.
  const int64_t steps = std::min<int64_t>((asked - 1) / kYuan, 1'000'000);
  levers.push_back({static_cast<int>(steps), [asked](int step) {
                      const int64_t fee = asked - step * kYuan;
                      return Points(v1::CRITERION_FEE, "", absl::StrCat("每天 ", FenText(asked)),
                                    absl::StrCat("每天 ", FenText(fee)),
                                    [fee](TalentFacts& f) { f.day_fee_fen = fee; });
                    }});
}

}  // namespace

std::vector<Lever> LeversOf(const MatchState& state, const population::RestDays& rest_days) {
  std::vector<Lever> levers;
  for (const Requirement& requirement : state.subject.demand.requirements()) {
    if (requirement.has_skill()) AddSkillLevers(requirement, state.facts, levers);
  }
  AddRankLevers(state, levers);
  AddDayLevers(state, rest_days, levers);
  AddFeeLever(state, levers);
  return levers;
}

std::vector<Change> EasedWishes(const MatchState& state) {
  static constexpr std::pair<Requirement::KindCase, v1::Criterion> kCriteria[] = {
      {Requirement::kSkill, v1::CRITERION_SKILL},
      {Requirement::kTitleRank, v1::CRITERION_TITLE_RANK},
      {Requirement::kEducation, v1::CRITERION_EDUCATION},
      {Requirement::kTier, v1::CRITERION_TIER},
      {Requirement::kExperience, v1::CRITERION_EXPERIENCE}};
  std::vector<Change> changes;
  const int today = DayNumber(state.subject.today);
  for (const Requirement& requirement : state.subject.demand.requirements()) {
    for (const auto& [kind, criterion] : kCriteria) {
      if (requirement.kind_case() != kind || IsMust(requirement)) continue;
      auto eased = EasedRequirement(v1::GATE_UNSPECIFIED, requirement, state.facts, today);
      if (eased.has_value()) changes.push_back(ForPoints(*std::move(eased), criterion));
    }
  }
  return changes;
}

}  // namespace houniao::recruitment
