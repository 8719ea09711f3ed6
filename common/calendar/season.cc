#include "common/calendar/season.h"

#include <algorithm>

namespace houniao::calendar {
namespace {

constexpr int kDaysOfMonth[13] = {0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

bool IsDayOfLeapYear(int month, int day) {
  return month >= 1 && month <= 12 && day >= 1 && day <= kDaysOfMonth[month];
}

bool IsLeap(absl::civil_year_t year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

absl::CivilDay DayInYear(absl::civil_year_t year, int month, int day) {
  if (month == 2 && day == 29 && !IsLeap(year)) day = 28;
  return absl::CivilDay(year, month, day);
}

bool Wraps(const SeasonWindow& window) {
  return std::make_pair(window.end_month, window.end_day) <
         std::make_pair(window.start_month, window.start_day);
}

// The season that begins in `year`.
DaySpan SeasonOf(const SeasonWindow& window, absl::civil_year_t year) {
  return {DayInYear(year, window.start_month, window.start_day),
          DayInYear(Wraps(window) ? year + 1 : year, window.end_month, window.end_day)};
}

}  // namespace

bool IsValid(const SeasonWindow& window) {
  return IsDayOfLeapYear(window.start_month, window.start_day) &&
         IsDayOfLeapYear(window.end_month, window.end_day);
}

bool Contains(const SeasonWindow& window, absl::CivilDay day) {
  if (!IsValid(window)) return false;
  const absl::CivilDay start = DayInYear(day.year(), window.start_month, window.start_day);
  const absl::CivilDay end = DayInYear(day.year(), window.end_month, window.end_day);
  return Wraps(window) ? day >= start || day <= end : day >= start && day <= end;
}

std::vector<DaySpan> SpansWithin(const SeasonWindow& window, const DaySpan& range) {
  std::vector<DaySpan> spans;
  const absl::CivilDay first = std::max(range.first, absl::CivilDay(1, 1, 1));
  const absl::CivilDay last = std::min(range.last, absl::CivilDay(9999, 12, 31));
  if (!IsValid(window) || first > last) return spans;
  // A season that wraps may have begun in the year before the range.
  for (absl::civil_year_t year = first.year() - 1; year <= last.year(); ++year) {
    DaySpan span = SeasonOf(window, year);
    span.first = std::max(span.first, first);
    span.last = std::min(span.last, last);
    if (span.first > span.last) continue;
    // Whole-year windows touch, and 29 February may make two seasons share a day.
    if (!spans.empty() && span.first <= spans.back().last + 1) {
      spans.back().last = std::max(spans.back().last, span.last);
    } else {
      spans.push_back(span);
    }
  }
  return spans;
}

int DaysWithin(const SeasonWindow& window, const DaySpan& range) {
  int days = 0;
  for (const DaySpan& span : SpansWithin(window, range)) days += span.days();
  return days;
}

std::optional<SeasonWindow> FromProto(const type::v1::SeasonWindow& window) {
  const SeasonWindow plain = {window.start_month(), window.start_day(), window.end_month(),
                              window.end_day()};
  if (!IsValid(plain)) return std::nullopt;
  return plain;
}

type::v1::SeasonWindow ToProto(const SeasonWindow& window) {
  type::v1::SeasonWindow message;
  message.set_start_month(window.start_month);
  message.set_start_day(window.start_day);
  message.set_end_month(window.end_month);
  message.set_end_day(window.end_day);
  return message;
}

bool IsValid(const type::v1::SeasonWindow& window) { return FromProto(window).has_value(); }

bool Contains(const type::v1::SeasonWindow& window, absl::CivilDay day) {
  const auto plain = FromProto(window);
  return plain && Contains(*plain, day);
}

std::vector<DaySpan> SpansWithin(const type::v1::SeasonWindow& window, const DaySpan& range) {
  const auto plain = FromProto(window);
  return plain ? SpansWithin(*plain, range) : std::vector<DaySpan>();
}

int DaysWithin(const type::v1::SeasonWindow& window, const DaySpan& range) {
  const auto plain = FromProto(window);
  return plain ? DaysWithin(*plain, range) : 0;
}

}  // namespace houniao::calendar
