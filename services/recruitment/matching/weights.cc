#include "services/recruitment/matching/weights.h"

#include <algorithm>
#include <cstdint>
#include <numeric>

#include "services/recruitment/domain/weight_rules.h"

namespace houniao::recruitment {

const CriterionWeights& HouseWeights() {
  static constexpr CriterionWeights kWeights = [] {
    CriterionWeights weights{};
    weights[v1::CRITERION_SKILL] = 40;
    weights[v1::CRITERION_TITLE_RANK] = 8;
    weights[v1::CRITERION_EDUCATION] = 6;
    weights[v1::CRITERION_TIER] = 10;
    weights[v1::CRITERION_INDUSTRY] = 12;
    weights[v1::CRITERION_EXPERIENCE] = 8;
    weights[v1::CRITERION_MAJOR] = 4;
    weights[v1::CRITERION_WORK_REGION] = 2;
    weights[v1::CRITERION_AVAILABILITY] = 6;
    weights[v1::CRITERION_FEE] = 4;
    weights[v1::CRITERION_POST_TITLE] = 10;
    return weights;
  }();
  return kWeights;
}

CriterionWeights WeightsFor(const Subject& subject, const v1::MatchOptions& options) {
  return WeightsOf(options.has_scoring_weights() ? options.scoring_weights()
                                                 : subject.demand.scoring_weights());
}

absl::Status CheckWeightsFor(const Subject& subject, const v1::ScoringWeights& weights,
                             absl::string_view field) {
  return CheckWeightsInPlay(field, subject.demand, weights,
                            {!subject.industry.empty(), !subject.regions.empty()});
}

CriterionWeights WeightsOf(const v1::ScoringWeights& given) {
  CriterionWeights weights = HouseWeights();
  for (const v1::CriterionWeight& weight : given.weights()) {
    if (v1::Criterion_IsValid(weight.criterion())) {
      weights[static_cast<size_t>(weight.criterion())] = weight.weight();
    }
  }
  return weights;
}

std::vector<int> ShareOut(int total, const std::vector<int>& weights) {
  const int64_t sum = std::accumulate(weights.begin(), weights.end(), int64_t{0});
  std::vector<int> parts(weights.size(), 0);
  if (sum <= 0) return parts;
  std::vector<std::pair<int64_t, size_t>> remainders;
  int given = 0;
  for (size_t i = 0; i < weights.size(); ++i) {
    const int64_t exact = static_cast<int64_t>(total) * weights[i];
    parts[i] = static_cast<int>(exact / sum);
    given += parts[i];
    remainders.emplace_back(exact % sum, i);
  }
  std::stable_sort(remainders.begin(), remainders.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  for (size_t i = 0; given < total; ++i, ++given) ++parts[remainders[i].second];
  return parts;
}

}  // namespace houniao::recruitment
