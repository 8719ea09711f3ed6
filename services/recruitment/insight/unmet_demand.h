// Why seats stay empty: who comes nearest, what binds, and what giving way would bring.
#pragma once

#include <functional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#include "common/population/population.h"
#include "services/recruitment/matching/stations.h"
#include "services/recruitment/matching/subject.h"

#include "houniao/recruitment/v1/shortage.pb.h"

namespace houniao::recruitment {

// How many pass every gate.
absl::StatusOr<int64_t> CountEligible(const population::Population& population,
                                      const Stations& stations, const Subject& subject);

// Seats that nobody is confirmed for.
int EmptySeats(const v1::Demand& demand);

// A demand among others: fewest candidates for a seat first, then the most urgent, then by name.
struct UnmetRank {
  int64_t eligible = 0;
  int empty_seats = 0;
  int urgency = 0;
  std::string name;

  bool operator<(const UnmetRank& other) const;
};

// The whole story of one demand, without display names. Near misses consent to be shown, and no
// gate of law keeps them out. Each relaxation is counted by making the match again, as the
// population is then; those that bring nobody are left out, and a wider one that brings no more
// than a smaller one of the same rule. `keep_going` is asked now and then; its error is the answer.
absl::StatusOr<v1::UnmetDemand> ExplainUnmet(const population::Population& population,
                                             const Stations& stations, const Subject& subject,
                                             int most_misses,
                                             const std::function<absl::Status()>& keep_going);

}  // namespace houniao::recruitment
