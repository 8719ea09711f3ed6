// MatchingService: who is best, and why.
#pragma once

#include <atomic>
#include <functional>

#include "common/population/population.h"
#include "common/rpc/service_table.h"
#include "services/recruitment/engagement/engagement_context.h"
#include "services/recruitment/matching/matcher.h"

namespace houniao::recruitment {

class MatchingHandlers {
 public:
  // `ready` says whether the first snapshots are in. All must outlive the handlers, these the
  // table.
  MatchingHandlers(const EngagementContext& context, const population::Population& population,
                   const Stations& stations, std::function<bool()> ready)
      : context_(context),
        population_(population),
        matcher_(population, stations),
        ready_(std::move(ready)) {}
  void Bind(rpc::ServiceTable& table) const;

 private:
  absl::StatusOr<v1::MatchTalentsResponse> MatchTalents(
      CallContext& call, const v1::MatchTalentsRequest& request) const;
  absl::StatusOr<v1::ExplainMatchResponse> ExplainMatch(
      CallContext& call, const v1::ExplainMatchRequest& request) const;
  template <typename Request>
  absl::StatusOr<Subject> SubjectOf(const CallContext& call, const Request& request) const;
  absl::Status CheckReady() const;
  void FillNames(const CallContext& call, v1::MatchTalentsResponse& response) const;

  const EngagementContext& context_;
  const population::Population& population_;
  const Matcher matcher_;
  const std::function<bool()> ready_;
};

}  // namespace houniao::recruitment
