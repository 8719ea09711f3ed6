#include "services/recruitment/matching/matcher.h"

#include <algorithm>
#include <array>

#include "common/base/status_macros.h"
#include "common/codes/skills.h"
#include "common/errors/errors.h"
#include "services/recruitment/matching/diversify.h"
#include "services/recruitment/matching/features.h"
#include "services/recruitment/matching/gates.h"
#include "services/recruitment/matching/score.h"
#include "services/recruitment/matching/talent_facts.h"
#include "services/recruitment/matching/top_list.h"

namespace houniao::recruitment {
namespace {

// One question, made ready for one state of the population.
class Asking {
 public:
  Asking(const Subject& subject, const v1::MatchOptions& options, const population::View& view,
         const Stations& stations)
      : subject_(subject),
        view_(view),
        gates_(subject, *view, &stations),
        score_(subject,
               WeightsOf(options.has_scoring_weights() ? options.scoring_weights()
                                                       : subject.demand.scoring_weights()),
               *view, gates_) {
    for (const std::string& name : options.excluded_talents()) {
      if (const auto row = view->RowOf(TalentIdOf(name))) excluded_.add(*row);
    }
  }

  absl::Status Run(size_t top_k) {
    ASSIGN_OR_RETURN(Roaring candidates, view_.Candidates(PrefilterOf(subject_)));
    candidates -= excluded_;
    TopList best(*view_, top_k);
    for (const uint32_t row : candidates) {
      const Applicant applicant{&*view_, row};
      if (gates_.FirstFailed(applicant) != nullptr) continue;
      eligible_.add(row);
      best.Add({score_.Of(applicant), row});
    }
    best_ = best.Take();
    return absl::OkStatus();
  }

  // Makes the list of the last Run more varied; returns what it cost in points.
  absl::StatusOr<int64_t> Vary(const v1::Diversification& bounds, const EngagedBefore* engaged,
                               size_t top_k) {
    const int64_t most = SumOf(best_);
    const auto traits = [&](const Ranked& entry) {
      ListTraits own = TraitsOf(*view_, entry.row);
      own.first_timer = engaged == nullptr || !engaged->Has(view_->id(entry.row));
      return own;
    };
    for (size_t looked_at = top_k;; looked_at *= 8) {
      if (looked_at > top_k) RETURN_IF_ERROR(Run(looked_at));
      auto list = Diversify(bounds, best_, best_.size() < looked_at, top_k, traits);
      if (!list.has_value()) continue;
      best_ = *std::move(list);
      return most - SumOf(best_);
    }
  }

  const GateList& gates() const { return gates_; }
  const Score& score() const { return score_; }
  const std::vector<Ranked>& best() const { return best_; }
  int64_t eligible_count() const { return static_cast<int64_t>(eligible_.cardinality()); }
  bool IsEligible(uint32_t row) const { return eligible_.contains(row); }
  int64_t population_count() const {
    return static_cast<int64_t>((view_->live() - excluded_).cardinality());
  }

  // Place among all who are eligible.
  int64_t RankOf(const Ranked& entry) const {
    int64_t before = 0;
    for (const uint32_t row : eligible_) {
      if (row == entry.row) continue;
      if (TopList::Before(*view_, {score_.Of({&*view_, row}), row}, entry)) ++before;
    }
    return before + 1;
  }

  std::array<int64_t, v1::Gate_MAX + 1> CountRemoved() const {
    std::array<int64_t, v1::Gate_MAX + 1> removed{};
    for (const uint32_t row : view_->live() - excluded_ - eligible_) {
      const GateRule* const failed = gates_.FirstFailed({&*view_, row});
      if (failed != nullptr) ++removed[static_cast<size_t>(failed->gate)];
    }
    return removed;
  }

 private:
  static int64_t SumOf(const std::vector<Ranked>& list) {
    int64_t sum = 0;
    for (const Ranked& entry : list) sum += entry.score;
    return sum;
  }

  const Subject& subject_;
  const population::View& view_;
  const GateList gates_;
  const Score score_;
  Roaring excluded_;
  Roaring eligible_;
  std::vector<Ranked> best_;
};

size_t SizeOf(int top_k) { return static_cast<size_t>(top_k == 0 ? kDefaultTopK : top_k); }

}  // namespace

absl::StatusOr<v1::MatchTalentsResponse> Matcher::Match(const Subject& subject,
                                                        const v1::MatchOptions& options,
                                                        int top_k) const {
  const population::View view = population_.view();
  Asking asking(subject, options, view, stations_);
  RETURN_IF_ERROR(asking.Run(SizeOf(top_k)));
  v1::MatchTalentsResponse response;
  if (options.has_diversification()) {
    ASSIGN_OR_RETURN(const int64_t cost,
                     asking.Vary(options.diversification(), engaged_, SizeOf(top_k)));
    response.set_diversification_cost(cost);
  }
  for (const Ranked& entry : asking.best()) {
    const Applicant applicant{&*view, entry.row};
    v1::Candidate* const candidate = response.add_candidates();
    candidate->set_talent(absl::StrCat("talents/", view->id(entry.row)));
    candidate->set_rank(response.candidates_size());
    candidate->set_score(entry.score);
    if (!options.omit_criteria()) {
      for (v1::CriterionPoints& points : asking.score().Explain(applicant)) {
        *candidate->add_criteria() = std::move(points);
      }
    }
    candidate->set_remaining_half_day_count(asking.gates().RemainingHalfDays(applicant));
    candidate->set_free_half_day_count(asking.gates().FreeHalfDays(applicant));
  }
  response.set_max_score(asking.score().max_score());
  response.set_knowledge_version(codes::SkillTable::BuiltIn().version());
  if (!options.omit_eligible_count()) response.set_eligible_count(asking.eligible_count());
  response.set_population_count(asking.population_count());
  if (!options.omit_gate_counts()) {
    const auto removed = asking.CountRemoved();
    for (int gate = 1; gate <= v1::Gate_MAX; ++gate) {
      if (removed[static_cast<size_t>(gate)] == 0) continue;
      v1::GateCount* const count = response.add_gate_counts();
      count->set_gate(static_cast<v1::Gate>(gate));
      count->set_removed_count(removed[static_cast<size_t>(gate)]);
    }
  }
  return response;
}

absl::StatusOr<v1::ExplainMatchResponse> Matcher::Explain(const Subject& subject,
                                                          const v1::MatchOptions& options,
                                                          int top_k,
                                                          const std::string& talent) const {
  const population::View view = population_.view();
  const auto row = view->RowOf(TalentIdOf(talent));
  if (!row.has_value()) return errors::NotFound("talent.houniao/Talent", talent);
  Asking asking(subject, options, view, stations_);
  RETURN_IF_ERROR(asking.Run(SizeOf(top_k)));
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
  if (asking.IsEligible(*row)) response.set_rank(asking.RankOf({response.score(), *row}));
  response.set_eligible_count(asking.eligible_count());
  const auto& best = asking.best();
  if (!best.empty()) response.set_threshold_score(best.back().score);
  response.set_listed(std::any_of(best.begin(), best.end(),
                                  [&](const Ranked& entry) { return entry.row == *row; }));
  *response.mutable_features() = FeaturesOf(applicant, subject, asking.gates(), &stations_);
  return response;
}

}  // namespace houniao::recruitment
