// The name that somebody who mistyped one probably meant.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace houniao::talentctl {

// Of `names`, whatever their case; empty if none is near.
std::string Nearest(absl::string_view word, const std::vector<std::string>& names);

}  // namespace houniao::talentctl
