#include "services/recruitment/engagement/service_ledger.h"

#include "absl/strings/match.h"

#include "common/base/dates.h"
#include "common/base/status_macros.h"
#include "common/errors/errors.h"
#include "common/resource/recorder.h"
#include "services/recruitment/domain/engagement_states.h"
#include "services/recruitment/domain/ownership.h"
#include "services/recruitment/domain/recruitment_errors.h"
#include "services/recruitment/domain/service_day_rules.h"
#include "services/recruitment/engagement/booked_days.h"
#include "services/recruitment/engagement/booking_table.h"
#include "services/recruitment/engagement/engagement_verb.h"

namespace houniao::recruitment {
namespace {

using resource::WriteScope;

absl::Status RecordOne(const EngagementContext& context, WriteScope& scope,
                       const v1::ServiceDayEntry& entry, absl::string_view field,
                       v1::Engagement& engagement, v1::ServiceDay& recorded) {
  ASSIGN_OR_RETURN(
      recorded, RecordServiceDay(engagement, entry, field, ActorOf(scope.call()), scope.today()));
  const auto existing = scope.Get<v1::ServiceDay>(context.kinds.service_day, recorded.name());
  if (existing.ok()) return ServiceDayAlreadyRecorded(recorded.name());
  if (!absl::IsNotFound(existing.status())) return existing.status();
  RETURN_IF_ERROR(scope.Insert(context.kinds.service_day, recorded));
  AddToCounts(recorded, 1, engagement);
  return absl::OkStatus();
}

// Lets `decide` change a stored day and keeps the counts of its engagement true.
absl::Status ChangeDay(const EngagementContext& context, WriteScope& scope,
                       v1::Engagement& engagement, v1::ServiceDay& day,
                       const std::function<absl::Status(v1::ServiceDay&)>& decide) {
  AddToCounts(day, -1, engagement);
  RETURN_IF_ERROR(decide(day));
  AddToCounts(day, 1, engagement);
  return scope.Replace(context.kinds.service_day, day);
}

// One that is over keeps the halves of days that were recorded, and frees the rest: the half that a
// correction or a settlement took away too.
absl::Status KeepBooked(WriteScope& scope, const v1::ServiceDay& day, v1::Engagement& engagement) {
  const auto date = ToCivilDay(day.date());
  if (!date.has_value()) return absl::OkStatus();
  std::vector<population::DayHalves> days = BookedDaysOf(engagement);
  for (population::DayHalves& booked : days) {
    if (booked.day != DayNumber(*date)) continue;
    booked.halves = static_cast<population::Halves>(EffectiveHalf(day.half()));
    RETURN_IF_ERROR(DeleteBookingsOn(scope.tx(), engagement.name(), booked.day));
    RETURN_IF_ERROR(InsertBookings(scope.tx(), engagement.name(),
                                   {engagement.members().begin(), engagement.members().end()},
                                   {booked}));
  }
  SetBookedDays(days, engagement);
  return absl::OkStatus();
}

// A verb on one day: the engagement is written first, the day last, so that the call's revision is
// the day's.
template <typename Request>
absl::StatusOr<v1::ServiceDay> DayVerb(
    const EngagementContext& context, CallContext& call, const Request& request,
    const std::function<absl::Status(v1::ServiceDay&, const v1::Engagement&, absl::Time now)>&
        decide) {
  const std::string parent = resource::NamePattern::ParentOf(request.name());
  RETURN_IF_ERROR(OwnEngagement(context, call, parent).status());
  return resource::Transition<v1::ServiceDay>(
      context.store, call, context.kinds.service_day, request,
      [&](WriteScope& scope, v1::ServiceDay& day) -> absl::Status {
        ASSIGN_OR_RETURN(auto engagement,
                         scope.Get<v1::Engagement>(context.kinds.engagement, parent));
        AddToCounts(day, -1, engagement);
        RETURN_IF_ERROR(decide(day, engagement, scope.now()));
        AddToCounts(day, 1, engagement);
        if (!IsLive(engagement.state())) RETURN_IF_ERROR(KeepBooked(scope, day, engagement));
        return scope.Replace(context.kinds.engagement, engagement);
      });
}

struct SummaryRow {
  std::string where;
  std::vector<db::Value> values;
};

SummaryRow DaysOf(const v1::SummarizeServiceRequest& request) {
  SummaryRow row{
      "parent IN (SELECT DISTINCT engagement FROM booked_days WHERE talent = ?) AND day >= ? "
      "AND day <= ?",
      {request.talent()}};
  const auto first = ToCivilDay(request.period().start_date());
  const auto last = ToCivilDay(request.period().end_date());
  row.values.emplace_back(first.has_value() ? DayNumber(*first) : 0);
  row.values.emplace_back(last.has_value() ? DayNumber(*last) : 1 << 30);
  return row;
}

void AddDay(const v1::ServiceDay& day, absl::CivilDay date, v1::ServiceSummary& summary) {
  const int halves = CountHalves(day.half());
  if (day.state() == v1::ServiceDay::RECORDED) {
    summary.set_pending_half_day_count(summary.pending_half_day_count() + halves);
  } else if (day.state() == v1::ServiceDay::DISPUTED) {
    summary.set_disputed_half_day_count(summary.disputed_half_day_count() + halves);
  }
  if (!Counts(day)) return;
  summary.set_confirmed_half_day_count(summary.confirmed_half_day_count() + halves);
  if (calendar::WorkingCalendar::Announced().KindOf(date) == calendar::DayKind::kWorking) {
    summary.set_confirmed_workday_half_count(summary.confirmed_workday_half_count() + halves);
  }
  if (!summary.has_first_date()) *summary.mutable_first_date() = day.date();
  *summary.mutable_last_date() = day.date();
  summary.set_fee_fen(summary.fee_fen() + day.fee_fen());
}

absl::Status Describe(const EngagementContext& context, const CallContext& call,
                      v1::ServiceSummary& summary) {
  ASSIGN_OR_RETURN(
      const auto engagement,
      context.store.Get<v1::Engagement>(call, context.kinds.engagement, summary.engagement()));
  summary.set_form(engagement.form());
  summary.set_agreement_months(engagement.agreement_months());
  summary.set_state(engagement.state());
  summary.set_region(engagement.region());
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::RecordServiceDaysResponse> RecordServiceDays(
    const EngagementContext& context, CallContext& call,
    const v1::RecordServiceDaysRequest& request) {
  RETURN_IF_ERROR(OwnEngagement(context, call, request.parent()).status());
  v1::RecordServiceDaysResponse reply;
  const auto work = [&](WriteScope& scope, resource::Message* out) -> absl::Status {
    auto& response = static_cast<v1::RecordServiceDaysResponse&>(*out);
    ASSIGN_OR_RETURN(auto engagement,
                     scope.Get<v1::Engagement>(context.kinds.engagement, request.parent()));
    RETURN_IF_ERROR(BeginService(engagement));
    for (int i = 0; i < request.entries_size(); ++i) {
      RETURN_IF_ERROR(RecordOne(context, scope, request.entries(i),
                                absl::StrCat("entries[", i, "]"), engagement,
                                *response.add_service_days()));
    }
    RETURN_IF_ERROR(scope.Replace(context.kinds.engagement, engagement));
    *response.mutable_engagement() = std::move(engagement);
    return absl::OkStatus();
  };
  RETURN_IF_ERROR(context.store.Mutate(call, request, &reply, work));
  return reply;
}

absl::StatusOr<v1::ConfirmServiceDaysResponse> ConfirmServiceDays(
    const EngagementContext& context, CallContext& call,
    const v1::ConfirmServiceDaysRequest& request) {
  RETURN_IF_ERROR(OwnEngagement(context, call, request.parent()).status());
  for (int i = 0; i < request.names_size(); ++i) {
    if (resource::NamePattern::ParentOf(request.names(i)) != request.parent()) {
      return errors::InvalidField(absl::StrCat("names[", i, "]"), "is not of the engagement");
    }
  }
  v1::ConfirmServiceDaysResponse reply;
  const auto work = [&](WriteScope& scope, resource::Message* out) -> absl::Status {
    auto& response = static_cast<v1::ConfirmServiceDaysResponse&>(*out);
    ASSIGN_OR_RETURN(auto engagement,
                     scope.Get<v1::Engagement>(context.kinds.engagement, request.parent()));
    for (const std::string& name : request.names()) {
      ASSIGN_OR_RETURN(auto day, scope.Get<v1::ServiceDay>(context.kinds.service_day, name));
      RETURN_IF_ERROR(ChangeDay(context, scope, engagement, day, [&](v1::ServiceDay& changed) {
        return ConfirmServiceDay(changed, engagement, ActorOf(call), scope.now());
      }));
      *response.add_service_days() = std::move(day);
    }
    RETURN_IF_ERROR(scope.Replace(context.kinds.engagement, engagement));
    *response.mutable_engagement() = std::move(engagement);
    return absl::OkStatus();
  };
  RETURN_IF_ERROR(context.store.Mutate(call, request, &reply, work));
  return reply;
}

absl::StatusOr<v1::ServiceDay> DisputeServiceDay(const EngagementContext& context,
                                                 CallContext& call,
                                                 const v1::DisputeServiceDayRequest& request) {
  return DayVerb(context, call, request,
                 [&](v1::ServiceDay& day, const v1::Engagement&, absl::Time) {
                   return DisputeServiceDay(day, ActorOf(call), request.reason());
                 });
}

absl::StatusOr<v1::ServiceDay> SettleServiceDay(const EngagementContext& context, CallContext& call,
                                                const v1::SettleServiceDayRequest& request) {
  return DayVerb(context, call, request,
                 [&](v1::ServiceDay& day, const v1::Engagement& engagement, absl::Time) {
                   return SettleServiceDay(day, engagement, request, ActorOf(call));
                 });
}

absl::StatusOr<v1::ServiceDay> CorrectServiceDay(const EngagementContext& context,
                                                 CallContext& call,
                                                 const v1::CorrectServiceDayRequest& request) {
  return DayVerb(context, call, request,
                 [&](v1::ServiceDay& day, const v1::Engagement& engagement, absl::Time now) {
                   return CorrectServiceDay(day, engagement, request, ActorOf(call), now);
                 });
}

absl::StatusOr<v1::SummarizeServiceResponse> SummarizeService(
    const EngagementContext& context, const CallContext& call,
    const v1::SummarizeServiceRequest& request) {
  if (!request.employer().empty()) RETURN_IF_ERROR(RequireOwn(call, request.employer()));
  const SummaryRow rows = DaysOf(request);
  v1::SummarizeServiceResponse response;
  std::vector<v1::ServiceSummary> summaries;
  v1::ServiceDay scratch;
  RETURN_IF_ERROR(context.store.Select(
      call, context.kinds.service_day, rows.where, "parent, day", rows.values, &scratch,
      [&](const resource::Message& message) {
        const auto& day = static_cast<const v1::ServiceDay&>(message);
        const std::string engagement = resource::NamePattern::ParentOf(day.name());
        const auto date = ToCivilDay(day.date());
        const bool asked = (request.employer().empty() || request.employer() == day.employer()) &&
                           (request.engagement().empty() || request.engagement() == engagement);
        if (!asked || !date.has_value() || !IsOwn(call, day.employer())) return true;
        const int year = static_cast<int>(date->year());
        if (summaries.empty() || summaries.back().engagement() != engagement ||
            summaries.back().year() != year) {
          v1::ServiceSummary& summary = summaries.emplace_back();
          summary.set_engagement(engagement);
          summary.set_employer(day.employer());
          summary.set_year(year);
        }
        AddDay(day, *date, summaries.back());
        return true;
      }));
  for (v1::ServiceSummary& summary : summaries) {
    RETURN_IF_ERROR(Describe(context, call, summary));
    response.set_confirmed_half_day_count(response.confirmed_half_day_count() +
                                          summary.confirmed_half_day_count());
    response.set_pending_half_day_count(response.pending_half_day_count() +
                                        summary.pending_half_day_count());
    response.set_disputed_half_day_count(response.disputed_half_day_count() +
                                         summary.disputed_half_day_count());
    *response.add_summaries() = std::move(summary);
  }
  return response;
}

}  // namespace houniao::recruitment
