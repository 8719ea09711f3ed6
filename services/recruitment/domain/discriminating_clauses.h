// Clauses that ask for what an employer may not ask for, though no single phrase does.
#pragma once

#include <vector>

#include "absl/strings/string_view.h"

#include "services/recruitment/domain/recruitment_errors.h"

namespace houniao::recruitment {

// By discriminating_clauses.csv, in the order of the text and of the list; of one ground at most
// one for a part between marks. `folded` is a text of FoldWording.
std::vector<DiscriminatingWords> FindDiscriminatingClauses(absl::string_view field,
                                                           absl::string_view folded);

// How many lines the list has.
int DiscriminatingClauseCount();

}  // namespace houniao::recruitment
