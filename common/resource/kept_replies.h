// Serialized replies to Get, exactly as fresh as the database: what a commit writes is forgotten
// before it, and cannot be kept again before the commit is over.
//
// Only for a database that this process alone writes (SQLite under the lock of the data folder).
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"

#include "common/base/mutex.h"
#include "common/base/recent_map.h"

namespace houniao::resource {

class Kind;

// Thread-safe.
class KeptReplies {
 public:
  using Bytes = std::shared_ptr<const std::string>;
  // What was not asked for longest goes first, about.
  static constexpr size_t kMostBytes = size_t{32} << 20;

  explicit KeptReplies(bool enabled) : enabled_(enabled) {}

  bool enabled() const { return enabled_; }

  // Null if none is kept that was made of this resource for these rights. Then `ticket` says since
  // when: it goes to Keep with what was read after this call.
  Bytes Find(const Kind& kind, absl::string_view name, int rights, uint64_t& ticket);
  // Nothing happens if a commit has begun or ended since the ticket was given.
  void Keep(const Kind& kind, absl::string_view name, int rights, uint64_t ticket, Bytes bytes);

  // Lives around a commit that writes these resources.
  class Commit {
   public:
    Commit(KeptReplies& replies, const std::vector<std::string>& names);
    ~Commit();
    Commit(const Commit&) = delete;
    Commit& operator=(const Commit&) = delete;

   private:
    KeptReplies& replies_;
    std::array<bool, 16> closed_ = {};
  };

 private:
  static constexpr size_t kShards = 16;
  // Replies about one resource, by rights; few of the sixteen occur.
  struct Entry {
    const Kind* kind = nullptr;
    std::vector<std::pair<int, Bytes>> replies;
  };
  using Entries = RecentMap<std::string, Entry>;
  struct Shard {
    Mutex mutex;
    // Bytes alone are bounded.
    Entries entries HOUNIAO_GUARDED_BY(mutex){kMostBytes, kMostBytes / kShards};
    uint64_t commits HOUNIAO_GUARDED_BY(mutex) = 0;  // begun and ended
    int open_commits HOUNIAO_GUARDED_BY(mutex) = 0;
  };

  size_t IndexOf(absl::string_view name) const;

  const bool enabled_;
  std::array<Shard, kShards> shards_;
};

}  // namespace houniao::resource
