#include "services/recruitment/engagement/booked_days.h"

#include "common/base/dates.h"
#include "services/recruitment/domain/service_day_rules.h"
#include "services/recruitment/matching/talent_facts.h"

namespace houniao::recruitment {

using population::DayHalves;

int CountHalfDays(const std::vector<DayHalves>& days) {
  int count = 0;
  for (const DayHalves& day : days) count += population::CountHalves(day.halves);
  return count;
}

void SetBookedDays(const std::vector<DayHalves>& days, v1::Engagement& engagement) {
  engagement.clear_booked_days();
  for (const DayHalves& day : days) {
    v1::BookedDay* const booked = engagement.add_booked_days();
    *booked->mutable_date() = ToDate(DayFromNumber(day.day));
    booked->set_half(static_cast<v1::DayHalf>(day.halves));
  }
  engagement.set_booked_half_day_count(CountHalfDays(days));
}

std::vector<DayHalves> BookedDaysOf(const v1::Engagement& engagement) {
  std::vector<DayHalves> days;
  for (const v1::BookedDay& booked : engagement.booked_days()) {
    const auto day = ToCivilDay(booked.date());
    if (!day.has_value()) continue;
    days.push_back(
        {DayNumber(*day), static_cast<population::Halves>(EffectiveHalf(booked.half()))});
  }
  return days;
}

std::vector<population::TalentBooking> BookingsOf(const v1::Engagement& engagement) {
  std::vector<population::TalentBooking> bookings;
  const std::vector<DayHalves> days = BookedDaysOf(engagement);
  for (const std::string& member : engagement.members()) {
    for (const DayHalves& day : days) bookings.push_back({TalentIdOf(member), day});
  }
  return bookings;
}

std::string EngagementIdOf(const std::string& name) { return name.substr(name.find('/') + 1); }

}  // namespace houniao::recruitment
