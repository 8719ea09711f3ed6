#include "services/recruitment/handlers/matching_service.h"

#include "common/base/status_macros.h"
#include "common/errors/errors.h"
#include "services/recruitment/domain/demand_rules.h"
#include "services/recruitment/domain/ownership.h"
#include "services/recruitment/handlers/live_population.h"

namespace houniao::recruitment {
namespace {

using population::Feed;

absl::Status CheckOptions(const v1::MatchOptions& options) {
  // The same rules as for weights that are stored with a demand.
  v1::Demand demand;
  *demand.mutable_scoring_weights() = options.scoring_weights();
  std::vector<errors::FieldViolation> violations;
  for (errors::FieldViolation& violation : CheckDemand(demand, absl::CivilDay())) {
    violation.field = "options" + violation.field.substr(sizeof("demand") - 1);
    violations.push_back(std::move(violation));
  }
  if (violations.empty()) return absl::OkStatus();
  return errors::InvalidFields(std::move(violations));
}

}  // namespace

void MatchingHandlers::Bind(rpc::ServiceTable& table) const {
  table.Unary<v1::MatchTalentsRequest, v1::MatchTalentsResponse>(
      "MatchTalents", [this](CallContext& call, const v1::MatchTalentsRequest& request) {
        return MatchTalents(call, request);
      });
  table.Unary<v1::ExplainMatchRequest, v1::ExplainMatchResponse>(
      "ExplainMatch", [this](CallContext& call, const v1::ExplainMatchRequest& request) {
        return ExplainMatch(call, request);
      });
}

absl::Status MatchingHandlers::CheckReady() const {
  return ready_() ? absl::OkStatus() : errors::ServiceUnavailable("talent");
}

template <typename Request>
absl::StatusOr<Subject> MatchingHandlers::SubjectOf(const CallContext& call,
                                                    const Request& request) const {
  v1::Demand demand;
  const absl::CivilDay today = context_.clock.Today();
  if (!request.demand().empty()) {
    auto stored = context_.store.Get<v1::Demand>(call, context_.kinds.demand, request.demand());
    if (!stored.ok()) return HideMissing(call, stored.status());
    demand = *std::move(stored);
  } else if (request.has_inline_demand()) {
    demand = request.inline_demand();
    demand.clear_name();
    RETURN_IF_ERROR(PrepareDemand(demand, today));
  } else {
    return errors::InvalidField("demand", "or inline_demand is required");
  }
  RETURN_IF_ERROR(RequireOwn(call, demand.employer()));
  auto employer =
      context_.store.Get<v1::Employer>(call, context_.kinds.employer, demand.employer());
  if (absl::IsNotFound(employer.status())) {
    return errors::ReferenceMissing("demand.employer", demand.employer());
  }
  RETURN_IF_ERROR(employer.status());
  RETURN_IF_ERROR(CheckOptions(request.options()));
  return MakeSubject(std::move(demand), *employer, today);
}

absl::StatusOr<v1::MatchTalentsResponse> MatchingHandlers::MatchTalents(
    CallContext& call, const v1::MatchTalentsRequest& request) const {
  RETURN_IF_ERROR(CheckReady());
  ASSIGN_OR_RETURN(const Subject subject, SubjectOf(call, request));
  RETURN_IF_ERROR(WaitForRevisions(call, population_, request.min_talent_revision(),
                                   request.min_engagement_revision()));
  // Read first: the answer has seen at least this much.
  const int64_t talent_revision = population_.applied_revision(Feed::kTalents);
  const int64_t engagement_revision = population_.applied_revision(Feed::kBookings);
  ASSIGN_OR_RETURN(auto response, matcher_.Match(subject, request.options(), request.top_k()));
  FillNames(call, response);
  response.set_talent_revision(talent_revision);
  response.set_engagement_revision(engagement_revision);
  return response;
}

absl::StatusOr<v1::ExplainMatchResponse> MatchingHandlers::ExplainMatch(
    CallContext& call, const v1::ExplainMatchRequest& request) const {
  RETURN_IF_ERROR(CheckReady());
  ASSIGN_OR_RETURN(const Subject subject, SubjectOf(call, request));
  RETURN_IF_ERROR(WaitForRevisions(call, population_, request.min_talent_revision(),
                                   request.min_engagement_revision()));
  const int64_t talent_revision = population_.applied_revision(Feed::kTalents);
  const int64_t engagement_revision = population_.applied_revision(Feed::kBookings);
  ASSIGN_OR_RETURN(auto response,
                   matcher_.Explain(subject, request.options(), request.top_k(), request.talent()));
  // Enterprises learn nothing of those who are not shown to them, not even that they exist.
  const v1::MatchFeatures& features = response.features();
  if (!call.employer.empty() && (!features.share_consent() || features.suspended())) {
    return errors::NotFound("talent.houniao/Talent", request.talent());
  }
  response.set_talent_revision(talent_revision);
  response.set_engagement_revision(engagement_revision);
  return response;
}

void MatchingHandlers::FillNames(const CallContext& call,
                                 v1::MatchTalentsResponse& response) const {
  std::vector<std::string> names;
  for (const v1::Candidate& candidate : response.candidates()) names.push_back(candidate.talent());
  const auto display_names = context_.talents.DisplayNames(call, names);
  for (v1::Candidate& candidate : *response.mutable_candidates()) {
    const auto it = display_names.find(candidate.talent());
    if (it != display_names.end()) candidate.set_display_name(it->second);
  }
}

}  // namespace houniao::recruitment
