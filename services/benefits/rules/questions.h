// What to ask for a missing fact, and what it costs to learn it.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

#include "houniao/benefits/v1/eligibility.pb.h"
#include "houniao/benefits/v1/policy.pb.h"

namespace houniao::benefits {

v1::MissingFact::Cost CostOf(absl::string_view fact);
// In words; a FactCriterion of the terms may bring its own.
std::string QuestionFor(absl::string_view fact, const v1::PolicyTerms& terms);

// Facts that would settle an UNKNOWN evaluation with these traces (gates, sets, awards), cheapest
// first; among equals those of the set with the fewest unknown criteria, then by key.
std::vector<v1::MissingFact> MissingFacts(const v1::PolicyEvaluation& evaluation,
                                          const v1::PolicyTerms& terms);

// The cheapest fact that settles most of the evaluations; nothing if none is unknown.
std::optional<v1::MissingFact> NextQuestion(const std::vector<v1::PolicyEvaluation>& evaluations);

}  // namespace houniao::benefits
