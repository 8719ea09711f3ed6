#include "services/recruitment/handlers/demand_matching.h"

#include "absl/strings/str_cat.h"

#include "common/base/dates.h"
#include "common/errors/errors.h"
#include "services/recruitment/demands/demand_search.h"
#include "services/recruitment/matching/gates.h"
#include "services/recruitment/matching/matcher.h"
#include "services/recruitment/matching/score.h"
#include "services/recruitment/matching/talent_facts.h"

namespace houniao::recruitment {
namespace {

void AddCriteria(const Subject& subject, const Applicant& talent, const Stations& stations,
                 v1::DemandMatch& match) {
  const GateList gates(subject, *talent.store, &stations);
  const Score score(subject, WeightsOf(subject.demand.scoring_weights()), *talent.store, gates);
  for (v1::CriterionPoints& points : score.Explain(talent)) {
    *match.add_criteria() = std::move(points);
  }
}

void AddMatches(const DemandRegister::View& demands, const DemandAnswer& answer,
                const Applicant& talent, const Stations& stations, bool with_criteria,
                v1::MatchDemandsResponse& response) {
  const DemandTable& table = demands.table();
  for (const RankedDemand& entry : answer.best) {
    const CompiledDemand& demand = table.at(entry.slot);
    v1::DemandMatch& match = *response.add_demands();
    match.set_demand(demand.name);
    match.set_title(demand.title);
    match.set_employer(demand.employer);
    match.set_rank(response.demands_size());
    match.set_score(entry.score);
    match.set_max_score(demand.max_score);
    match.set_urgency(demand.urgency);
    match.set_needed_half_day_count(demand.needed_half_days);
    match.set_remaining_half_day_count(entry.remaining_half_days);
    if (!with_criteria) continue;
    if (const auto subject = demands.SubjectOf(demand.name)) {
      AddCriteria(*subject, talent, stations, match);
    }
  }
}

// What an answer depends on, apart from talents, demands and stations.
std::string QuestionOf(const v1::MatchDemandsRequest& request, const std::string& employer) {
  v1::MatchDemandsRequest question = request;
  question.clear_min_talent_revision();
  question.clear_min_engagement_revision();
  return absl::StrCat(employer.size(), ":", employer, question.SerializeAsString());
}

void AddCounts(const DemandAnswer& answer, v1::MatchDemandsResponse& response) {
  response.set_eligible_count(answer.eligible);
  response.set_open_demand_count(answer.looked_at);
  for (int gate = 1; gate <= v1::Gate_MAX; ++gate) {
    const int64_t removed = answer.removed[static_cast<size_t>(gate)];
    if (removed == 0) continue;
    v1::GateCount& count = *response.add_gate_counts();
    count.set_gate(static_cast<v1::Gate>(gate));
    count.set_removed_count(removed);
  }
}

}  // namespace

absl::StatusOr<v1::MatchDemandsResponse> MatchDemandsOf(const population::Population& population,
                                                        const DemandRegister& demands,
                                                        const Stations& stations,
                                                        const v1::MatchDemandsRequest& request,
                                                        const std::string& employer,
                                                        absl::CivilDay today) {
  const population::View people = population.view();
  const auto row = people->RowOf(TalentIdOf(request.talent()));
  if (!row.has_value() || (!employer.empty() && !people->MatchableRow(*row))) {
    return errors::NotFound("talent.houniao/Talent", request.talent());
  }
  const Applicant talent{&*people, *row};
  DemandQuestion question;
  question.today = DayNumber(today);
  question.top_k = static_cast<size_t>(request.top_k() == 0 ? kDefaultTopK : request.top_k());
  question.industries = {request.industries().begin(), request.industries().end()};
  question.employer = employer;
  const DemandRegister::View view = demands.view();
  const MatchState state = {talent, view.version(), stations.version(), question.today};
  const std::string asked = QuestionOf(request, employer);
  v1::MatchDemandsResponse response;
  if (view.kept_matches().Find(asked, state, response)) return response;
  const DemandAnswer answer = SearchDemands(view.table(), question, talent, &stations);
  AddMatches(view, answer, talent, stations, !request.omit_criteria(), response);
  AddCounts(answer, response);
  view.kept_matches().Keep(asked, state, response);
  return response;
}

}  // namespace houniao::recruitment
