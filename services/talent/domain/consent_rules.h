// The life of a consent: given once, withdrawn once. Pure: the time is passed in.
#pragma once

#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

#include "common/errors/errors.h"

#include "houniao/talent/v1/consent.pb.h"

namespace houniao::talent {

// Fills in what the server sets on a new consent: its state, and the time if none was given.
void GiveConsent(v1::Consent& consent, absl::Time now);
// A time in the future; a child's data without a guardian.
std::vector<errors::FieldViolation> CheckConsent(const v1::Consent& consent, absl::Time now,
                                                 absl::string_view prefix = "consent");
// From GIVEN.
absl::Status WithdrawConsent(v1::Consent& consent, absl::Time now);

}  // namespace houniao::talent
