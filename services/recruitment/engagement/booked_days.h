// Days of an engagement between the forms of the schema and of the population.
#pragma once

#include <string>
#include <vector>

#include "common/population/bookings.h"
#include "common/population/days.h"

#include "houniao/recruitment/v1/engagement.pb.h"

namespace houniao::recruitment {

int CountHalfDays(const std::vector<population::DayHalves>& days);
// In place of what is there; the count too. Days must be in order.
void SetBookedDays(const std::vector<population::DayHalves>& days, v1::Engagement& engagement);
std::vector<population::DayHalves> BookedDaysOf(const v1::Engagement& engagement);
// What the engagement books now, of every member, as the population takes it.
std::vector<population::TalentBooking> BookingsOf(const v1::Engagement& engagement);
// The {engagement} of `engagements/{engagement}`.
std::string EngagementIdOf(const std::string& name);

}  // namespace houniao::recruitment
