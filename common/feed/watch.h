// Serving a watch: a snapshot, then every change in commit order, with a token to resume from.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"

#include "common/base/call_context.h"
#include "common/feed/journal.h"

#include "houniao/api/v1/change.pb.h"

namespace houniao::feed {

using resource::Kind;
using resource::Message;

struct WatchedChange {
  api::v1::Change change;
  // As it was at that revision; null if the row was removed.
  std::unique_ptr<Message> resource;
};

// Where the messages go: an adapter from these to one service's watch response. Each returns false
// once the watcher has gone away.
class WatchSink {
 public:
  virtual ~WatchSink() = default;
  virtual bool Snapshot(const Kind& kind, std::vector<std::unique_ptr<Message>> resources,
                        int64_t revision) = 0;
  virtual bool SnapshotEnd(int64_t revision, const std::string& resume_token) = 0;
  virtual bool Changes(std::vector<WatchedChange> changes, int64_t revision,
                       const std::string& resume_token) = 0;
  virtual bool Heartbeat(int64_t revision, const std::string& resume_token) = 0;
};

struct WatchRequest {
  std::vector<const Kind*> kinds;
  // Empty: start with a snapshot.
  std::string resume_token;
  absl::Duration heartbeat = absl::Seconds(15);
  // How late commits of another replica may be seen.
  absl::Duration poll = absl::Milliseconds(500);
};

// Runs until the watcher goes away, the hub closes or the database fails. Messages hold at most 500
// resources and about 1 MiB. INVALID_RESUME_TOKEN if the token is not of this service and these
// kinds, or names a revision that the database does not have (it was restored from a backup).
absl::Status ServeWatch(const Journal& journal, const CallContext& call,
                        const WatchRequest& request, WatchSink& sink);

}  // namespace houniao::feed
