#include "services/recruitment/handlers/matching_service.h"

#include "common/base/status_macros.h"
#include "common/errors/errors.h"
#include "services/recruitment/domain/demand_rules.h"
#include "services/recruitment/domain/ownership.h"
#include "services/recruitment/handlers/live_population.h"
#include "services/recruitment/matching/weights.h"

namespace houniao::recruitment {
namespace {

using population::Feed;
using SubjectPtr = std::shared_ptr<const Subject>;

// Longer lists come without their reasons.
constexpr int kMostWithCriteria = 100;

absl::Status CheckOptions(const v1::MatchOptions& options) {
  if (!options.has_scoring_weights()) return absl::OkStatus();
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
  rpc::ReadySource ready;
  ready.find = [this](CallContext& call, const rpc::Message& request, int, uint64_t&) {
    return ReadyMatch(call, static_cast<const v1::MatchTalentsRequest&>(request));
  };
  table.OfferReady("MatchTalents", std::move(ready));
  table.Unary<v1::ExplainMatchRequest, v1::ExplainMatchResponse>(
      "ExplainMatch", [this](CallContext& call, const v1::ExplainMatchRequest& request) {
        return ExplainMatch(call, request);
      });
  table.Unary<v1::MatchDemandsRequest, v1::MatchDemandsResponse>(
      "MatchDemands", [this](CallContext& call, const v1::MatchDemandsRequest& request) {
        return MatchDemands(call, request);
      });
  rpc::ReadySource ready_demands;
  ready_demands.find = [this](CallContext& call, const rpc::Message& request, int, uint64_t&) {
    return ReadyDemands(call, static_cast<const v1::MatchDemandsRequest&>(request));
  };
  table.OfferReady("MatchDemands", std::move(ready_demands));
}

absl::Status MatchingHandlers::CheckReady() const {
  return ready_() ? absl::OkStatus() : errors::ServiceUnavailable("talent");
}

template <typename Request>
absl::StatusOr<SubjectPtr> MatchingHandlers::SubjectOf(const CallContext& call,
                                                       const Request& request) const {
  RETURN_IF_ERROR(CheckOptions(request.options()));
  if (!request.demand().empty()) {
    if (SubjectPtr kept = sources_.demands.Find(request.demand())) {
      RETURN_IF_ERROR(RequireOwn(call, kept->demand.employer()));
      return kept;
    }
    return StoredSubject(call, request.demand());
  }
  if (!request.has_inline_demand()) {
    return errors::InvalidField("demand", "or inline_demand is required");
  }
  v1::Demand demand = request.inline_demand();
  demand.clear_name();
  RETURN_IF_ERROR(PrepareDemand(demand, context_.clock.Today()));
  return MakeSubjectOf(call, std::move(demand));
}

absl::StatusOr<SubjectPtr> MatchingHandlers::StoredSubject(const CallContext& call,
                                                           const std::string& name) const {
  auto stored = context_.store.Get<v1::Demand>(call, context_.kinds.demand, name);
  if (!stored.ok()) return HideMissing(call, stored.status());
  return MakeSubjectOf(call, *std::move(stored));
}

absl::StatusOr<SubjectPtr> MatchingHandlers::MakeSubjectOf(const CallContext& call,
                                                           v1::Demand demand) const {
  RETURN_IF_ERROR(RequireOwn(call, demand.employer()));
  const auto employer =
      context_.store.Get<v1::Employer>(call, context_.kinds.employer, demand.employer());
  if (absl::IsNotFound(employer.status())) {
    return errors::ReferenceMissing("demand.employer", demand.employer());
  }
  RETURN_IF_ERROR(employer.status());
  return std::make_shared<const Subject>(
      MakeSubject(std::move(demand), *employer, context_.clock.Today()));
}

absl::Status MatchingHandlers::BeforeMatch(const CallContext& call,
                                           const v1::MatchTalentsRequest& request) const {
  RETURN_IF_ERROR(CheckReady());
  if (request.top_k() > kMostWithCriteria && !request.options().omit_criteria()) {
    return errors::InvalidField(
        "top_k", absl::StrCat("of more than ", kMostWithCriteria, " needs options.omit_criteria"));
  }
  return WaitForRevisions(call, sources_.population, request.min_talent_revision(),
                          request.min_engagement_revision());
}

absl::StatusOr<SubjectPtr> MatchingHandlers::KeptSubject(
    const CallContext& call, const v1::MatchTalentsRequest& request) const {
  RETURN_IF_ERROR(CheckOptions(request.options()));
  if (request.demand().empty()) return SubjectPtr();
  SubjectPtr kept = sources_.demands.Find(request.demand());
  if (kept == nullptr) return kept;
  RETURN_IF_ERROR(RequireOwn(call, kept->demand.employer()));
  if (request.options().has_scoring_weights()) {
    RETURN_IF_ERROR(
        CheckWeightsFor(*kept, request.options().scoring_weights(), "options.scoring_weights"));
  }
  return kept;
}

MatchingHandlers::Seen MatchingHandlers::SeenNow() const {
  return {sources_.population.applied_revision(Feed::kTalents),
          sources_.population.applied_revision(Feed::kBookings)};
}

// A standing answer holds no names of people, so there is nothing in it to mask.
absl::StatusOr<rpc::ReadyReply> MatchingHandlers::ReadyMatch(
    const CallContext& call, const v1::MatchTalentsRequest& request) const {
  const v1::MatchOptions& options = request.options();
  if (!options.omit_display_names() || options.has_diversification()) return rpc::ReadyReply();
  RETURN_IF_ERROR(BeforeMatch(call, request));
  ASSIGN_OR_RETURN(const SubjectPtr subject, KeptSubject(call, request));
  if (subject == nullptr) return rpc::ReadyReply();
  const Seen seen = SeenNow();  // first: the answer has seen at least this much
  ASSIGN_OR_RETURN(const auto answer, standing_.Ask({subject, options, ListSize(request.top_k())}));
  v1::MatchTalentsResponse own;
  own.set_population_count(answer->population_count());
  own.set_talent_revision(seen.talent_revision);
  own.set_engagement_revision(seen.engagement_revision);
  return rpc::ReadyReply{answer->body(), own.SerializeAsString()};
}

absl::StatusOr<v1::MatchTalentsResponse> MatchingHandlers::MatchTalents(
    CallContext& call, const v1::MatchTalentsRequest& request) const {
  RETURN_IF_ERROR(BeforeMatch(call, request));
  ASSIGN_OR_RETURN(SubjectPtr subject, KeptSubject(call, request));
  const bool stands = subject != nullptr && !request.options().has_diversification();
  if (subject == nullptr) {
    ASSIGN_OR_RETURN(subject, SubjectOf(call, request));
  }
  const Seen seen = SeenNow();  // first: the answer has seen at least this much
  v1::MatchTalentsResponse response;
  if (stands) {
    ASSIGN_OR_RETURN(const auto answer,
                     standing_.Ask({subject, request.options(), ListSize(request.top_k())}));
    if (!response.ParseFromString(*answer->body())) {
      return absl::InternalError("A standing answer cannot be read.");
    }
    response.set_population_count(answer->population_count());
  } else {
    ASSIGN_OR_RETURN(response, matcher_.Match(*subject, request.options(), request.top_k()));
  }
  if (!request.options().omit_display_names()) FillNames(call, response);
  response.set_talent_revision(seen.talent_revision);
  response.set_engagement_revision(seen.engagement_revision);
  return response;
}

absl::StatusOr<v1::ExplainMatchResponse> MatchingHandlers::ExplainMatch(
    CallContext& call, const v1::ExplainMatchRequest& request) const {
  RETURN_IF_ERROR(CheckReady());
  RETURN_IF_ERROR(WaitForRevisions(call, sources_.population, request.min_talent_revision(),
                                   request.min_engagement_revision()));
  ASSIGN_OR_RETURN(const SubjectPtr subject, SubjectOf(call, request));
  const int64_t talent_revision = sources_.population.applied_revision(Feed::kTalents);
  const int64_t engagement_revision = sources_.population.applied_revision(Feed::kBookings);
  ASSIGN_OR_RETURN(auto response, matcher_.Explain(*subject, request.options(), request.top_k(),
                                                   request.talent(), request.suggest_changes()));
  // Enterprises learn nothing of those who are not shown to them, not even that they exist.
  const v1::MatchFeatures& features = response.features();
  if (!call.employer.empty() &&
      (!features.share_consent() || features.manual_matching_only() || features.suspended())) {
    return errors::NotFound("talent.houniao/Talent", request.talent());
  }
  response.set_talent_revision(talent_revision);
  response.set_engagement_revision(engagement_revision);
  return response;
}

absl::StatusOr<v1::MatchDemandsResponse> MatchingHandlers::MatchDemands(
    CallContext& call, const v1::MatchDemandsRequest& request) const {
  RETURN_IF_ERROR(CheckReady());
  RETURN_IF_ERROR(WaitForRevisions(call, sources_.population, request.min_talent_revision(),
                                   request.min_engagement_revision()));
  const Seen seen = SeenNow();  // first: the answer has seen at least this much
  ASSIGN_OR_RETURN(auto response,
                   MatchDemandsOf(DemandSources(), request, call.employer, context_.clock.Today()));
  response.set_talent_revision(seen.talent_revision);
  response.set_engagement_revision(seen.engagement_revision);
  return response;
}

// Who may not see the talent gets nothing here, and the handler's refusal.
absl::StatusOr<rpc::ReadyReply> MatchingHandlers::ReadyDemands(
    const CallContext& call, const v1::MatchDemandsRequest& request) const {
  RETURN_IF_ERROR(CheckReady());
  RETURN_IF_ERROR(WaitForRevisions(call, sources_.population, request.min_talent_revision(),
                                   request.min_engagement_revision()));
  const Seen seen = SeenNow();
  auto body = KeptMatchDemandsOf(DemandSources(), request, call.employer, context_.clock.Today());
  if (body == nullptr) return rpc::ReadyReply();
  v1::MatchDemandsResponse own;
  own.set_talent_revision(seen.talent_revision);
  own.set_engagement_revision(seen.engagement_revision);
  return rpc::ReadyReply{std::move(body), own.SerializeAsString()};
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
