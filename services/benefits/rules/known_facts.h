// Keys of facts that something reads.
#pragma once

#include <set>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

#include "houniao/benefits/v1/eligibility.pb.h"
#include "houniao/benefits/v1/policy.pb.h"

namespace houniao::benefits {

// Kind that a fact of a key of eligibility.proto has; KIND_NOT_SET for one of a policy's own.
v1::FactValue::KindCase KindOfFact(absl::string_view key);

// Adds the keys that the terms name themselves: of criteria, amounts and offsets.
void AddFactsOf(const google::protobuf::Message& terms, std::set<std::string>& keys);

// INVALID_ARGUMENT if `fact` has a key that neither the schema knows nor `own`, the keys of the
// policies that are asked about: it would change nothing. Names the keys that are known, the
// likeliest first.
absl::Status CheckFactIsRead(absl::string_view field, const v1::Fact& fact,
                             const std::set<std::string>& own);

}  // namespace houniao::benefits
