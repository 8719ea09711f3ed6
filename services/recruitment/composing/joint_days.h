// Half days on which several people can all serve, exactly.
//
// Whoever books a team books every member on the same half days, and in each calendar year a member
// serves no more than a limit. So of the half days that all have free, each year counts up to the
// smallest of the members' limits:
//   joint = sum over years of min(common free half days, least limit left).
// Adding a member never brings a half day.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "common/population/days.h"

namespace houniao::recruitment::composing {

// The free half days of one person in one year, within the days that are asked for.
struct YearHalves {
  population::YearDays mornings;
  population::YearDays afternoons;
  // Half days that can still be booked in the year, whatever is free.
  int most = std::numeric_limits<int>::max();

  bool operator==(const YearHalves&) const = default;
};

// By year, the first first.
using Calendar = std::vector<YearHalves>;

// Half days that one person can serve.
int CountHalfDays(const Calendar& calendar);
// What both can do; of as many years as the shorter has.
Calendar Common(const Calendar& a, const Calendar& b);
// As CountHalfDays(Common(a, b)), without making it.
int CountCommonHalfDays(const Calendar& a, const Calendar& b);

}  // namespace houniao::recruitment::composing
