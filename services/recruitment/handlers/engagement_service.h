// EngagementService: bookings and the ledger of service days.
#pragma once

#include "common/feed/journal.h"
#include "common/population/population.h"
#include "common/resource/standard_methods.h"
#include "common/rpc/service_table.h"
#include "services/recruitment/engagement/engagement_context.h"
#include "services/recruitment/matching/stations.h"

#include "houniao/recruitment/v1/recruitment_service.pb.h"

namespace houniao::recruitment {

class EngagementHandlers {
 public:
  // `ready` says whether the first snapshots are in. All must outlive the handlers, these the
  // table.
  EngagementHandlers(const EngagementContext& context, const feed::Journal& journal,
                     const population::Population& population, std::function<bool()> ready);
  void Bind(rpc::ServiceTable& table) const;

 private:
  void BindVerbs(rpc::ServiceTable& table) const;
  void BindServiceDays(rpc::ServiceTable& table) const;
  absl::StatusOr<v1::GetAvailabilityResponse> GetAvailability(
      const CallContext& call, const v1::GetAvailabilityRequest& request) const;

  const EngagementContext& context_;
  const feed::Journal& journal_;
  const population::Population& population_;
  const std::function<bool()> ready_;
  const resource::StandardMethods engagements_;
  const resource::StandardMethods service_days_;
};

}  // namespace houniao::recruitment
