// A request to hold, brought into one form before anything is written.
#pragma once

#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

#include "common/population/availability.h"
#include "services/recruitment/domain/recruitment_errors.h"

#include "houniao/recruitment/v1/demand.pb.h"
#include "houniao/recruitment/v1/recruitment_service.pb.h"

namespace houniao::recruitment {

inline constexpr int kMostBookedDays = 400;

// Either the days that were asked for, or what the server is to pick.
struct WantedBooking {
  std::vector<population::DayHalves> days;  // in order, a day once
  // Set if the server picks; `wanted` may still depend on the members (see ByTheirTerms).
  std::optional<population::ServiceWindow> pick_from;
  bool kind_stated = false;
  int pick_half_days = 0;
  // If not empty: not the first days of pick_from but those nearest to these, in order.
  std::vector<population::DayHalves> near;
};

// INVALID_ARGUMENT: both booked_days and day_selection; a day twice, in the past or outside the
// period of the demand; a selection without a period; more than 400 days.
absl::StatusOr<WantedBooking> WantedBookingOf(const v1::HoldEngagementRequest& request,
                                              const v1::Demand& demand, absl::CivilDay today);

// Days off are not picked unless somebody asks for them: where neither the request nor the demand
// says which days, working days; days of rest if a member serves on those only.
population::ServiceWindow PickWindow(const WantedBooking& wanted, bool any_weekend_only);

// How long the days are held: 1 minute to 30 days, 72 hours if absent. INVALID_ARGUMENT.
absl::StatusOr<absl::Duration> HoldDurationOf(const v1::HoldEngagementRequest& request);

}  // namespace houniao::recruitment
