#include "services/recruitment/domain/demand_days.h"

#include <algorithm>

#include "common/base/dates.h"

namespace houniao::recruitment {

std::optional<calendar::DaySpan> PeriodOf(const houniao::type::v1::DateRange& period) {
  const auto first = ToCivilDay(period.start_date());
  const auto last = ToCivilDay(period.end_date());
  if (!first.has_value() || !last.has_value()) return std::nullopt;
  return calendar::DaySpan{*first, *last};
}

bool IsRestDay(const calendar::WorkingCalendar& calendar, absl::CivilDay day) {
  switch (calendar.KindOf(day)) {
    case calendar::DayKind::kOff:
      return true;
    case calendar::DayKind::kWorking:
      return false;
    case calendar::DayKind::kUnknown:
      break;
  }
  const absl::Weekday weekday = absl::GetWeekday(day);
  return weekday == absl::Weekday::saturday || weekday == absl::Weekday::sunday;
}

bool IsOfKind(v1::DayKind kind, bool rest) {
  if (kind == v1::DAY_KIND_WORKDAY) return !rest;
  if (kind == v1::DAY_KIND_REST_DAY) return rest;
  return true;
}

int CountDays(const v1::Demand& demand, const calendar::DaySpan& period, absl::CivilDay from,
              const calendar::WorkingCalendar& calendar) {
  int count = 0;
  for (absl::CivilDay day = std::max(period.first, from); day <= period.last; ++day) {
    if (demand.has_season() && !calendar::Contains(demand.season(), day)) continue;
    if (IsOfKind(demand.day_kind(), IsRestDay(calendar, day))) ++count;
  }
  return count;
}

}  // namespace houniao::recruitment
