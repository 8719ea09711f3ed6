#include "common/population/id_index.h"

#include <cstring>

namespace houniao::population {

absl::string_view IdTexts::Get(uint32_t row) const {
  const ColumnPage& page = columns_->page(row);
  const uint32_t slot = Columns::Slot(row);
  const uint8_t length = page.id_length[slot];
  if (length == kLongId) return long_ids_.at(row);
  return absl::string_view(page.id_text[slot].data(), length);
}

void IdTexts::Set(uint32_t row, absl::string_view id) {
  ColumnPage& page = columns_->page(row);
  const uint32_t slot = Columns::Slot(row);
  if (page.id_length[slot] == kLongId) long_ids_.erase(row);
  if (id.size() > kInlineIdBytes) {
    page.id_length[slot] = kLongId;
    long_ids_[row] = std::string(id);
    return;
  }
  page.id_length[slot] = static_cast<uint8_t>(id.size());
  std::memcpy(page.id_text[slot].data(), id.data(), id.size());
}

size_t IdTexts::long_bytes() const {
  size_t bytes = long_ids_.capacity() * (sizeof(*long_ids_.begin()) + 1);
  for (const auto& [row, text] : long_ids_) bytes += text.capacity();
  return bytes;
}

IdIndex::IdIndex(const IdTexts* texts) : texts_(texts) {
  for (size_t i = 0; i < kShards; ++i) shards_.emplace_back(0, Hash{texts}, Equal{texts});
}

// FNV-1a: another function than that of the shards, whose tables would fill unevenly otherwise.
size_t IdIndex::ShardOf(absl::string_view id) {
  uint32_t hash = 2166136261u;
  for (const char c : id) hash = (hash ^ static_cast<uint8_t>(c)) * 16777619u;
  return (hash ^ hash >> 16) % kShards;
}

std::optional<uint32_t> IdIndex::Find(absl::string_view id) const {
  const Shard& shard = shards_[ShardOf(id)];
  const auto it = shard.find(id);
  if (it == shard.end()) return std::nullopt;
  return *it;
}

void IdIndex::Insert(uint32_t row) { shards_[ShardOf(texts_->Get(row))].insert(row); }

void IdIndex::Erase(uint32_t row) { shards_[ShardOf(texts_->Get(row))].erase(row); }

void IdIndex::Clear() {
  for (Shard& shard : shards_) shard.clear();
}

size_t IdIndex::size() const {
  size_t size = 0;
  for (const Shard& shard : shards_) size += shard.size();
  return size;
}

size_t IdIndex::bytes() const {
  size_t bytes = shards_.size() * sizeof(Shard);
  for (const Shard& shard : shards_) bytes += shard.capacity() * (sizeof(uint32_t) + 1);
  return bytes;
}

}  // namespace houniao::population
