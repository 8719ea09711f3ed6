// The talent file as text.
#pragma once

#include <string>
#include <vector>

#include "deploy/demo/generator/person.h"

namespace houniao::demo {

// CSV (RFC 4180) in UTF-8, lines end in LF; the heading has the keys of the columns.
std::string TalentFile(const std::vector<Person>& rows);

}  // namespace houniao::demo
