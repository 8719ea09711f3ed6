// Seasons: yearly windows such as 1 December to 31 March, in which a migratory expert is free.
#pragma once

#include <compare>
#include <optional>
#include <vector>

#include "absl/time/civil_time.h"

#include "houniao/type/v1/type.pb.h"

namespace houniao::calendar {

// Both ends included. If the end is before the start the window wraps over New Year. 29 February
// means the last day of February in common years, at either end.
struct SeasonWindow {
  int start_month = 1;
  int start_day = 1;
  int end_month = 12;
  int end_day = 31;

  auto operator<=>(const SeasonWindow&) const = default;
};

// A closed range of days.
struct DaySpan {
  absl::CivilDay first;
  absl::CivilDay last;

  int days() const { return static_cast<int>(last - first) + 1; }
  friend bool operator==(const DaySpan& a, const DaySpan& b) {
    return a.first == b.first && a.last == b.last;
  }
};

// Both ends are days of a leap year.
bool IsValid(const SeasonWindow& window);
// False for a window that is not valid.
bool Contains(const SeasonWindow& window, absl::CivilDay day);
// The parts of `range` that lie in the window: ascending, apart from each other by a day at least.
// Empty if the window is not valid or the range is empty. Ranges are cut to the years 1 to 9999.
std::vector<DaySpan> SpansWithin(const SeasonWindow& window, const DaySpan& range);
// Days of `range` in the window.
int DaysWithin(const SeasonWindow& window, const DaySpan& range);

// Nothing if the message is not a valid window.
std::optional<SeasonWindow> FromProto(const type::v1::SeasonWindow& window);
type::v1::SeasonWindow ToProto(const SeasonWindow& window);

// The same over the wire type; a message that is not a valid window holds no day.
bool IsValid(const type::v1::SeasonWindow& window);
bool Contains(const type::v1::SeasonWindow& window, absl::CivilDay day);
std::vector<DaySpan> SpansWithin(const type::v1::SeasonWindow& window, const DaySpan& range);
int DaysWithin(const type::v1::SeasonWindow& window, const DaySpan& range);

}  // namespace houniao::calendar
