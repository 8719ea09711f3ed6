// PlanningService: who should serve whom, for the whole district at once.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "common/population/population.h"
#include "common/resource/standard_methods.h"
#include "common/rpc/service_table.h"
#include "services/recruitment/engagement/engagement_context.h"
#include "services/recruitment/handlers/matching_service.h"
#include "services/recruitment/planning/district.h"

namespace houniao::recruitment {

class PlanningHandlers {
 public:
  // `ready` says whether the first snapshots are in. All must outlive the handlers, these the
  // table.
  PlanningHandlers(const EngagementContext& context, const MatchingHandlers::Sources& sources,
                   std::function<bool()> ready);
  void Bind(rpc::ServiceTable& table) const;

 private:
  using Writer = rpc::Writer<v1::PlanAssignmentsResponse>;

  absl::Status PlanAssignments(CallContext& call, const v1::PlanAssignmentsRequest& request,
                               Writer& writer) const;
  absl::StatusOr<v1::Plan> HoldPlan(CallContext& call, const v1::HoldPlanRequest& request) const;
  absl::StatusOr<std::vector<DistrictDemand>> DemandsOf(
      const CallContext& call, const v1::PlanAssignmentsRequest& request) const;
  absl::Status AddStanding(const CallContext& call, std::vector<DistrictDemand>& demands) const;
  absl::StatusOr<DistrictQuestion> QuestionOf(const CallContext& call,
                                              const v1::PlanAssignmentsRequest& request,
                                              const std::vector<DistrictDemand>& demands) const;
  absl::StatusOr<v1::Plan> Save(CallContext& call, const v1::PlanAssignmentsRequest& request,
                                v1::Plan plan) const;

  const EngagementContext& context_;
  const population::Population& population_;
  const Stations& stations_;
  const Matcher matcher_;
  const std::function<bool()> ready_;
  const resource::StandardMethods plans_;
};

}  // namespace houniao::recruitment
