// For each value that a gate may ask for, the rows that have it.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "roaring/roaring.hh"

#include "common/population/codes_as_keys.h"

namespace houniao::population {

// What a value belongs to.
enum class IndexKind : uint8_t {
  kMatchable = 1,   // value 0: share consent given, not paused, matching by machine not refused
  kSkill,           // skill << 2 | level: each level apart, so a skill costs a talent two bytes
  kIndustry,        // ParseIndustryKey
  kWithinIndustry,  // key of a section or division: it, or anything within it
  kHomeRegion,      // ParseRegionKey
  kServedRegion,    // ParseRegionKey; 0: anywhere
  kMajor,           // number of the name
  kForm,            // type.v1.EngagementForm
  kStatus,          // type.v1.EmploymentStatus
  kTier,            // rank; none for rank 0
  kPost,            // number of the title
};

using IndexKey = uint64_t;
inline IndexKey MakeIndexKey(IndexKind kind, uint32_t value) {
  return static_cast<uint64_t>(kind) << 32 | value;
}

// Rows and how many: counting them anew would touch each of their containers.
struct IndexedRows : Roaring {
  uint64_t count = 0;
};

class BitmapIndex {
 public:
  // Moves a row from one sorted list of keys to another: only the difference is touched.
  void Move(uint32_t row, const std::vector<IndexKey>& from, const std::vector<IndexKey>& to);
  // Adds rows, ascending and above all that the value has.
  void Append(IndexKey key, const std::vector<uint32_t>& rows);
  // Null if no row has the value.
  const IndexedRows* Find(IndexKind kind, uint32_t value) const;
  // Calls fn(bitmap) for bitmaps whose rows together are those that have the industry, or one
  // within it: a single bitmap for a section or a division.
  template <typename Function>
  void ForEachWithinIndustry(uint32_t industry, Function fn) const {
    if (IsSectionOrDivision(industry)) {
      if (const IndexedRows* rows = Find(IndexKind::kWithinIndustry, industry)) fn(*rows);
      return;
    }
    ForEachIn(IndexKind::kIndustry, IndustryRange(industry),
              [&fn](uint32_t, const IndexedRows& rows) { fn(rows); });
  }

  // Appends the bitmaps of the values in the range.
  void FindRange(IndexKind kind, KeyRange range, std::vector<const Roaring*>& found) const;

  // Calls fn(value, bitmap) for the values in the range, ascending.
  template <typename Function>
  void ForEachIn(IndexKind kind, KeyRange range, Function fn) const {
    if (range.first > range.second) return;
    const auto end = bitmaps_.upper_bound(MakeIndexKey(kind, range.second));
    for (auto it = bitmaps_.lower_bound(MakeIndexKey(kind, range.first)); it != end; ++it) {
      fn(static_cast<uint32_t>(it->first), it->second);
    }
  }

  size_t size() const { return bitmaps_.size(); }
  size_t bytes() const;

 private:
  std::map<IndexKey, IndexedRows> bitmaps_;
};

}  // namespace houniao::population
