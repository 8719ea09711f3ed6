// Referrals as the store keeps them.
#pragma once

#include "common/resource/kind.h"

namespace houniao::recruitment {

struct Kinds;

// `kinds` outlives what is made. Create fills in employer and stage and refuses a candidate who has
// a referral for the demand that is not final, or serves it.
resource::KindOptions ReferralOptions(const Kinds& kinds);

}  // namespace houniao::recruitment
