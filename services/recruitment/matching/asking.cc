#include "services/recruitment/matching/asking.h"

#include "common/base/dates.h"
#include "common/base/status_macros.h"
#include "services/recruitment/matching/diversify.h"
#include "services/recruitment/matching/talent_facts.h"
#include "services/recruitment/matching/weights.h"

namespace houniao::recruitment {
namespace {

int64_t SumOf(const std::vector<Ranked>& list) {
  int64_t sum = 0;
  for (const Ranked& entry : list) sum += entry.score;
  return sum;
}

}  // namespace

Asking::Asking(const Subject& subject, const v1::MatchOptions& options,
               const population::Store& store, const Stations& stations, Roaring excluded)
    : subject_(subject),
      store_(store),
      stations_(stations),
      gates_(subject, store, &stations),
      score_(subject, WeightsFor(subject, options), store, gates_),
      excluded_(std::move(excluded)) {
  for (const std::string& name : options.excluded_talents()) {
    if (const auto row = store.RowOf(TalentIdOf(name))) excluded_.add(*row);
  }
}

absl::Status Asking::Compile() {
  if (gates_.plan().has_value()) availability_.emplace(*gates_.plan(), store_);
  ASSIGN_OR_RETURN(CompiledGates gates,
                   CompiledGates::Make(subject_, store_, &stations_,
                                       availability_.has_value() ? &*availability_ : nullptr));
  compiled_gates_.emplace(std::move(gates));
  compiled_score_.emplace(score_, store_, DayNumber(subject_.today));
  search_.emplace(store_, *compiled_gates_, *compiled_score_, excluded_);
  return absl::OkStatus();
}

std::pair<std::vector<Ranked>, int64_t> Asking::Varied(const v1::Diversification& bounds,
                                                       const EngagedBefore* engaged, size_t top_k) {
  std::vector<Ranked> best = Best(top_k);
  const int64_t most = SumOf(best);
  const auto traits = [&](const Ranked& entry) {
    ListTraits own = TraitsOf(store_, entry.row);
    own.first_timer = engaged == nullptr || !engaged->Has(store_.id(entry.row));
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

// The next one of the list.
void AddCandidate(const Ranked& entry, const population::Store& store, const GateList& gates,
                  const Score& score, bool omit_criteria, v1::MatchTalentsResponse& response) {
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
void AddCounts(const v1::MatchOptions& options, Asking& asking,
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
