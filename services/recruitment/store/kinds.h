// The kinds of resource that the recruitment service keeps.
#pragma once

#include "common/resource/kind.h"

namespace houniao::recruitment {

// Immutable; the kinds refer to each other, so it stays where it is.
struct Kinds {
  Kinds();
  Kinds(const Kinds&) = delete;
  Kinds& operator=(const Kinds&) = delete;

  const resource::Kind employer;
  const resource::Kind project;
  const resource::Kind demand;
  const resource::Kind engagement;
  const resource::Kind service_day;
  const resource::Kind referral;
  const resource::Kind plan;
};

}  // namespace houniao::recruitment
