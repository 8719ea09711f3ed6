#include "common/population/bitmaps.h"

namespace houniao::population {

void BitmapIndex::Move(uint32_t row, const std::vector<IndexKey>& from,
                       const std::vector<IndexKey>& to) {
  auto old_key = from.begin();
  auto new_key = to.begin();
  while (old_key != from.end() || new_key != to.end()) {
    if (new_key == to.end() || (old_key != from.end() && *old_key < *new_key)) {
      const auto it = bitmaps_.find(*old_key++);
      it->second.remove(row);
      if (--it->second.count == 0) bitmaps_.erase(it);
    } else if (old_key == from.end() || *new_key < *old_key) {
      IndexedRows& rows = bitmaps_[*new_key++];
      rows.add(row);
      ++rows.count;
    } else {
      ++old_key;
      ++new_key;
    }
  }
}

void BitmapIndex::Append(IndexKey key, const std::vector<uint32_t>& rows) {
  IndexedRows& all = bitmaps_[key];
  all.addMany(rows.size(), rows.data());
  all.count += rows.size();
}

const IndexedRows* BitmapIndex::Find(IndexKind kind, uint32_t value) const {
  const auto it = bitmaps_.find(MakeIndexKey(kind, value));
  return it == bitmaps_.end() ? nullptr : &it->second;
}

void BitmapIndex::FindRange(IndexKind kind, KeyRange range,
                            std::vector<const Roaring*>& found) const {
  const auto end = bitmaps_.upper_bound(MakeIndexKey(kind, range.second));
  for (auto it = bitmaps_.lower_bound(MakeIndexKey(kind, range.first)); it != end; ++it) {
    found.push_back(&it->second);
  }
}

size_t BitmapIndex::bytes() const {
  // A container costs its values, a header of 16 bytes and 11 in the arrays of the bitmap.
  constexpr size_t kContainerBytes = 27;
  size_t bytes = 0;
  for (const auto& [key, bitmap] : bitmaps_) {
    roaring_statistics_t statistics;
    roaring_bitmap_statistics(&bitmap.roaring, &statistics);
    bytes += sizeof(IndexedRows) + 48 + statistics.n_containers * kContainerBytes +
             statistics.n_bytes_array_containers + statistics.n_bytes_run_containers +
             statistics.n_bytes_bitset_containers;
  }
  return bytes;
}

}  // namespace houniao::population
