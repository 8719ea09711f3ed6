#include "common/population/days.h"

#include <bit>

#include "absl/strings/str_cat.h"

#include "common/base/dates.h"

namespace houniao::population {
namespace {

constexpr int kDaysOfMonth[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

bool Exists(int month, int day) {
  return month >= 1 && month <= 12 && day >= 1 && day <= kDaysOfMonth[month - 1];
}

// 29 February is the last day of February where there is no such day.
int DayOfYear(int month, int day, bool leap) {
  int index = 0;
  for (int m = 1; m < month; ++m) index += m == 2 && !leap ? 28 : kDaysOfMonth[m - 1];
  if (month == 2 && day == 29 && !leap) day = 28;
  return index + day - 1;
}

}  // namespace

absl::Status CheckSeason(const SeasonWindow& window) {
  if (Exists(window.start_month, window.start_day) && Exists(window.end_month, window.end_day)) {
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(absl::StrCat("season ", window.start_month, "-",
                                                 window.start_day, " to ", window.end_month, "-",
                                                 window.end_day, " has a day that no year has"));
}

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
  YearDays days;
  const int length = leap ? 366 : 365;
  const auto add = [&days](int first, int last) {
    for (int day = first; day <= last; ++day) days.Add(day);
  };
  if (windows.empty()) add(0, length - 1);
  for (const SeasonWindow& window : windows) {
    const int start = DayOfYear(window.start_month, window.start_day, leap);
    const int end = DayOfYear(window.end_month, window.end_day, leap);
    // Whether a window wraps is decided on the dates as written: 29 February to 28 February is a
    // whole year, and stays one where both become the 28th.
    const bool wraps = std::pair(window.start_month, window.start_day) >
                       std::pair(window.end_month, window.end_day);
    if (wraps) {
      add(start, length - 1);
      add(0, end);
    } else {
      add(start, end);
    }
  }
  return days;
}

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
