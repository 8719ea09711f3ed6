// GetUnmetDemand: open demands that too few or nobody can fill, and why.
#pragma once

#include <functional>

#include "common/population/population.h"
#include "common/rpc/service_table.h"
#include "services/recruitment/engagement/engagement_context.h"
#include "services/recruitment/matching/stations.h"

#include "houniao/recruitment/v1/recruitment_service.pb.h"

namespace houniao::recruitment {

class UnmetDemandHandlers {
 public:
  // `ready` says whether the first snapshots are in. All must outlive the handlers, these the
  // table.
  UnmetDemandHandlers(const EngagementContext& context, const population::Population& population,
                      const Stations& stations, std::function<bool()> ready)
      : context_(context), population_(population), stations_(stations), ready_(std::move(ready)) {}
  // Into DemandService.
  void Bind(rpc::ServiceTable& table) const;

 private:
  absl::StatusOr<v1::GetUnmetDemandResponse> GetUnmetDemand(
      const CallContext& call, const v1::GetUnmetDemandRequest& request) const;
  void FillNames(const CallContext& call, v1::UnmetDemand& unmet) const;

  const EngagementContext& context_;
  const population::Population& population_;
  const Stations& stations_;
  const std::function<bool()> ready_;
};

}  // namespace houniao::recruitment
