#include "services/recruitment/handlers/unmet_demand_service.h"

#include <set>

#include "common/base/status_macros.h"
#include "common/errors/errors.h"
#include "common/rpc/status.h"
#include "services/recruitment/domain/demand_states.h"
#include "services/recruitment/handlers/open_demands.h"
#include "services/recruitment/insight/unmet_demand.h"

namespace houniao::recruitment {
namespace {

using population::Feed;

constexpr int kUsualDemands = 20;
constexpr int kUsualMisses = 5;

}  // namespace

void UnmetDemandHandlers::Bind(rpc::ServiceTable& table) const {
  table.Unary<v1::GetUnmetDemandRequest, v1::GetUnmetDemandResponse>(
      "GetUnmetDemand", [this](CallContext& call, const v1::GetUnmetDemandRequest& request) {
        return GetUnmetDemand(call, request);
      });
}

absl::StatusOr<v1::GetUnmetDemandResponse> UnmetDemandHandlers::GetUnmetDemand(
    const CallContext& call, const v1::GetUnmetDemandRequest& request) const {
  if (!ready_()) return errors::ServiceUnavailable("talent");
  v1::GetUnmetDemandResponse response;
  // Read first: the answer has seen at least this much.
  response.set_talent_revision(population_.applied_revision(Feed::kTalents));
  response.set_engagement_revision(population_.applied_revision(Feed::kBookings));
  const size_t most = static_cast<size_t>(
      request.max_demand_count() == 0 ? kUsualDemands : request.max_demand_count());

  OpenDemands demands(context_, call);
  // The worst so far, with what is needed to explain them.
  std::map<UnmetRank, Subject> worst;
  const auto judge = [&](Subject subject) -> absl::Status {
    response.set_open_count(response.open_count() + 1);
    ASSIGN_OR_RETURN(const int64_t eligible, CountEligible(population_, stations_, subject));
    const v1::Demand& demand = subject.demand;
    const UnmetRank rank{eligible, EmptySeats(demand), demand.urgency(), demand.name()};
    if (eligible >= rank.empty_seats) return absl::OkStatus();
    response.set_unmet_count(response.unmet_count() + 1);
    worst.emplace(rank, std::move(subject));
    if (worst.size() > most) worst.erase(std::prev(worst.end()));
    return absl::OkStatus();
  };
  if (request.demand().empty()) {
    RETURN_IF_ERROR(demands.ForEach(false, judge));
  } else {
    ASSIGN_OR_RETURN(Subject subject, demands.Get(request.demand()));
    RETURN_IF_ERROR(RequireOpen(subject.demand));
    if (subject.demand.kind() == v1::Demand::TEAM) {
      return errors::InvalidField("demand", "is for a team; ComposeTeam says what it lacks");
    }
    RETURN_IF_ERROR(judge(std::move(subject)));
  }

  const int misses = request.max_miss_count() == 0 ? kUsualMisses : request.max_miss_count();
  for (const auto& [rank, subject] : worst) {
    RETURN_IF_ERROR(rpc::StillWanted(call));
    ASSIGN_OR_RETURN(*response.add_demands(),
                     ExplainUnmet(population_, stations_, subject, misses,
                                  [&call] { return rpc::StillWanted(call); }));
    FillNames(call, *response.mutable_demands(response.demands_size() - 1));
  }
  return response;
}

void UnmetDemandHandlers::FillNames(const CallContext& call, v1::UnmetDemand& unmet) const {
  std::vector<std::string> names;
  for (const v1::NearMiss& miss : unmet.near_misses()) names.push_back(miss.talent());
  const auto display_names = context_.talents.DisplayNames(call, names);
  for (v1::NearMiss& miss : *unmet.mutable_near_misses()) {
    const auto it = display_names.find(miss.talent());
    if (it != display_names.end()) miss.set_display_name(it->second);
  }
}

}  // namespace houniao::recruitment
