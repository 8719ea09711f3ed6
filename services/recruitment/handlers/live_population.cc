#include "services/recruitment/handlers/live_population.h"

#include <algorithm>

#include "absl/time/clock.h"

#include "common/base/status_macros.h"
#include "common/errors/errors.h"

namespace houniao::recruitment {
namespace {

using population::Feed;

constexpr absl::Duration kLongestWait = absl::Seconds(10);

absl::Status WaitFor(const CallContext& call, const population::Population& population, Feed feed,
                     int64_t revision) {
  if (revision <= 0) return absl::OkStatus();
  const absl::Duration left = std::min(kLongestWait, call.deadline - absl::Now());
  return population.WaitForRevision(feed, revision, left).ok() ? absl::OkStatus()
                                                               : errors::DeadlineExceeded();
}

}  // namespace

absl::Status WaitForRevisions(const CallContext& call, const population::Population& population,
                              int64_t min_talent_revision, int64_t min_engagement_revision) {
  RETURN_IF_ERROR(WaitFor(call, population, Feed::kTalents, min_talent_revision));
  return WaitFor(call, population, Feed::kBookings, min_engagement_revision);
}

void AwaitOwnBookings(const CallContext& call, const population::Population& population) {
  if (call.written_revision <= 0) return;
  const absl::Duration left = std::min(absl::Seconds(2), call.deadline - absl::Now());
  population.WaitForRevision(Feed::kBookings, call.written_revision, left).IgnoreError();
}

}  // namespace houniao::recruitment
