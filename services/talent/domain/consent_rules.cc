#include "services/talent/domain/consent_rules.h"

#include "common/base/dates.h"

namespace houniao::talent {

void GiveConsent(v1::Consent& consent, absl::Time now) {
  consent.set_state(v1::Consent::GIVEN);
  if (!consent.has_given_time()) *consent.mutable_given_time() = ToTimestamp(now);
}

std::vector<errors::FieldViolation> CheckConsent(const v1::Consent& consent, absl::Time now,
                                                 absl::string_view prefix) {
  std::vector<errors::FieldViolation> violations;
  if (consent.has_given_time() && FromTimestamp(consent.given_time()) > now) {
    violations.push_back({absl::StrCat(prefix, ".given_time"), "is in the future"});
  }
  if (consent.purpose() == v1::Consent::CHILD_DATA && !consent.has_guardian()) {
    violations.push_back(
        {absl::StrCat(prefix, ".guardian"), "is required for the data of a child under 14"});
  }
  return violations;
}

absl::Status WithdrawConsent(v1::Consent& consent, absl::Time now) {
  if (consent.state() != v1::Consent::GIVEN) {
    return errors::InvalidStateTransition("talent.houniao/Consent", consent.name(),
                                          v1::Consent::State_Name(consent.state()), "withdraw", {});
  }
  consent.set_state(v1::Consent::WITHDRAWN);
  *consent.mutable_withdrawn_time() = ToTimestamp(now);
  return absl::OkStatus();
}

}  // namespace houniao::talent
