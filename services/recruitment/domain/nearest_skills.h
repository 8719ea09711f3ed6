// Keys of the skill table that come nearest to one that it does not hold.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace houniao::recruitment {

// At most `most` keys, the nearest first, equal ones in the order of the table. One whose name or
// synonym is `text` comes first (`PCS` gives `energy-storage-pcs`); then those with the fewest
// letters to change, a word in common counting for more than letters. Texts are compared folded.
// Empty if nothing is near: more than half of the letters would have to change.
std::vector<std::string> NearestSkillKeys(absl::string_view text, size_t most = 3);

}  // namespace houniao::recruitment
