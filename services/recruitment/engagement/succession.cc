#include "services/recruitment/engagement/succession.h"

#include <algorithm>

#include "common/base/dates.h"
#include "common/base/status_macros.h"
#include "common/errors/errors.h"
#include "services/recruitment/domain/engagement_states.h"
#include "services/recruitment/domain/recruitment_errors.h"
#include "services/recruitment/engagement/booked_days.h"
#include "services/recruitment/engagement/engagement_verb.h"
#include "services/recruitment/engagement/hold.h"
#include "services/recruitment/engagement/nearest_days.h"

namespace houniao::recruitment {
namespace {

using population::DayHalves;
using population::WantedDays;
using resource::WriteScope;
using v1::Engagement;

// Who is booked by whom, as before.
template <typename Request>
v1::HoldEngagementRequest SameAgain(const Request& request, const Engagement& previous) {
  v1::HoldEngagementRequest hold;
  hold.set_engagement_id(request.engagement_id());
  hold.set_demand(previous.demand());
  if (previous.team().empty()) {
    hold.set_talent(previous.talent());
  } else {
    hold.set_team(previous.team());
  }
  if (request.has_hold_duration()) *hold.mutable_hold_duration() = request.hold_duration();
  return hold;
}

// The terms of before, to be signed anew.
void KeepTerms(const Engagement& previous, v1::HoldEngagementRequest& hold) {
  hold.set_form(previous.form());
  if (previous.day_fee_fen() > 0) hold.set_day_fee_fen(previous.day_fee_fen());
  hold.set_agreement_months(previous.agreement_months());
  for (const v1::EngagementParty& party : previous.parties()) {
    v1::EngagementParty& again = *hold.add_parties();
    again = party;
    again.clear_sign_date();
    again.clear_evidence();
  }
}

absl::StatusOr<PreparedHold> PrepareRenewal(const EngagementContext& context,
                                            const CallContext& call,
                                            const v1::RenewEngagementRequest& request,
                                            const Engagement& previous) {
  v1::HoldEngagementRequest hold = SameAgain(request, previous);
  KeepTerms(previous, hold);
  *hold.mutable_booked_days() = request.booked_days();
  if (request.has_day_selection()) *hold.mutable_day_selection() = request.day_selection();
  ASSIGN_OR_RETURN(auto prepared, PrepareHold(context, call, hold, /*has_place=*/true));
  const std::vector<DayHalves> before = BookedDaysOf(previous);
  if (prepared.wanted.pick_from.has_value() && !request.has_day_selection() && !before.empty()) {
    prepared.wanted.pick_from->from =
        std::max(prepared.wanted.pick_from->from, before.back().day + 1);
    prepared.wanted.pick_half_days = CountHalfDays(before);
  }
  return prepared;
}

// The kind of days that came before, for a demand that does not say.
WantedDays KindOfDays(const std::vector<DayHalves>& days, const population::RestDays& rest_days) {
  const auto rest = std::count_if(days.begin(), days.end(),
                                  [&](const DayHalves& day) { return rest_days.IsRest(day.day); });
  if (rest == 0) return WantedDays::kWorkdays;
  return rest == static_cast<std::ptrdiff_t>(days.size()) ? WantedDays::kRestDays
                                                          : WantedDays::kAny;
}

absl::Status WantTheSameDays(const std::vector<DayHalves>& before,
                             const population::RestDays& rest_days, const std::string& demand,
                             WantedBooking& wanted) {
  population::ServiceWindow& window = *wanted.pick_from;
  const auto years = YearsUntil(before, window.from, window.to);
  if (!years.has_value()) {
    const std::vector<DayHalves> next = YearsLater(before, 1);
    return NoNextSeason(demand, DayFromNumber(next.front().day), DayFromNumber(next.back().day));
  }
  wanted.near = YearsLater(before, *years);
  wanted.pick_half_days = CountHalfDays(before);
  window.from = std::max(window.from, wanted.near.front().day - kMostDaysMoved);
  window.to = std::min(window.to, wanted.near.back().day + kMostDaysMoved);
  if (!wanted.kind_stated) {
    window.wanted = KindOfDays(before, rest_days);
    wanted.kind_stated = true;
  }
  return absl::OkStatus();
}

// The demand of the next season must be the same employer's.
absl::StatusOr<v1::Demand> DemandOfReinvitation(const EngagementContext& context,
                                                const CallContext& call, const std::string& name,
                                                const Engagement& previous) {
  auto demand = context.store.Get<v1::Demand>(call, context.kinds.demand, name);
  if (!demand.ok()) return HideMissing(call, demand.status());
  RETURN_IF_ERROR(RequireOwn(call, demand->employer()));
  if (demand->employer() != previous.employer()) {
    return errors::InvalidField("demand", "belongs to another employer");
  }
  return demand;
}

absl::StatusOr<PreparedHold> PrepareReinvitation(const EngagementContext& context,
                                                 const CallContext& call,
                                                 const v1::ReinviteEngagementRequest& request,
                                                 const Engagement& previous) {
  v1::HoldEngagementRequest hold = SameAgain(request, previous);
  if (!request.demand().empty()) hold.set_demand(request.demand());
  const bool same_demand = hold.demand() == previous.demand();
  ASSIGN_OR_RETURN(const v1::Demand demand,
                   DemandOfReinvitation(context, call, hold.demand(), previous));
  if (same_demand) {
    KeepTerms(previous, hold);
  } else if (std::find(demand.forms().begin(), demand.forms().end(), previous.form()) !=
             demand.forms().end()) {
    hold.set_form(previous.form());  // the rest is as the new demand says
  }
  ASSIGN_OR_RETURN(auto prepared, PrepareHold(context, call, hold, same_demand));
  RETURN_IF_ERROR(
      WantTheSameDays(BookedDaysOf(previous), context.rest_days, hold.demand(), prepared.wanted));
  return prepared;
}

absl::Status RequireNoFollower(WriteScope& scope, const Kinds& kinds, const Engagement& previous) {
  if (previous.next_engagement().empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const auto next,
                   scope.Get<Engagement>(kinds.engagement, previous.next_engagement()));
  return IsFollowed(next) ? AlreadyRenewed(previous.name(), next.name()) : absl::OkStatus();
}

// Books what is prepared and links the two.
template <typename Request>
absl::StatusOr<Engagement> Follow(
    const EngagementContext& context, CallContext& call, const Request& request,
    absl::Status (*allowed)(const Engagement&),
    absl::StatusOr<PreparedHold> (*prepare)(const EngagementContext&, const CallContext&,
                                            const Request&, const Engagement&)) {
  ASSIGN_OR_RETURN(const Engagement stored, OwnEngagement(context, call, request.name()));
  const absl::Status refused = allowed(stored);
  auto prepared = refused.ok() ? prepare(context, call, request, stored)
                               : absl::StatusOr<PreparedHold>(refused);
  // Refusals go through the mutation for the sake of repeated calls; see HoldEngagement.
  if (!prepared.ok() && errors::ReasonOf(prepared.status()).empty()) return prepared.status();
  if (prepared.ok()) prepared->previous_engagement = stored.name();
  Engagement reply;
  RETURN_IF_ERROR(context.store.Mutate(
      call, request, &reply, [&](WriteScope& scope, resource::Message* out) -> absl::Status {
        const resource::Kind& kind = context.kinds.engagement;
        ASSIGN_OR_RETURN(auto previous, scope.Get<Engagement>(kind, request.name()));
        RETURN_IF_ERROR(resource::CheckEtag(kind, previous, request.etag()));
        RETURN_IF_ERROR(allowed(previous));
        RETURN_IF_ERROR(RequireNoFollower(scope, context.kinds, previous));
        RETURN_IF_ERROR(prepared.status());
        ASSIGN_OR_RETURN(auto next, BookHold(context, scope, *prepared));
        previous.set_next_engagement(next.name());
        RETURN_IF_ERROR(scope.Replace(kind, previous));
        static_cast<Engagement&>(*out) = std::move(next);
        return absl::OkStatus();
      }));
  return reply;
}

}  // namespace

absl::StatusOr<Engagement> RenewEngagement(const EngagementContext& context, CallContext& call,
                                           const v1::RenewEngagementRequest& request) {
  return Follow(context, call, request, &RequireRenewable, &PrepareRenewal);
}

absl::StatusOr<Engagement> ReinviteEngagement(const EngagementContext& context, CallContext& call,
                                              const v1::ReinviteEngagementRequest& request) {
  return Follow(context, call, request, &RequireReinvitable, &PrepareReinvitation);
}

}  // namespace houniao::recruitment
