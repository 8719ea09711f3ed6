// What day it is for a service: in exercise mode not the day of the wall.
#pragma once

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"

#include "services/talentctl/session.h"

namespace houniao::talentctl {

// By the clock of the service of an area (`recruitment`).
absl::StatusOr<absl::CivilDay> TodayOf(Session& session, absl::string_view area);

}  // namespace houniao::talentctl
