// The days of a district: of the demands, and of the talents as the population knows them.
#pragma once

#include <cstdint>

#include "common/population/store.h"
#include "services/recruitment/planning/district.h"

namespace houniao::recruitment {

// Half days of the window of the subject that may be booked, all of them if nobody is booked.
// A demand that does not say which days: working days, and days of rest for those who serve on
// these only - as when days are held.
planning::HalfDaySet DaysOfDemand(const planning::HalfDayAxis& axis, const Subject& subject,
                                  bool rest_only, const population::RestDays& rest_days);

// Half days that terms and bookings leave free.
planning::HalfDaySet FreeDaysOf(const planning::HalfDayAxis& axis,
                                const population::Availability& availability,
                                const population::RestDays& rest_days);

// Half days of the calendar year that the cap leaves; -1 without a cap.
int32_t CapacityOf(const population::Availability& availability, int year);

// Fills district.problem.days, and the day sets of its demands. Nothing if no demand has days.
void FillCalendar(const population::Store& store, const population::RestDays& rest_days,
                  int32_t max_demands_per_talent, District& district);

}  // namespace houniao::recruitment
