// What a demand must be to be stored, and to be published.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/civil_time.h"

#include "common/errors/errors.h"

#include "houniao/recruitment/v1/demand.pb.h"

namespace houniao::recruitment {

// Fills in keys of requirements and the industry's canonical form, then checks what no later change
// outside the demand can mend. INVALID_ARGUMENT with every violation: requirements that contradict
// each other or the terms; roles that contradict each other or what is asked of everybody; an
// industry that is none; a period that is no real day (29 February of a common year), reversed, too
// long, over on `today`, or has fewer days of the season and kind than day_count, with how many
// there are; weights that sum to nothing over the criteria that the demand can be judged by.
//
// A demand without a title is taken for weights alone: then only weights that are all zero are
// refused.
absl::Status PrepareDemand(v1::Demand& demand, absl::CivilDay today);

// The same as violations, without changing anything.
std::vector<errors::FieldViolation> CheckDemand(const v1::Demand& demand, absl::CivilDay today);

// What is missing or no longer true on `today`, for a demand that is to be open: a headcount, a
// period, days that are still to come. Empty if nothing is.
std::vector<std::string> MissingForPublishing(const v1::Demand& demand, absl::CivilDay today);

}  // namespace houniao::recruitment
