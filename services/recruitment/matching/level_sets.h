// Which rows of a page can have so many points in several slots together, found a word of 64 rows
// at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "common/population/page_bits.h"

namespace houniao::recruitment {

// One slot's levels on one page. Who is in none of them has `rest` at most.
struct CutSlot {
  struct Level {
    int points = 0;
    population::PageWords up_to = nullptr;  // who is in this level or in one before
  };
  std::vector<Level> levels;  // most points first, all above `rest`
  int rest = 0;

  int most() const { return levels.empty() ? rest : levels.front().points; }
};

// Slots of one page. The memory is kept for the next page.
class LevelSets {
 public:
  void Clear() { count_ = 0; }
  // A new slot without levels, to be filled by the caller.
  CutSlot& Add();
  size_t size() const { return count_; }
  const CutSlot& operator[](size_t i) const { return slots_[i]; }

  // Those of `among` who can have `need` points in all slots together.
  population::PageBits Reaching(int need, const population::PageBits& among);
  // What the slots bring to a row above what is left to everybody.
  int PointsAboveRest(uint32_t row) const;

 private:
  void Reach(size_t from, int need, const population::PageBits& among, population::PageBits& found);

  std::vector<CutSlot> slots_;
  size_t count_ = 0;
  std::vector<int> least_from_, most_from_;  // of this slot and those after it
};

}  // namespace houniao::recruitment
