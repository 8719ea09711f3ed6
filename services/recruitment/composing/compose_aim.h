// Composing for another aim than points; inside the library.
#pragma once

#include "services/recruitment/composing/compose_team.h"
#include "services/recruitment/composing/crew_space.h"

namespace houniao::recruitment::composing {

// The problem must be checked.
Composition ComposeFor(const TeamProblem& problem, Aim aim, const ComposeOptions& options);

}  // namespace houniao::recruitment::composing
