#include "services/recruitment/planning/planned_days.h"

#include <algorithm>

#include "common/base/status_macros.h"
#include "common/population/terms.h"
#include "services/recruitment/matching/talent_facts.h"
#include "services/recruitment/planning/district_calendar.h"

namespace houniao::recruitment {
namespace {

using planning::HalfDayAxis;
using planning::HalfDaySet;
using Days = std::map<int, std::vector<population::DayHalves>>;

// Assignments of one talent, with their demands.
struct Share {
  std::vector<int> assignments;
  std::vector<Subject> subjects;
};

void Allot(const population::Store& store, const std::string& talent, const Share& share,
           const population::RestDays& rest_days, Days& days) {
  const auto row = store.RowOf(TalentIdOf(talent));
  if (!row.has_value()) return;
  int from = INT32_MAX, to = INT32_MIN;
  for (const Subject& subject : share.subjects) {
    if (!subject.window.has_value() || subject.window->to < subject.window->from) return;
    from = std::min(from, subject.window->from);
    to = std::max(to, subject.window->to);
  }
  const HalfDayAxis axis(from, to);
  const population::Availability availability = store.availability(*row);
  const HalfDaySet free = FreeDaysOf(axis, availability, rest_days);
  std::vector<int32_t> capacity;
  for (size_t year = 0; year < axis.years(); ++year) {
    capacity.push_back(CapacityOf(availability, axis.first_year() + static_cast<int>(year)));
  }
  std::vector<HalfDaySet> sets;
  std::vector<planning::Work> works;
  for (const Subject& subject : share.subjects) {
    sets.push_back(DaysOfDemand(axis, subject, availability.terms->weekend_only, rest_days));
  }
  for (size_t i = 0; i < sets.size(); ++i) {
    works.push_back({share.subjects[i].needed_half_days, &sets[i]});
  }
  const planning::Calendar calendar{&axis, &free, capacity.data()};
  if (!planning::FitTogether(calendar, works)) return;
  const std::vector<HalfDaySet> allotted = planning::AllotDays(calendar, works);
  for (size_t i = 0; i < allotted.size(); ++i) {
    days[share.assignments[i]] = axis.Days(allotted[i]);
  }
}

}  // namespace

absl::StatusOr<Days> DaysOfShared(
    const v1::Plan& plan, const population::Population& population,
    const population::RestDays& rest_days,
    const std::function<absl::StatusOr<Subject>(const std::string&)>& subject_of) {
  std::map<std::string, Share> shares;
  for (int i = 0; i < plan.assignments_size(); ++i) {
    if (!plan.assignments(i).engagement().empty()) continue;
    shares[plan.assignments(i).talent()].assignments.push_back(i);
  }
  for (auto& [talent, share] : shares) {
    if (share.assignments.size() < 2) continue;
    for (const int i : share.assignments) {
      ASSIGN_OR_RETURN(Subject subject, subject_of(plan.assignments(i).demand()));
      share.subjects.push_back(std::move(subject));
    }
  }
  Days days;
  const population::View view = population.view();
  for (const auto& [talent, share] : shares) {
    if (share.assignments.size() >= 2) Allot(*view, talent, share, rest_days, days);
  }
  return days;
}

}  // namespace houniao::recruitment
