#include "common/resource/names.h"

#include <algorithm>
#include <cstdlib>

#include "absl/strings/ascii.h"

namespace houniao::resource {

bool IsResourceId(absl::string_view id) {
  if (id.empty() || id.size() > 63 || id[0] == '-') return false;
  for (char c : id) {
    if (!absl::ascii_islower(c) && !absl::ascii_isdigit(c) && c != '-') return false;
  }
  return true;
}

NamePattern::NamePattern(absl::string_view pattern)
    : text_(pattern), parts_(absl::StrSplit(pattern, '/')) {
  if (parts_.size() % 2 != 0) std::abort();
}

std::optional<std::vector<std::string>> NamePattern::Match(absl::string_view name) const {
  if (name.size() > kMaxNameBytes) return std::nullopt;
  std::vector<std::string> ids;
  size_t begin = 0;
  // By hand: every call has a name, and to split it costs more than to look at it.
  for (size_t i = 0; i < parts_.size(); ++i) {
    if (begin > name.size()) return std::nullopt;
    const size_t end = std::min(name.find('/', begin), name.size());
    const absl::string_view segment = name.substr(begin, end - begin);
    begin = end + 1;
    if (i % 2 == 0) {
      if (segment != parts_[i]) return std::nullopt;
    } else {
      if (!IsResourceId(segment)) return std::nullopt;
      ids.emplace_back(segment);
    }
  }
  if (begin <= name.size()) return std::nullopt;
  return ids;
}

std::string NamePattern::Format(absl::string_view parent, absl::string_view id) const {
  const std::string tail = absl::StrCat(parts_[parts_.size() - 2], "/", id);
  return parent.empty() ? tail : absl::StrCat(parent, "/", tail);
}

std::string NamePattern::ParentOf(absl::string_view name) {
  const size_t id = name.rfind('/');
  if (id == absl::string_view::npos) return "";
  const size_t collection = name.substr(0, id).rfind('/');
  return collection == absl::string_view::npos ? "" : std::string(name.substr(0, collection));
}

absl::string_view NamePattern::IdOf(absl::string_view name) {
  return name.substr(name.rfind('/') + 1);
}

bool NamePattern::MatchesParent(absl::string_view parent) const {
  const std::vector<absl::string_view> given = absl::StrSplit(parent, '/');
  if (given.size() + 2 != parts_.size()) return false;
  for (size_t i = 0; i < given.size(); i += 2) {
    if (given[i] != parts_[i]) return false;
    if (given[i + 1] != "-" && !IsResourceId(given[i + 1])) return false;
  }
  return true;
}

}  // namespace houniao::resource
