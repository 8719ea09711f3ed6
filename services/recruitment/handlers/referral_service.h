// ReferralService: the ledger of referrals.
#pragma once

#include "common/resource/standard_methods.h"
#include "common/rpc/service_table.h"
#include "services/recruitment/engagement/engagement_context.h"

namespace houniao::recruitment {

class ReferralHandlers {
 public:
  // `context` must outlive the handlers, these the table.
  explicit ReferralHandlers(const EngagementContext& context);
  void Bind(rpc::ServiceTable& table) const;

 private:
  const EngagementContext& context_;
  const resource::StandardMethods referrals_;
};

}  // namespace houniao::recruitment
