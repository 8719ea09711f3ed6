// Field rules of the schema (houniao/api/v1/annotations.proto), enforced by walking descriptors.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/civil_time.h"
#include "google/protobuf/message.h"

#include "common/errors/errors.h"

namespace houniao::resource {

// Clears output-only fields (AIP-203: never refused, always ignored) of the resources inside a
// request, drops unknown fields, then checks every rule: required, lengths in code points,
// patterns, ranges, list sizes, uniqueness, enum values, real dates, resource names.
// INVALID_ARGUMENT with all violations at once. Output-only fields at the top of the request are
// not touched.
absl::Status PrepareRequest(google::protobuf::Message& request);

// The check alone, for resources that come from files. `prefix` stands before field paths.
std::vector<errors::FieldViolation> CheckRules(const google::protobuf::Message& message,
                                               absl::string_view prefix = "");
// `talents/{talent}` for `talent.houniao/Talent`; empty for a type that is not linked in.
std::string PatternOfType(absl::string_view type);
// The clearing alone.
void ClearOutputOnly(google::protobuf::Message& message);

}  // namespace houniao::resource
