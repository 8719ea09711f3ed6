#include "services/recruitment/handlers/team_matching.h"

#include "common/base/status_macros.h"
#include "common/errors/errors.h"
#include "common/rpc/status.h"
#include "services/recruitment/domain/demand_rules.h"
#include "services/recruitment/domain/ownership.h"
#include "services/recruitment/handlers/live_population.h"
#include "services/recruitment/matching/weights.h"
#include "services/recruitment/teams/team_composer.h"
#include "services/recruitment/teams/team_matcher.h"

namespace houniao::recruitment {

using population::Feed;

void TeamMatchingHandlers::Bind(rpc::ServiceTable& table) const {
  table.Unary<v1::MatchTeamsRequest, v1::MatchTeamsResponse>(
      "MatchTeams", [this](CallContext& call, const v1::MatchTeamsRequest& request) {
        return MatchTeams(call, request);
      });
  table.Unary<v1::ComposeTeamRequest, v1::ComposeTeamResponse>(
      "ComposeTeam", [this](CallContext& call, const v1::ComposeTeamRequest& request) {
        return ComposeTeam(call, request);
      });
}

template <typename Request>
absl::Status TeamMatchingHandlers::Await(const CallContext& call, const Request& request) const {
  if (!ready_()) return errors::ServiceUnavailable("talent");
  return WaitForRevisions(call, sources_.population, request.min_talent_revision(),
                          request.min_engagement_revision());
}

template <typename Request>
absl::StatusOr<Subject> TeamMatchingHandlers::SubjectOf(
    const CallContext& call, const Request& request,
    const google::protobuf::RepeatedPtrField<v1::TeamRole>& roles) const {
  v1::Demand demand;
  if (!request.demand().empty()) {
    auto stored = context_.store.Get<v1::Demand>(call, context_.kinds.demand, request.demand());
    if (!stored.ok()) return HideMissing(call, stored.status());
    demand = *std::move(stored);
  } else if (request.has_inline_demand()) {
    demand = request.inline_demand();
    demand.clear_name();
  } else {
    return errors::InvalidField("demand", "or inline_demand is required");
  }
  RETURN_IF_ERROR(RequireOwn(call, demand.employer()));
  if (!roles.empty()) *demand.mutable_roles() = roles;
  // What is stored was checked when it was written.
  if (request.demand().empty() || !roles.empty()) {
    RETURN_IF_ERROR(PrepareDemand(demand, context_.clock.Today()));
  }
  const auto employer =
      context_.store.Get<v1::Employer>(call, context_.kinds.employer, demand.employer());
  if (absl::IsNotFound(employer.status())) {
    return errors::ReferenceMissing("demand.employer", demand.employer());
  }
  RETURN_IF_ERROR(employer.status());
  return MakeSubject(std::move(demand), *employer, context_.clock.Today());
}

absl::StatusOr<v1::MatchTeamsResponse> TeamMatchingHandlers::MatchTeams(
    CallContext& call, const v1::MatchTeamsRequest& request) const {
  RETURN_IF_ERROR(Await(call, request));
  ASSIGN_OR_RETURN(const Subject subject, SubjectOf(call, request, {}));
  if (subject.demand.kind() != v1::Demand::TEAM) {
    return errors::InvalidField("demand", "is for single persons, not for a team");
  }
  if (request.has_scoring_weights()) {
    RETURN_IF_ERROR(CheckWeightsFor(subject, request.scoring_weights(), "scoring_weights"));
  }
  // Read first: the answer has seen at least this much.
  const int64_t talent_revision = sources_.population.applied_revision(Feed::kTalents);
  const int64_t engagement_revision = sources_.population.applied_revision(Feed::kBookings);
  const std::set<std::string> excluded(request.excluded_teams().begin(),
                                       request.excluded_teams().end());
  v1::MatchTeamsResponse response = recruitment::MatchTeams(
      sources_.population, sources_.stations, subject,
      request.has_scoring_weights() ? request.scoring_weights() : subject.demand.scoring_weights(),
      request.top_k(), sources_.teams.All(), excluded);
  std::vector<v1::MemberContribution*> members;
  for (v1::TeamCandidate& team : *response.mutable_teams()) {
    for (v1::MemberContribution& member : *team.mutable_members()) members.push_back(&member);
  }
  FillNames(call, members);
  response.set_talent_revision(talent_revision);
  response.set_engagement_revision(engagement_revision);
  return response;
}

absl::StatusOr<v1::ComposeTeamResponse> TeamMatchingHandlers::ComposeTeam(
    CallContext& call, const v1::ComposeTeamRequest& request) const {
  RETURN_IF_ERROR(Await(call, request));
  ASSIGN_OR_RETURN(const Subject subject, SubjectOf(call, request, request.roles()));
  const int64_t talent_revision = sources_.population.applied_revision(Feed::kTalents);
  const int64_t engagement_revision = sources_.population.applied_revision(Feed::kBookings);
  auto composed = ComposeTeamOf(sources_.population, sources_.stations, subject, request,
                                [&call] { return !rpc::StillWanted(call).ok(); });
  // Whether the caller has gone or its time is over.
  if (absl::IsCancelled(composed.status())) RETURN_IF_ERROR(rpc::StillWanted(call));
  ASSIGN_OR_RETURN(v1::ComposeTeamResponse response, std::move(composed));
  std::vector<v1::MemberContribution*> members;
  for (v1::MemberContribution& member : *response.mutable_members()) members.push_back(&member);
  for (v1::Substitution& substitution : *response.mutable_substitutions()) {
    for (v1::MemberContribution& substitute : *substitution.mutable_substitutes()) {
      members.push_back(&substitute);
    }
  }
  FillNames(call, members);
  response.set_talent_revision(talent_revision);
  response.set_engagement_revision(engagement_revision);
  return response;
}

void TeamMatchingHandlers::FillNames(const CallContext& call,
                                     const std::vector<v1::MemberContribution*>& members) const {
  std::set<std::string> names;
  for (const v1::MemberContribution* member : members) names.insert(member->talent());
  const auto display_names = context_.talents.DisplayNames(call, {names.begin(), names.end()});
  for (v1::MemberContribution* member : members) {
    const auto it = display_names.find(member->talent());
    if (it != display_names.end()) member->set_display_name(it->second);
  }
}

}  // namespace houniao::recruitment
