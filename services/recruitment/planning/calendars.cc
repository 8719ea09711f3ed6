#include "services/recruitment/planning/calendars.h"

#include <algorithm>
#include <bit>

namespace houniao::recruitment::planning {

size_t Calendars::max_demands_per_talent() const {
  if (!problem_.days.has_value()) return 1;
  const int32_t most = problem_.days->max_demands_per_talent;
  return most <= 0 ? kMaxWorks : std::min<size_t>(kMaxWorks, static_cast<size_t>(most));
}

Calendar Calendars::Of(uint32_t talent) const {
  const PlanDays& days = *problem_.days;
  return {&days.axis, &days.sets[days.free_set[talent]],
          days.capacity.data() + talent * days.axis.years()};
}

Work Calendars::WorkOf(uint32_t talent, uint32_t demand) const {
  const PlanDemand& wanted = problem_.demands[demand];
  const PlanDays& days = *problem_.days;
  const bool rest_only = !days.rest_only.empty() && days.rest_only[talent];
  return {wanted.half_days, &days.sets[rest_only ? wanted.rest_day_set : wanted.day_set]};
}

bool Calendars::FitTogether(uint32_t talent, const std::vector<uint32_t>& demands) const {
  if (demands.size() > max_demands_per_talent()) return false;
  if (!problem_.days.has_value()) return true;
  std::vector<Work> works;
  for (const uint32_t demand : demands) works.push_back(WorkOf(talent, demand));
  return planning::FitTogether(Of(talent), works);
}

bool Calendars::FitsBeside(uint32_t talent, const std::vector<uint32_t>& others,
                           uint32_t demand) const {
  if (others.size() >= max_demands_per_talent()) return false;
  if (!problem_.days.has_value()) return true;
  std::vector<Work> works;
  works.reserve(others.size() + 1);
  for (const uint32_t other : others) works.push_back(WorkOf(talent, other));
  works.push_back(WorkOf(talent, demand));
  return planning::FitsBeside(Of(talent), works);
}

std::vector<HalfDaySet> Calendars::Allot(uint32_t talent,
                                         const std::vector<uint32_t>& demands) const {
  if (!problem_.days.has_value()) return std::vector<HalfDaySet>(demands.size());
  std::vector<Work> works;
  for (const uint32_t demand : demands) works.push_back(WorkOf(talent, demand));
  return AllotDays(Of(talent), works);
}

int64_t Calendars::HalfDaysFor(uint32_t talent, const std::vector<uint32_t>& demands) const {
  const Calendar calendar = Of(talent);
  int64_t total = 0;
  for (size_t year = 0; year < calendar.axis->years(); ++year) {
    int64_t count = 0;
    for (size_t w = calendar.axis->year_begin(year); w < calendar.axis->year_begin(year + 1); ++w) {
      uint64_t united = 0;
      for (const uint32_t demand : demands) united |= (*WorkOf(talent, demand).days)[w];
      count += std::popcount(united & (*calendar.free)[w]);
    }
    total +=
        calendar.capacity[year] < 0 ? count : std::min<int64_t>(count, calendar.capacity[year]);
  }
  return total;
}

}  // namespace houniao::recruitment::planning
