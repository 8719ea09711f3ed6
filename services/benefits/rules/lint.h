// Checks of a policy before it is put in force: gaps, overlaps, dead branches, sums.
#pragma once

#include <string>
#include <vector>

#include "houniao/benefits/v1/policy.pb.h"

namespace houniao::benefits {

// Findings, errors first, then by path; at most 200. `policy` is the name the policy has or will
// have. A policy with an ERROR cannot be published.
std::vector<v1::LintFinding> Lint(const std::string& policy, const v1::Policy& head,
                                  const v1::PolicyTerms& terms);

bool HasErrors(const std::vector<v1::LintFinding>& findings);

}  // namespace houniao::benefits
