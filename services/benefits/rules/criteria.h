// One criterion over facts: whether it holds, what it needs and what is there.
#pragma once

#include <string>
#include <vector>

#include "absl/time/civil_time.h"

#include "services/benefits/rules/fact_set.h"

#include "houniao/benefits/v1/eligibility.pb.h"

namespace houniao::benefits {

// For which policy and day it is asked.
struct Occasion {
  std::string policy;           // policies/{policy}
  std::string exclusive_group;  // of the policy; empty if it has none
  // Day for which facts are judged: the day of the application.
  absl::CivilDay as_of;
};

// Answer of one test.
struct Tested {
  v1::Verdict verdict = v1::VERDICT_UNKNOWN;
  std::string needed;
  std::string actual;  // empty if unknown
  std::vector<std::string> facts;
};

// UNKNOWN if a fact that it reads is absent or of another kind. Total: a criterion without a test
// is UNKNOWN.
Tested TestCriterion(const v1::Criterion& criterion, const FactSet& facts,
                     const Occasion& occasion);
Tested TestFact(const v1::FactCriterion& criterion, const FactSet& facts);

// The same as a line of the trace; `set` is the position of the criterion set from 1, or 0.
v1::CriterionTrace TraceCriterion(const v1::Criterion& criterion, int set, const FactSet& facts,
                                  const Occasion& occasion);

// Keys of the facts that a criterion reads.
std::vector<std::string> FactsOf(const v1::Criterion& criterion);

// Key of the fact of a kind of service days, `service-days-year`.
std::string ServiceDaysKey(v1::ServiceDaysCriterion::Period period);

}  // namespace houniao::benefits
