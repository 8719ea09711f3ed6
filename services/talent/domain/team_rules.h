// What must hold of a team beyond the field rules of the schema. Pure.
#pragma once

#include <vector>

#include "absl/strings/string_view.h"

#include "common/errors/errors.h"

#include "houniao/talent/v1/team.pb.h"

namespace houniao::talent {

// An external_id of too many bytes; a person who appears twice, as a member or beside being the
// leader; shares of the leader above those of leader and core members together; milestones out of
// the order of their due dates.
std::vector<errors::FieldViolation> CheckTeam(const v1::Team& team,
                                              absl::string_view prefix = "team");

}  // namespace houniao::talent
