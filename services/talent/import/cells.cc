#include "services/talent/import/cells.h"

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_replace.h"

#include "common/base/dates.h"
#include "common/base/status_macros.h"
#include "common/codes/education.h"
#include "common/codes/industries.h"
#include "common/codes/normalize.h"
#include "common/codes/regions.h"
#include "common/codes/skills.h"

namespace houniao::talent {
namespace {

absl::Status Expected(absl::string_view what) {
  return absl::InvalidArgumentError(absl::StrCat("expected ", what));
}

bool AllDigits(absl::string_view text) {
  for (const char c : text) {
    if (!absl::ascii_isdigit(c)) return false;
  }
  return !text.empty();
}

// Between any of `separators`, trimmed; empty parts are kept.
std::vector<std::string> Parts(absl::string_view cell,
                               std::initializer_list<absl::string_view> separators) {
  std::string text(cell);
  for (const absl::string_view separator : separators) {
    text = absl::StrReplaceAll(text, {{separator, "\n"}});
  }
  std::vector<std::string> parts = absl::StrSplit(text, '\n');
  for (std::string& part : parts) absl::StripAsciiWhitespace(&part);
  return parts;
}

std::vector<std::string> WithoutEmpty(std::vector<std::string> parts) {
  std::erase_if(parts, [](const std::string& part) { return part.empty(); });
  return parts;
}

// At most `most` digits.
bool ReadDigits(absl::string_view text, size_t most, int* number) {
  return AllDigits(text) && text.size() <= most && absl::SimpleAtoi(text, number);
}

constexpr absl::string_view kDateForm = "a date such as 2026-03-02";

// The two ends of FIRST~LAST; `~`, `～` and `至` part them.
std::vector<std::string> Ends(absl::string_view text) { return Parts(text, {"~", "～", "至"}); }

}  // namespace

absl::StatusOr<google::type::Date> ReadDate(absl::string_view cell) {
  const std::string text = codes::NormalizeCode(cell);
  std::vector<std::string> parts;
  if (text.size() == 8 && AllDigits(text)) {
    parts = {text.substr(0, 4), text.substr(4, 2), text.substr(6, 2)};
  } else {
    parts = WithoutEmpty(Parts(text, {"-", "/", ".", "年", "月", "日"}));
  }
  int year, month, day;
  if (parts.size() != 3 || parts[0].size() != 4 || !ReadDigits(parts[0], 4, &year) ||
      !ReadDigits(parts[1], 2, &month) || !ReadDigits(parts[2], 2, &day)) {
    return Expected(kDateForm);
  }
  google::type::Date date;
  date.set_year(year);
  date.set_month(month);
  date.set_day(day);
  if (!ToCivilDay(date)) return Expected("a day of the calendar, such as 2026-03-02");
  return date;
}

absl::StatusOr<bool> ReadYesNo(absl::string_view cell) {
  static constexpr std::pair<absl::string_view, int> kNames[] = {
      {"是", 1}, {"有", 1}, {"yes", 1}, {"y", 1}, {"true", 1},  {"1", 1},
      {"否", 0}, {"无", 0}, {"no", 0},  {"n", 0}, {"false", 0}, {"0", 0}};
  ASSIGN_OR_RETURN(const int found, ReadName(cell, kNames, "是 or 否"));
  return found == 1;
}

absl::StatusOr<int> ReadCount(absl::string_view cell, int most) {
  int number;
  if (!ReadDigits(codes::NormalizeCode(cell), 9, &number) || number > most) {
    return Expected(absl::StrCat("a whole number from 0 to ", most));
  }
  return number;
}

absl::StatusOr<int64_t> ReadHundredths(absl::string_view cell, int64_t most) {
  const absl::Status wrong =
      Expected(absl::StrCat("a number from 0 to ", most / 100, " with at most two decimals"));
  std::string text = codes::NormalizeCode(cell);
  const size_t point = text.find('.');
  std::string decimals;
  if (point != std::string::npos) {
    decimals = text.substr(point + 1);
    text.resize(point);
    if (!AllDigits(decimals) || decimals.size() > 2) return wrong;
  }
  decimals.resize(2, '0');
  int64_t number;
  if (!AllDigits(text) || text.size() > 12 || !absl::SimpleAtoi(text + decimals, &number) ||
      number > most) {
    return wrong;
  }
  return number;
}

absl::StatusOr<std::string> ReadRegion(absl::string_view cell) {
  const codes::Region* region = codes::FindRegion(cell);
  if (region == nullptr) region = codes::FindRegionByName(cell);
  if (region == nullptr) {
    return Expected("a code of GB/T 2260 such as 350902, or the full name of one region");
  }
  return region->code;
}

absl::StatusOr<std::string> ReadIndustry(absl::string_view cell) {
  auto code = codes::CanonicalIndustry(cell);
  if (!code.ok()) return Expected("a code of GB/T 4754-2017 such as 3849");
  return code;
}

absl::StatusOr<std::string> ReadEducationLevel(absl::string_view cell) {
  const codes::EducationLevel* level = codes::FindEducationLevel(codes::NormalizeCode(cell));
  if (level == nullptr) level = codes::FindEducationLevelByName(cell);
  if (level == nullptr) {
    return Expected("a code of GB/T 4658-2006 such as 14, or a name such as 硕士研究生");
  }
  return level->code;
}

absl::StatusOr<type::v1::SeasonWindow> ReadSeason(absl::string_view cell) {
  const absl::Status wrong = Expected("a season such as 12-01~03-31");
  const std::vector<std::string> ends = Ends(codes::NormalizeCode(cell));
  if (ends.size() != 2) return wrong;
  int numbers[4];
  for (size_t i = 0; i < 2; ++i) {
    const std::vector<std::string> parts = WithoutEmpty(Parts(ends[i], {"-", "/", "月", "日"}));
    if (parts.size() != 2 || !ReadDigits(parts[0], 2, &numbers[2 * i]) ||
        !ReadDigits(parts[1], 2, &numbers[2 * i + 1])) {
      return wrong;
    }
  }
  type::v1::SeasonWindow season;
  season.set_start_month(numbers[0]);
  season.set_start_day(numbers[1]);
  season.set_end_month(numbers[2]);
  season.set_end_day(numbers[3]);
  return season;
}

absl::StatusOr<type::v1::Skill> ReadSkill(absl::string_view cell) {
  static constexpr std::pair<absl::string_view, int> kLevels[] = {
      {"精通", type::v1::SKILL_LEVEL_EXPERT},  {"expert", type::v1::SKILL_LEVEL_EXPERT},
      {"熟练", type::v1::SKILL_LEVEL_SKILLED}, {"skilled", type::v1::SKILL_LEVEL_SKILLED},
      {"一般", type::v1::SKILL_LEVEL_FAIR},    {"fair", type::v1::SKILL_LEVEL_FAIR},
      {"", type::v1::SKILL_LEVEL_UNSPECIFIED},
  };
  const std::vector<std::string> parts = Parts(cell, {":", "："});
  if (parts.size() > 4) return Expected("skill:level:years:last year");
  const auto id = codes::SkillTable::BuiltIn().FindByName(parts[0]);
  if (!id) {
    return Expected("skills of the skill table, by key or name, such as energy-storage-pcs");
  }
  type::v1::Skill skill;
  skill.set_skill(codes::SkillTable::BuiltIn().Get(*id).key);
  if (parts.size() > 1) {
    ASSIGN_OR_RETURN(const int level, ReadName(parts[1], kLevels, "the level 精通, 熟练 or 一般"));
    skill.set_level(static_cast<type::v1::SkillLevel>(level));
  }
  if (parts.size() > 2 && !parts[2].empty()) {
    ASSIGN_OR_RETURN(const int years, ReadCount(parts[2], 70));
    skill.set_years(years);
  }
  if (parts.size() > 3 && !parts[3].empty()) {
    ASSIGN_OR_RETURN(const int year, ReadCount(parts[3], 9999));
    skill.set_last_used_year(year);
  }
  return skill;
}

absl::StatusOr<v1::WorkExperience> ReadExperience(absl::string_view cell) {
  const std::vector<std::string> parts = Parts(cell, {"|", "｜"});
  if (parts.size() > 3 || parts[0].empty()) return Expected("unit|post|2004-07-01~2012-06-30");
  v1::WorkExperience work;
  work.set_organization(parts[0]);
  if (parts.size() > 1) work.set_title(parts[1]);
  if (parts.size() > 2 && !parts[2].empty()) {
    const std::vector<std::string> ends = Ends(parts[2]);
    if (ends.size() > 2) return Expected("unit|post|2004-07-01~2012-06-30");
    ASSIGN_OR_RETURN(*work.mutable_start_date(), ReadDate(ends[0]));
    if (ends.size() == 2 && !ends[1].empty()) {
      ASSIGN_OR_RETURN(*work.mutable_end_date(), ReadDate(ends[1]));
    }
  }
  return work;
}

absl::StatusOr<v1::Honour> ReadHonour(absl::string_view cell) {
  const std::vector<std::string> parts = Parts(cell, {"|", "｜"});
  if (parts.size() > 3 || parts[0].empty()) return Expected("title|issuer|2020-05-01");
  v1::Honour honour;
  honour.set_title(parts[0]);
  honour.set_kind(v1::Honour::TITLE);
  if (parts.size() > 1) honour.set_organization(parts[1]);
  if (parts.size() > 2 && !parts[2].empty()) {
    ASSIGN_OR_RETURN(*honour.mutable_award_date(), ReadDate(parts[2]));
  }
  return honour;
}

std::vector<std::string> ReadList(absl::string_view cell) {
  return WithoutEmpty(Parts(cell, {";", "；"}));
}

std::vector<std::string> ReadCodeList(absl::string_view cell) {
  return WithoutEmpty(Parts(cell, {";", "；", "、"}));
}

absl::StatusOr<int> ReadName(absl::string_view cell, Names names, absl::string_view expected) {
  const std::string key = codes::NameKey(cell);
  for (const auto& [name, value] : names) {
    if (key == name) return value;
  }
  return Expected(expected);
}

}  // namespace houniao::talent
