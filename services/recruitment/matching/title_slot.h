// Title of the post that is wanted against the posts that a talent holds and held.
#pragma once

#include <string>

#include "services/recruitment/matching/score.h"

namespace houniao::recruitment {

// The best of the talent's posts counts. `title` is not empty; good while the View lives that
// `store` is of.
ScoreSlot PostTitleSlot(const std::string& title, const population::Store& store);

}  // namespace houniao::recruitment
