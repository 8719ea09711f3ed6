// What all that deals with engagements needs.
#pragma once

#include "common/base/clock.h"
#include "common/population/days.h"
#include "common/resource/store.h"
#include "services/recruitment/store/kinds.h"
#include "services/recruitment/talents/talent_directory.h"

namespace houniao::recruitment {

// References outlive whoever holds it.
struct EngagementContext {
  const resource::Store& store;
  const Kinds& kinds;
  const Clock& clock;
  const TalentDirectory& talents;
  const population::RestDays& rest_days;
};

}  // namespace houniao::recruitment
