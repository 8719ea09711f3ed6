// Row of a talent id. Holds rows only; the text is read from the columns.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/hash/hash.h"
#include "absl/strings/string_view.h"

#include "common/population/columns.h"

namespace houniao::population {

// Id text by row, kept in the columns, or here if it is long.
class IdTexts {
 public:
  explicit IdTexts(Columns* columns) : columns_(columns) {}

  // Valid until the row gets another id.
  absl::string_view Get(uint32_t row) const;
  void Set(uint32_t row, absl::string_view id);
  // For rows that move: the text of one that is long, and all of them anew.
  std::string TakeLong(uint32_t row) { return std::move(long_ids_.at(row)); }
  void SetLong(absl::flat_hash_map<uint32_t, std::string> ids) { long_ids_ = std::move(ids); }
  size_t long_bytes() const;

 private:
  Columns* columns_;
  absl::flat_hash_map<uint32_t, std::string> long_ids_;
};

class IdIndex {
 public:
  // `texts` must outlive the index and know the text of a row before it is inserted.
  explicit IdIndex(const IdTexts* texts);

  std::optional<uint32_t> Find(absl::string_view id) const;
  void Insert(uint32_t row);
  void Erase(uint32_t row);
  void Clear();
  size_t size() const;
  size_t bytes() const;

 private:
  struct Hash {
    using is_transparent = void;
    const IdTexts* texts;
    size_t operator()(absl::string_view id) const { return absl::HashOf(id); }
    size_t operator()(uint32_t row) const { return absl::HashOf(texts->Get(row)); }
  };
  struct Equal {
    using is_transparent = void;
    const IdTexts* texts;
    bool operator()(uint32_t a, uint32_t b) const { return a == b; }
    bool operator()(uint32_t row, absl::string_view id) const { return texts->Get(row) == id; }
    bool operator()(absl::string_view id, uint32_t row) const { return texts->Get(row) == id; }
  };
  using Shard = absl::flat_hash_set<uint32_t, Hash, Equal>;
  // Many shards: one that grows moves a small part of the rows, so no write takes long.
  static constexpr size_t kShards = 256;
  static size_t ShardOf(absl::string_view id);

  const IdTexts* texts_;
  std::vector<Shard> shards_;
};

}  // namespace houniao::population
