#include "services/recruitment/engagement/hold_request.h"

#include <algorithm>

#include "common/base/dates.h"
#include "common/base/status_macros.h"
#include "common/errors/errors.h"
#include "services/recruitment/domain/demand_days.h"
#include "services/recruitment/domain/service_day_rules.h"
#include "services/recruitment/matching/subject.h"

namespace houniao::recruitment {
namespace {

constexpr absl::Duration kShortestHold = absl::Minutes(1);
constexpr absl::Duration kLongestHold = absl::Hours(30 * 24);
constexpr absl::Duration kUsualHold = absl::Hours(72);

absl::StatusOr<std::vector<population::DayHalves>> AskedDays(
    const v1::HoldEngagementRequest& request, const v1::Demand& demand, absl::CivilDay today) {
  const auto period = PeriodOf(demand.period());
  std::vector<population::DayHalves> days;
  for (int i = 0; i < request.booked_days_size(); ++i) {
    const std::string field = absl::StrCat("booked_days[", i, "].date");
    const auto day = ToCivilDay(request.booked_days(i).date());
    if (!day.has_value()) return errors::InvalidField(field, "is not a calendar day");
    if (*day < today) {
      return errors::InvalidField(field, absl::StrCat("is past: today is ", FormatDay(today)));
    }
    if (period.has_value() && (*day < period->first || *day > period->last)) {
      return errors::InvalidField(field, "is outside the period of the demand");
    }
    const auto halves =
        static_cast<population::Halves>(EffectiveHalf(request.booked_days(i).half()));
    days.push_back({DayNumber(*day), halves});
  }
  std::sort(days.begin(), days.end(), [](const auto& a, const auto& b) { return a.day < b.day; });
  const auto twice = std::adjacent_find(
      days.begin(), days.end(), [](const auto& a, const auto& b) { return a.day == b.day; });
  if (twice != days.end()) {
    return errors::InvalidField("booked_days",
                                absl::StrCat("names ", FormatDay(DayFromNumber(twice->day)),
                                             " twice; a whole day is one entry"));
  }
  return days;
}

absl::Status FillSelection(const v1::HoldEngagementRequest& request, const v1::Demand& demand,
                           absl::CivilDay today, WantedBooking& wanted) {
  const v1::DaySelection& selection = request.day_selection();
  const auto period = PeriodOf(selection.has_period() ? selection.period() : demand.period());
  const int days = selection.day_count() > 0 ? selection.day_count() : demand.day_count();
  if (days > kMostBookedDays) {
    return errors::InvalidField("day_selection.day_count",
                                absl::StrCat("can be at most ", kMostBookedDays));
  }
  if (!period.has_value() || period->last < period->first) {
    return errors::InvalidField("day_selection.period",
                                "needs a start_date and an end_date that is not before it");
  }
  if (period->days() > kLongestPeriodDays) {
    return errors::InvalidField("day_selection.period",
                                absl::StrCat("can have at most ", kLongestPeriodDays, " days"));
  }
  population::ServiceWindow window;
  window.from = std::max(DayNumber(period->first), DayNumber(today));
  window.to = DayNumber(period->last);
  const v1::DayKind kind =
      selection.day_kind() != v1::DAY_KIND_UNSPECIFIED ? selection.day_kind() : demand.day_kind();
  wanted.kind_stated = kind != v1::DAY_KIND_UNSPECIFIED;
  window.wanted = WantedDaysOf(kind);
  // The demand's season belongs to the demand's period; days chosen by the caller need not keep it.
  if (demand.has_season() && !selection.has_period()) {
    window.season = calendar::FromProto(demand.season());
  }
  wanted.pick_from = window;
  wanted.pick_half_days = 2 * days;
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<WantedBooking> WantedBookingOf(const v1::HoldEngagementRequest& request,
                                              const v1::Demand& demand, absl::CivilDay today) {
  WantedBooking wanted;
  if (request.booked_days_size() > 0) {
    if (request.has_day_selection()) {
      return errors::InvalidField("day_selection", "cannot be given beside booked_days");
    }
    ASSIGN_OR_RETURN(wanted.days, AskedDays(request, demand, today));
    return wanted;
  }
  RETURN_IF_ERROR(FillSelection(request, demand, today, wanted));
  return wanted;
}

population::ServiceWindow PickWindow(const WantedBooking& wanted, bool any_weekend_only) {
  population::ServiceWindow window = *wanted.pick_from;
  if (!wanted.kind_stated) {
    window.wanted =
        any_weekend_only ? population::WantedDays::kRestDays : population::WantedDays::kWorkdays;
  }
  return window;
}

absl::StatusOr<absl::Duration> HoldDurationOf(const v1::HoldEngagementRequest& request) {
  if (!request.has_hold_duration()) return kUsualHold;
  const absl::Duration duration = absl::Seconds(request.hold_duration().seconds()) +
                                  absl::Nanoseconds(request.hold_duration().nanos());
  if (duration < kShortestHold || duration > kLongestHold) {
    return errors::InvalidField("hold_duration", "must be 1 minute to 30 days");
  }
  return duration;
}

}  // namespace houniao::recruitment
