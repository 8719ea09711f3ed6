#include "services/talentctl/nearest.h"

#include "absl/strings/ascii.h"

#include "common/config/suggestion.h"

namespace houniao::talentctl {

std::string Nearest(absl::string_view word, const std::vector<std::string>& names) {
  std::vector<std::string> lower;
  for (const std::string& name : names) lower.push_back(absl::AsciiStrToLower(name));
  const std::string near = config::Suggestion(word, lower);
  const auto found = std::find(lower.begin(), lower.end(), near);
  return near.empty() || found == lower.end() ? "" : names[found - lower.begin()];
}

}  // namespace houniao::talentctl
