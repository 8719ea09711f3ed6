// What approving a case and moving a payment have in common, inside a mutation.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#include "common/resource/recorder.h"
#include "services/benefits/handlers/desk.h"

#include "houniao/benefits/v1/case.pb.h"
#include "houniao/benefits/v1/payment.pb.h"

namespace houniao::benefits {

// The budget named, or that of the line for the year. REFERENCE_MISSING if there is none;
// INVALID_ARGUMENT if the one named is of another line.
absl::StatusOr<v1::Budget> FindBudget(resource::WriteScope& scope, const Kinds& kinds,
                                      const std::string& named, const std::string& line,
                                      int64_t year);

// Plans and reserves the payments of an approved case, all or nothing.
absl::Status ReservePayments(resource::WriteScope& scope, const Desk& desk,
                             const v1::Case& approved, const v1::PolicyTerms& terms,
                             absl::string_view request_id);

// Gives a payment back to its budget; its case is complete if it was the last. The caller writes
// the payment.
absl::Status ReleaseIn(resource::WriteScope& scope, const Desk& desk, v1::Payment& payment,
                       absl::string_view reason, absl::string_view request_id);

// Releases what is unpaid under the offsets that end the other benefit.
absl::Status EndOtherBenefits(resource::WriteScope& scope, const Desk& desk,
                              const v1::Case& approved, const v1::PolicyTerms& terms,
                              absl::string_view request_id);

// Completes an approved case whose payments are all settled, released or recovered; `payment` is
// the one that just moved, perhaps not written yet. Writes the case if it changed; `changed` says
// that the caller changed it already.
absl::Status FinishCase(resource::WriteScope& scope, const Desk& desk, const v1::Payment& payment,
                        v1::Case& subject, bool changed);

}  // namespace houniao::benefits
