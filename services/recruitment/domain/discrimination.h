// Text that asks for what an employer may not ask for, found by a list of words.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

#include "services/recruitment/domain/recruitment_errors.h"

#include "houniao/recruitment/v1/demand.pb.h"

namespace houniao::recruitment {

// Words of discriminating_words.csv in `text`, in the order of the list, each once. `field` goes
// into the answer.
std::vector<DiscriminatingWords> FindDiscriminatingWords(absl::string_view field,
                                                         absl::string_view text);

// The same over every free text of a demand: title, description, majors, and
// titles and majors of roles.
std::vector<DiscriminatingWords> FindDiscriminatingWords(const v1::Demand& demand);

// How many rules the list has.
int DiscriminationRuleCount();

}  // namespace houniao::recruitment
