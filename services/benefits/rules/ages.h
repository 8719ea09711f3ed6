// Ages and spans in years and months, to the day.
#pragma once

#include "absl/time/civil_time.h"

namespace houniao::benefits {

// Birthday in the year of that age; 29 February gives 1 March in common years.
absl::CivilDay BirthdayAt(absl::CivilDay birth, int64_t years);
// Full years on `day`; negative before birth.
int64_t FullYears(absl::CivilDay birth, absl::CivilDay day);
// The same day of a later month, or the last day of that month if it has no such day.
absl::CivilDay AddMonths(absl::CivilDay day, int64_t months);
// Full months from `from` to `to`; negative if `to` is earlier.
int64_t FullMonths(absl::CivilDay from, absl::CivilDay to);

}  // namespace houniao::benefits
