// Requirements of a demand: their keys, and which of them cannot stand together.
#pragma once

#include <string>
#include <vector>

#include "common/errors/errors.h"

#include "houniao/recruitment/v1/demand.pb.h"

namespace houniao::recruitment {

inline constexpr int kDefaultRequirementWeight = 10;

// `skill`, `title-rank` ...: the kind as it begins a key; empty if the requirement has no kind.
std::string RequirementKindText(const v1::Requirement& requirement);

// Fills in missing keys, `skill-1`, by kind and position among its kind. Keys that are given stay.
void FillRequirementKeys(v1::Demand& demand);

inline bool IsMust(const v1::Requirement& requirement) {
  return requirement.necessity() == v1::Requirement::MUST;
}
inline int WeightOf(const v1::Requirement& requirement) {
  return requirement.has_weight() ? requirement.weight() : kDefaultRequirementWeight;
}

// Everything that is wrong with the requirements by themselves: no kind, a key used twice, a skill
// that no table knows, a skill asked for twice, two musts of which a person can meet one alone, an
// education that is no level, levels that are no levels.
std::vector<errors::FieldViolation> CheckRequirements(const v1::Demand& demand);

}  // namespace houniao::recruitment
