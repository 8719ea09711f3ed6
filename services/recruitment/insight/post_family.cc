#include "services/recruitment/insight/post_family.h"

#include <algorithm>
#include <optional>

#include "common/codes/normalize.h"
#include "common/codes/skills.h"
#include "common/titles/title.h"

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

// Of the core of the title, else of the part that weighs most, the first of equal ones.
std::string FamilyOf(absl::string_view title) {
  const titles::Lexicon& lexicon = titles::Lexicon::BuiltIn();
  const titles::Title parsed = titles::ParseTitle(WithoutBrackets(title), lexicon);
  const titles::TitlePart* best = nullptr;
  for (const titles::TitlePart& part : parsed.parts) {
    if (part.sense_count == 0 || (best != nullptr && best->is_core)) continue;
    if (best == nullptr || part.is_core || part.weight > best->weight) best = &part;
  }
  if (best == nullptr) return "";
  return lexicon.occupations().Family(lexicon.Get(best->senses[0]).family).name_zh;
}

PostFamily PostOnly(absl::string_view occupation, absl::string_view title) {
  const codes::SkillTable& table = codes::SkillTable::BuiltIn();
  const std::optional<codes::SkillId> post = PostOf(title);
  const std::string code = codes::NormalizeCode(occupation);
  if (!code.empty()) {
    // The post is part of the key: a catalogue of codes alone would be too coarse to act on.
    if (!post.has_value()) return {absl::StrCat("occupation ", code), code, ""};
    return {absl::StrCat("occupation ", code, " ", table.Get(*post).key),
            absl::StrCat(code, " ", table.Get(*post).name_zh), ""};
  }
  if (post.has_value()) {
    return {absl::StrCat("post ", table.Get(*post).key), table.Get(*post).name_zh, ""};
  }
  return {absl::StrCat("title ", codes::NameKey(title)), codes::FoldText(title), ""};
}

}  // namespace

PostFamily PostFamilyOf(absl::string_view occupation, absl::string_view title) {
  PostFamily post = PostOnly(occupation, title);
  post.family = FamilyOf(title);
  return post;
}

}  // namespace houniao::recruitment
