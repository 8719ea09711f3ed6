// DemandService: employers, projects, demands.
#pragma once

#include "common/population/population.h"
#include "common/resource/standard_methods.h"
#include "common/rpc/service_table.h"
#include "services/recruitment/engagement/engagement_context.h"

namespace houniao::recruitment {

class DemandHandlers {
 public:
  // Writers wait until the population's feed has seen what they wrote. Both must outlive the
  // handlers, these the table.
  DemandHandlers(const EngagementContext& context, const population::Population& population);
  void Bind(rpc::ServiceTable& table) const;

 private:
  const EngagementContext& context_;
  const population::Population& population_;
  const resource::StandardMethods employers_;
  const resource::StandardMethods projects_;
  const resource::StandardMethods demands_;
};

}  // namespace houniao::recruitment
