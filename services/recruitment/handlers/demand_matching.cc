#include "services/recruitment/handlers/demand_matching.h"

#include <optional>

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

// One question, with the state that answers it.
class Asked {
 public:
  Asked(const DemandMatchSources& sources, const v1::MatchDemandsRequest& request,
        const std::string& employer, absl::CivilDay today)
      : sources_(sources),
        request_(request),
        employer_(employer),
        today_(DayNumber(today)),
        people_(sources.population.view()),
        demands_(sources.demands.view()),
        row_(people_->RowOf(TalentIdOf(request.talent()))) {}

  bool KnowsTalent() const {
    return row_.has_value() && (employer_.empty() || people_->MatchableRow(*row_));
  }
  // Below, the talent must be known.
  std::shared_ptr<const std::string> Kept() const {
    return demands_.kept_matches().Find(QuestionOf(request_, employer_), State());
  }
  v1::MatchDemandsResponse Search() const {
    const MatchState state = State();  // before the search
    DemandQuestion question;
    question.today = today_;
    question.top_k = ListSize(request_.top_k());
    question.industries = {request_.industries().begin(), request_.industries().end()};
    question.employer = employer_;
    const DemandAnswer answer =
        SearchDemands(demands_.table(), question, state.talent, &sources_.stations);
    v1::MatchDemandsResponse response;
    AddMatches(demands_, answer, state.talent, sources_.stations, !request_.omit_criteria(),
               response);
    AddCounts(answer, response);
    demands_.kept_matches().Keep(QuestionOf(request_, employer_), state, response);
    return response;
  }

 private:
  MatchState State() const {
    return {{&*people_, *row_}, demands_.version(), sources_.stations.version(), today_};
  }

  const DemandMatchSources& sources_;
  const v1::MatchDemandsRequest& request_;
  const std::string& employer_;
  const int today_;
  const population::View people_;
  const DemandRegister::View demands_;
  const std::optional<uint32_t> row_;
};

}  // namespace

absl::StatusOr<v1::MatchDemandsResponse> MatchDemandsOf(const DemandMatchSources& sources,
                                                        const v1::MatchDemandsRequest& request,
                                                        const std::string& employer,
                                                        absl::CivilDay today) {
  const Asked asked(sources, request, employer, today);
  if (!asked.KnowsTalent()) return errors::NotFound("talent.houniao/Talent", request.talent());
  return asked.Search();
}

std::shared_ptr<const std::string> KeptMatchDemandsOf(const DemandMatchSources& sources,
                                                      const v1::MatchDemandsRequest& request,
                                                      const std::string& employer,
                                                      absl::CivilDay today) {
  const Asked asked(sources, request, employer, today);
  return asked.KnowsTalent() ? asked.Kept() : nullptr;
}

}  // namespace houniao::recruitment
