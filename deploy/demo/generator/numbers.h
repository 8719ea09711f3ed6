// Numbers that pass every check and belong to nobody.
#pragma once

#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"

#include "deploy/demo/generator/random.h"

namespace houniao::demo {

// GB 11643 number with the right check character. Its region is the districts of a city as a whole
// (350901), which is not printed on cards; the sequence digits agree with the sex.
std::string MadeUpIdNumber(Random& random, absl::CivilDay birth, bool male);

// GB 32100 code of a unit: `category` "91" for firms, "12" for public institutions; `region` six
// digits. The organisation code begins with MADE and comes from the unit's name, so one unit has
// one code.
std::string MadeUpCreditCode(absl::string_view category, absl::string_view region,
                             absl::string_view unit);

// In the block 1990000xxxx; `number` 0-9999.
std::string MadeUpPhone(int number);

}  // namespace houniao::demo
