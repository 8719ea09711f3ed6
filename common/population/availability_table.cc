#include "common/population/availability_table.h"

#include <algorithm>

namespace houniao::population {

AvailabilityTable::AvailabilityTable(const AvailabilityPlan& plan, const Store& store)
    : plan_(plan),
      store_(store),
      years_(plan.year_count()),
      allowed_(store.terms_number_end() * plan.year_count(), kNotAsked) {}

const int16_t* AvailabilityTable::AllowedOf(uint32_t terms) {
  int16_t* const allowed = allowed_.data() + terms * years_;
  if (years_ > 0 && allowed[0] == kNotAsked) {
    const std::vector<int> by_year = plan_.AllowedByYear(store_.terms(terms));
    for (size_t i = 0; i < years_; ++i) allowed[i] = static_cast<int16_t>(by_year[i]);
  }
  return allowed;
}

int AvailabilityTable::AllowedHalfDays(uint32_t row) {
  const int16_t* const allowed = AllowedOf(store_.terms_number(row));
  int sum = 0;
  for (size_t i = 0; i < years_; ++i) sum += allowed[i];
  return sum;
}

int AvailabilityTable::RemainingHalfDays(uint32_t row) {
  if (store_.booked(row)) return plan_.RemainingHalfDays(store_.availability(row));
  const int cap = store_.days_per_year(row);
  if (cap < 0) return AllowedHalfDays(row);
  const int16_t* const allowed = AllowedOf(store_.terms_number(row));
  int sum = 0;
  for (size_t i = 0; i < years_; ++i) sum += std::min<int>(allowed[i], 2 * cap);
  return sum;
}

}  // namespace houniao::population
