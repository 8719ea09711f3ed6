// Teams of more roles than a cover table can hold: a good team, with a bound of how good one can
// be.
#pragma once

#include "services/recruitment/composing/team_search.h"

namespace houniao::recruitment::composing {

// Covers the roles in blocks, each exactly, then sets free a few members at a time and covers their
// roles exactly again, until that brings nothing. The bound is that of prices (role_prices.h).
SearchOutcome SearchLargeTeam(const CrewSpace& space, Effort& effort);

}  // namespace houniao::recruitment::composing
