#include "common/codes/education.h"

#include "absl/container/flat_hash_map.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

#include "common/codes/csv.h"
#include "common/codes/embedded.h"
#include "common/codes/normalize.h"

namespace houniao::codes {
namespace {

struct EducationTable {
  std::vector<EducationLevel> levels;
  absl::flat_hash_map<std::string, size_t> by_code;
  absl::flat_hash_map<std::string, size_t> by_name;
};

EducationTable* BuildEducation() {
  auto* table = new EducationTable;
  const CsvTable rows = CsvTable::ParseBuiltIn("education_levels.csv", embedded::EducationLevels(),
                                               {"code", "name", "rank", "synonyms"});
  for (size_t i = 0; i < rows.size(); ++i) {
    EducationLevel level;
    level.code = std::string(rows.Get(i, "code"));
    level.name = std::string(rows.Get(i, "name"));
    if (!absl::SimpleAtoi(rows.Get(i, "rank"), &level.rank)) {
      DieOfBrokenTable("education_levels.csv", absl::InternalError(level.code));
    }
    table->by_code[level.code] = i;
    table->by_name[NameKey(level.name)] = i;
    for (absl::string_view synonym :
         absl::StrSplit(rows.Get(i, "synonyms"), ';', absl::SkipEmpty())) {
      table->by_name[NameKey(synonym)] = i;
    }
    table->levels.push_back(std::move(level));
  }
  return table;
}

const EducationTable& Education() {
  static const EducationTable* const table = BuildEducation();
  return *table;
}

using TitleTable = absl::flat_hash_map<std::string, TitleRank>;

TitleTable* BuildTitles() {
  auto* table = new TitleTable;
  const CsvTable rows = CsvTable::ParseBuiltIn("titles.csv", embedded::Titles(), {"title", "rank"});
  for (size_t i = 0; i < rows.size(); ++i) {
    int rank = 0;
    if (!absl::SimpleAtoi(rows.Get(i, "rank"), &rank) || rank < 1 || rank > 4) {
      DieOfBrokenTable("titles.csv", absl::InternalError(std::string(rows.Get(i, "title"))));
    }
    (*table)[NameKey(rows.Get(i, "title"))] = static_cast<TitleRank>(rank);
  }
  return table;
}

std::optional<TitleRank> Listed(absl::string_view key) {
  static const TitleTable* const table = BuildTitles();
  const auto found = table->find(key);
  if (found == table->end()) return std::nullopt;
  return found->second;
}

// 正高级工程师 and the like: a prefix before the base title of the middle rank.
std::optional<TitleRank> Composed(absl::string_view key) {
  struct Prefix {
    absl::string_view text;
    TitleRank rank;
  };
  static constexpr Prefix kPrefixes[] = {
      {"教授级高级", TitleRank::kSenior},    {"研究员级高级", TitleRank::kSenior},
      {"正高级", TitleRank::kSenior},        {"副高级", TitleRank::kAssociateSenior},
      {"高级", TitleRank::kAssociateSenior}, {"助理", TitleRank::kJunior}};
  for (const Prefix& prefix : kPrefixes) {
    absl::string_view rest = key;
    if (absl::ConsumePrefix(&rest, prefix.text) && Listed(rest) == TitleRank::kIntermediate) {
      return prefix.rank;
    }
  }
  return std::nullopt;
}

}  // namespace

const std::vector<EducationLevel>& AllEducationLevels() { return Education().levels; }

const EducationLevel* FindEducationLevel(absl::string_view code) {
  const auto found = Education().by_code.find(NormalizeCode(code));
  return found == Education().by_code.end() ? nullptr : &AllEducationLevels()[found->second];
}

const EducationLevel* FindEducationLevelByName(absl::string_view name) {
  if (const EducationLevel* level = FindEducationLevel(name)) return level;
  const auto found = Education().by_name.find(NameKey(name));
  return found == Education().by_name.end() ? nullptr : &AllEducationLevels()[found->second];
}

std::optional<TitleRank> RankOfTitle(absl::string_view title) {
  const std::string key = NameKey(title);
  if (const auto rank = Listed(key)) return rank;
  if (const auto rank = Composed(key)) return rank;
  // "高级工程师(正高级)": what stands in the brackets says it.
  const size_t open = key.find('(');
  if (open == std::string::npos || !absl::EndsWith(key, ")")) return std::nullopt;
  const absl::string_view inside = absl::string_view(key).substr(open + 1, key.size() - open - 2);
  if (const auto rank = Listed(inside)) return rank;
  const absl::string_view outside = absl::string_view(key).substr(0, open);
  if (const auto rank = Listed(outside)) return rank;
  return Composed(outside);
}

}  // namespace houniao::codes
