// Days and halves of days, seasons, days of rest: the words in which availability is spoken.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <vector>

#include "common/calendar/season.h"
#include "common/calendar/working_calendar.h"

namespace houniao::population {

// Parts of a day that can be booked, as a set of two bits.
using Halves = uint8_t;
inline constexpr Halves kMorning = 1;
inline constexpr Halves kAfternoon = 2;
inline constexpr Halves kWholeDay = 3;
inline int CountHalves(Halves halves) { return (halves & 1) + ((halves >> 1) & 1); }

// A day and the parts of it that are meant.
struct DayHalves {
  int day = 0;  // DayNumber()
  Halves halves = kWholeDay;

  bool operator==(const DayHalves&) const = default;
};

using calendar::SeasonWindow;

// The days of one year as a set; bit 0 is 1 January. 366 bits serve for leap and common years.
struct YearDays {
  std::array<uint64_t, 6> words{};

  void Add(int day_of_year) { words[day_of_year >> 6] |= uint64_t{1} << (day_of_year & 63); }
  bool Has(int day_of_year) const { return words[day_of_year >> 6] >> (day_of_year & 63) & 1; }
  bool operator==(const YearDays&) const = default;
};
// Number of days that are in both.
int CountCommon(const YearDays& a, const YearDays& b);

// A year and a day in it (0-based), from a day number.
struct YearAndDay {
  int year = 0;
  int day_of_year = 0;
};
YearAndDay SplitDay(int day);
// 1 January of `year`.
int FirstDayOfYear(int year);
bool IsLeapYear(int year);

// Days covered by the windows in a leap or a common year; every day if there are no windows. A
// window that is not valid covers none.
YearDays SeasonDays(const std::vector<SeasonWindow>& windows, bool leap);

// Which days are days of rest. Within the days that were given, the State Council's calendar;
// beyond them Saturdays and Sundays, because shifts of holidays (调休) are not announced yet.
class RestDays {
 public:
  // Saturdays and Sundays alone.
  RestDays() = default;
  // The announced days of the calendar.
  explicit RestDays(const calendar::WorkingCalendar& calendar);
  // Asks `is_rest` once for each day of [first_day, last_day].
  RestDays(int first_day, int last_day, const std::function<bool(int)>& is_rest);

  bool IsRest(int day) const;

 private:
  int first_day_ = 0;
  std::vector<bool> rest_;
};

}  // namespace houniao::population
