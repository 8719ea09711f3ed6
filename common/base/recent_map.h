// A map with room for so much, that forgets what was not asked for longest, about.
#pragma once

#include <cstddef>
#include <utility>

#include "absl/container/flat_hash_map.h"

namespace houniao {

// Half of the room is for what was asked for lately. When that is full it becomes the old half, and
// what was old and not asked for meanwhile is forgotten: no list of uses to keep, and no list to
// walk. Not thread-safe; what is forgotten is handed out, so that it is freed without the lock.
template <typename Key, typename Value>
class RecentMap {
 public:
  struct Kept {
    Value value;
    size_t bytes = 0;
  };
  using Forgotten = absl::flat_hash_map<Key, Kept>;

  RecentMap(size_t most_entries, size_t most_bytes)
      : half_entries_(most_entries / 2), half_bytes_(most_bytes / 2) {}

  // Null if it is not there; good until the map changes. What was old is young again.
  template <typename Asked>
  const Value* Find(const Asked& key, Forgotten& forgotten) {
    const auto young = young_.find(key);
    if (young != young_.end()) return &young->second.value;
    const auto old = old_.find(key);
    if (old == old_.end()) return nullptr;
    Key copy = old->first;
    Kept kept = std::move(old->second);
    old_.erase(old);
    return &AddYoung(std::move(copy), std::move(kept), forgotten);
  }

  // In place of what was there. `bytes`: what key and value take.
  void Put(Key key, Value value, size_t bytes, Forgotten& forgotten) {
    Erase(key);
    AddYoung(std::move(key), {std::move(value), bytes}, forgotten);
  }

  template <typename Asked>
  void Erase(const Asked& key) {
    const auto young = young_.find(key);
    if (young != young_.end()) {
      young_bytes_ -= young->second.bytes;
      young_.erase(young);
    }
    old_.erase(key);
  }

  size_t size() const { return young_.size() + old_.size(); }

 private:
  const Value& AddYoung(Key key, Kept kept, Forgotten& forgotten) {
    if (young_.size() >= half_entries_ || young_bytes_ + kept.bytes > half_bytes_) {
      forgotten = std::exchange(old_, std::exchange(young_, {}));
      young_bytes_ = 0;
    }
    young_bytes_ += kept.bytes;
    return young_.emplace(std::move(key), std::move(kept)).first->second.value;
  }

  const size_t half_entries_;
  const size_t half_bytes_;
  Forgotten young_;  // the two have no key in common
  Forgotten old_;
  size_t young_bytes_ = 0;
};

}  // namespace houniao
