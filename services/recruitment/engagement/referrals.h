// The ledger of referrals: putting forward, and what becomes of it.
#pragma once

#include "absl/status/statusor.h"

#include "services/recruitment/engagement/engagement_context.h"

#include "houniao/recruitment/v1/recruitment_service.pb.h"

namespace houniao::recruitment {

// CreateReferral. The candidate is asked of the talent service before the mutation:
// REFERENCE_MISSING, TALENT_SUSPENDED, NOT_ELIGIBLE without the consent to be shown to employers
// (of each member of a team). REFERRAL_ALREADY_OPEN, CANDIDATE_ENGAGED. One whose days are held for
// the demand already begins as HELD.
absl::StatusOr<v1::Referral> CreateReferral(const EngagementContext& context, CallContext& call,
                                            const v1::CreateReferralRequest& request);

absl::StatusOr<v1::Referral> RecordReferralOutcome(const EngagementContext& context,
                                                   CallContext& call,
                                                   const v1::RecordReferralOutcomeRequest& request);

}  // namespace houniao::recruitment
