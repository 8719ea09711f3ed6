// `deadline_status` of a List request as a filter over stored columns.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"

#include "common/calendar/working_calendar.h"

#include "houniao/benefits/v1/payment.pb.h"

namespace houniao::benefits {

// Filter over `due_date`, `due_unknown` and `state`; empty for UNSPECIFIED. INVALID_ARGUMENT for a
// status that a list does not offer. `open` limits to what is still to be done, `paused` is true of
// what waits for the applicant; `paused` may be empty.
absl::StatusOr<std::string> DeadlineFilter(v1::DeadlineStatus status, absl::CivilDay today,
                                           const calendar::WorkingCalendar& calendar,
                                           absl::string_view open, absl::string_view paused);

// Both conditions, either of which may be empty.
std::string BothFilters(absl::string_view given, absl::string_view further);

}  // namespace houniao::benefits
