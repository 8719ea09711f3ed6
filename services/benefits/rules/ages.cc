#include "services/benefits/rules/ages.h"

#include <algorithm>

namespace houniao::benefits {

absl::CivilDay BirthdayAt(absl::CivilDay birth, int64_t years) {
  return absl::CivilDay(birth.year() + years, birth.month(), birth.day());
}

int64_t FullYears(absl::CivilDay birth, absl::CivilDay day) {
  const int64_t years = day.year() - birth.year();
  return BirthdayAt(birth, years) <= day ? years : years - 1;
}

absl::CivilDay AddMonths(absl::CivilDay day, int64_t months) {
  const absl::CivilMonth month = absl::CivilMonth(day) + months;
  const absl::CivilDay last = absl::CivilDay(month + 1) - 1;
  return absl::CivilDay(month.year(), month.month(), std::min(day.day(), last.day()));
}

int64_t FullMonths(absl::CivilDay from, absl::CivilDay to) {
  if (to < from) return -FullMonths(to, from);
  const int64_t months = absl::CivilMonth(to) - absl::CivilMonth(from);
  return AddMonths(from, months) <= to ? months : months - 1;
}

}  // namespace houniao::benefits
