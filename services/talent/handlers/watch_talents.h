// WatchTalents: the feed of the service's kinds as its own messages.
#pragma once

#include "absl/status/status.h"

#include "common/base/call_context.h"
#include "common/feed/journal.h"
#include "common/rpc/stream.h"
#include "services/talent/store/talent_kinds.h"

#include "houniao/talent/v1/talent_service.pb.h"

namespace houniao::talent {

absl::Status WatchTalents(const feed::Journal& journal, const TalentKinds& kinds,
                          const CallContext& call, const v1::WatchTalentsRequest& request,
                          rpc::Writer<v1::WatchTalentsResponse>& writer);

}  // namespace houniao::talent
