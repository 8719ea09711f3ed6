// What somebody who mistyped a word probably meant.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace houniao::config {

// The nearest of `candidates`; empty if none is near: at most a third of the word, or 3 characters,
// changed, missing, added or swapped. Dashes count as underscores, capitals as small letters.
std::string Suggestion(absl::string_view word, const std::vector<std::string>& candidates);

}  // namespace houniao::config
