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

// Fills in missing keys, `skill-1`, by kind and position among its kind, first of the demand, then
// of its roles in their order: one that is made is unique in the whole demand. Keys that are given
// stay; a role may give one that the demand has, for the same thing asked of that role.
void FillRequirementKeys(v1::Demand& demand);

inline bool IsMust(const v1::Requirement& requirement) {
  return requirement.necessity() == v1::Requirement::MUST;
}
inline int WeightOf(const v1::Requirement& requirement) {
  return requirement.has_weight() ? requirement.weight() : kDefaultRequirementWeight;
}

// The criterion that a requirement brings points for; CRITERION_UNSPECIFIED if it has no kind.
v1::Criterion CriterionOf(const v1::Requirement& requirement);

// Everything that is wrong with the requirements of the demand and of each of its roles, list by
// list: no kind, a key used twice in the list, a skill that no table knows (with the nearest keys
// that it has), a skill asked for twice, an industry that GB/T 4754-2017 does not have, two musts
// of which a person can meet one alone, an education that is no level.
std::vector<errors::FieldViolation> CheckRequirements(const v1::Demand& demand);

}  // namespace houniao::recruitment
