#include "services/recruitment/handlers/engagement_service.h"

#include <set>

#include "common/base/status_macros.h"
#include "common/errors/errors.h"
#include "services/recruitment/domain/ownership.h"
#include "services/recruitment/engagement/endings.h"
#include "services/recruitment/engagement/hold.h"
#include "services/recruitment/engagement/service_ledger.h"
#include "services/recruitment/engagement/succession.h"
#include "services/recruitment/handlers/availability.h"
#include "services/recruitment/handlers/live_population.h"
#include "services/recruitment/handlers/owned_methods.h"

namespace houniao::recruitment {
namespace {

using population::Feed;

constexpr char kSqlOwnEngagements[] = "SELECT name FROM engagements WHERE employer = ?";

}  // namespace

EngagementHandlers::EngagementHandlers(const EngagementContext& context,
                                       const feed::Journal& journal,
                                       const population::Population& population,
                                       std::function<bool()> ready)
    : context_(context),
      journal_(journal),
      population_(population),
      ready_(std::move(ready)),
      engagements_(context.store, context.kinds.engagement, nullptr, context.clock),
      service_days_(context.store, context.kinds.service_day, &context.kinds.engagement,
                    context.clock) {}

void EngagementHandlers::Bind(rpc::ServiceTable& table) const {
  BindVerbs(table);
  BindServiceDays(table);
  table.Unary<v1::GetAvailabilityRequest, v1::GetAvailabilityResponse>(
      "GetAvailability", [this](CallContext& call, const v1::GetAvailabilityRequest& request) {
        return GetAvailability(call, request);
      });
  BindOwned(table, engagements_, context_.store, {"employer"});
  BindOwned(table, service_days_, context_.store, {"employer"});
}

// A booking is seen by whoever made it in the next answer.
void EngagementHandlers::BindVerbs(rpc::ServiceTable& table) const {
  const auto bind = [&]<typename Request>(const char* name, absl::StatusOr<v1::Engagement> (*verb)(
                                                                const EngagementContext&,
                                                                CallContext&, const Request&)) {
    table.Unary<Request, v1::Engagement>(
        name, [this, verb](CallContext& call, const Request& request) {
          absl::StatusOr<v1::Engagement> engagement = verb(context_, call, request);
          AwaitOwnBookings(call, population_);
          return engagement;
        });
  };
  bind("HoldEngagement", &HoldEngagement);
  bind("ConfirmEngagement", &ConfirmEngagement);
  bind("DeclineEngagement", &DeclineEngagement);
  bind("ReleaseEngagement", &ReleaseEngagement);
  bind("CompleteEngagement", &CompleteEngagement);
  bind("RenewEngagement", &RenewEngagement);
  bind("ReinviteEngagement", &ReinviteEngagement);
  bind("EvaluateEngagement", &EvaluateEngagement);
}

void EngagementHandlers::BindServiceDays(rpc::ServiceTable& table) const {
  table.Unary<v1::RecordServiceDaysRequest, v1::RecordServiceDaysResponse>(
      "RecordServiceDays", [this](CallContext& call, const v1::RecordServiceDaysRequest& request) {
        return RecordServiceDays(context_, call, request);
      });
  table.Unary<v1::ConfirmServiceDaysRequest, v1::ConfirmServiceDaysResponse>(
      "ConfirmServiceDays",
      [this](CallContext& call, const v1::ConfirmServiceDaysRequest& request) {
        return ConfirmServiceDays(context_, call, request);
      });
  table.Unary<v1::DisputeServiceDayRequest, v1::ServiceDay>(
      "DisputeServiceDay", [this](CallContext& call, const v1::DisputeServiceDayRequest& request) {
        return DisputeServiceDay(context_, call, request);
      });
  table.Unary<v1::SettleServiceDayRequest, v1::ServiceDay>(
      "SettleServiceDay", [this](CallContext& call, const v1::SettleServiceDayRequest& request) {
        return SettleServiceDay(context_, call, request);
      });
  table.Unary<v1::CorrectServiceDayRequest, v1::ServiceDay>(
      "CorrectServiceDay", [this](CallContext& call, const v1::CorrectServiceDayRequest& request) {
        return CorrectServiceDay(context_, call, request);
      });
  table.Unary<v1::SummarizeServiceRequest, v1::SummarizeServiceResponse>(
      "SummarizeService",
      [this](CallContext& call, const v1::SummarizeServiceRequest& request)
          -> absl::StatusOr<v1::SummarizeServiceResponse> {
        // Read first: the sums have seen at least this much.
        ASSIGN_OR_RETURN(const int64_t revision, journal_.Revision(call.deadline));
        ASSIGN_OR_RETURN(auto response, SummarizeService(context_, call, request));
        response.set_revision(revision);
        return response;
      });
}

absl::StatusOr<v1::GetAvailabilityResponse> EngagementHandlers::GetAvailability(
    const CallContext& call, const v1::GetAvailabilityRequest& request) const {
  if (!ready_()) return errors::ServiceUnavailable("talent");
  RETURN_IF_ERROR(WaitForRevisions(call, population_, request.min_talent_revision(),
                                   request.min_engagement_revision()));
  std::set<std::string> own;
  if (!call.employer.empty()) {
    RETURN_IF_ERROR(resource::ReadError(journal_.database().Query(
        kSqlOwnEngagements, {call.employer},
        [&](const db::Row& row) {
          own.insert(row.Bytes(0));
          return true;
        },
        call.deadline)));
  }
  const int64_t talent_revision = population_.applied_revision(Feed::kTalents);
  const int64_t engagement_revision = population_.applied_revision(Feed::kBookings);
  ASSIGN_OR_RETURN(
      auto response, AvailabilityOf(population_, request, [&](const std::string& engagement) {
        return call.employer.empty() || own.count(absl::StrCat("engagements/", engagement)) > 0;
      }));
  response.set_talent_revision(talent_revision);
  response.set_engagement_revision(engagement_revision);
  return response;
}

}  // namespace houniao::recruitment
