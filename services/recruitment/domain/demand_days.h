// The days that a demand is about.
#pragma once

#include <optional>

#include "absl/time/civil_time.h"

#include "common/calendar/season.h"
#include "common/calendar/working_calendar.h"

#include "houniao/recruitment/v1/demand.pb.h"

namespace houniao::recruitment {

inline constexpr int kLongestPeriodDays = 1098;  // three years and a little

// Both ends of the period; nothing if one is missing or no day.
std::optional<calendar::DaySpan> PeriodOf(const houniao::type::v1::DateRange& period);

// True for a day off. Beyond the announced years weekends alone are.
bool IsRestDay(const calendar::WorkingCalendar& calendar, absl::CivilDay day);

// True if a day of this kind is wanted; DAY_KIND_UNSPECIFIED wants every day.
bool IsOfKind(v1::DayKind kind, bool rest);

// Days of the demand's period, season and kind from `from` on.
int CountDays(const v1::Demand& demand, const calendar::DaySpan& period, absl::CivilDay from,
              const calendar::WorkingCalendar& calendar);

}  // namespace houniao::recruitment
