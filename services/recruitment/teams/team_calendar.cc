#include "services/recruitment/teams/team_calendar.h"

#include <algorithm>
#include <limits>

#include "common/population/bookings.h"
#include "common/population/terms.h"

namespace houniao::recruitment {
namespace {

using population::WantedDays;
using population::YearDays;

void TakeOut(YearDays& days, int day) {
  days.words[static_cast<size_t>(day >> 6)] &= ~(uint64_t{1} << (day & 63));
}

}  // namespace

TeamCalendar::TeamCalendar(const population::ServiceWindow& window,
                           const population::RestDays& rest_days)
    : from_(window.from), to_(window.to) {
  for (int day = window.from; day <= window.to; ++day) {
    const population::YearAndDay split = population::SplitDay(day);
    if (years_.empty() || years_.back().first_day + years_.back().days <= day) {
      Year year;
      year.first_day = population::FirstDayOfYear(split.year);
      year.days = population::FirstDayOfYear(split.year + 1) - year.first_day;
      year.leap = population::IsLeapYear(split.year);
      years_.push_back(year);
    }
    Year& year = years_.back();
    const bool rest = rest_days.IsRest(day);
    if (window.wanted != WantedDays::kAny && (window.wanted == WantedDays::kRestDays) != rest) {
      continue;
    }
    year.wanted.Add(split.day_of_year);
    if (rest) year.wanted_rest.Add(split.day_of_year);
  }
  if (!window.season.has_value()) return;
  for (Year& year : years_) {
    const YearDays season = population::SeasonDays({*window.season}, year.leap);
    for (size_t i = 0; i < season.words.size(); ++i) {
      year.wanted.words[i] &= season.words[i];
      year.wanted_rest.words[i] &= season.words[i];
    }
  }
}

composing::Calendar TeamCalendar::Of(const population::Availability& availability) const {
  composing::Calendar calendar(years_.size());
  for (size_t y = 0; y < years_.size(); ++y) {
    const Year& year = years_[y];
    const population::Terms& terms = *availability.terms;
    const YearDays& wanted = terms.weekend_only ? year.wanted_rest : year.wanted;
    const YearDays& season = terms.days(year.leap);
    composing::YearHalves& halves = calendar[y];
    for (size_t i = 0; i < wanted.words.size(); ++i) {
      halves.mornings.words[i] = halves.afternoons.words[i] = wanted.words[i] & season.words[i];
    }
    const int last_day = year.first_day + year.days - 1;
    int booked = 0;
    if (availability.booked != nullptr) {
      booked = availability.booked->CountBooked(year.first_day, last_day);
      availability.booked->ForEachDay(std::max(from_, year.first_day), std::min(to_, last_day),
                                      [&](int day, population::Halves taken) {
                                        const int of_year = day - year.first_day;
                                        if ((taken & population::kMorning) != 0)
                                          TakeOut(halves.mornings, of_year);
                                        if ((taken & population::kAfternoon) != 0)
                                          TakeOut(halves.afternoons, of_year);
                                      });
    }
    if (availability.days_per_year >= 0) {
      halves.most = std::max(0, 2 * availability.days_per_year - booked);
    }
  }
  return calendar;
}

}  // namespace houniao::recruitment
