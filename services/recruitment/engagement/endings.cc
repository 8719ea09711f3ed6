#include "services/recruitment/engagement/endings.h"

#include <algorithm>

#include "absl/time/clock.h"

#include "common/base/dates.h"
#include "common/base/status_macros.h"
#include "common/resource/recorder.h"
#include "services/recruitment/domain/demand_states.h"
#include "services/recruitment/domain/engagement_states.h"
#include "services/recruitment/domain/ownership.h"
#include "services/recruitment/engagement/booked_days.h"
#include "services/recruitment/engagement/booking_table.h"
#include "services/recruitment/engagement/engagement_verb.h"
#include "services/recruitment/engagement/places.h"
#include "services/recruitment/engagement/referral_moves.h"

namespace houniao::recruitment {
namespace {

using resource::WriteScope;

constexpr int kMostSwept = 200;
constexpr char kSqlHoldsOfDemand[] =
    "SELECT name FROM engagements WHERE demand = ? AND state = 1 ORDER BY name";
constexpr char kSqlOpenServiceDays[] =
    "SELECT COUNT(*) FROM service_days WHERE parent = ? AND state = ?";
constexpr char kSqlRecordedDays[] =
    "SELECT day, half FROM service_days WHERE parent = ? ORDER BY day";
constexpr char kSqlExpiredHolds[] =
    "SELECT name FROM engagements WHERE state = 1 AND hold_expire_time <= ? "
    "ORDER BY hold_expire_time LIMIT 200";
constexpr char kSqlExpiredDemands[] =
    "SELECT name FROM demands WHERE state IN (2, 3) AND period_end_date < ? "
    "ORDER BY period_end_date LIMIT 200";

// Frees all days but those that were recorded.
absl::Status KeepRecordedDays(WriteScope& scope, v1::Engagement& engagement) {
  std::vector<population::DayHalves> recorded;
  RETURN_IF_ERROR(scope.tx().Query(kSqlRecordedDays, {engagement.name()}, [&](const db::Row& row) {
    recorded.push_back({static_cast<int>(row.Int(0)), static_cast<population::Halves>(row.Int(1))});
    return true;
  }));
  RETURN_IF_ERROR(DeleteBookings(scope.tx(), engagement.name()));
  SetBookedDays(recorded, engagement);
  return InsertBookings(scope.tx(), engagement.name(),
                        {engagement.members().begin(), engagement.members().end()}, recorded);
}

absl::StatusOr<int> CountServiceDays(WriteScope& scope, const std::string& engagement,
                                     v1::ServiceDay::State state) {
  ASSIGN_OR_RETURN(const auto count,
                   scope.tx().QueryInt(kSqlOpenServiceDays, {engagement, static_cast<int>(state)}));
  return static_cast<int>(count.value_or(0));
}

absl::Status ReleaseHoldsOf(WriteScope& scope, const Kinds& kinds, const std::string& demand) {
  std::vector<std::string> holds;
  RETURN_IF_ERROR(scope.tx().Query(kSqlHoldsOfDemand, {demand}, [&](const db::Row& row) {
    holds.push_back(row.Bytes(0));
    return true;
  }));
  for (const std::string& name : holds) {
    ASSIGN_OR_RETURN(auto hold, scope.Get<v1::Engagement>(kinds.engagement, name));
    RETURN_IF_ERROR(Release(hold, "The demand was closed.", scope.now()));
    RETURN_IF_ERROR(KeepRecordedDays(scope, hold));
    RETURN_IF_ERROR(MoveBack(scope, kinds, hold));
    RETURN_IF_ERROR(scope.Replace(kinds.engagement, hold));
  }
  return absl::OkStatus();
}

CallContext SweepCall(absl::string_view method) {
  CallContext call;
  call.method = std::string(method);
  call.principal = "service:recruitment";
  call.deadline = absl::Now() + absl::Seconds(30);
  return call;
}

std::vector<std::string> Names(const EngagementContext& context, absl::string_view sql,
                               const db::Value& limit) {
  std::vector<std::string> names;
  // A database that does not answer now is asked again a second later.
  context.store.database()
      .Query(
          sql, {limit},
          [&](const db::Row& row) {
            names.push_back(row.Bytes(0));
            return true;
          },
          absl::Now() + absl::Seconds(5))
      .IgnoreError();
  return names;
}

bool ExpireHold(const EngagementContext& context, const std::string& name) {
  CallContext call = SweepCall("houniao.recruitment.v1.EngagementService/ExpireHold");
  v1::ReleaseEngagementRequest request;
  request.set_name(name);
  // Refused if somebody was faster, which is as good.
  return resource::Transition<v1::Engagement>(
             context.store, call, context.kinds.engagement, request,
             [&](WriteScope& scope, v1::Engagement& engagement) -> absl::Status {
               RETURN_IF_ERROR(Expire(engagement, scope.now()));
               RETURN_IF_ERROR(KeepRecordedDays(scope, engagement));
               return MoveBack(scope, context.kinds, engagement);
             })
      .ok();
}

bool ExpireDemand(const EngagementContext& context, const std::string& name) {
  CallContext call = SweepCall("houniao.recruitment.v1.DemandService/ExpireDemand");
  v1::CloseDemandRequest request;
  request.set_name(name);
  return resource::Transition<v1::Demand>(
             context.store, call, context.kinds.demand, request,
             [&](WriteScope& scope, v1::Demand& demand) -> absl::Status {
               if (!IsOver(demand, scope.today())) return absl::CancelledError("not over");
               demand.set_state(v1::Demand::EXPIRED);
               return ReleaseHoldsOf(scope, context.kinds, demand.name());
             })
      .ok();
}

}  // namespace

absl::StatusOr<v1::Engagement> ConfirmEngagement(const EngagementContext& context,
                                                 CallContext& call,
                                                 const v1::ConfirmEngagementRequest& request) {
  return Verb(context, call, request,
              [&](WriteScope& scope, v1::Engagement& engagement) -> absl::Status {
                RETURN_IF_ERROR(Confirm(engagement, scope.now()));
                RETURN_IF_ERROR(TakePlace(scope, context.kinds, engagement));
                return MoveToEngaged(scope, context.kinds, engagement);
              });
}

absl::StatusOr<v1::Engagement> DeclineEngagement(const EngagementContext& context,
                                                 CallContext& call,
                                                 const v1::DeclineEngagementRequest& request) {
  return Verb(context, call, request,
              [&](WriteScope& scope, v1::Engagement& engagement) -> absl::Status {
                RETURN_IF_ERROR(Decline(engagement, request.reason(), scope.now()));
                RETURN_IF_ERROR(KeepRecordedDays(scope, engagement));
                return MoveToRefused(scope, context.kinds, engagement);
              });
}

absl::StatusOr<v1::Engagement> ReleaseEngagement(const EngagementContext& context,
                                                 CallContext& call,
                                                 const v1::ReleaseEngagementRequest& request) {
  return Verb(context, call, request,
              [&](WriteScope& scope, v1::Engagement& engagement) -> absl::Status {
                const bool took_place = TakesPlace(engagement.state());
                RETURN_IF_ERROR(Release(engagement, request.reason(), scope.now()));
                RETURN_IF_ERROR(KeepRecordedDays(scope, engagement));
                return took_place ? LeavePlace(scope, context.kinds, engagement)
                                  : MoveBack(scope, context.kinds, engagement);
              });
}

absl::StatusOr<v1::Engagement> CompleteEngagement(const EngagementContext& context,
                                                  CallContext& call,
                                                  const v1::CompleteEngagementRequest& request) {
  return Verb(
      context, call, request, [&](WriteScope& scope, v1::Engagement& engagement) -> absl::Status {
        ASSIGN_OR_RETURN(const int recorded,
                         CountServiceDays(scope, engagement.name(), v1::ServiceDay::RECORDED));
        ASSIGN_OR_RETURN(const int disputed,
                         CountServiceDays(scope, engagement.name(), v1::ServiceDay::DISPUTED));
        RETURN_IF_ERROR(Complete(engagement, recorded, disputed, scope.now()));
        return KeepRecordedDays(scope, engagement);
      });
}

absl::StatusOr<v1::Engagement> EvaluateEngagement(const EngagementContext& context,
                                                  CallContext& call,
                                                  const v1::EvaluateEngagementRequest& request) {
  return Verb(context, call, request, [&](WriteScope& scope, v1::Engagement& engagement) {
    return Evaluate(engagement, request, !call.employer.empty(), ActorOf(call), scope.now());
  });
}

absl::StatusOr<v1::Demand> CloseDemand(const EngagementContext& context, CallContext& call,
                                       const v1::CloseDemandRequest& request) {
  return resource::Transition<v1::Demand>(
      context.store, call, context.kinds.demand, request,
      [&](WriteScope& scope, v1::Demand& demand) -> absl::Status {
        RETURN_IF_ERROR(RequireOwn(call, demand.employer()));
        RETURN_IF_ERROR(Close(demand, request.reason()));
        return ReleaseHoldsOf(scope, context.kinds, demand.name());
      });
}

bool SweepExpired(const EngagementContext& context) {
  const auto holds = Names(context, kSqlExpiredHolds, db::Value::Micros(context.clock.Now()));
  const auto demands =
      Names(context, kSqlExpiredDemands, db::Value(DayNumber(context.clock.Today())));
  int done = 0;
  for (const std::string& name : holds) done += ExpireHold(context, name) ? 1 : 0;
  for (const std::string& name : demands) done += ExpireDemand(context, name) ? 1 : 0;
  return done > 0 && (holds.size() == kMostSwept || demands.size() == kMostSwept);
}

}  // namespace houniao::recruitment
