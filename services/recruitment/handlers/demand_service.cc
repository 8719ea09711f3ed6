#include "services/recruitment/handlers/demand_service.h"

#include "common/base/status_macros.h"
#include "common/resource/recorder.h"
#include "services/recruitment/domain/demand_states.h"
#include "services/recruitment/domain/ownership.h"
#include "services/recruitment/engagement/endings.h"
#include "services/recruitment/handlers/owned_methods.h"

namespace houniao::recruitment {

DemandHandlers::DemandHandlers(const EngagementContext& context)
    : context_(context),
      employers_(context.store, context.kinds.employer, nullptr, context.clock),
      projects_(context.store, context.kinds.project, nullptr, context.clock),
      demands_(context.store, context.kinds.demand, nullptr, context.clock) {}

void DemandHandlers::Bind(rpc::ServiceTable& table) const {
  const EngagementContext& context = context_;
  const auto own = [&context](const CallContext& call, const std::string& demand) {
    return RequireOwnStored(call, context.store, context.kinds.demand, {"employer"}, demand);
  };
  table.Unary<v1::PublishDemandRequest, v1::Demand>(
      "PublishDemand",
      [&context, own](CallContext& call,
                      const v1::PublishDemandRequest& request) -> absl::StatusOr<v1::Demand> {
        RETURN_IF_ERROR(own(call, request.name()));
        return resource::Transition<v1::Demand>(
            context.store, call, context.kinds.demand, request,
            [&](resource::WriteScope& scope, v1::Demand& demand) -> absl::Status {
              RETURN_IF_ERROR(RequireOwn(call, demand.employer()));
              return Publish(demand, scope.now());
            });
      });
  table.Unary<v1::CloseDemandRequest, v1::Demand>(
      "CloseDemand",
      [&context, own](CallContext& call,
                      const v1::CloseDemandRequest& request) -> absl::StatusOr<v1::Demand> {
        RETURN_IF_ERROR(own(call, request.name()));
        return CloseDemand(context, call, request);
      });
  BindOwned(table, employers_, context_.store, {"name"});
  BindOwned(table, projects_, context_.store, {"employer"});
  BindOwned(table, demands_, context_.store, {"employer"});
}

}  // namespace houniao::recruitment
