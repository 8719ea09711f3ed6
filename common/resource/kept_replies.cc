#include "common/resource/kept_replies.h"

#include "absl/hash/hash.h"

namespace houniao::resource {
namespace {

// Of the maps, the string and its control block.
constexpr size_t kEntryBytes = 200;

size_t BytesOf(absl::string_view name, const std::string& bytes) {
  return kEntryBytes + name.size() + bytes.size();
}

}  // namespace

size_t KeptReplies::IndexOf(absl::string_view name) const { return absl::HashOf(name) % kShards; }

KeptReplies::Bytes KeptReplies::FindIn(const Entries& entries, const Kind& kind,
                                       absl::string_view name, int rights) {
  const auto found = entries.find(name);
  if (found == entries.end() || found->second.kind != &kind) return nullptr;
  for (const auto& [of, bytes] : found->second.replies) {
    if (of == rights) return bytes;
  }
  return nullptr;
}

void KeptReplies::Put(Shard& shard, const Kind& kind, absl::string_view name, int rights,
                      Bytes bytes, Entries& forgotten) {
  if (FindIn(shard.young, kind, name, rights) != nullptr) return;
  Entry& entry = shard.young[name];
  if (entry.kind != &kind) entry = {&kind, {}};
  shard.young_bytes += BytesOf(name, *bytes);
  entry.replies.emplace_back(rights, std::move(bytes));
  if (shard.young_bytes < kMostBytes / kShards / 2) return;
  forgotten.swap(shard.old);
  shard.old.swap(shard.young);
  shard.young_bytes = 0;
}

KeptReplies::Bytes KeptReplies::Find(const Kind& kind, absl::string_view name, int rights,
                                     uint64_t& ticket) {
  if (!enabled_) return nullptr;
  Entries forgotten;  // freed without the lock
  Shard& shard = shards_[IndexOf(name)];
  MutexLock lock(shard.mutex);
  ticket = shard.commits;
  if (Bytes young = FindIn(shard.young, kind, name, rights)) return young;
  Bytes old = FindIn(shard.old, kind, name, rights);
  if (old != nullptr) Put(shard, kind, name, rights, old, forgotten);
  return old;
}

void KeptReplies::Keep(const Kind& kind, absl::string_view name, int rights, uint64_t ticket,
                       Bytes bytes) {
  // A few large ones must not push all others out.
  if (!enabled_ || bytes->size() > kMostBytes / kShards / 16) return;
  Entries forgotten;
  Shard& shard = shards_[IndexOf(name)];
  MutexLock lock(shard.mutex);
  if (shard.open_commits > 0 || shard.commits != ticket) return;
  Put(shard, kind, name, rights, std::move(bytes), forgotten);
}

KeptReplies::Commit::Commit(KeptReplies& replies, const std::vector<std::string>& names)
    : replies_(replies) {
  static_assert(kShards == 16);
  if (!replies_.enabled_) return;
  for (const std::string& name : names) {
    const size_t index = replies_.IndexOf(name);
    Shard& shard = replies_.shards_[index];
    MutexLock lock(shard.mutex);
    shard.young.erase(name);
    shard.old.erase(name);
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
