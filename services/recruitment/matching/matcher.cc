#include "services/recruitment/matching/matcher.h"

#include <algorithm>

#include "common/base/status_macros.h"
#include "common/codes/skills.h"
#include "common/errors/errors.h"
#include "services/recruitment/matching/asking.h"
#include "services/recruitment/matching/features.h"
#include "services/recruitment/matching/lifts.h"
#include "services/recruitment/matching/replay.h"
#include "services/recruitment/matching/talent_facts.h"
#include "services/recruitment/matching/weights.h"

namespace houniao::recruitment {
namespace {

absl::Status CheckWeightsOf(const Subject& subject, const v1::MatchOptions& options) {
  return options.has_scoring_weights()
             ? CheckWeightsFor(subject, options.scoring_weights(), "options.scoring_weights")
             : absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::MatchTalentsResponse> Matcher::Match(const Subject& subject,
                                                        const v1::MatchOptions& options,
                                                        int top_k) const {
  RETURN_IF_ERROR(CheckWeightsOf(subject, options));
  const population::View view = population_.view();
  Asking asking(subject, options, *view, stations_);
  RETURN_IF_ERROR(asking.Compile());
  v1::MatchTalentsResponse response;
  std::vector<Ranked> best;
  if (options.has_diversification()) {
    int64_t cost = 0;
    std::tie(best, cost) = asking.Varied(options.diversification(), engaged_, ListSize(top_k));
    response.set_diversification_cost(cost);
  } else {
    best = asking.Best(ListSize(top_k));
  }
  for (const Ranked& entry : best) {
    AddCandidate(entry, *view, asking.gates(), asking.score(), options.omit_criteria(), response);
  }
  response.set_max_score(asking.score().max_score());
  response.set_knowledge_version(codes::SkillTable::BuiltIn().version());
  AddCounts(options, asking, response);
  return response;
}

absl::StatusOr<v1::ExplainMatchResponse> Matcher::Explain(const Subject& subject,
                                                          const v1::MatchOptions& options,
                                                          int top_k, const std::string& talent,
                                                          bool with_lifts) const {
  RETURN_IF_ERROR(CheckWeightsOf(subject, options));
  const population::View view = population_.view();
  const auto row = view->RowOf(TalentIdOf(talent));
  if (!row.has_value()) return errors::NotFound("talent.houniao/Talent", talent);
  Asking asking(subject, options, *view, stations_);
  RETURN_IF_ERROR(asking.Compile());
  const Applicant applicant{&*view, *row};
  v1::ExplainMatchResponse response;
  response.set_talent(talent);
  for (v1::GateResult& result : asking.gates().Explain(applicant)) {
    if (!result.passed() && !response.has_first_failed_gate()) {
      *response.mutable_first_failed_gate() = result;
    }
    *response.add_gates() = std::move(result);
  }
  response.set_eligible(!response.has_first_failed_gate());
  response.set_score(asking.score().Of(applicant));
  response.set_max_score(asking.score().max_score());
  for (v1::CriterionPoints& points : asking.score().Explain(applicant)) {
    *response.add_criteria() = std::move(points);
  }
  if (asking.IsCandidate(applicant)) {
    response.set_rank(asking.search().CountBefore({response.score(), *row}) + 1);
  }
  response.set_eligible_count(asking.search().CountEligible());
  const std::vector<Ranked> best = asking.Best(ListSize(top_k));
  if (!best.empty()) response.set_threshold_score(best.back().score);
  response.set_listed(std::any_of(best.begin(), best.end(),
                                  [&](const Ranked& entry) { return entry.row == *row; }));
  *response.mutable_features() = FeaturesOf(applicant, subject, asking.gates(), &stations_);
  if (with_lifts && !asking.IsExcluded(*row)) {
    Replay replay(*view, stations_, subject, options, ListSize(top_k), *row);
    for (const Lift& lift : FindLifts(replay, view->rest_days())) {
      *response.add_lifts() = MessageOf(lift);
    }
  }
  return response;
}

}  // namespace houniao::recruitment
