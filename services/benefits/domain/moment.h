// When and by whom something is decided; passed in, so that decisions are pure.
#pragma once

#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"

#include "common/calendar/working_calendar.h"

namespace houniao::benefits {

struct Moment {
  absl::Time now;
  absl::CivilDay today;
  std::string principal;
  std::vector<std::string> roles;
  const calendar::WorkingCalendar& calendar;
};

}  // namespace houniao::benefits
