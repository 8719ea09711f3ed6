// Roles of a team: which of them can stand together, and with what is asked of everybody.
#pragma once

#include <vector>

#include "common/errors/errors.h"

#include "houniao/recruitment/v1/demand.pb.h"

namespace houniao::recruitment {

// Everything that is wrong with the roles of a demand, beside the requirements in them
// (requirement_rules.h): roles of a demand for single persons, a key used twice, two leaders, a
// leader whom several would play, and a must that goes against one of the demand: work regions that
// lie apart, or less than is asked of everybody in the team. Asking for more is what roles are for.
std::vector<errors::FieldViolation> CheckRoles(const v1::Demand& demand);

}  // namespace houniao::recruitment
