#include "services/recruitment/insight/post_family.h"

#include <algorithm>
#include <optional>

#include "common/codes/normalize.h"
#include "common/codes/skills.h"

namespace houniao::recruitment {
namespace {

// What stands in brackets says when or how, not what: 储能消防工程师（冬季）.
absl::string_view WithoutBrackets(absl::string_view title) {
  const size_t end = std::min(title.find("（"), title.find('('));
  return end == 0 ? title : title.substr(0, end);
}

std::optional<codes::SkillId> PostOf(absl::string_view title) {
  const codes::SkillTable& table = codes::SkillTable::BuiltIn();
  auto id = table.FindByName(title);
  if (!id.has_value()) id = table.FindByName(WithoutBrackets(title));
  if (!id.has_value() || table.Get(*id).kind != codes::SkillKind::kPost) return std::nullopt;
  return id;
}

}  // namespace

PostFamily PostFamilyOf(absl::string_view occupation, absl::string_view title) {
  const codes::SkillTable& table = codes::SkillTable::BuiltIn();
  const std::optional<codes::SkillId> post = PostOf(title);
  const std::string code = codes::NormalizeCode(occupation);
  if (!code.empty()) {
    // The post is part of the key: a catalogue of codes alone would be too coarse to act on.
    if (!post.has_value()) return {absl::StrCat("occupation ", code), code};
    return {absl::StrCat("occupation ", code, " ", table.Get(*post).key),
            absl::StrCat(code, " ", table.Get(*post).name_zh)};
  }
  if (post.has_value()) {
    return {absl::StrCat("post ", table.Get(*post).key), table.Get(*post).name_zh};
  }
  return {absl::StrCat("title ", codes::NameKey(title)), codes::FoldText(title)};
}

}  // namespace houniao::recruitment
