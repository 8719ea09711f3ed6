#include "services/recruitment/engagement/hold.h"

#include <algorithm>

#include "common/base/dates.h"
#include "common/base/status_macros.h"
#include "common/errors/errors.h"
#include "common/resource/recorder.h"
#include "services/recruitment/domain/demand_states.h"
#include "services/recruitment/domain/ownership.h"
#include "services/recruitment/domain/recruitment_errors.h"
#include "services/recruitment/engagement/booked_days.h"
#include "services/recruitment/engagement/booking_table.h"
#include "services/recruitment/engagement/member_days.h"
#include "services/recruitment/engagement/nearest_days.h"
#include "services/recruitment/engagement/places.h"
#include "services/recruitment/engagement/referral_moves.h"
#include "services/recruitment/matching/stations.h"

namespace houniao::recruitment {
namespace {

using population::DayHalves;
using resource::WriteScope;

constexpr char kStationRule[] = "未退休院士至多 1 个工作站,退休院士至多 3 个";

// The calendar years that the booking touches: caps are of whole years.
std::pair<int, int> YearsOf(const WantedBooking& wanted) {
  int first = 0, last = -1;
  if (!wanted.days.empty()) {
    first = wanted.days.front().day;
    last = wanted.days.back().day;
  } else if (wanted.pick_from.has_value()) {
    first = wanted.pick_from->from;
    last = wanted.pick_from->to;
  }
  if (last < first) return {0, -1};
  return {population::FirstDayOfYear(population::SplitDay(first).year),
          population::FirstDayOfYear(population::SplitDay(last).year + 1) - 1};
}

absl::StatusOr<std::vector<MemberDays>> ReadMembers(WriteScope& scope, const HoldPlan& plan,
                                                    const WantedBooking& wanted) {
  const auto [first, last] = YearsOf(wanted);
  std::vector<MemberDays> members;
  for (const HoldMember& member : plan.members) {
    MemberDays days(member.profile.talent.name(), member.facts);
    ASSIGN_OR_RETURN(const auto bookings, ReadBookings(scope.tx(), days.talent(), first, last));
    for (const StoredBooking& booking : bookings) days.Add(booking);
    members.push_back(std::move(days));
  }
  return members;
}

// Academicians hold few stations; counted on what is stored.
absl::Status CheckStations(WriteScope& scope, const HoldPlan& plan) {
  for (const HoldMember& member : plan.members) {
    if (!member.facts.academician) continue;
    const std::string& name = member.profile.talent.name();
    ASSIGN_OR_RETURN(const int others, CountOtherHosts(scope.tx(), name, plan.employer.name()));
    const bool retired =
        member.facts.employment_status == houniao::type::v1::EMPLOYMENT_STATUS_RETIRED;
    if (others + 1 > StationLimit(retired)) {
      return NotEligible(name, v1::Gate_Name(v1::GATE_ACADEMICIAN_QUOTA), kStationRule,
                         absl::StrCat(others), "科发学部函字〔2019〕234号");
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<DayHalves>> DecideDays(const EngagementContext& context,
                                                  const std::vector<MemberDays>& members,
                                                  const WantedBooking& wanted) {
  if (!wanted.days.empty()) {
    const auto refused = RefusedFor(members, wanted.days, context.rest_days);
    if (!refused.empty()) return DaysNotAvailable(refused);
    return wanted.days;
  }
  const bool weekends = std::any_of(members.begin(), members.end(),
                                    [](const MemberDays& m) { return m.weekend_only(); });
  const population::ServiceWindow window = PickWindow(wanted, weekends);
  const std::vector<DayHalves> days =
      wanted.near.empty() ? PickDays(members, window, wanted.pick_half_days, context.rest_days)
                          : NearestDays(wanted.near, FreeDays(members, window, context.rest_days));
  if (CountHalfDays(days) < wanted.pick_half_days) {
    return TooFewDays(members.front().talent(), wanted.pick_half_days, CountHalfDays(days));
  }
  if (days.size() > kMostBookedDays) {
    return errors::InvalidField(
        "day_selection", absl::StrCat("needs ", days.size(), " days, at most ", kMostBookedDays,
                                      " can be booked at once"));
  }
  if (!wanted.near.empty()) {  // the caps of the years were not asked
    const auto refused = RefusedFor(members, days, context.rest_days);
    if (!refused.empty()) return DaysNotAvailable(refused);
  }
  return days;
}

bool HasRole(const v1::Engagement& engagement, v1::EngagementParty::Role role) {
  return std::any_of(engagement.parties().begin(), engagement.parties().end(),
                     [role](const v1::EngagementParty& party) { return party.role() == role; });
}

// Host and talent always agree, the home unit where its consent is needed.
void AddParties(const HoldPlan& plan, v1::Engagement& engagement) {
  constexpr int kMostParties = 10;
  const auto add = [&](v1::EngagementParty::Role role) -> v1::EngagementParty* {
    if (HasRole(engagement, role) || engagement.parties_size() >= kMostParties) return nullptr;
    v1::EngagementParty* const party = engagement.add_parties();
    party->set_role(role);
    return party;
  };
  if (v1::EngagementParty* const host = add(v1::EngagementParty::HOST)) {
    host->set_title(plan.employer.title());
    host->set_credit_code(plan.employer.credit_code());
  }
  add(v1::EngagementParty::TALENT);
  for (const HoldMember& member : plan.members) {
    if (member.facts.home_unit_consent == population::HomeUnitConsent::kNotNeeded) continue;
    if (v1::EngagementParty* const home = add(v1::EngagementParty::HOME_UNIT)) {
      home->set_title(member.profile.talent.employment().unit_name());
      home->set_credit_code(member.profile.talent.employment().employer_credit_code());
    }
  }
}

void SetPeriod(const v1::HoldEngagementRequest& request, v1::Engagement& engagement) {
  if (request.day_selection().has_period()) {
    *engagement.mutable_period() = request.day_selection().period();
  } else if (engagement.booked_days_size() > 0) {
    *engagement.mutable_period()->mutable_start_date() = engagement.booked_days(0).date();
    *engagement.mutable_period()->mutable_end_date() =
        engagement.booked_days(engagement.booked_days_size() - 1).date();
  }
}

v1::Engagement MakeEngagement(const PreparedHold& prepared) {
  const v1::HoldEngagementRequest& request = prepared.request;
  const HoldPlan& plan = prepared.plan;
  v1::Engagement engagement;
  engagement.set_demand(plan.demand.name());
  engagement.set_employer(plan.employer.name());
  engagement.set_talent(request.talent());
  engagement.set_team(request.team());
  for (const HoldMember& member : plan.members) {
    engagement.add_members(member.profile.talent.name());
  }
  engagement.set_form(plan.form);
  engagement.set_state(v1::Engagement::HELD);
  engagement.set_day_fee_fen(plan.day_fee_fen);
  engagement.set_fee_model(plan.demand.fee_model());
  engagement.set_agreement_months(request.has_agreement_months() ? request.agreement_months()
                                                                 : plan.demand.agreement_months());
  *engagement.mutable_parties() = request.parties();
  *engagement.mutable_deliverables() = request.deliverables();
  engagement.set_region(plan.employer.region());
  engagement.set_previous_engagement(prepared.previous_engagement);
  engagement.set_plan(prepared.held_by_plan);
  AddParties(plan, engagement);
  return engagement;
}

// The key of the table refused what was read as free: another program has written. Say which.
absl::Status TakenMeanwhile(WriteScope& scope, const EngagementContext& context,
                            const PreparedHold& prepared, const std::vector<DayHalves>& days) {
  ASSIGN_OR_RETURN(const auto members, ReadMembers(scope, prepared.plan, prepared.wanted));
  const auto refused = RefusedFor(members, days, context.rest_days);
  if (!refused.empty()) return DaysNotAvailable(refused);
  return errors::TransactionConflict();
}

// The demand takes bookings: it has room, or the engagement goes on in a place that it has.
absl::Status CheckDemand(const EngagementContext& context, WriteScope& scope,
                         const v1::Engagement& engagement) {
  ASSIGN_OR_RETURN(const auto demand,
                   scope.Get<v1::Demand>(context.kinds.demand, engagement.demand()));
  RETURN_IF_ERROR(RequireOwn(scope.call(), demand.employer()));
  ASSIGN_OR_RETURN(const bool has_place, SharesPlace(scope, context.kinds, engagement));
  return has_place ? RequirePublished(demand) : RequireOpen(demand);
}

}  // namespace

absl::StatusOr<PreparedHold> PrepareHold(const EngagementContext& context, const CallContext& call,
                                         const v1::HoldEngagementRequest& request, bool has_place) {
  PreparedHold prepared;
  prepared.request = request;
  ASSIGN_OR_RETURN(prepared.plan, PlanHold(context, call, request, has_place));
  ASSIGN_OR_RETURN(prepared.duration, HoldDurationOf(request));
  ASSIGN_OR_RETURN(prepared.wanted,
                   WantedBookingOf(request, prepared.plan.demand, context.clock.Today()));
  return prepared;
}

absl::StatusOr<v1::Engagement> BookHold(const EngagementContext& context, WriteScope& scope,
                                        const PreparedHold& prepared) {
  v1::Engagement engagement = MakeEngagement(prepared);
  RETURN_IF_ERROR(CheckDemand(context, scope, engagement));
  RETURN_IF_ERROR(CheckStations(scope, prepared.plan));
  ASSIGN_OR_RETURN(const auto members, ReadMembers(scope, prepared.plan, prepared.wanted));
  ASSIGN_OR_RETURN(const auto days, DecideDays(context, members, prepared.wanted));
  const std::string& id = prepared.request.engagement_id();
  engagement.set_name(
      context.kinds.engagement.pattern().Format("", id.empty() ? scope.ids().NewId() : id));
  *engagement.mutable_hold_expire_time() = ToTimestamp(scope.now() + prepared.duration);
  SetBookedDays(days, engagement);
  SetPeriod(prepared.request, engagement);
  RETURN_IF_ERROR(MoveToHeld(scope, context.kinds, engagement));
  RETURN_IF_ERROR(scope.Insert(context.kinds.engagement, engagement));
  const absl::Status booked =
      InsertBookings(scope.tx(), engagement.name(),
                     {engagement.members().begin(), engagement.members().end()}, days);
  if (absl::IsAlreadyExists(booked)) return TakenMeanwhile(scope, context, prepared, days);
  RETURN_IF_ERROR(booked);
  return engagement;
}

absl::StatusOr<v1::Engagement> HoldEngagement(const EngagementContext& context, CallContext& call,
                                              const v1::HoldEngagementRequest& request) {
  const auto prepared = PrepareHold(context, call, request);
  // A refusal goes through the mutation as well: a repeated call whose first try was committed
  // finds its reply there, whatever has changed since.
  if (!prepared.ok() && errors::ReasonOf(prepared.status()).empty()) return prepared.status();
  v1::Engagement reply;
  RETURN_IF_ERROR(context.store.Mutate(
      call, request, &reply, [&](WriteScope& scope, resource::Message* out) -> absl::Status {
        RETURN_IF_ERROR(prepared.status());
        ASSIGN_OR_RETURN(static_cast<v1::Engagement&>(*out), BookHold(context, scope, *prepared));
        return absl::OkStatus();
      }));
  return reply;
}

}  // namespace houniao::recruitment
