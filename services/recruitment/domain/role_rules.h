// Roles of a team: which of them can stand together, and with what is asked of everybody.
#pragma once

#include <vector>

#include "common/errors/errors.h"

#include "houniao/recruitment/v1/demand.pb.h"

namespace houniao::recruitment {

// Everything that is wrong with the roles of a demand, beside the requirements in them
// (requirement_rules.h): roles of a demand for single persons, a key used twice, two leaders, a
// leader whom several would play, and a must to work where the demand lets nobody work. Asking for
// more than of everybody is what roles are for, and asking for less contradicts nothing.
std::vector<errors::FieldViolation> CheckRoles(const v1::Demand& demand);

}  // namespace houniao::recruitment
