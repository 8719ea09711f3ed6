// The people of the story, the same for every seed. They are the first rows of the register.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "deploy/demo/generator/person.h"

namespace houniao::demo {

// hn-0001: a retired storage expert, the best match of demand `demo-storage-expert`.
// hn-0002: nearly as good, but the home unit has not consented.
// hn-0003: as good again, but a civil servant who asks for pay.
std::vector<Person> MakeCast(std::set<std::string>& taken);

}  // namespace houniao::demo
