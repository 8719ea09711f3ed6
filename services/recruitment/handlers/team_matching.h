// MatchingService: whole teams, and teams made of single talents.
#pragma once

#include <functional>
#include <memory>

#include "common/population/population.h"
#include "common/rpc/service_table.h"
#include "services/recruitment/engagement/engagement_context.h"
#include "services/recruitment/matching/stations.h"
#include "services/recruitment/matching/subject.h"
#include "services/recruitment/talents/team_register.h"

#include "houniao/recruitment/v1/recruitment_service.pb.h"

namespace houniao::recruitment {

class TeamMatchingHandlers {
 public:
  // What is matched, kept up to date by the feeds.
  struct Sources {
    const population::Population& population;
    const Stations& stations;
    const TeamRegister& teams;
  };

  // `ready` says whether the first snapshots are in. All must outlive the handlers, these the
  // table.
  TeamMatchingHandlers(const EngagementContext& context, const Sources& sources,
                       std::function<bool()> ready)
      : context_(context), sources_(sources), ready_(std::move(ready)) {}
  void Bind(rpc::ServiceTable& table) const;

 private:
  absl::StatusOr<v1::MatchTeamsResponse> MatchTeams(CallContext& call,
                                                    const v1::MatchTeamsRequest& request) const;
  absl::StatusOr<v1::ComposeTeamResponse> ComposeTeam(CallContext& call,
                                                      const v1::ComposeTeamRequest& request) const;
  // The demand of the request, with `roles`, if any, in place of its own.
  template <typename Request>
  absl::StatusOr<Subject> SubjectOf(
      const CallContext& call, const Request& request,
      const google::protobuf::RepeatedPtrField<v1::TeamRole>& roles) const;
  template <typename Request>
  absl::Status Await(const CallContext& call, const Request& request) const;
  void FillNames(const CallContext& call,
                 const std::vector<v1::MemberContribution*>& members) const;

  const EngagementContext& context_;
  const Sources sources_;
  const std::function<bool()> ready_;
};

}  // namespace houniao::recruitment
