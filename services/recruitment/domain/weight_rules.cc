#include "services/recruitment/domain/weight_rules.h"

#include <algorithm>
#include <map>

#include "services/recruitment/domain/demand_fees.h"
#include "services/recruitment/domain/requirement_rules.h"

namespace houniao::recruitment {
namespace {

using errors::FieldViolation;
using v1::Requirement;

// `CRITERION_TITLE_RANK` as people give it, `title_rank`.
std::string NamesOf(const std::set<int>& criteria) {
  std::vector<std::string> names;
  for (const int criterion : criteria) {
    const std::string name = v1::Criterion_Name(static_cast<v1::Criterion>(criterion));
    names.push_back(absl::AsciiStrToLower(name.substr(sizeof("CRITERION_") - 1)));
  }
  return absl::StrJoin(names, ", ");
}

std::string NothingText(const std::set<int>& criteria) {
  return absl::StrCat(
      "sum to nothing: the criteria that this demand can be judged by all weigh 0; give one of "
      "these a weight: ",
      NamesOf(criteria));
}

}  // namespace

std::set<int> CriteriaInPlay(const v1::Demand& demand, const EmployerFacts& employer) {
  std::map<int, int> weights;  // of the requirements, by criterion
  for (const Requirement& requirement : demand.requirements()) {
    if (requirement.kind_case() == Requirement::KIND_NOT_SET) continue;
    weights[CriterionOf(requirement)] += WeightOf(requirement);
  }
  std::set<int> criteria = {v1::CRITERION_TITLE_RANK, v1::CRITERION_EDUCATION, v1::CRITERION_TIER,
                            v1::CRITERION_EXPERIENCE};
  if (employer.industry || !demand.industry().empty()) criteria.insert(v1::CRITERION_INDUSTRY);
  if (employer.region || !demand.regions().empty()) criteria.insert(v1::CRITERION_WORK_REGION);
  for (const auto& [criterion, weight] : weights) {
    if (weight > 0) {
      criteria.insert(criterion);
    } else {
      criteria.erase(criterion);
    }
  }
  if (demand.has_period() && demand.day_count() > 0) criteria.insert(v1::CRITERION_AVAILABILITY);
  if (MostDayFee(demand) > 0) criteria.insert(v1::CRITERION_FEE);
  if (!demand.title().empty()) criteria.insert(v1::CRITERION_POST_TITLE);
  return criteria;
}

bool SumToNothing(const std::set<int>& criteria, const v1::ScoringWeights& weights) {
  return std::all_of(criteria.begin(), criteria.end(), [&weights](int criterion) {
    const auto& given = weights.weights();
    const auto it = std::find_if(given.begin(), given.end(), [criterion](const auto& weight) {
      return weight.criterion() == criterion;
    });
    return it != given.end() && it->weight() == 0;
  });
}

absl::Status CheckWeightsInPlay(absl::string_view field, const v1::Demand& demand,
                                const v1::ScoringWeights& weights, const EmployerFacts& employer) {
  const std::set<int> criteria = CriteriaInPlay(demand, employer);
  if (!SumToNothing(criteria, weights)) return absl::OkStatus();
  return errors::InvalidField(field, NothingText(criteria));
}

void CheckWeights(const v1::Demand& demand, std::vector<FieldViolation>& violations) {
  const v1::ScoringWeights& weights = demand.scoring_weights();
  std::set<int> seen;
  for (int i = 0; i < weights.weights_size(); ++i) {
    if (!seen.insert(weights.weights(i).criterion()).second) {
      violations.push_back(
          {absl::StrCat("demand.scoring_weights.weights[", i, "].criterion"), "appears twice"});
    }
  }
  std::set<int> all;
  for (int criterion = 1; criterion <= v1::Criterion_MAX; ++criterion) all.insert(criterion);
  const std::set<int> in_play = CriteriaInPlay(demand);
  if (SumToNothing(all, weights)) {
    violations.push_back({"demand.scoring_weights",
                          absl::StrCat("are all zero; give one a weight: ", NamesOf(all))});
  } else if (!demand.title().empty() && SumToNothing(in_play, weights)) {
    violations.push_back({"demand.scoring_weights", NothingText(in_play)});
  }
}

}  // namespace houniao::recruitment
