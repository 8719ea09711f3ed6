// Upper bounds of facts that scores rise with, for 64 rows and for each page of the columns: what
// cannot reach a place in a list need not be looked at.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "common/population/columns.h"

namespace houniao::population {

// Nobody in the zone knows more, is ranked higher, is in a better tier.
struct Zone {
  static constexpr uint8_t kNoTier = 255;

  uint8_t education_rank = 0;
  uint8_t title_rank = 0;
  uint8_t experience_years = 0;
  uint8_t tier_rank = kNoTier;  // the smallest that is one

  void Widen(const Zone& other) {
    education_rank = std::max(education_rank, other.education_rank);
    title_rank = std::max(title_rank, other.title_rank);
    experience_years = std::max(experience_years, other.experience_years);
    tier_rank = std::min(tier_rank, other.tier_rank);
  }
  bool operator==(const Zone&) const = default;
};

inline constexpr uint32_t kZoneRows = 64;
inline constexpr uint32_t kPageZones = kPageRows / kZoneRows;

struct PageZones {
  Zone page;
  std::array<Zone, kPageZones> zones;
};

// A write widens two zones. Each page is measured anew after as many writes as it has rows, so
// bounds that old facts left behind go in time, and a write still costs O(1).
class Zones {
 public:
  // Call after the row's columns are written.
  void Widen(const Columns& columns, uint32_t row);
  // Takes the page's zones from its live rows.
  void Measure(const Columns& columns, uint32_t page);

  // Of everybody there ever was since the zones were made.
  const Zone& all() const { return all_; }
  const PageZones& page(uint32_t page) const { return pages_[page]; }
  size_t page_count() const { return pages_.size(); }
  size_t bytes() const { return pages_.capacity() * (sizeof(PageZones) + sizeof(uint16_t)); }

 private:
  Zone all_;
  std::vector<PageZones> pages_;
  std::vector<uint16_t> writes_;  // of each page since it was measured
};

}  // namespace houniao::population
