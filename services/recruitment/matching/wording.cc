#include "services/recruitment/matching/wording.h"

#include <iterator>
#include <vector>

#include "absl/strings/str_format.h"

#include "common/base/dates.h"
#include "common/codes/industries.h"
#include "common/codes/regions.h"
#include "common/codes/skills.h"

namespace houniao::recruitment {
namespace {

template <size_t n>
std::string Pick(const absl::string_view (&texts)[n], int index) {
  if (index < 0 || index >= static_cast<int>(n)) return "未知";
  return std::string(texts[index]);
}

}  // namespace

std::string DaysText(int half_days) {
  return half_days % 2 == 0 ? absl::StrCat(half_days / 2, " 天")
                            : absl::StrCat(half_days / 2, ".5 天");
}

std::string DayText(int day) { return FormatDay(DayFromNumber(day)); }

std::string FenText(int64_t fen) {
  return fen % 100 == 0 ? absl::StrCat(fen / 100, " 元")
                        : absl::StrFormat("%d.%02d 元", fen / 100, fen % 100);
}

std::string SkillText(const std::string& key) {
  const auto id = codes::SkillTable::BuiltIn().Find(key);
  return id.has_value() ? SkillText(*id) : key;
}

std::string SkillText(int skill) { return codes::SkillTable::BuiltIn().Get(skill).name_zh; }

std::string LevelText(int level) {
  static constexpr absl::string_view kTexts[] = {"未注明", "一般", "熟练", "精通"};
  return Pick(kTexts, level);
}

std::string TitleRankText(int rank) {
  static constexpr absl::string_view kTexts[] = {"无职称", "初级", "中级", "副高级", "正高级"};
  return Pick(kTexts, rank);
}

std::string EducationText(int rank) {
  static constexpr absl::string_view kTexts[] = {"专科以下", "专科", "本科", "硕士", "博士"};
  return Pick(kTexts, rank);
}

std::string TierText(int rank) { return rank == 0 ? "无" : absl::StrCat("第 ", rank, " 层次"); }

std::string FormText(int form) {
  static constexpr absl::string_view kTexts[] = {"未注明",   "顾问指导",   "短期兼职", "候鸟服务",
                                                 "项目合作", "周末工程师", "挂职",     "退休特聘",
                                                 "技术入股", "对口支援",   "飞地引才"};
  return Pick(kTexts, form);
}

std::string FormsText(uint16_t forms) {
  std::vector<std::string> texts;
  for (int form = 1; form < 16; ++form) {
    if ((forms >> form & 1) != 0) texts.push_back(FormText(form));
  }
  return texts.empty() ? "无" : absl::StrJoin(texts, "、");
}

std::string StatusText(int status) {
  static constexpr absl::string_view kTexts[] = {"未知", "事业单位", "公务员", "企业",
                                                 "退休", "境外",     "在读",   "自由职业"};
  return Pick(kTexts, status);
}

std::string FeeModelText(int model) {
  static constexpr absl::string_view kTexts[] = {"未注明", "按天", "按项目", "股权", "无偿"};
  return Pick(kTexts, model);
}

std::string PercentText(int basis_points) {
  return basis_points % 100 == 0
             ? absl::StrCat(basis_points / 100, "%")
             : absl::StrFormat("%d.%02d%%", basis_points / 100, basis_points % 100);
}

std::string RegionName(const std::string& code) {
  const codes::Region* const region = codes::FindRegion(code);
  return region == nullptr ? code : region->full_name;
}

std::string IndustryName(const std::string& code) {
  const codes::Industry* const industry = codes::FindIndustry(code);
  return industry == nullptr ? code : absl::StrCat(industry->code, " ", industry->name);
}

}  // namespace houniao::recruitment
