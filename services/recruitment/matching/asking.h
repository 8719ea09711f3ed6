// One question for one state of the population, and the parts of its answer.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "absl/status/status.h"

#include "common/population/availability_table.h"
#include "common/population/store.h"
#include "services/recruitment/matching/engaged_before.h"
#include "services/recruitment/matching/gates.h"
#include "services/recruitment/matching/score.h"
#include "services/recruitment/matching/search.h"
#include "services/recruitment/matching/stations.h"

#include "houniao/recruitment/v1/recruitment_service.pb.h"

namespace houniao::recruitment {

// All must outlive it. For one thread.
class Asking {
 public:
  // `excluded`: rows that are nobody's candidates, beside those that the options exclude.
  Asking(const Subject& subject, const v1::MatchOptions& options, const population::Store& store,
         const Stations& stations, Roaring excluded = Roaring());
  Asking(const Asking&) = delete;  // the search refers to the parts
  Asking& operator=(const Asking&) = delete;

  // Before anything is searched or counted; single talents can be judged without it.
  // InvalidArgument for codes that cannot exist.
  absl::Status Compile();

  std::vector<Ranked> Best(size_t top_k) { return search_->Best(top_k); }
  // A more varied list, and what that cost in points.
  std::pair<std::vector<Ranked>, int64_t> Varied(const v1::Diversification& bounds,
                                                 const EngagedBefore* engaged, size_t top_k);

  const GateList& gates() const { return gates_; }
  const Score& score() const { return score_; }
  Search& search() { return *search_; }
  bool IsExcluded(uint32_t row) const { return excluded_.contains(row); }
  bool IsCandidate(const Applicant& applicant) const {
    return !IsExcluded(applicant.row) && gates_.FirstFailed(applicant) == nullptr;
  }
  int64_t population_count() const {
    return static_cast<int64_t>(store_.size() - excluded_.cardinality());
  }

 private:
  const Subject& subject_;
  const population::Store& store_;
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
void AddCandidate(const Ranked& entry, const population::Store& store, const GateList& gates,
                  const Score& score, bool omit_criteria, v1::MatchTalentsResponse& response);

// The counts that are wanted.
void AddCounts(const v1::MatchOptions& options, Asking& asking, v1::MatchTalentsResponse& response);

}  // namespace houniao::recruitment
