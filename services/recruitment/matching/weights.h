// How criteria weigh against each other, and how the points of a score are shared out by that.
#pragma once

#include <array>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

#include "services/recruitment/matching/subject.h"

#include "houniao/recruitment/v1/demand.pb.h"
#include "houniao/recruitment/v1/recruitment_service.pb.h"

namespace houniao::recruitment {

// Most points of a score.
inline constexpr int kMaxScore = 10000;

// Weight of each criterion by its number; that of the house where `weights` says nothing.
using CriterionWeights = std::array<int, v1::Criterion_MAX + 1>;
const CriterionWeights& HouseWeights();
CriterionWeights WeightsOf(const v1::ScoringWeights& weights);

// Those of the options, or else of the demand.
CriterionWeights WeightsFor(const Subject& subject, const v1::MatchOptions& options);

// INVALID_ARGUMENT about `field` if nobody could get a point for this demand with these weights.
absl::Status CheckWeightsFor(const Subject& subject, const v1::ScoringWeights& weights,
                             absl::string_view field);

// `total` in whole parts in proportion to the weights, which sum to `total` exactly unless all
// weights are 0. What rounding leaves goes to the largest remainders, the first of equal ones.
std::vector<int> ShareOut(int total, const std::vector<int>& weights);

}  // namespace houniao::recruitment
