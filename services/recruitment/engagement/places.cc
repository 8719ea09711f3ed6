#include "services/recruitment/engagement/places.h"

#include "common/base/status_macros.h"
#include "services/recruitment/domain/demand_states.h"
#include "services/recruitment/domain/engagement_states.h"

namespace houniao::recruitment {
namespace {

using resource::WriteScope;
using v1::Engagement;

// Longer than anybody's working life in seasons; ends a walk whatever is stored.
constexpr int kLongestChain = 1000;

const std::string& Before(const Engagement& engagement) { return engagement.previous_engagement(); }
const std::string& After(const Engagement& engagement) { return engagement.next_engagement(); }

absl::StatusOr<bool> AnyTakesPlace(WriteScope& scope, const Kinds& kinds,
                                   const Engagement& engagement,
                                   const std::string& (*neighbour)(const Engagement&)) {
  std::string name = neighbour(engagement);
  for (int step = 0; step < kLongestChain && !name.empty(); ++step) {
    ASSIGN_OR_RETURN(const auto other, scope.Get<Engagement>(kinds.engagement, name));
    if (other.demand() == engagement.demand() && TakesPlace(other.state())) return true;
    name = neighbour(other);
  }
  return false;
}

}  // namespace

absl::StatusOr<bool> SharesPlace(WriteScope& scope, const Kinds& kinds,
                                 const Engagement& engagement) {
  ASSIGN_OR_RETURN(const bool before, AnyTakesPlace(scope, kinds, engagement, &Before));
  if (before) return true;
  return AnyTakesPlace(scope, kinds, engagement, &After);
}

absl::Status TakePlace(WriteScope& scope, const Kinds& kinds, const Engagement& engagement) {
  ASSIGN_OR_RETURN(auto demand, scope.Get<v1::Demand>(kinds.demand, engagement.demand()));
  ASSIGN_OR_RETURN(const bool shared, SharesPlace(scope, kinds, engagement));
  if (shared) return RequirePublished(demand);
  RETURN_IF_ERROR(RequireOpen(demand));
  RETURN_IF_ERROR(AddFilled(demand));
  return scope.Replace(kinds.demand, demand);
}

absl::Status LeavePlace(WriteScope& scope, const Kinds& kinds, const Engagement& engagement) {
  ASSIGN_OR_RETURN(const bool shared, SharesPlace(scope, kinds, engagement));
  if (shared) return absl::OkStatus();
  ASSIGN_OR_RETURN(auto demand, scope.Get<v1::Demand>(kinds.demand, engagement.demand()));
  RemoveFilled(demand);
  return scope.Replace(kinds.demand, demand);
}

}  // namespace houniao::recruitment
