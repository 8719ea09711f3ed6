#include "common/population/availability.h"

#include <algorithm>

#include "common/population/bookings.h"
#include "common/population/terms.h"

namespace houniao::population {
namespace {

bool Wants(WantedDays kind, bool rest) {
  return kind == WantedDays::kAny || (kind == WantedDays::kRestDays) == rest;
}

// Half days of the year's cap that are not used up by bookings anywhere in the year.
int CapLeft(const Availability& availability, int first_day, bool leap) {
  int booked = 0;
  if (availability.booked != nullptr) {
    booked = availability.booked->CountBooked(first_day, first_day + (leap ? 365 : 364));
  }
  return std::max(0, 2 * availability.days_per_year - booked);
}

}  // namespace

AvailabilityPlan::AvailabilityPlan(const ServiceWindow& window, const RestDays& rest_days)
    : window_(window) {
  for (int day = window.from; day <= window.to;) {
    Year year;
    year.year = SplitDay(day).year;
    year.first_day = FirstDayOfYear(year.year);
    year.leap = IsLeapYear(year.year);
    const int end = std::min(window.to, year.first_day + (year.leap ? 365 : 364));
    const YearDays season =
        window.season.has_value() ? SeasonDays({*window.season}, year.leap) : YearDays{};
    for (; day <= end; ++day) {
      if (window.season.has_value() && !season.Has(day - year.first_day)) continue;
      const bool rest = rest_days.IsRest(day);
      if (!Wants(window.wanted, rest)) continue;
      year.wanted.Add(day - year.first_day);
      if (rest) year.wanted_rest.Add(day - year.first_day);
    }
    years_.push_back(year);
  }
}

const YearDays& AvailabilityPlan::Wanted(const Year& year, const Terms& terms) const {
  return terms.weekend_only ? year.wanted_rest : year.wanted;
}

int AvailabilityPlan::FreeInYear(const Year& year, const Availability& availability) const {
  const YearDays& wanted = Wanted(year, *availability.terms);
  const YearDays& allowed = availability.terms->days(year.leap);
  int free = 2 * CountCommon(wanted, allowed);
  if (availability.booked != nullptr) {
    availability.booked->ForEachDay(year.first_day, year.first_day + (year.leap ? 365 : 364),
                                    [&](int day, Halves halves) {
                                      const int index = day - year.first_day;
                                      if (wanted.Has(index) && allowed.Has(index))
                                        free -= CountHalves(halves);
                                    });
  }
  return free;
}

std::vector<int> AvailabilityPlan::AllowedByYear(const Terms& terms) const {
  std::vector<int> allowed;
  for (const Year& year : years_) {
    allowed.push_back(2 * CountCommon(Wanted(year, terms), terms.days(year.leap)));
  }
  return allowed;
}

int AvailabilityPlan::FreeHalfDays(const Availability& availability) const {
  int free = 0;
  for (const Year& year : years_) free += FreeInYear(year, availability);
  return free;
}

int AvailabilityPlan::RemainingHalfDays(const Availability& availability) const {
  int remaining = 0;
  for (const Year& year : years_) {
    const int free = FreeInYear(year, availability);
    remaining += availability.days_per_year < 0
                     ? free
                     : std::min(free, CapLeft(availability, year.first_day, year.leap));
  }
  return remaining;
}

std::vector<DayHalves> AvailabilityPlan::FirstBookable(const Availability& availability,
                                                       int half_days) const {
  std::vector<DayHalves> days;
  for (const Year& year : years_) {
    const YearDays& wanted = Wanted(year, *availability.terms);
    const YearDays& allowed = availability.terms->days(year.leap);
    int left = half_days;
    if (availability.days_per_year >= 0) {
      left = std::min(left, CapLeft(availability, year.first_day, year.leap));
    }
    for (int index = 0; index < 366 && left > 0; ++index) {
      if (!wanted.Has(index) || !allowed.Has(index)) continue;
      const int day = year.first_day + index;
      Halves free = kWholeDay;
      if (availability.booked != nullptr) free &= ~availability.booked->BookedOn(day);
      if (free == kWholeDay && left == 1) free = kMorning;
      if (free == 0) continue;
      days.push_back({day, free});
      left -= CountHalves(free);
      half_days -= CountHalves(free);
    }
  }
  return days;
}

std::vector<RefusedDay> RefusedDays(const Availability& availability, std::vector<DayHalves> days,
                                    const RestDays& rest_days) {
  std::sort(days.begin(), days.end(),
            [](const DayHalves& a, const DayHalves& b) { return a.day < b.day; });
  std::vector<RefusedDay> refused;
  int year = 0, cap_left = 0;
  bool first = true;
  for (const DayHalves& asked : days) {
    const YearAndDay split = SplitDay(asked.day);
    const bool leap = IsLeapYear(split.year);
    if (first || split.year != year) {
      first = false;
      year = split.year;
      cap_left = CapLeft(availability, FirstDayOfYear(year), leap);
    }
    const Halves booked =
        availability.booked == nullptr ? 0 : availability.booked->BookedOn(asked.day);
    const Halves taken = booked & asked.halves;
    if (taken != 0) {
      refused.push_back(
          {{asked.day, taken}, Refusal::kBooked, availability.booked->HolderOn(asked.day, taken)});
    } else if (!availability.terms->days(leap).Has(split.day_of_year)) {
      refused.push_back({asked, Refusal::kOutOfSeason, 0});
    } else if (availability.terms->weekend_only && !rest_days.IsRest(asked.day)) {
      refused.push_back({asked, Refusal::kNotADayOfRest, 0});
    } else if (availability.days_per_year >= 0 && CountHalves(asked.halves) > cap_left) {
      refused.push_back({asked, Refusal::kYearCapReached, 0});
    } else {
      cap_left -= CountHalves(asked.halves);
    }
  }
  return refused;
}

}  // namespace houniao::population
