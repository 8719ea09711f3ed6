// Bringing a policy to what a document says, inside a mutation.
#pragma once

#include "absl/status/status.h"

#include "common/resource/recorder.h"
#include "services/benefits/store/kinds.h"

#include "houniao/benefits/v1/benefits_service.pb.h"

namespace houniao::benefits {

// SHA-256 of the terms in canonical form, 64 hex digits.
std::string FingerprintOf(const v1::PolicyTerms& terms);

// Creates the policy, replaces its draft, adds a version or changes the head, and fills `reply` in.
// Versions that were published never change.
absl::Status ApplyDocument(resource::WriteScope& scope, const Kinds& kinds,
                           const v1::PolicyDocument& document, v1::ApplyPolicyResponse& reply);

// Puts `version` in force and supersedes the one before. POLICY_HAS_ERRORS if a check finds an
// error; INVALID_STATE_TRANSITION for a retired policy or a version that was superseded.
absl::Status PublishVersion(resource::WriteScope& scope, const Kinds& kinds, v1::Policy& policy,
                            v1::PolicyVersion& version);

}  // namespace houniao::benefits
