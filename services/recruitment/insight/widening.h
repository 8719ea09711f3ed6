// Cells of the shortage catalogue that are too small to be shown are shown as part of wider ones,
// as the districts do that publish by street and by industry.
#pragma once

#include <string>
#include <vector>

#include "services/recruitment/insight/shortage_catalogue.h"

namespace houniao::recruitment {

// A group with what its supply is counted of.
struct GatheredGroup {
  ShortageGroup group;
  std::vector<Subject> subjects;
};

// Groups of fewer than `least` employers go together, as far as that makes `least`: first those of
// one post in one division of industry, then of one post in any industry (no code), then of one
// family of occupations (电池类岗位) in a division, then in any industry, then all other posts of a
// division (其他岗位). What is still too small stays as it was, to be hidden. Groups
// that are large enough by themselves are left alone, so no difference of two cells tells of a
// hidden one. In the order of industry and post.
std::vector<GatheredGroup> WidenSmallGroups(std::vector<GatheredGroup> groups, int least);

}  // namespace houniao::recruitment
