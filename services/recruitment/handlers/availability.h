// GetAvailability: which days of a talent are booked, and how many are left.
#pragma once

#include "absl/status/statusor.h"

#include "common/base/call_context.h"
#include "common/population/population.h"

#include "houniao/recruitment/v1/recruitment_service.pb.h"

namespace houniao::recruitment {

// NOT_FOUND if the population does not know the talent. Callers of an enterprise are not told whose
// bookings they are unless `is_own` says that the engagement (its id) is theirs.
absl::StatusOr<v1::GetAvailabilityResponse> AvailabilityOf(
    const population::Population& population, const v1::GetAvailabilityRequest& request,
    const std::function<bool(const std::string& engagement)>& is_own);

}  // namespace houniao::recruitment
