// DemandService: employers, projects, demands.
#pragma once

#include "common/resource/standard_methods.h"
#include "common/rpc/service_table.h"
#include "services/recruitment/engagement/engagement_context.h"

namespace houniao::recruitment {

class DemandHandlers {
 public:
  // `context` must outlive the handlers, these the table.
  explicit DemandHandlers(const EngagementContext& context);
  void Bind(rpc::ServiceTable& table) const;

 private:
  const EngagementContext& context_;
  const resource::StandardMethods employers_;
  const resource::StandardMethods projects_;
  const resource::StandardMethods demands_;
};

}  // namespace houniao::recruitment
