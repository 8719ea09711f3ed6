#include "common/calendar/working_calendar.h"

#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"

#include "common/base/dates.h"
#include "common/base/status_macros.h"
#include "common/codes/csv.h"

extern "C" {
extern const char houniao_data_workday_exceptions_begin[];
extern const char houniao_data_workday_exceptions_end[];
}

namespace houniao::calendar {
namespace {

absl::Status WrongAt(int line, absl::string_view what) {
  return absl::InvalidArgumentError(absl::StrCat("Calendar, line ", line, ": ", what));
}

bool IsWeekend(absl::CivilDay day) {
  const absl::Weekday weekday = absl::GetWeekday(day);
  return weekday == absl::Weekday::saturday || weekday == absl::Weekday::sunday;
}

}  // namespace

absl::StatusOr<WorkingCalendar> WorkingCalendar::Parse(absl::string_view csv) {
  ASSIGN_OR_RETURN(Exceptions exceptions, ReadExceptions(csv));
  return Build(std::move(exceptions));
}

const WorkingCalendar& WorkingCalendar::Announced() {
  static const WorkingCalendar* const announced = [] {
    auto parsed =
        Parse(absl::string_view(houniao_data_workday_exceptions_begin,
                                static_cast<size_t>(houniao_data_workday_exceptions_end -
                                                    houniao_data_workday_exceptions_begin)));
    if (!parsed.ok()) codes::DieOfBrokenTable("workday exceptions", parsed.status());
    return new WorkingCalendar(*std::move(parsed));
  }();
  return *announced;
}

absl::StatusOr<WorkingCalendar> WorkingCalendar::Extend(absl::string_view csv) const {
  ASSIGN_OR_RETURN(Exceptions merged, ReadExceptions(csv));
  merged.insert(exceptions_.begin(), exceptions_.end());  // keeps what is newer
  return Build(std::move(merged));
}

absl::StatusOr<WorkingCalendar::Exceptions> WorkingCalendar::ReadExceptions(absl::string_view csv) {
  ASSIGN_OR_RETURN(const codes::CsvTable rows,
                   codes::CsvTable::Parse(csv, {"date", "name", "is_off_day"}));
  Exceptions exceptions;
  for (size_t i = 0; i < rows.size(); ++i) {
    auto day = ParseDay(rows.Get(i, "date"));
    if (!day.ok()) return WrongAt(rows.LineOf(i), day.status().message());
    const absl::string_view off = rows.Get(i, "is_off_day");
    if (off != "0" && off != "1") return WrongAt(rows.LineOf(i), "is_off_day is neither 0 nor 1.");
    const auto [entry, fresh] = exceptions.emplace(*day, off == "1");
    if (!fresh && entry->second != (off == "1")) {
      return WrongAt(rows.LineOf(i), "the day is named twice, once off and once working.");
    }
  }
  return exceptions;
}

absl::StatusOr<WorkingCalendar> WorkingCalendar::Build(Exceptions exceptions) {
  std::set<absl::civil_year_t> years;
  for (const auto& [day, off] : exceptions) {
    if (off && day.month() == 1 && day.day() == 1) years.insert(day.year());
  }
  if (years.empty()) {
    return absl::InvalidArgumentError("No year is announced: none has its New Year's Day off.");
  }
  const absl::civil_year_t first_year = *years.begin();
  const absl::civil_year_t last_year = *years.rbegin();
  if (last_year - first_year + 1 != static_cast<absl::civil_year_t>(years.size())) {
    return absl::InvalidArgumentError("A year between the announced years is missing.");
  }
  WorkingCalendar calendar;
  calendar.first_ = absl::CivilDay(first_year, 1, 1);
  calendar.last_ = absl::CivilDay(last_year, 12, 31);
  for (const auto& [day, off] : exceptions) {
    const bool eve = day.year() == first_year - 1 && day.month() == 12;
    if (!calendar.IsAnnounced(day) && !eve) {
      return absl::InvalidArgumentError(
          absl::StrCat(FormatDay(day), " belongs to a year that is not announced."));
    }
  }
  for (absl::CivilDay day = calendar.first_; day <= calendar.last_; ++day) {
    const auto named = exceptions.find(day);
    const bool off = named == exceptions.end() ? IsWeekend(day) : named->second;
    if (!off) calendar.working_days_.push_back(day);
  }
  calendar.exceptions_ = std::move(exceptions);
  return calendar;
}

DayKind WorkingCalendar::KindOf(absl::CivilDay day) const {
  if (!IsAnnounced(day)) return DayKind::kUnknown;
  return std::binary_search(working_days_.begin(), working_days_.end(), day) ? DayKind::kWorking
                                                                             : DayKind::kOff;
}

bool WorkingCalendar::MayStillChange(absl::CivilDay day) const {
  return day.year() == last_.year() && day.month() == 12;
}

size_t WorkingCalendar::FirstAfter(absl::CivilDay day) const {
  return static_cast<size_t>(std::upper_bound(working_days_.begin(), working_days_.end(), day) -
                             working_days_.begin());
}

std::optional<absl::CivilDay> WorkingCalendar::AddWorkingDays(absl::CivilDay start, int n) const {
  if (n < 0) return std::nullopt;
  if (n == 0) return start;
  if (start < first_ - 1 || start > last_) return std::nullopt;
  const size_t index = FirstAfter(start) + static_cast<size_t>(n) - 1;
  if (index >= working_days_.size()) return std::nullopt;
  return working_days_[index];
}

std::optional<int> WorkingCalendar::WorkingDaysBetween(absl::CivilDay from,
                                                       absl::CivilDay to) const {
  if (to < from) {
    const auto forward = WorkingDaysBetween(to, from);
    if (!forward) return std::nullopt;
    return -*forward;
  }
  if (from == to) return 0;
  if (from < first_ - 1 || to > last_) return std::nullopt;
  return static_cast<int>(FirstAfter(to)) - static_cast<int>(FirstAfter(from));
}

}  // namespace houniao::calendar
