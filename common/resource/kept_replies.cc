#include "common/resource/kept_replies.h"

#include "absl/hash/hash.h"

namespace houniao::resource {
namespace {

// Of the maps, the string and its control block.
constexpr size_t kEntryBytes = 200;

}  // namespace

size_t KeptReplies::IndexOf(absl::string_view name) const { return absl::HashOf(name) % kShards; }

KeptReplies::Bytes KeptReplies::Find(const Kind& kind, absl::string_view name, int rights,
                                     uint64_t& ticket) {
  if (!enabled_) return nullptr;
  Entries::Forgotten forgotten;  // freed without the lock
  Shard& shard = shards_[IndexOf(name)];
  MutexLock lock(shard.mutex);
  ticket = shard.commits;
  const Entry* const entry = shard.entries.Find(name, forgotten);
  if (entry == nullptr || entry->kind != &kind) return nullptr;
  for (const auto& [of, bytes] : entry->replies) {
    if (of == rights) return bytes;
  }
  return nullptr;
}

void KeptReplies::Keep(const Kind& kind, absl::string_view name, int rights, uint64_t ticket,
                       Bytes bytes) {
  // A few large ones must not push all others out.
  if (!enabled_ || bytes->size() > kMostBytes / kShards / 16) return;
  Entries::Forgotten promoted, forgotten;
  Shard& shard = shards_[IndexOf(name)];
  MutexLock lock(shard.mutex);
  if (shard.open_commits > 0 || shard.commits != ticket) return;
  const Entry* const kept = shard.entries.Find(name, promoted);
  Entry entry = kept != nullptr && kept->kind == &kind ? *kept : Entry{&kind, {}};
  std::erase_if(entry.replies, [rights](const auto& reply) { return reply.first == rights; });
  entry.replies.emplace_back(rights, std::move(bytes));
  size_t size = kEntryBytes + name.size();
  for (const auto& [of, reply] : entry.replies) size += reply->size();
  shard.entries.Put(std::string(name), std::move(entry), size, forgotten);
}

KeptReplies::Commit::Commit(KeptReplies& replies, const std::vector<std::string>& names)
    : replies_(replies) {
  static_assert(kShards == 16);
  if (!replies_.enabled_) return;
  for (const std::string& name : names) {
    const size_t index = replies_.IndexOf(name);
    Shard& shard = replies_.shards_[index];
    MutexLock lock(shard.mutex);
    shard.entries.Erase(name);
    if (std::exchange(closed_[index], true)) continue;
    ++shard.commits;
    ++shard.open_commits;
  }
}

KeptReplies::Commit::~Commit() {
  for (size_t index = 0; index < kShards; ++index) {
    if (!closed_[index]) continue;
    Shard& shard = replies_.shards_[index];
    MutexLock lock(shard.mutex);
    ++shard.commits;
    --shard.open_commits;
  }
}

}  // namespace houniao::resource
