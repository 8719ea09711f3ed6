// One question for one state of the population, and the parts of its answer.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"

#include "common/base/dates.h"
#include "common/base/status_macros.h"
#include "common/population/availability_table.h"
#include "common/population/population.h"
#include "services/recruitment/matching/diversify.h"
#include "services/recruitment/matching/engaged_before.h"
#include "services/recruitment/matching/gates.h"
#include "services/recruitment/matching/score.h"
#include "services/recruitment/matching/search.h"
#include "services/recruitment/matching/stations.h"
#include "services/recruitment/matching/talent_facts.h"
#include "services/recruitment/matching/weights.h"

#include "houniao/recruitment/v1/recruitment_service.pb.h"

namespace houniao::recruitment {

// All must outlive it. For one thread.
class Asking {
 public:
  Asking(const Subject& subject, const v1::MatchOptions& options, const population::View& view,
         const Stations& stations)
      : subject_(subject),
        view_(view),
        stations_(stations),
        gates_(subject, *view, &stations),
        score_(subject,
               WeightsOf(options.has_scoring_weights() ? options.scoring_weights()
                                                       : subject.demand.scoring_weights()),
               *view, gates_) {
    for (const std::string& name : options.excluded_talents()) {
      if (const auto row = view->RowOf(TalentIdOf(name))) excluded_.add(*row);
    }
  }
  Asking(const Asking&) = delete;  // the search refers to the parts
  Asking& operator=(const Asking&) = delete;

  // Before anything is searched or counted; single talents can be judged without it.
  absl::Status Compile() {
    if (gates_.plan().has_value()) availability_.emplace(*gates_.plan(), *view_);
    ASSIGN_OR_RETURN(CompiledGates gates,
                     CompiledGates::Make(subject_, *view_, &stations_,
                                         availability_.has_value() ? &*availability_ : nullptr));
    compiled_gates_.emplace(std::move(gates));
    compiled_score_.emplace(score_, *view_, DayNumber(subject_.today));
    search_.emplace(*view_, *compiled_gates_, *compiled_score_, excluded_);
    return absl::OkStatus();
  }

  // The best, or a more varied list of them; with what that cost in points.
  std::vector<Ranked> Best(size_t top_k) { return search_->Best(top_k); }
  std::pair<std::vector<Ranked>, int64_t> Varied(const v1::Diversification& bounds,
                                                 const EngagedBefore* engaged, size_t top_k) {
    std::vector<Ranked> best = Best(top_k);
    const int64_t most = SumOf(best);
    const auto traits = [&](const Ranked& entry) {
      ListTraits own = TraitsOf(*view_, entry.row);
      own.first_timer = engaged == nullptr || !engaged->Has(view_->id(entry.row));
      return own;
    };
    for (size_t looked_at = top_k;; looked_at *= 8) {
      if (looked_at > top_k) best = Best(looked_at);
      auto list = Diversify(bounds, best, best.size() < looked_at, top_k, traits);
      if (!list.has_value()) continue;
      const int64_t cost = most - SumOf(*list);
      return {*std::move(list), cost};
    }
  }

  const GateList& gates() const { return gates_; }
  const Score& score() const { return score_; }
  Search& search() { return *search_; }
  bool IsExcluded(uint32_t row) const { return excluded_.contains(row); }
  bool IsCandidate(const Applicant& applicant) const {
    return !IsExcluded(applicant.row) && gates_.FirstFailed(applicant) == nullptr;
  }
  int64_t population_count() const {
    return static_cast<int64_t>(view_->size() - excluded_.cardinality());
  }

 private:
  static int64_t SumOf(const std::vector<Ranked>& list) {
    int64_t sum = 0;
    for (const Ranked& entry : list) sum += entry.score;
    return sum;
  }

  const Subject& subject_;
  const population::View& view_;
  const Stations& stations_;
  const GateList gates_;
  const Score score_;
  Roaring excluded_;
  std::optional<population::AvailabilityTable> availability_;
  std::optional<CompiledGates> compiled_gates_;
  std::optional<CompiledScore> compiled_score_;
  std::optional<Search> search_;
};

// The next one of the list.
inline void AddCandidate(const Ranked& entry, const population::Store& store, const GateList& gates,
                         const Score& score, bool omit_criteria,
                         v1::MatchTalentsResponse& response) {
  const Applicant applicant{&store, entry.row};
  v1::Candidate* const candidate = response.add_candidates();
  candidate->set_talent(absl::StrCat("talents/", store.id(entry.row)));
  candidate->set_rank(response.candidates_size());
  candidate->set_score(entry.score);
  if (!omit_criteria) {
    for (v1::CriterionPoints& points : score.Explain(applicant)) {
      *candidate->add_criteria() = std::move(points);
    }
  }
  candidate->set_remaining_half_day_count(gates.RemainingHalfDays(applicant));
  candidate->set_free_half_day_count(gates.FreeHalfDays(applicant));
}

// The counts that are wanted.
inline void AddCounts(const v1::MatchOptions& options, Asking& asking,
                      v1::MatchTalentsResponse& response) {
  response.set_population_count(asking.population_count());
  if (options.omit_gate_counts()) {
    if (!options.omit_eligible_count()) {
      response.set_eligible_count(asking.search().CountEligible());
    }
    return;
  }
  const Search::Counts counts = asking.search().CountByGate();
  if (!options.omit_eligible_count()) response.set_eligible_count(counts.eligible);
  for (int gate = 1; gate <= v1::Gate_MAX; ++gate) {
    const int64_t removed = counts.removed[static_cast<size_t>(gate)];
    if (removed == 0) continue;
    v1::GateCount* const count = response.add_gate_counts();
    count->set_gate(static_cast<v1::Gate>(gate));
    count->set_removed_count(removed);
  }
}

}  // namespace houniao::recruitment
