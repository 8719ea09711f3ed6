#include "services/recruitment/insight/post_family.h"

#include <optional>

#include "common/codes/normalize.h"
#include "common/codes/skills.h"

namespace houniao::recruitment {
namespace {

std::optional<codes::SkillId> PostOf(absl::string_view title) {
  const codes::SkillTable& table = codes::SkillTable::BuiltIn();
  const auto id = table.FindByName(title);
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
