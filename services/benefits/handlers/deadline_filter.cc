#include "services/benefits/handlers/deadline_filter.h"

#include "common/base/dates.h"
#include "common/errors/errors.h"
#include "services/benefits/clockwork/deadlines.h"

namespace houniao::benefits {

absl::StatusOr<std::string> DeadlineFilter(v1::DeadlineStatus status, absl::CivilDay today,
                                           const calendar::WorkingCalendar& calendar,
                                           absl::string_view open, absl::string_view paused) {
  const std::string now = FormatDay(today);
  const std::string horizon = FormatDay(RiskHorizon(today, calendar));
  const std::string running = BothFilters(open, paused.empty() ? "" : absl::StrCat("NOT ", paused));
  switch (status) {
    case v1::DEADLINE_STATUS_UNSPECIFIED:
      return "";
    case v1::DEADLINE_STATUS_OVERDUE:
      return BothFilters(running, absl::StrCat("due_date < ", now));
    case v1::DEADLINE_STATUS_AT_RISK:
      return BothFilters(running, absl::StrCat("due_date >= ", now, " AND due_date <= ", horizon));
    case v1::DEADLINE_STATUS_ON_TRACK:
      return BothFilters(running, absl::StrCat("due_date > ", horizon));
    case v1::DEADLINE_STATUS_DUE_UNKNOWN:
      return BothFilters(running, "due_unknown = true");
    case v1::DEADLINE_STATUS_PAUSED:
      if (!paused.empty()) return std::string(paused);
      [[fallthrough]];
    default:
      return errors::InvalidField("deadline_status", "is not one that can be listed");
  }
}

std::string BothFilters(absl::string_view given, absl::string_view further) {
  if (given.empty()) return std::string(further);
  if (further.empty()) return std::string(given);
  return absl::StrCat("(", given, ") AND ", further);
}

}  // namespace houniao::benefits
