// CountTalentGroups: counts by sex and age, from two columns and without opening a profile.
#pragma once

#include "absl/status/statusor.h"

#include "common/base/call_context.h"
#include "common/feed/journal.h"

#include "houniao/talent/v1/talent_service.pb.h"

namespace houniao::talent {

// The named talents, each once; names that do not exist or are deleted are passed over. Without
// names: all who have agreed to be shown to employers and are not suspended. One moment of the
// database, a page at a time. DEADLINE_EXCEEDED, CANCELLED between pages.
absl::StatusOr<v1::CountTalentGroupsResponse> CountTalentGroups(
    const feed::Journal& journal, const CallContext& call,
    const v1::CountTalentGroupsRequest& request);

}  // namespace houniao::talent
