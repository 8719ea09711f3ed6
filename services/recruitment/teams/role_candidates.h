// Who can play which role of a team, and how well: taken from one state of the population, so that
// the search for a team holds nobody up.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

#include "common/population/population.h"
#include "services/recruitment/composing/effort.h"
#include "services/recruitment/composing/team_problem.h"
#include "services/recruitment/matching/stations.h"
#include "services/recruitment/matching/subject.h"

namespace houniao::recruitment {

// Of each role the best by score; more are not looked at, and what they could bring is bounded.
inline constexpr size_t kMostCandidatesPerRole = 5000;

struct RoleCandidates {
  // Roles and people; points are the suitability (0..10000) by the weight of the role. Traits are
  // the demand's musts, in their order.
  composing::TeamProblem problem;
  std::vector<int64_t> weights;  // by role, without their common measure
  int64_t weight_sum = 0;        // of all places, by which points are a score of 0..10000
  // By role: the most points of anybody, and of anybody who is not in the problem (-1: all are).
  std::vector<int64_t> most_points;
  std::vector<int64_t> left_out_points;
  // By person: keys of the demand's requirements that the person meets.
  std::vector<std::vector<std::string>> met;
  // By must of the demand: its key. Bits of traits.
  std::vector<std::string> musts;
  // Pinned talents who cannot play any role, with why.
  std::vector<std::pair<std::string, std::string>> unfit_pins;
};

// `pinned` and `excluded`: ids of talents. CANCELLED once `cancelled`, which may be null, is true.
absl::StatusOr<RoleCandidates> FindRoleCandidates(const population::Population& population,
                                                  const Stations& stations, const Subject& subject,
                                                  const std::vector<std::string>& pinned,
                                                  const std::set<std::string>& excluded,
                                                  bool with_days,
                                                  const composing::Cancelled& cancelled);

}  // namespace houniao::recruitment
