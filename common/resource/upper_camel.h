// Names of methods and messages from those of kinds.
#pragma once

#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"

namespace houniao::resource {

// policy_versions -> PolicyVersions.
inline std::string UpperCamel(absl::string_view snake) {
  std::string camel;
  for (const absl::string_view word : absl::StrSplit(snake, '_', absl::SkipEmpty())) {
    camel += absl::ascii_toupper(word[0]);
    camel.append(word.data() + 1, word.size() - 1);
  }
  return camel;
}

}  // namespace houniao::resource
