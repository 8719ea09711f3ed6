#include "services/benefits/clockwork/deadlines.h"

namespace houniao::benefits {
namespace {

constexpr int kRiskWorkingDays = 2;

}  // namespace

DueDay DueAfter(absl::CivilDay start, int working_days, int paused_working_days,
                const WorkingCalendar& calendar) {
  if (working_days <= 0) return {};
  const auto day = calendar.AddWorkingDays(start, working_days + paused_working_days);
  return {day, !day.has_value()};
}

std::optional<absl::CivilDay> NoticeEnd(absl::CivilDay first, int working_days,
                                        const WorkingCalendar& calendar) {
  if (working_days <= 0) return std::nullopt;
  return calendar.AddWorkingDays(first - 1, working_days);
}

absl::CivilDay RiskHorizon(absl::CivilDay today, const WorkingCalendar& calendar) {
  return calendar.AddWorkingDays(today, kRiskWorkingDays).value_or(today + kRiskWorkingDays);
}

v1::DeadlineStatus Classify(const Standing& standing, absl::CivilDay today,
                            const WorkingCalendar& calendar) {
  if (!standing.finished && standing.paused) return v1::DEADLINE_STATUS_PAUSED;
  if (standing.due.unknown) return v1::DEADLINE_STATUS_DUE_UNKNOWN;
  if (!standing.due.day) return v1::DEADLINE_STATUS_UNSPECIFIED;
  const absl::CivilDay due = *standing.due.day;
  if (standing.finished) {
    return *standing.finished <= due ? v1::DEADLINE_STATUS_DONE_ON_TIME
                                     : v1::DEADLINE_STATUS_DONE_LATE;
  }
  if (today > due) return v1::DEADLINE_STATUS_OVERDUE;
  return due <= RiskHorizon(today, calendar) ? v1::DEADLINE_STATUS_AT_RISK
                                             : v1::DEADLINE_STATUS_ON_TRACK;
}

}  // namespace houniao::benefits
