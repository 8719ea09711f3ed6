#include "services/recruitment/matching/level_sets.h"

namespace houniao::recruitment {

using population::PageBits;

CutSlot& LevelSets::Add() {
  if (count_ == slots_.size()) slots_.emplace_back();
  CutSlot& slot = slots_[count_++];
  slot.levels.clear();
  slot.rest = 0;
  return slot;
}

PageBits LevelSets::Reaching(int need, const PageBits& among) {
  least_from_.assign(count_ + 1, 0);
  most_from_.assign(count_ + 1, 0);
  for (size_t i = count_; i-- > 0;) {
    least_from_[i] = least_from_[i + 1] + slots_[i].rest;
    most_from_[i] = most_from_[i + 1] + slots_[i].most();
  }
  PageBits found;
  Reach(0, need, among, found);
  return found;
}

int LevelSets::PointsAboveRest(uint32_t row) const {
  const uint32_t word = row / 64, bit = row % 64;
  int points = 0;
  for (size_t i = 0; i < count_; ++i) {
    for (const CutSlot::Level& level : slots_[i].levels) {
      if ((level.up_to[word] >> bit & 1) == 0) continue;
      points += level.points - slots_[i].rest;
      break;
    }
  }
  return points;
}

// Few ways are gone: most levels either suffice whatever follows or cannot suffice at all, and a
// way ends where nobody is left on it.
void LevelSets::Reach(size_t from, int need, const PageBits& among, PageBits& found) {
  if (need <= least_from_[from]) {
    found |= among;
    return;
  }
  if (need > most_from_[from]) return;
  const CutSlot& slot = slots_[from];
  size_t level = 0;
  while (level < slot.levels.size() && need - slot.levels[level].points <= least_from_[from + 1]) {
    ++level;
  }
  if (level > 0) found.AddBoth(among, slot.levels[level - 1].up_to);
  PageBits some;
  for (; level < slot.levels.size(); ++level) {
    const int missing = need - slot.levels[level].points;
    if (missing > most_from_[from + 1]) return;
    const population::PageWords before = level == 0 ? nullptr : slot.levels[level - 1].up_to;
    if (some.SetToThose(among, slot.levels[level].up_to, before)) {
      Reach(from + 1, missing, some, found);
    }
  }
  if (need - slot.rest > most_from_[from + 1]) return;
  some = among;
  if (!slot.levels.empty()) some.AndNot(slot.levels.back().up_to);
  if (!some.empty()) Reach(from + 1, need - slot.rest, some, found);
}

}  // namespace houniao::recruitment
