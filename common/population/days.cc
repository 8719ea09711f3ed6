#include "common/population/days.h"

#include <bit>

#include "common/base/dates.h"

namespace houniao::population {
int CountCommon(const YearDays& a, const YearDays& b) {
  int count = 0;
  for (size_t i = 0; i < a.words.size(); ++i) count += std::popcount(a.words[i] & b.words[i]);
  return count;
}

YearAndDay SplitDay(int day) {
  const int year = static_cast<int>(DayFromNumber(day).year());
  return {year, day - FirstDayOfYear(year)};
}

int FirstDayOfYear(int year) { return DayNumber(absl::CivilDay(year, 1, 1)); }

bool IsLeapYear(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

YearDays SeasonDays(const std::vector<SeasonWindow>& windows, bool leap) {
  // Seasons depend on nothing but whether the year is a leap year; these two stand for all.
  const absl::civil_year_t year = leap ? 2028 : 2027;
  const absl::CivilDay first(year, 1, 1), last(year, 12, 31);
  YearDays days;
  for (const SeasonWindow& window : windows.empty() ? std::vector(1, SeasonWindow()) : windows) {
    for (const calendar::DaySpan& span : calendar::SpansWithin(window, {first, last})) {
      for (absl::CivilDay day = span.first; day <= span.last; ++day) {
        days.Add(static_cast<int>(day - first));
      }
    }
  }
  return days;
}

RestDays::RestDays(const calendar::WorkingCalendar& calendar)
    : RestDays(DayNumber(calendar.first_announced_day()), DayNumber(calendar.last_announced_day()),
               [&calendar](int day) {
                 return calendar.KindOf(DayFromNumber(day)) == calendar::DayKind::kOff;
               }) {}

RestDays::RestDays(int first_day, int last_day, const std::function<bool(int)>& is_rest)
    : first_day_(first_day) {
  for (int day = first_day; day <= last_day; ++day) rest_.push_back(is_rest(day));
}

bool RestDays::IsRest(int day) const {
  if (day >= first_day_ && day - first_day_ < static_cast<int>(rest_.size())) {
    return rest_[static_cast<size_t>(day - first_day_)];
  }
  // 1970-01-01 was a Thursday; 0 is Monday.
  const int weekday = ((day + 3) % 7 + 7) % 7;
  return weekday >= 5;
}

}  // namespace houniao::population
