// The life of a payment as a table, and its verbs as pure functions. The ledger posts what they
// decide.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"

#include "services/benefits/domain/moment.h"

#include "houniao/benefits/v1/benefits_service.pb.h"

namespace houniao::benefits {

enum class PaymentVerb { kCommit, kPay, kSettle, kRelease, kDelay };

absl::Status CheckVerb(const v1::Payment& payment, PaymentVerb verb);
std::vector<std::string> AllowedActions(const v1::Payment& payment);
// SETTLED, RELEASED or CLAWED_BACK.
bool IsFinal(v1::Payment::State state);

// Payments of an approved case in the order of its schedule: PLANNED, named, without etag.
std::vector<v1::Payment> PlanPayments(const v1::Case& approved, const v1::PolicyTerms& terms,
                                      const v1::AmountSchedule& schedule, const Moment& moment);

absl::Status CommitPayment(v1::Payment& payment, absl::string_view note, const Moment& moment);
// `paying` is the case: none of its reviewers and not its approver may pay.
absl::Status PayPayment(v1::Payment& payment, const v1::Case& paying,
                        const v1::PayPaymentRequest& request, const Moment& moment);
absl::Status SettlePayment(v1::Payment& payment, absl::string_view note, const Moment& moment);
absl::Status ReleasePayment(v1::Payment& payment, absl::string_view reason, const Moment& moment);
absl::Status DelayPayment(v1::Payment& payment, const v1::DelayPaymentRequest& request,
                          const Moment& moment);

// Fills in what is computed on reading.
void SetDeadlineStatus(v1::Payment& payment, absl::CivilDay today,
                       const calendar::WorkingCalendar& calendar);

}  // namespace houniao::benefits
