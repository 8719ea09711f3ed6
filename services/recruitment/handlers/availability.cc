#include "services/recruitment/handlers/availability.h"

#include "common/base/dates.h"
#include "common/errors/errors.h"
#include "services/recruitment/domain/demand_days.h"
#include "services/recruitment/matching/subject.h"
#include "services/recruitment/matching/talent_facts.h"

namespace houniao::recruitment {
namespace {

void AddYear(const population::Store& store, const population::ServiceWindow& window, int year,
             const population::Availability& availability, v1::GetAvailabilityResponse& response) {
  population::ServiceWindow part = window;
  const int first = population::FirstDayOfYear(year);
  const int last = population::FirstDayOfYear(year + 1) - 1;
  part.from = std::max(window.from, first);
  part.to = std::min(window.to, last);
  v1::YearAvailability* const out = response.add_years();
  out->set_year(year);
  if (availability.days_per_year >= 0) out->set_days_per_year(availability.days_per_year);
  if (availability.booked != nullptr) {
    out->set_booked_half_day_count(availability.booked->CountBooked(first, last));
  }
  out->set_remaining_half_day_count(
      population::AvailabilityPlan(part, store.rest_days()).RemainingHalfDays(availability));
}

}  // namespace

absl::StatusOr<v1::GetAvailabilityResponse> AvailabilityOf(
    const population::Population& population, const v1::GetAvailabilityRequest& request,
    const std::function<bool(const std::string& engagement)>& is_own) {
  const auto period = PeriodOf(request.period());
  if (!period.has_value() || period->last < period->first || period->days() > kLongestPeriodDays) {
    return errors::InvalidField(
        "period", absl::StrCat("needs a start_date and an end_date that is not before it, at most ",
                               kLongestPeriodDays, " days"));
  }
  const population::View view = population.view();
  const auto row = view->RowOf(TalentIdOf(request.talent()));
  if (!row.has_value()) return errors::NotFound("talent.houniao/Talent", request.talent());
  const population::Availability availability = view->availability(*row);
  population::ServiceWindow window;
  window.from = DayNumber(period->first);
  window.to = DayNumber(period->last);
  window.wanted = WantedDaysOf(request.day_kind());
  const population::AvailabilityPlan plan(window, view->rest_days());
  v1::GetAvailabilityResponse response;
  response.set_free_half_day_count(plan.FreeHalfDays(availability));
  response.set_remaining_half_day_count(plan.RemainingHalfDays(availability));
  for (int year = static_cast<int>(period->first.year()); year <= period->last.year(); ++year) {
    AddYear(*view, window, year, availability, response);
  }
  if (availability.booked == nullptr) return response;
  for (const auto& entry : availability.booked->entries()) {
    if (entry.day < window.from || entry.day > window.to) continue;
    v1::TalentBookedDay* const day = response.add_booked_days();
    *day->mutable_date() = ToDate(DayFromNumber(entry.day));
    day->set_half(static_cast<v1::DayHalf>(entry.halves));
    const std::string& engagement = view->ledger().EngagementId(entry.engagement);
    if (is_own(engagement)) day->set_engagement(absl::StrCat("engagements/", engagement));
  }
  return response;
}

}  // namespace houniao::recruitment
