#include "services/recruitment/insight/supply.h"

#include "common/base/dates.h"
#include "common/base/status_macros.h"
#include "services/recruitment/domain/requirement_rules.h"
#include "services/recruitment/insight/eligible.h"
#include "services/recruitment/matching/skill_options.h"

namespace houniao::recruitment {
namespace {

// The same demand, content with any level and any years of the skills.
Subject WithoutLevels(const Subject& subject) {
  Subject relaxed = subject;
  for (v1::Requirement& requirement : *relaxed.demand.mutable_requirements()) {
    if (!requirement.has_skill()) continue;
    requirement.mutable_skill()->clear_min_level();
    requirement.mutable_skill()->clear_min_years();
  }
  return relaxed;
}

// Whoever may be shown and has every skill that is a must, at any level.
absl::StatusOr<Roaring> Skilled(const Subject& subject, const population::View& view) {
  population::Query query;
  query.on_day = DayNumber(subject.today);
  query.needs_home_unit_consent = false;
  query.needs_clean_integrity = false;
  for (const v1::Requirement& requirement : subject.demand.requirements()) {
    if (!requirement.has_skill() || !IsMust(requirement)) continue;
    population::SkillNeed need;
    const SkillOptions options(requirement.skill());
    for (const int id : options.Full()) need.any_of.push_back({id});
    query.skills.push_back(std::move(need));
  }
  return view.Candidates(query);
}

}  // namespace

absl::StatusOr<SupplyCounts> CountSupply(const population::Population& population,
                                         const Stations& stations,
                                         const std::vector<Subject>& demands, bool with_reasons,
                                         const std::function<absl::Status()>& keep_going) {
  Roaring supply, nearly, skilled;
  for (const Subject& subject : demands) {
    RETURN_IF_ERROR(keep_going());
    // A view for each demand: writers, and those who ask after them, wait while one is held.
    const population::View view = population.view();
    ASSIGN_OR_RETURN(const Roaring eligible, EligibleRows(subject, view, stations));
    supply |= eligible;
    if (!with_reasons) continue;
    ASSIGN_OR_RETURN(const Roaring without_levels,
                     EligibleRows(WithoutLevels(subject), view, stations));
    nearly |= without_levels;
    ASSIGN_OR_RETURN(const Roaring able, Skilled(subject, view));
    skilled |= able;
  }
  nearly -= supply;
  return SupplyCounts{static_cast<int64_t>(supply.cardinality()),
                      static_cast<int64_t>(nearly.cardinality()),
                      static_cast<int64_t>(skilled.cardinality())};
}

}  // namespace houniao::recruitment
