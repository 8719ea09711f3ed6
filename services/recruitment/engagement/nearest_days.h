// The same days a year later, as near as may be.
#pragma once

#include <optional>
#include <vector>

#include "common/population/days.h"

namespace houniao::recruitment {

// How far a day may move from the same day of a later year.
inline constexpr int kMostDaysMoved = 31;

// The same days `years` later, in order; 29 February is 28 February where there is none. Days may
// come twice then.
std::vector<population::DayHalves> YearsLater(const std::vector<population::DayHalves>& days,
                                              int years);

// The fewest years, 1 to 10, after which some of the days lie within kMostDaysMoved of [from, to];
// nothing if none do. `days` must not be empty.
std::optional<int> YearsUntil(const std::vector<population::DayHalves>& days, int from, int to);

// A day of its own for each of `wanted`, out of `free` (halves that are free), so that the days
// move as little as possible in all: first for whole days, among those that are wholly free, then
// for halves, which may change to the other half. Of equals the earlier day. Both lists in order,
// `free` a day once. Shorter than `wanted` if there are too few.
std::vector<population::DayHalves> NearestDays(const std::vector<population::DayHalves>& wanted,
                                               const std::vector<population::DayHalves>& free);

}  // namespace houniao::recruitment
