// Remaining half days of many talents in one span: what follows from terms alone is worked out once
// for each terms, and only who has bookings is asked day by day.
#pragma once

#include <cstdint>
#include <vector>

#include "common/population/availability.h"
#include "common/population/store.h"

namespace houniao::population {

// Good while the View lives that `store` was taken from. For one thread: it fills as it is asked.
class AvailabilityTable {
 public:
  // Both must outlive the table.
  AvailabilityTable(const AvailabilityPlan& plan, const Store& store);

  // As AvailabilityPlan::RemainingHalfDays.
  int RemainingHalfDays(uint32_t row);
  // As AvailabilityPlan::FreeHalfDays for a talent without bookings.
  int AllowedHalfDays(uint32_t row);

 private:
  static constexpr int16_t kNotAsked = -1;

  const int16_t* AllowedOf(uint32_t terms);

  const AvailabilityPlan& plan_;
  const Store& store_;
  const size_t years_;
  std::vector<int16_t> allowed_;  // by terms and year; a leap year has 732 half days
};

}  // namespace houniao::population
