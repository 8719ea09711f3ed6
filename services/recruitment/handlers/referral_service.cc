#include "services/recruitment/handlers/referral_service.h"

#include "services/recruitment/engagement/referrals.h"
#include "services/recruitment/handlers/owned_methods.h"

namespace houniao::recruitment {

ReferralHandlers::ReferralHandlers(const EngagementContext& context)
    : context_(context),
      referrals_(context.store, context.kinds.referral, nullptr, context.clock) {}

void ReferralHandlers::Bind(rpc::ServiceTable& table) const {
  table.Unary<v1::CreateReferralRequest, v1::Referral>(
      "CreateReferral", [this](CallContext& call, const v1::CreateReferralRequest& request) {
        return CreateReferral(context_, call, request);
      });
  table.Unary<v1::RecordReferralOutcomeRequest, v1::Referral>(
      "RecordReferralOutcome",
      [this](CallContext& call, const v1::RecordReferralOutcomeRequest& request) {
        return RecordReferralOutcome(context_, call, request);
      });
  BindOwned(table, referrals_, context_.store, {"employer"});
}

}  // namespace houniao::recruitment
