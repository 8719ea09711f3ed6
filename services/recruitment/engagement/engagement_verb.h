// A verb on a stored engagement.
#pragma once

#include <functional>

#include "absl/status/statusor.h"

#include "common/base/status_macros.h"
#include "common/resource/recorder.h"
#include "services/recruitment/domain/ownership.h"
#include "services/recruitment/engagement/engagement_context.h"

#include "houniao/recruitment/v1/engagement.pb.h"

namespace houniao::recruitment {

// The engagement if it is the caller's. Callers of an enterprise learn nothing about others'.
inline absl::StatusOr<v1::Engagement> OwnEngagement(const EngagementContext& context,
                                                    const CallContext& call,
                                                    const std::string& name) {
  auto stored = context.store.Get<v1::Engagement>(call, context.kinds.engagement, name);
  if (!stored.ok()) return HideMissing(call, stored.status());
  RETURN_IF_ERROR(RequireOwn(call, stored->employer()));
  return stored;
}

// Lets `decide` change an engagement of the caller's.
template <typename Request>
absl::StatusOr<v1::Engagement> Verb(
    const EngagementContext& context, CallContext& call, const Request& request,
    const std::function<absl::Status(resource::WriteScope&, v1::Engagement&)>& decide) {
  RETURN_IF_ERROR(OwnEngagement(context, call, request.name()).status());
  return resource::Transition<v1::Engagement>(context.store, call, context.kinds.engagement,
                                              request, decide);
}

}  // namespace houniao::recruitment
