// MatchingService: who is best, and why.
#pragma once

#include <functional>
#include <memory>

#include "common/population/population.h"
#include "common/rpc/service_table.h"
#include "services/recruitment/demands/demand_register.h"
#include "services/recruitment/engagement/engagement_context.h"
#include "services/recruitment/handlers/demand_matching.h"
#include "services/recruitment/matching/matcher.h"
#include "services/recruitment/standing/standing_answers.h"

namespace houniao::recruitment {

class MatchingHandlers {
 public:
  // What is matched, kept up to date by the feeds.
  struct Sources {
    const population::Population& population;
    const Stations& stations;
    const EngagedBefore& engaged;
    const DemandRegister& demands;
  };

  // `ready` says whether the first snapshots are in. All must outlive the handlers, these the
  // table.
  MatchingHandlers(const EngagementContext& context, const Sources& sources,
                   std::function<bool()> ready)
      : context_(context),
        sources_(sources),
        matcher_(sources.population, sources.stations, &sources.engaged),
        standing_({sources.population, sources.stations}),
        ready_(std::move(ready)) {}
  void Bind(rpc::ServiceTable& table) const;

 private:
  absl::StatusOr<v1::MatchTalentsResponse> MatchTalents(
      CallContext& call, const v1::MatchTalentsRequest& request) const;
  // The same without the parts that are shared by many calls being made again; null body: for the
  // handler.
  absl::StatusOr<rpc::ReadyReply> ReadyMatch(const CallContext& call,
                                             const v1::MatchTalentsRequest& request) const;
  // Checks and waits that come before every match.
  absl::Status BeforeMatch(const CallContext& call, const v1::MatchTalentsRequest& request) const;
  // Null if the demand is not in the register.
  absl::StatusOr<std::shared_ptr<const Subject>> KeptSubject(
      const CallContext& call, const v1::MatchTalentsRequest& request) const;
  // What the answer has seen at least.
  struct Seen {
    int64_t talent_revision = 0;
    int64_t engagement_revision = 0;
  };
  Seen SeenNow() const;
  absl::StatusOr<v1::ExplainMatchResponse> ExplainMatch(
      CallContext& call, const v1::ExplainMatchRequest& request) const;
  DemandMatchSources DemandSources() const {
    return {sources_.population, sources_.demands, sources_.stations};
  }
  absl::StatusOr<rpc::ReadyReply> ReadyDemands(const CallContext& call,
                                               const v1::MatchDemandsRequest& request) const;
  absl::StatusOr<v1::MatchDemandsResponse> MatchDemands(
      CallContext& call, const v1::MatchDemandsRequest& request) const;
  template <typename Request>
  absl::StatusOr<std::shared_ptr<const Subject>> SubjectOf(const CallContext& call,
                                                           const Request& request) const;
  // From the database: what the register does not keep.
  absl::StatusOr<std::shared_ptr<const Subject>> StoredSubject(const CallContext& call,
                                                               const std::string& name) const;
  absl::StatusOr<std::shared_ptr<const Subject>> MakeSubjectOf(const CallContext& call,
                                                               v1::Demand demand) const;
  absl::Status CheckReady() const;
  void FillNames(const CallContext& call, v1::MatchTalentsResponse& response) const;

  const EngagementContext& context_;
  const Sources sources_;
  const Matcher matcher_;
  const StandingAnswers standing_;
  const std::function<bool()> ready_;
};

}  // namespace houniao::recruitment
