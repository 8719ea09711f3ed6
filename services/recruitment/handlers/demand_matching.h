// MatchDemands: the open demands that one talent may serve best.
#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"

#include "common/population/population.h"
#include "services/recruitment/demands/demand_register.h"
#include "services/recruitment/matching/stations.h"

#include "houniao/recruitment/v1/recruitment_service.pb.h"

namespace houniao::recruitment {

// All must outlive what is asked of them.
struct DemandMatchSources {
  const population::Population& population;
  const DemandRegister& demands;
  const Stations& stations;
};

// Revisions are left to the caller. `employer`: only this one's demands, and NOT_FOUND for a talent
// whom enterprises are not shown; empty: all. NOT_FOUND if the population does not know the talent.
absl::StatusOr<v1::MatchDemandsResponse> MatchDemandsOf(const DemandMatchSources& sources,
                                                        const v1::MatchDemandsRequest& request,
                                                        const std::string& employer,
                                                        absl::CivilDay today);

// The same, serialized, if it was asked before and would be answered so now; null otherwise.
std::shared_ptr<const std::string> KeptMatchDemandsOf(const DemandMatchSources& sources,
                                                      const v1::MatchDemandsRequest& request,
                                                      const std::string& employer,
                                                      absl::CivilDay today);

}  // namespace houniao::recruitment
