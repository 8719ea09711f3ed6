#include "common/population/zones.h"

namespace houniao::population {
namespace {

Zone ZoneOf(const ColumnPage& page, uint32_t slot) {
  Zone zone;
  zone.education_rank = page.rows[slot].education_rank;
  zone.title_rank = page.rows[slot].title_rank;
  zone.experience_years = page.rows[slot].experience_years;
  if (page.rows[slot].tier_rank != 0) zone.tier_rank = page.rows[slot].tier_rank;
  return zone;
}

}  // namespace

void Zones::Widen(const Columns& columns, uint32_t row) {
  const uint32_t index = row >> kPageRowBits;
  if (index >= pages_.size()) {
    pages_.resize(index + 1);
    writes_.resize(index + 1, 0);
  }
  all_.Widen(ZoneOf(columns.page(row), Columns::Slot(row)));
  if (++writes_[index] >= kPageRows) return Measure(columns, index);
  const uint32_t slot = Columns::Slot(row);
  const Zone zone = ZoneOf(columns.page(row), slot);
  pages_[index].page.Widen(zone);
  pages_[index].zones[slot / kZoneRows].Widen(zone);
}

void Zones::Measure(const Columns& columns, uint32_t page) {
  writes_[page] = 0;
  PageZones fresh;
  const ColumnPage& column_page = columns.page(page << kPageRowBits);
  for (uint32_t slot = 0; slot < kPageRows; ++slot) {
    if ((column_page.rows[slot].flags & kFlagLive) == 0) continue;
    fresh.zones[slot / kZoneRows].Widen(ZoneOf(column_page, slot));
  }
  for (const Zone& zone : fresh.zones) fresh.page.Widen(zone);
  all_.Widen(fresh.page);
  pages_[page] = fresh;
}

}  // namespace houniao::population
