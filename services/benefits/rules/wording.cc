#include "services/benefits/rules/wording.h"

#include <cstdlib>

#include "common/base/dates.h"
#include "common/codes/education.h"
#include "common/codes/regions.h"

namespace houniao::benefits {

std::string Words(type::v1::EmploymentStatus status) {
  switch (status) {
    case type::v1::EMPLOYMENT_STATUS_PUBLIC_INSTITUTION:
      return "事业单位";
    case type::v1::EMPLOYMENT_STATUS_CIVIL_SERVANT:
      return "公务员";
    case type::v1::EMPLOYMENT_STATUS_ENTERPRISE:
      return "企业";
    case type::v1::EMPLOYMENT_STATUS_RETIRED:
      return "退休";
    case type::v1::EMPLOYMENT_STATUS_ABROAD:
      return "境外";
    case type::v1::EMPLOYMENT_STATUS_STUDENT:
      return "在读";
    case type::v1::EMPLOYMENT_STATUS_SELF_EMPLOYED:
      return "自由职业";
    default:
      return "未登记";
  }
}

std::string Words(type::v1::EngagementForm form) {
  switch (form) {
    case type::v1::ENGAGEMENT_FORM_CONSULTING:
      return "顾问指导";
    case type::v1::ENGAGEMENT_FORM_PART_TIME:
      return "短期兼职";
    case type::v1::ENGAGEMENT_FORM_SEASONAL:
      return "候鸟服务";
    case type::v1::ENGAGEMENT_FORM_PROJECT:
      return "项目合作";
    case type::v1::ENGAGEMENT_FORM_WEEKEND:
      return "周末工程师";
    case type::v1::ENGAGEMENT_FORM_SECONDMENT:
      return "挂职";
    case type::v1::ENGAGEMENT_FORM_RETIREE:
      return "退休特聘";
    case type::v1::ENGAGEMENT_FORM_EQUITY:
      return "技术入股";
    case type::v1::ENGAGEMENT_FORM_PAIRED_AID:
      return "对口支援";
    case type::v1::ENGAGEMENT_FORM_ENCLAVE:
      return "飞地引才";
    default:
      return "未约定";
  }
}

std::string Words(v1::TitleRank rank) {
  switch (rank) {
    case v1::TITLE_RANK_JUNIOR:
      return "初级";
    case v1::TITLE_RANK_INTERMEDIATE:
      return "中级";
    case v1::TITLE_RANK_ASSOCIATE_SENIOR:
      return "副高级";
    case v1::TITLE_RANK_SENIOR:
      return "正高级";
    default:
      return "无职称";
  }
}

std::string EducationWords(absl::string_view code) {
  const codes::EducationLevel* level = codes::FindEducationLevel(code);
  return level == nullptr ? std::string(code) : level->name;
}

std::string RegionWords(absl::string_view code) {
  const codes::Region* region = codes::FindRegion(code);
  return region == nullptr ? std::string(code) : region->full_name;
}

std::string YuanWords(int64_t fen) {
  const int64_t size = std::abs(fen);
  const std::string digits = absl::StrCat(size / 100);
  std::string yuan;
  for (size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) yuan += ',';
    yuan += digits[i];
  }
  return absl::StrFormat("%s%s.%02d 元", fen < 0 ? "-" : "", yuan, static_cast<int>(size % 100));
}

std::string ValueWords(const v1::FactValue& value) {
  switch (value.kind_case()) {
    case v1::FactValue::kFlag:
      return value.flag() ? "是" : "否";
    case v1::FactValue::kNumber:
      return absl::StrCat(value.number());
    case v1::FactValue::kText:
      return value.text();
    case v1::FactValue::kDate: {
      const auto day = ToCivilDay(value.date());
      return day ? FormatDay(*day) : "";
    }
    case v1::FactValue::kTexts:
      return value.texts().values().empty() ? "无" : absl::StrJoin(value.texts().values(), "、");
    default:
      return "";
  }
}

std::string RangeWords(const v1::NumberRange& range, absl::string_view unit) {
  if (range.has_min() && range.has_max()) {
    return absl::StrCat(range.min(), " 至 ", range.max(), " ", unit);
  }
  if (range.has_min()) return absl::StrCat("≥ ", range.min(), " ", unit);
  if (range.has_max()) return absl::StrCat("≤ ", range.max(), " ", unit);
  return "不限";
}

std::string Clip(absl::string_view text, int points) {
  int count = 0;
  size_t cut = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xc0) == 0x80) continue;
    ++count;
    if (count == points) cut = i;
    if (count > points) return absl::StrCat(text.substr(0, cut), "…");
  }
  return std::string(text);
}

}  // namespace houniao::benefits
