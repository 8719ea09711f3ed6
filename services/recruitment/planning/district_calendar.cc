#include "services/recruitment/planning/district_calendar.h"

#include <algorithm>
#include <map>
#include <optional>

#include "common/population/bookings.h"
#include "common/population/terms.h"
#include "services/recruitment/matching/talent_facts.h"

namespace houniao::recruitment {
namespace {

using planning::HalfDayAxis;
using planning::HalfDaySet;
using planning::PlanDays;
using population::WantedDays;

HalfDaySet DaysOfTerms(const HalfDayAxis& axis, const population::Terms& terms,
                       const population::RestDays& rest_days) {
  HalfDaySet set = axis.Empty();
  for (int day = axis.from_day(); day <= axis.to_day(); ++day) {
    const population::YearAndDay split = population::SplitDay(day);
    if (!terms.days(population::IsLeapYear(split.year)).Has(split.day_of_year)) continue;
    if (terms.weekend_only && !rest_days.IsRest(day)) continue;
    axis.Add(set, {day, population::kWholeDay});
  }
  return set;
}

void TakeOutBooked(const HalfDayAxis& axis, const population::BookedDays& booked, HalfDaySet& set) {
  booked.ForEachDay(axis.from_day(), axis.to_day(), [&](int day, population::Halves halves) {
    axis.Remove(set, {day, halves});
  });
}

class Filler {
 public:
  Filler(const population::Store& store, const population::RestDays& rest_days, District& district,
         const HalfDayAxis& axis)
      : store_(store), rest_days_(rest_days), district_(district) {
    days_.axis = axis;
  }

  void Run(int32_t max_demands_per_talent) {
    days_.max_demands_per_talent = max_demands_per_talent;
    for (size_t d = 0; d < district_.demands.size(); ++d) AddDemand(d);
    nowhere_ = Intern(days_.axis.Empty());
    for (const std::string& talent : district_.talents) AddTalent(talent);
    district_.problem.days = std::move(days_);
  }

 private:
  uint32_t Intern(HalfDaySet set) {
    const auto [it, added] = numbers_.emplace(std::move(set), days_.sets.size());
    if (added) days_.sets.push_back(it->first);
    return it->second;
  }

  void AddDemand(size_t d) {
    planning::PlanDemand& demand = district_.problem.demands[d];
    const Subject& subject = district_.demands[d].subject;
    demand.day_set = Intern(DaysOfDemand(days_.axis, subject, false, rest_days_));
    demand.rest_day_set = Intern(DaysOfDemand(days_.axis, subject, true, rest_days_));
  }

  // One who has left the population meanwhile is free on no day.
  void AddTalent(const std::string& talent) {
    const auto row = store_.RowOf(TalentIdOf(talent));
    if (!row.has_value()) {
      days_.free_set.push_back(nowhere_);
      days_.rest_only.push_back(false);
      days_.capacity.insert(days_.capacity.end(), days_.axis.years(), 0);
      return;
    }
    const population::Availability availability = store_.availability(*row);
    days_.free_set.push_back(FreeSet(*row, availability));
    days_.rest_only.push_back(availability.terms->weekend_only);
    for (size_t year = 0; year < days_.axis.years(); ++year) {
      days_.capacity.push_back(
          CapacityOf(availability, days_.axis.first_year() + static_cast<int>(year)));
    }
  }

  uint32_t FreeSet(uint32_t row, const population::Availability& availability) {
    const uint32_t terms = store_.terms_number(row);
    auto it = of_terms_.find(terms);
    if (it == of_terms_.end()) {
      const uint32_t set = Intern(DaysOfTerms(days_.axis, *availability.terms, rest_days_));
      it = of_terms_.emplace(terms, set).first;
    }
    if (availability.booked == nullptr || availability.booked->empty()) return it->second;
    HalfDaySet set = days_.sets[it->second];
    TakeOutBooked(days_.axis, *availability.booked, set);
    return Intern(std::move(set));
  }

  const population::Store& store_;
  const population::RestDays& rest_days_;
  District& district_;
  PlanDays days_;
  std::map<HalfDaySet, uint32_t> numbers_;
  std::map<uint32_t, uint32_t> of_terms_;
  uint32_t nowhere_ = 0;
};

}  // namespace

HalfDaySet DaysOfDemand(const HalfDayAxis& axis, const Subject& subject, bool rest_only,
                        const population::RestDays& rest_days) {
  HalfDaySet set = axis.Empty();
  if (!subject.window.has_value()) return set;
  const population::ServiceWindow& window = *subject.window;
  WantedDays wanted = window.wanted;
  if (subject.demand.day_kind() == v1::DAY_KIND_UNSPECIFIED) {
    wanted = rest_only ? WantedDays::kRestDays : WantedDays::kWorkdays;
  }
  for (int day = std::max(window.from, axis.from_day()); day <= std::min(window.to, axis.to_day());
       ++day) {
    if (wanted != WantedDays::kAny && (wanted == WantedDays::kRestDays) != rest_days.IsRest(day)) {
      continue;
    }
    axis.Add(set, {day, population::kWholeDay});
  }
  if (!window.season.has_value()) return set;
  population::Terms season = population::MakeTerms({*window.season}, false);
  const HalfDaySet in_season = DaysOfTerms(axis, season, rest_days);
  for (size_t w = 0; w < set.size(); ++w) set[w] &= in_season[w];
  return set;
}

HalfDaySet FreeDaysOf(const HalfDayAxis& axis, const population::Availability& availability,
                      const population::RestDays& rest_days) {
  HalfDaySet set = DaysOfTerms(axis, *availability.terms, rest_days);
  if (availability.booked != nullptr) TakeOutBooked(axis, *availability.booked, set);
  return set;
}

int32_t CapacityOf(const population::Availability& availability, int year) {
  if (availability.days_per_year < 0) return -1;
  const int first_day = population::FirstDayOfYear(year);
  const int last_day = population::FirstDayOfYear(year + 1) - 1;
  const int booked =
      availability.booked == nullptr ? 0 : availability.booked->CountBooked(first_day, last_day);
  return std::max(0, 2 * availability.days_per_year - booked);
}

void FillCalendar(const population::Store& store, const population::RestDays& rest_days,
                  int32_t max_demands_per_talent, District& district) {
  std::optional<std::pair<int, int>> span;
  for (const DistrictDemand& demand : district.demands) {
    const auto& window = demand.subject.window;
    if (!window.has_value() || window->to < window->from) continue;
    if (!span.has_value()) span.emplace(window->from, window->to);
    span->first = std::min(span->first, window->from);
    span->second = std::max(span->second, window->to);
  }
  if (!span.has_value()) return;
  Filler(store, rest_days, district, HalfDayAxis(span->first, span->second))
      .Run(max_demands_per_talent);
}

}  // namespace houniao::recruitment
