// A more varied list: bounds on how many of one city and of one division of industry are in it, and
// seats kept for those who were never engaged here. Nothing of it looks at a protected attribute.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "common/population/store.h"
#include "services/recruitment/matching/top_list.h"

#include "houniao/recruitment/v1/recruitment_service.pb.h"

namespace houniao::recruitment {

// What the bounds look at.
struct ListTraits {
  uint32_t city = 0;      // four digits of GB/T 2260; 0: not known, so not counted
  uint32_t division = 0;  // of the first industry, GB/T 4754; 0: not known, so not counted
  bool first_timer = false;
};

// City and division of a row; whether it is a first timer is for the caller to say.
ListTraits TraitsOf(const population::Store& store, uint32_t row);

// Takes entries of `ranked`, best first, in their order, and leaves out those who would break a
// bound. Of `size` seats the last `min_first_timer_count` are kept for first timers; if there are
// too few of them, the best of those passed over for it take the seats. Nothing if `ranked` is only
// the beginning of the ranking (`complete` is false) and the list might need what comes after it.
std::optional<std::vector<Ranked>> Diversify(
    const v1::Diversification& bounds, const std::vector<Ranked>& ranked, bool complete,
    size_t size, const std::function<ListTraits(const Ranked&)>& traits);

}  // namespace houniao::recruitment
