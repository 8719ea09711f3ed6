#include "services/recruitment/engagement/nearest_days.h"

#include <algorithm>
#include <cstdlib>

#include "common/base/dates.h"

namespace houniao::recruitment {
namespace {

using population::DayHalves;
using population::Halves;

constexpr int kMostYears = 10;

int SameDayLater(int day, int years) {
  const absl::CivilDay before = DayFromNumber(day);
  const auto year = before.year() + years;
  const bool leap = population::IsLeapYear(static_cast<int>(year));
  const bool moved = before.month() == 2 && before.day() == 29 && !leap;
  return DayNumber(absl::CivilDay(year, before.month(), moved ? 28 : before.day()));
}

// For each of `wanted` a place in `free`, places ascending, with the least sum of distances. On a
// line an assignment that keeps the order is among the best, so each state is the number of wanted
// days that are placed and of free days that are passed.
std::vector<size_t> PlaceInOrder(const std::vector<int>& wanted, const std::vector<int>& free) {
  const size_t rows = std::min(wanted.size(), free.size());
  const size_t columns = free.size();
  // cost[i][j]: of the first i wanted among the first j free ones; j < i cannot be.
  constexpr int64_t kCannot = int64_t{1} << 60;
  std::vector<std::vector<int64_t>> cost(rows + 1, std::vector<int64_t>(columns + 1, kCannot));
  std::fill(cost[0].begin(), cost[0].end(), 0);
  for (size_t i = 1; i <= rows; ++i) {
    for (size_t j = i; j <= columns; ++j) {
      const int64_t taken = cost[i - 1][j - 1] + std::abs(wanted[i - 1] - free[j - 1]);
      cost[i][j] = std::min(cost[i][j - 1], taken);
    }
  }
  std::vector<size_t> places(rows);
  for (size_t i = rows, j = columns; i > 0; --j) {
    if (cost[i][j] == cost[i][j - 1]) continue;  // as good without the later day
    places[--i] = j - 1;
  }
  return places;
}

std::vector<int> DaysOf(const std::vector<DayHalves>& list) {
  std::vector<int> days;
  for (const DayHalves& entry : list) days.push_back(entry.day);
  return days;
}

std::vector<DayHalves> Those(const std::vector<DayHalves>& list, bool whole) {
  std::vector<DayHalves> chosen;
  for (const DayHalves& entry : list) {
    if ((entry.halves == population::kWholeDay) == whole) chosen.push_back(entry);
  }
  return chosen;
}

}  // namespace

std::vector<DayHalves> YearsLater(const std::vector<DayHalves>& days, int years) {
  std::vector<DayHalves> later;
  for (const DayHalves& day : days) later.push_back({SameDayLater(day.day, years), day.halves});
  return later;
}

std::optional<int> YearsUntil(const std::vector<DayHalves>& days, int from, int to) {
  for (int years = 1; years <= kMostYears; ++years) {
    const int first = SameDayLater(days.front().day, years) - kMostDaysMoved;
    const int last = SameDayLater(days.back().day, years) + kMostDaysMoved;
    if (std::max(first, from) <= std::min(last, to)) return years;
  }
  return std::nullopt;
}

std::vector<DayHalves> NearestDays(const std::vector<DayHalves>& wanted,
                                   const std::vector<DayHalves>& free) {
  const std::vector<DayHalves> whole = Those(wanted, true);
  const std::vector<DayHalves> wholly_free = Those(free, true);
  std::vector<DayHalves> chosen;
  for (const size_t place : PlaceInOrder(DaysOf(whole), DaysOf(wholly_free))) {
    chosen.push_back(wholly_free[place]);
  }
  std::vector<DayHalves> left;
  for (const DayHalves& day : free) {
    if (std::find(chosen.begin(), chosen.end(), day) == chosen.end()) left.push_back(day);
  }
  const std::vector<DayHalves> halves = Those(wanted, false);
  const std::vector<size_t> places = PlaceInOrder(DaysOf(halves), DaysOf(left));
  for (size_t i = 0; i < places.size(); ++i) {
    const DayHalves& day = left[places[i]];
    const auto same = static_cast<Halves>(day.halves & halves[i].halves);
    chosen.push_back({day.day, same != 0 ? same : day.halves});
  }
  std::sort(chosen.begin(), chosen.end(),
            [](const DayHalves& a, const DayHalves& b) { return a.day < b.day; });
  return chosen;
}

}  // namespace houniao::recruitment
