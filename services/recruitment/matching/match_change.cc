#include "services/recruitment/matching/match_change.h"

#include <algorithm>

#include "absl/strings/str_format.h"

#include "common/base/dates.h"
#include "services/recruitment/matching/wording.h"

namespace houniao::recruitment {

using population::TalentFacts;

namespace {

constexpr int kMostExperienceYears = 30;
constexpr int kDaysOfAYear = 365;

Change Make(v1::MatchChange::Side side, v1::Gate gate, const std::string& requirement,
            std::string now, std::string wanted) {
  Change change;
  change.message.set_side(side);
  change.message.set_gate(gate);
  change.message.set_requirement(requirement);
  change.message.set_now(std::move(now));
  change.message.set_wanted(std::move(wanted));
  return change;
}

}  // namespace

MatchState With(const MatchState& state, const std::vector<Change>& changes) {
  MatchState changed = state;
  for (const Change& change : changes) change.apply(changed);
  return changed;
}

Change TalentChange(v1::Gate gate, const std::string& requirement, std::string now,
                    std::string wanted, std::function<void(TalentFacts&)> apply) {
  Change change =
      Make(v1::MatchChange::TALENT, gate, requirement, std::move(now), std::move(wanted));
  change.apply = [apply = std::move(apply)](MatchState& state) { apply(state.facts); };
  return change;
}

Change DemandChange(v1::Gate gate, const std::string& requirement, std::string now,
                    std::string wanted, std::function<void(Subject&)> apply) {
  Change change =
      Make(v1::MatchChange::DEMAND, gate, requirement, std::move(now), std::move(wanted));
  change.apply = [apply = std::move(apply)](MatchState& state) {
    apply(state.subject);
    state.other_demand = true;
  };
  return change;
}

Change ForPoints(Change change, v1::Criterion criterion) {
  change.message.clear_gate();
  change.message.set_criterion(criterion);
  return change;
}

void SetSkill(TalentFacts& facts, const population::SkillFact& skill) {
  const auto it =
      std::find_if(facts.skills.begin(), facts.skills.end(),
                   [&](const population::SkillFact& had) { return had.skill == skill.skill; });
  if (it == facts.skills.end()) {
    facts.skills.push_back(skill);
  } else {
    *it = skill;
  }
  facts.experience_years =
      std::max(facts.experience_years, std::min(skill.years, kMostExperienceYears));
}

std::string SkillFactText(const population::SkillFact& skill) {
  return absl::StrCat(SkillText(skill.skill), ": ", LevelText(skill.level), ", ", skill.years,
                      " 年", skill.verified ? ", 已核实" : "");
}

void SetDayCount(Subject& subject, int days) {
  subject.demand.set_day_count(days);
  subject.needed_half_days = 2 * days;
}

v1::Requirement* FindRequirement(Subject& subject, const std::string& key,
                                 v1::Requirement::KindCase kind) {
  for (v1::Requirement& requirement : *subject.demand.mutable_requirements()) {
    if (requirement.key() == key && requirement.kind_case() == kind) return &requirement;
  }
  return nullptr;
}

void AddSeason(TalentFacts& facts, const SeasonSpan& span) {
  if (facts.seasons.empty()) return;
  if (span.last - span.first + 1 >= kDaysOfAYear ||
      facts.seasons.size() >= static_cast<size_t>(population::kMaxSeasons)) {
    facts.seasons.clear();
    return;
  }
  const absl::CivilDay first = DayFromNumber(span.first), last = DayFromNumber(span.last);
  facts.seasons.push_back(
      population::SeasonWindow{first.month(), first.day(), last.month(), last.day()});
}

std::string SeasonsText(const TalentFacts& facts) {
  std::vector<std::string> texts;
  for (const population::SeasonWindow& season : facts.seasons) {
    texts.push_back(absl::StrFormat("%02d-%02d 至 %02d-%02d", season.start_month, season.start_day,
                                    season.end_month, season.end_day));
  }
  return absl::StrCat("可服务: ", texts.empty() ? "全年" : absl::StrJoin(texts, "、"),
                      facts.weekend_only ? ", 仅休息日" : "");
}

std::vector<int> DaysOutOfSeason(const MatchState& state, const population::RestDays& rest_days) {
  std::vector<int> days;
  if (!state.subject.window.has_value() || state.facts.seasons.empty()) return days;
  const population::ServiceWindow& window = *state.subject.window;
  // Of common years and of leap years.
  const population::YearDays seasons[] = {population::SeasonDays(state.facts.seasons, false),
                                          population::SeasonDays(state.facts.seasons, true)};
  const std::vector<population::SeasonWindow> asked = window.season.has_value()
                                                          ? std::vector{*window.season}
                                                          : std::vector<population::SeasonWindow>();
  const population::YearDays wanted[] = {population::SeasonDays(asked, false),
                                         population::SeasonDays(asked, true)};
  for (int day = window.from; day <= window.to; ++day) {
    const population::YearAndDay split = population::SplitDay(day);
    const int leap = population::IsLeapYear(split.year) ? 1 : 0;
    if (!wanted[leap].Has(split.day_of_year)) continue;
    const bool rest = rest_days.IsRest(day);
    if (window.wanted != population::WantedDays::kAny &&
        (window.wanted == population::WantedDays::kRestDays) != rest) {
      continue;
    }
    if (state.facts.weekend_only && !rest) continue;
    if (!seasons[leap].Has(split.day_of_year)) days.push_back(day);
  }
  return days;
}

}  // namespace houniao::recruitment
