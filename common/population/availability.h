// How many half days of a talent are left in a span of dates, exactly.
//
// A half day is free if it is not booked, the terms of the talent allow the day (season, days of
// rest only) and the asker wants such a day. In each calendar year no more than days_per_year days
// can be served, whoever books them, so
//   remaining = sum over the years of the span of
//               min(free half days of the span in the year, 2 * cap - half days booked in the year)
// and never below 0 for a year.
//
// Terms are interned (terms.h): talents with equal seasons share one set of days, so an unbooked
// talent costs six words of AND and popcount a year, and nothing goes stale when a week passes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/population/days.h"

namespace houniao::population {

class BookedDays;
struct Terms;

// Which days of the span the asker wants.
enum class WantedDays { kAny, kWorkdays, kRestDays };

// A span of days, both ends included; empty if `to` is before `from`.
struct ServiceWindow {
  int from = 0;  // DayNumber()
  int to = -1;
  WantedDays wanted = WantedDays::kAny;
  // The asker's own part of each year; absent: all year. One that is not valid holds no day.
  std::optional<SeasonWindow> season = std::nullopt;

  bool operator==(const ServiceWindow&) const = default;
};

// What decides the availability of one talent.
struct Availability {
  const Terms* terms = nullptr;
  int days_per_year = -1;              // -1: no cap
  const BookedDays* booked = nullptr;  // null: nothing is booked
};

// Why a half day cannot be booked.
enum class Refusal { kOutOfSeason, kNotADayOfRest, kBooked, kYearCapReached };

struct RefusedDay {
  DayHalves day;  // the halves that are refused
  Refusal refusal = Refusal::kBooked;
  uint32_t engagement = 0;  // for kBooked: handle of one that holds it (BookingLedger)

  bool operator==(const RefusedDay&) const = default;
};

// One span, prepared to be asked of many talents. Const calls are thread-safe.
class AvailabilityPlan {
 public:
  // O(days of the span).
  AvailabilityPlan(const ServiceWindow& window, const RestDays& rest_days);

  // Without the cap of the year.
  int FreeHalfDays(const Availability& availability) const;
  // The formula above.
  int RemainingHalfDays(const Availability& availability) const;
  // Half days of each year of the span that the terms allow, the cap aside; as many as
  // year_count().
  std::vector<int> AllowedByYear(const Terms& terms) const;
  size_t year_count() const { return years_.size(); }
  // The first days, in order, that make up `half_days` and can all be booked together, caps
  // included; fewer if the span has fewer. A half of a wholly free day is its morning.
  std::vector<DayHalves> FirstBookable(const Availability& availability, int half_days) const;

  const ServiceWindow& window() const { return window_; }

 private:
  struct Year {
    int year = 0;
    int first_day = 0;  // 1 January
    bool leap = false;
    YearDays wanted;       // days of the span of the wanted kind
    YearDays wanted_rest;  // those of them that are days of rest
  };
  const YearDays& Wanted(const Year& year, const Terms& terms) const;
  int FreeInYear(const Year& year, const Availability& availability) const;

  ServiceWindow window_;
  std::vector<Year> years_;
};

// Those of `days` that cannot be booked, in order of day, so that the refusal can name them. Days
// must be distinct; they count against the cap of their year in order, together with what is
// booked. Empty: all can be booked.
std::vector<RefusedDay> RefusedDays(const Availability& availability, std::vector<DayHalves> days,
                                    const RestDays& rest_days);

}  // namespace houniao::population
