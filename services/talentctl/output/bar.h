// Points as a bar: `██████░░░░`, or `######....` where the terminal has no Unicode.
#pragma once

#include <cstdint>
#include <string>

#include "services/talentctl/terminal.h"

namespace houniao::talentctl {

// `cells` columns, the share `part` of `whole` of them filled; more than none is at least one cell,
// less than all never all. Empty if `whole` is not above 0.
std::string Bar(int64_t part, int64_t whole, int cells, const Terminal& terminal);

// One to five stars.
std::string Stars(int stars, const Terminal& terminal);

}  // namespace houniao::talentctl
