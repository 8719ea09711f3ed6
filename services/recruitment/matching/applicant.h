// One talent as gates and criteria see it: a row of the population.
#pragma once

#include <cstdint>
#include <string>

#include "common/population/store.h"

namespace houniao::recruitment {

// Good while the View lives that the row was taken from.
struct Applicant {
  const population::Store* store = nullptr;
  uint32_t row = 0;

  std::string id() const { return std::string(store->id(row)); }
};

}  // namespace houniao::recruitment
