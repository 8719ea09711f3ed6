// Matching over the population: who passes every gate, who is best, and why.
#pragma once

#include <set>
#include <string>

#include "absl/status/statusor.h"

#include "common/population/population.h"
#include "services/recruitment/matching/engaged_before.h"
#include "services/recruitment/matching/stations.h"
#include "services/recruitment/matching/subject.h"

#include "houniao/recruitment/v1/recruitment_service.pb.h"

namespace houniao::recruitment {

inline constexpr int kDefaultTopK = 10;
// How many a request asks for: 0 means ten.
inline size_t ListSize(int top_k) { return static_cast<size_t>(top_k == 0 ? kDefaultTopK : top_k); }

// Const calls are thread-safe. The answers leave revisions and names to the caller.
class Matcher {
 public:
  // All must outlive the matcher. Without `engaged` everybody is a first timer.
  Matcher(const population::Population& population, const Stations& stations,
          const EngagedBefore* engaged = nullptr)
      : population_(population), stations_(stations), engaged_(engaged) {}

  // The `top_k` (0: ten) best of those who pass every gate, exactly.
  absl::StatusOr<v1::MatchTalentsResponse> Match(const Subject& subject,
                                                 const v1::MatchOptions& options, int top_k) const;

  // NOT_FOUND if the population does not know the talent. `with_lifts`: what would lift the rank,
  // each made and matched again (lifts.h).
  absl::StatusOr<v1::ExplainMatchResponse> Explain(const Subject& subject,
                                                   const v1::MatchOptions& options, int top_k,
                                                   const std::string& talent,
                                                   bool with_lifts = false) const;

 private:
  const population::Population& population_;
  const Stations& stations_;
  const EngagedBefore* const engaged_;
};

}  // namespace houniao::recruitment
