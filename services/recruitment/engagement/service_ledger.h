// The ledger of service days: recording, confirming, disputing, settling, and sums of it.
#pragma once

#include "absl/status/statusor.h"

#include "services/recruitment/engagement/engagement_context.h"

#include "houniao/recruitment/v1/recruitment_service.pb.h"

namespace houniao::recruitment {

absl::StatusOr<v1::RecordServiceDaysResponse> RecordServiceDays(
    const EngagementContext& context, CallContext& call,
    const v1::RecordServiceDaysRequest& request);
absl::StatusOr<v1::ConfirmServiceDaysResponse> ConfirmServiceDays(
    const EngagementContext& context, CallContext& call,
    const v1::ConfirmServiceDaysRequest& request);
absl::StatusOr<v1::ServiceDay> DisputeServiceDay(const EngagementContext& context,
                                                 CallContext& call,
                                                 const v1::DisputeServiceDayRequest& request);
absl::StatusOr<v1::ServiceDay> SettleServiceDay(const EngagementContext& context, CallContext& call,
                                                const v1::SettleServiceDayRequest& request);
absl::StatusOr<v1::ServiceDay> CorrectServiceDay(const EngagementContext& context,
                                                 CallContext& call,
                                                 const v1::CorrectServiceDayRequest& request);

// Callers of an enterprise get what was served for their employer. `revision` is left to the
// caller, who reads it first.
absl::StatusOr<v1::SummarizeServiceResponse> SummarizeService(
    const EngagementContext& context, const CallContext& call,
    const v1::SummarizeServiceRequest& request);

}  // namespace houniao::recruitment
