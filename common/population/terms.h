// Seasons of talents, each distinct list stored once.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "common/population/days.h"

namespace houniao::population {

// When a talent can serve, whatever is booked.
struct Terms {
  std::vector<SeasonWindow> seasons;  // sorted
  bool weekend_only = false;
  YearDays common;  // days of a common year
  YearDays leap;    // days of a leap year

  const YearDays& days(bool leap_year) const { return leap_year ? leap : common; }
};
Terms MakeTerms(std::vector<SeasonWindow> seasons, bool weekend_only);

// Terms by number; counted, so that a number is free again after its last user.
class TermsTable {
 public:
  // `seasons` must be sorted and free of repetition.
  uint32_t Acquire(const std::vector<SeasonWindow>& seasons, bool weekend_only);
  void Release(uint32_t number);
  // Stays where it is until released.
  const Terms& Get(uint32_t number) const { return *slots_[number].terms; }

  size_t size() const { return numbers_.size(); }
  // Numbers in use are below.
  size_t number_end() const { return slots_.size(); }
  size_t bytes() const;

 private:
  using Key = std::pair<std::vector<SeasonWindow>, bool>;
  struct Slot {
    std::unique_ptr<Terms> terms;
    uint32_t users = 0;
  };
  std::map<Key, uint32_t> numbers_;
  std::vector<Slot> slots_;
  std::vector<uint32_t> free_;
};

}  // namespace houniao::population
