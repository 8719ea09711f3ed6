// Requirements of a demand: their keys, and which of them cannot stand together.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

#include "common/errors/errors.h"

#include "houniao/recruitment/v1/demand.pb.h"

namespace houniao::recruitment {

inline constexpr int kDefaultRequirementWeight = 10;

using RequirementList = google::protobuf::RepeatedPtrField<v1::Requirement>;

// `skill`, `title-rank` ...: the kind as it begins a key; empty if the requirement has no kind.
std::string RequirementKindText(const v1::Requirement& requirement);

// Fills in missing keys, `skill-1`, by kind and position among its kind, first of the demand, then
// of its roles in their order: a key is unique in the whole demand. Keys that are given stay.
void FillRequirementKeys(v1::Demand& demand);

inline bool IsMust(const v1::Requirement& requirement) {
  return requirement.necessity() == v1::Requirement::MUST;
}
inline int WeightOf(const v1::Requirement& requirement) {
  return requirement.has_weight() ? requirement.weight() : kDefaultRequirementWeight;
}

// Everything that is wrong with one list by itself: no kind, a key used twice, a skill that no
// table knows (with the nearest keys that it has), a skill asked for twice, an industry that GB/T
// 4754-2017 does not have, two musts of which a person can meet one alone, an education that is no
// level. `field` is the list, `demand.requirements`; `keys` are those used before, to which the
// list's own are added.
std::vector<errors::FieldViolation> CheckRequirementList(const RequirementList& requirements,
                                                         absl::string_view field,
                                                         std::set<std::string>& keys);

// The same of the demand and of each of its roles.
std::vector<errors::FieldViolation> CheckRequirements(const v1::Demand& demand);

}  // namespace houniao::recruitment
