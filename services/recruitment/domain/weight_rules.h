// Weights of criteria: whether anything is left that a score could be made of.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

#include "common/errors/errors.h"

#include "houniao/recruitment/v1/demand.pb.h"

namespace houniao::recruitment {

// What the employer adds to a demand that names no industry or region of its own.
struct EmployerFacts {
  bool industry = true;
  bool region = true;
};

// Criteria that the demand can be judged by, whatever they weigh: those that every talent has a
// rank of, and those that the demand asks about. Requirements that all weigh 0 take theirs out.
std::set<int> CriteriaInPlay(const v1::Demand& demand, const EmployerFacts& employer = {});

// Whether every one of `criteria` weighs 0; one that is not given keeps the weight of the house,
// which is never 0.
bool SumToNothing(const std::set<int>& criteria, const v1::ScoringWeights& weights);

// INVALID_ARGUMENT about `field` if no talent could get a point: names the criteria one of which
// must weigh more.
absl::Status CheckWeightsInPlay(absl::string_view field, const v1::Demand& demand,
                                const v1::ScoringWeights& weights,
                                const EmployerFacts& employer = {});

// Violations of the weights of a demand; of weights alone if it has no title.
void CheckWeights(const v1::Demand& demand, std::vector<errors::FieldViolation>& violations);

}  // namespace houniao::recruitment
