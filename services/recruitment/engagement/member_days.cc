#include "services/recruitment/engagement/member_days.h"

#include <algorithm>

#include "common/base/dates.h"

namespace houniao::recruitment {
namespace {

using population::DayHalves;
using population::Halves;

Obstacle ObstacleOf(const MemberDays& member, const population::RefusedDay& refused) {
  switch (refused.refusal) {
    case population::Refusal::kOutOfSeason:
      return Obstacle::kOutOfSeason;
    case population::Refusal::kNotADayOfRest:
      return Obstacle::kNotADayOfRest;
    case population::Refusal::kYearCapReached:
      return Obstacle::kAboveYearCap;
    case population::Refusal::kBooked:
      break;
  }
  return member.IsHeldOn(refused.day.day, refused.day.halves) ? Obstacle::kHeld
                                                              : Obstacle::kConfirmed;
}

// Half days of the year that the member has left under the cap; a very large number without one.
int CapLeft(const population::Availability& availability, int year) {
  if (availability.days_per_year < 0) return 1 << 20;
  const int first = population::FirstDayOfYear(year);
  const int last = population::FirstDayOfYear(year + 1) - 1;
  return 2 * availability.days_per_year - availability.booked->CountBooked(first, last);
}

Halves FreeOn(const population::Availability& availability, int day, bool rest) {
  const population::YearAndDay split = population::SplitDay(day);
  const population::Terms& terms = *availability.terms;
  if (!terms.days(population::IsLeapYear(split.year)).Has(split.day_of_year)) return 0;
  if (terms.weekend_only && !rest) return 0;
  return static_cast<Halves>(population::kWholeDay & ~availability.booked->BookedOn(day));
}

bool IsWanted(const population::ServiceWindow& window, int day, bool rest) {
  if (window.wanted == population::WantedDays::kWorkdays && rest) return false;
  if (window.wanted == population::WantedDays::kRestDays && !rest) return false;
  return !window.season.has_value() || calendar::Contains(*window.season, DayFromNumber(day));
}

}  // namespace

MemberDays::MemberDays(std::string talent, const population::TalentFacts& facts)
    : talent_(std::move(talent)),
      terms_(population::MakeTerms(facts.seasons, facts.weekend_only)),
      days_per_year_(facts.days_per_year.value_or(-1)) {}

void MemberDays::Add(const StoredBooking& booking) {
  booked_.Book(booking.day, booking.halves, static_cast<uint32_t>(held_.size()));
  held_.push_back(booking.held);
}

population::Availability MemberDays::availability() const {
  return {&terms_, days_per_year_, &booked_};
}

bool MemberDays::IsHeldOn(int day, Halves halves) const {
  return held_[booked_.HolderOn(day, halves)];
}

std::vector<UnavailableDay> RefusedFor(const std::vector<MemberDays>& members,
                                       const std::vector<DayHalves>& days,
                                       const population::RestDays& rest_days) {
  std::vector<UnavailableDay> refused;
  for (const MemberDays& member : members) {
    for (const population::RefusedDay& day :
         population::RefusedDays(member.availability(), days, rest_days)) {
      refused.push_back({member.talent(), DayFromNumber(day.day.day),
                         static_cast<v1::DayHalf>(day.day.halves), ObstacleOf(member, day)});
    }
  }
  std::stable_sort(refused.begin(), refused.end(),
                   [](const UnavailableDay& a, const UnavailableDay& b) { return a.day < b.day; });
  return refused;
}

std::vector<DayHalves> FreeDays(const std::vector<MemberDays>& members,
                                const population::ServiceWindow& window,
                                const population::RestDays& rest_days) {
  std::vector<DayHalves> days;
  for (int day = window.from; day <= window.to; ++day) {
    const bool rest = rest_days.IsRest(day);
    if (!IsWanted(window, day, rest)) continue;
    Halves free = population::kWholeDay;
    for (const MemberDays& member : members) {
      free &= FreeOn(member.availability(), day, rest);
    }
    if (free != 0) days.push_back({day, free});
  }
  return days;
}

std::vector<DayHalves> PickDays(const std::vector<MemberDays>& members,
                                const population::ServiceWindow& window, int half_days,
                                const population::RestDays& rest_days) {
  std::vector<DayHalves> days;
  std::map<int, int> cap_left;  // by year, of the member who has least
  for (DayHalves day : FreeDays(members, window, rest_days)) {
    if (half_days <= 0) break;
    const int year = population::SplitDay(day.day).year;
    if (cap_left.count(year) == 0) {
      int left = 1 << 20;
      for (const MemberDays& member : members) {
        left = std::min(left, CapLeft(member.availability(), year));
      }
      cap_left[year] = std::max(0, left);
    }
    const int most = std::min(half_days, cap_left[year]);
    if (most == 0) continue;
    if (day.halves == population::kWholeDay && most == 1) day.halves = population::kMorning;
    days.push_back(day);
    half_days -= population::CountHalves(day.halves);
    cap_left[year] -= population::CountHalves(day.halves);
  }
  return days;
}

}  // namespace houniao::recruitment
