// A team of single talents for the roles of a demand.
#pragma once

#include "absl/status/statusor.h"

#include "common/population/population.h"
#include "services/recruitment/composing/effort.h"
#include "services/recruitment/matching/stations.h"
#include "services/recruitment/matching/subject.h"

#include "houniao/recruitment/v1/recruitment_service.pb.h"

namespace houniao::recruitment {

// The subject's demand has the roles to be covered. Revisions and names of people are left to the
// caller. Stops within milliseconds with CANCELLED once `cancelled`, which may be null, is true.
// INVALID_ARGUMENT: no roles, sizes that contradict, prices too high to be weighed.
absl::StatusOr<v1::ComposeTeamResponse> ComposeTeamOf(const population::Population& population,
                                                      const Stations& stations,
                                                      const Subject& subject,
                                                      const v1::ComposeTeamRequest& request,
                                                      const composing::Cancelled& cancelled);

}  // namespace houniao::recruitment
