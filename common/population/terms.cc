#include "common/population/terms.h"

namespace houniao::population {

Terms MakeTerms(std::vector<SeasonWindow> seasons, bool weekend_only) {
  Terms terms;
  terms.common = SeasonDays(seasons, false);
  terms.leap = SeasonDays(seasons, true);
  terms.seasons = std::move(seasons);
  terms.weekend_only = weekend_only;
  return terms;
}

uint32_t TermsTable::Acquire(const std::vector<SeasonWindow>& seasons, bool weekend_only) {
  const auto [it, added] = numbers_.try_emplace(Key(seasons, weekend_only), 0);
  if (added) {
    if (free_.empty()) {
      free_.push_back(static_cast<uint32_t>(slots_.size()));
      slots_.emplace_back();
    }
    it->second = free_.back();
    free_.pop_back();
    slots_[it->second].terms = std::make_unique<Terms>(MakeTerms(seasons, weekend_only));
  }
  ++slots_[it->second].users;
  return it->second;
}

void TermsTable::Release(uint32_t number) {
  Slot& slot = slots_[number];
  if (--slot.users > 0) return;
  numbers_.erase(Key(slot.terms->seasons, slot.terms->weekend_only));
  slot.terms.reset();
  free_.push_back(number);
}

size_t TermsTable::bytes() const {
  size_t bytes = slots_.capacity() * sizeof(Slot) + free_.capacity() * sizeof(uint32_t);
  for (const auto& [key, number] : numbers_) {
    bytes += sizeof(Key) + sizeof(Terms) + 2 * key.first.capacity() * sizeof(SeasonWindow);
  }
  return bytes;
}

}  // namespace houniao::population
