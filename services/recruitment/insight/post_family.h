// Which posts are one and the same in the shortage catalogue.
#pragma once

#include <string>

#include "absl/strings/string_view.h"

namespace houniao::recruitment {

// `key` decides, `label` is for people. Neither names an employer unless its title does: titles
// that several employers use alone are ever shown.
struct PostFamily {
  std::string key;
  std::string label;
  // Family of occupations that the title names, `电池`; empty if no word of it is known.
  std::string family = {};
};

// By the first of these that there is: the code of the national classification of occupations
// (职业分类大典, 2022; label `2-02-15-05 储能系统工程师` if the title is a post of the skill table,
// else the code), the post of the skill table that the title names, the title itself, folded.
PostFamily PostFamilyOf(absl::string_view occupation, absl::string_view title);

}  // namespace houniao::recruitment
