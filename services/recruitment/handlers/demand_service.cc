#include "services/recruitment/handlers/demand_service.h"

#include "common/base/status_macros.h"
#include "common/errors/errors.h"
#include "common/resource/recorder.h"
#include "services/recruitment/domain/demand_states.h"
#include "services/recruitment/domain/ownership.h"
#include "services/recruitment/engagement/endings.h"
#include "services/recruitment/handlers/live_population.h"
#include "services/recruitment/handlers/owned_methods.h"

namespace houniao::recruitment {
namespace {

// To publish words that discriminate because a law asks for them.
constexpr char kOverridePermission[] = "recruitment.publishing.override";

}  // namespace

DemandHandlers::DemandHandlers(const EngagementContext& context,
                               const population::Population& population)
    : context_(context),
      population_(population),
      employers_(context.store, context.kinds.employer, nullptr, context.clock),
      projects_(context.store, context.kinds.project, nullptr, context.clock),
      demands_(context.store, context.kinds.demand, nullptr, context.clock) {}

void DemandHandlers::Bind(rpc::ServiceTable& table) const {
  const EngagementContext& context = context_;
  const auto own = [&context](const CallContext& call, const std::string& demand) {
    return RequireOwnStored(call, context.store, context.kinds.demand, {"employer"}, demand);
  };
  const auto seen = [this](const CallContext& call) { AwaitOwnBookings(call, population_); };
  table.Unary<v1::PublishDemandRequest, v1::Demand>(
      "PublishDemand",
      [&context, own, seen](CallContext& call,
                            const v1::PublishDemandRequest& request) -> absl::StatusOr<v1::Demand> {
        if (request.has_publishing_override() && !call.holds(kOverridePermission)) {
          return errors::PermissionDenied(kOverridePermission);
        }
        RETURN_IF_ERROR(own(call, request.name()));
        auto published = resource::Transition<v1::Demand>(
            context.store, call, context.kinds.demand, request,
            [&](resource::WriteScope& scope, v1::Demand& demand) -> absl::Status {
              RETURN_IF_ERROR(RequireOwn(call, demand.employer()));
              if (!request.has_publishing_override()) return Publish(demand, scope.now());
              // Named in the audit record, so that decisions of this kind can be found.
              scope.Touch(absl::StrCat(demand.name(), "/publishingOverride"));
              return PublishByLaw(demand, request.publishing_override().legal_basis(),
                                  ActorOf(call), scope.now());
            });
        if (published.ok()) seen(call);
        return published;
      });
  table.Unary<v1::CloseDemandRequest, v1::Demand>(
      "CloseDemand",
      [&context, own, seen](CallContext& call,
                            const v1::CloseDemandRequest& request) -> absl::StatusOr<v1::Demand> {
        RETURN_IF_ERROR(own(call, request.name()));
        auto closed = CloseDemand(context, call, request);
        if (closed.ok()) seen(call);
        return closed;
      });
  BindOwned(table, employers_, context_.store, {"name"}, seen);
  BindOwned(table, projects_, context_.store, {"employer"});
  BindOwned(table, demands_, context_.store, {"employer"}, seen);
}

}  // namespace houniao::recruitment
