// Days for talents whom a plan gives several demands: each demand its own, so that the one booked
// first does not take what the other needs.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

#include "common/population/population.h"
#include "services/recruitment/matching/subject.h"

#include "houniao/recruitment/v1/plan.pb.h"

namespace houniao::recruitment {

// By index of the assignment, for assignments without an engagement of talents who have several of
// them. By today's calendars: the earliest days that leave room for the others. Nothing for talents
// whose demands do not fit together any more; holding will say why.
absl::StatusOr<std::map<int, std::vector<population::DayHalves>>> DaysOfShared(
    const v1::Plan& plan, const population::Population& population,
    const population::RestDays& rest_days,
    const std::function<absl::StatusOr<Subject>(const std::string& demand)>& subject_of);

}  // namespace houniao::recruitment
