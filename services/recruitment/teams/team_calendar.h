// The free half days of a talent in the days of a demand, for days in common with others.
#pragma once

#include <vector>

#include "common/population/availability.h"
#include "services/recruitment/composing/joint_days.h"

namespace houniao::recruitment {

// One span, prepared to be asked of many talents. Const calls are thread-safe.
class TeamCalendar {
 public:
  TeamCalendar(const population::ServiceWindow& window, const population::RestDays& rest_days);

  // Of as many years as the span touches. Counted alone it is what AvailabilityPlan says remains.
  composing::Calendar Of(const population::Availability& availability) const;

 private:
  struct Year {
    int first_day = 0;  // 1 January
    int days = 0;
    bool leap = false;
    population::YearDays wanted;
    population::YearDays wanted_rest;  // days of rest among them
  };
  int from_ = 0;
  int to_ = -1;
  std::vector<Year> years_;
};

}  // namespace houniao::recruitment
