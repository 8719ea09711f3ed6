// China's working days as announced by the State Council (国务院办公厅关于节假日安排的通知).
//
// A notice names the holidays of a year and the Saturdays and Sundays worked in exchange (调休).
// Until it is out nobody knows the year, so a day past the last announced one is *unknown*: dates
// that would need it are not computed, never guessed.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"

namespace houniao::calendar {

enum class DayKind { kUnknown, kWorking, kOff };

// Immutable once made; cheap to copy a pointer to, not the object.
class WorkingCalendar {
 public:
  // From the days named by notices: CSV with the heading `date,name,is_off_day` (YYYY-MM-DD, text,
  // 1 or 0). A year counts as announced if its New Year's Day is in the list as a day off, which
  // every notice has. InvalidArgument, with the line, for a broken row, a day named twice in
  // different ways, a hole between announced years, or a day outside them (the December before the
  // first year is let pass: its notice is that of the year after).
  static absl::StatusOr<WorkingCalendar> Parse(absl::string_view csv);
  // The notices that are compiled in, 2018 to 2026.
  static const WorkingCalendar& Announced();

  // This calendar and one or more further notices. Where both name a day the new one holds, so the
  // notice of a year may change the last December and the State Council may change its mind (the
  // spring of 2020). InvalidArgument as for Parse.
  absl::StatusOr<WorkingCalendar> Extend(absl::string_view csv) const;

  absl::CivilDay first_announced_day() const { return first_; }
  absl::CivilDay last_announced_day() const { return last_; }

  DayKind KindOf(absl::CivilDay day) const;
  // True for the last announced December: the kind is known, but the next year's notice may still
  // change it, as that of 2019 moved 29 December 2018.
  bool MayStillChange(absl::CivilDay day) const;

  // The n-th working day after `start`, which itself is not counted (期限从次日起算); `start` for
  // n = 0. Nothing if n is negative or a day between is unknown.
  std::optional<absl::CivilDay> AddWorkingDays(absl::CivilDay start, int n) const;
  // Working days after `from` up to and including `to`; negative if `to` is before `from`. Inverse
  // of AddWorkingDays for working days. Nothing if a day counted is unknown.
  std::optional<int> WorkingDaysBetween(absl::CivilDay from, absl::CivilDay to) const;

 private:
  using Exceptions = std::map<absl::CivilDay, bool>;  // true: off

  static absl::StatusOr<Exceptions> ReadExceptions(absl::string_view csv);
  static absl::StatusOr<WorkingCalendar> Build(Exceptions exceptions);
  bool IsAnnounced(absl::CivilDay day) const { return first_ <= day && day <= last_; }
  // Index of the first working day after `day`, which must be announced or the eve of that.
  size_t FirstAfter(absl::CivilDay day) const;

  Exceptions exceptions_;
  absl::CivilDay first_;
  absl::CivilDay last_;
  std::vector<absl::CivilDay> working_days_;  // ascending
};

}  // namespace houniao::calendar
