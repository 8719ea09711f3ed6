// The population with what answers need to know of its age: revisions, readiness, waiting.
#pragma once

#include "absl/status/status.h"

#include "common/base/call_context.h"
#include "common/population/population.h"

namespace houniao::recruitment {

// Waits until the population has seen both revisions; 0 does not wait. DEADLINE_EXCEEDED once the
// caller's time, or ten seconds, are up.
absl::Status WaitForRevisions(const CallContext& call, const population::Population& population,
                              int64_t min_talent_revision, int64_t min_engagement_revision);

// Lets a writer see its own bookings in the next answer. Never fails: what was written is written.
void AwaitOwnBookings(const CallContext& call, const population::Population& population);

}  // namespace houniao::recruitment
