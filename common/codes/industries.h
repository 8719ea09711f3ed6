// Industries, GB/T 4754-2017: 20 sections (a letter), 97 divisions (2 digits), 473 groups (3) and
// 1,381 classes (4).
//
// Mind the edition: in the lists of 2011, which still circulate, D4414 is wind power; here it is
// nuclear, and wind is D4415.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace houniao::codes {

struct Industry {
  std::string code;    // "C", "38", "384" or "3849": digits without the section's letter
  std::string name;    // 其他电池制造
  std::string parent;  // code of the next above; empty for a section
  char section = 'A';  // letter
  int level = 1;       // 1 section, 2 division, 3 group, 4 class
  int index = 0;       // dense, in the order of AllIndustries()

  // As the state prints it: "C3849"; "C" for a section.
  std::string printed_code() const { return level == 1 ? code : section + code; }
};

// In the order of the standard. Lives as long as the program.
const std::vector<Industry>& AllIndustries();

// Null if unknown. Both "C3849" and "3849" are accepted, in any width or case; a letter that is not
// the section of the digits is unknown.
const Industry* FindIndustry(absl::string_view code);
// By its exact name, if only one level-4 class, or else only one entry of a level, has it.
const Industry* FindIndustryByName(absl::string_view name);
// The canonical form ("3849"). InvalidArgument with the reason if unknown.
absl::StatusOr<std::string> CanonicalIndustry(absl::string_view code);
// From the next above up to the section; empty for a section or an unknown code.
std::vector<const Industry*> IndustryAncestors(absl::string_view code);
// True if `code` is `ancestor` or lies in it ("3849" within "38" and within "C"). False if either
// is unknown.
bool IsWithinIndustry(absl::string_view code, absl::string_view ancestor);

}  // namespace houniao::codes
