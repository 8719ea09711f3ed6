#include "common/codes/industries.h"

#include "absl/container/flat_hash_map.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

#include "common/codes/csv.h"
#include "common/codes/embedded.h"
#include "common/codes/normalize.h"

namespace houniao::codes {
namespace {

struct IndustryTable {
  std::vector<Industry> industries;
  absl::flat_hash_map<std::string, int> by_code;
  absl::flat_hash_map<std::string, int> by_name;
};

IndustryTable* BuildTable() {
  auto* table = new IndustryTable;
  const CsvTable rows = CsvTable::ParseBuiltIn("industries.csv", embedded::Industries(),
                                               {"code", "name", "level", "parent", "section"});
  for (size_t i = 0; i < rows.size(); ++i) {
    Industry industry;
    industry.code = std::string(rows.Get(i, "code"));
    industry.name = std::string(rows.Get(i, "name"));
    industry.parent = std::string(rows.Get(i, "parent"));
    industry.index = static_cast<int>(i);
    const absl::string_view section = rows.Get(i, "section");
    if (section.size() != 1 || !absl::SimpleAtoi(rows.Get(i, "level"), &industry.level) ||
        !table->by_code.emplace(industry.code, industry.index).second) {
      DieOfBrokenTable("industries.csv", absl::InternalError(industry.code));
    }
    industry.section = section[0];
    table->industries.push_back(std::move(industry));
  }
  // A group with a single class has its name; the finer one is meant.
  for (const Industry& industry : table->industries) {
    auto [entry, fresh] = table->by_name.emplace(NameKey(industry.name), industry.index);
    if (!fresh && industry.level > table->industries[static_cast<size_t>(entry->second)].level) {
      entry->second = industry.index;
    }
  }
  return table;
}

const IndustryTable& Table() {
  static const IndustryTable* const table = BuildTable();
  return *table;
}

const Industry* FindDigits(absl::string_view code) {
  const auto found = Table().by_code.find(code);
  return found == Table().by_code.end() ? nullptr
                                        : &AllIndustries()[static_cast<size_t>(found->second)];
}

}  // namespace

const std::vector<Industry>& AllIndustries() { return Table().industries; }

const Industry* FindIndustry(absl::string_view code) {
  const std::string given = NormalizeCode(code);
  absl::string_view key = given;
  if (key.size() < 2 || !absl::ascii_isupper(key[0])) return FindDigits(key);
  const Industry* found = FindDigits(key.substr(1));
  return found != nullptr && found->level > 1 && found->section == key[0] ? found : nullptr;
}

const Industry* FindIndustryByName(absl::string_view name) {
  const auto found = Table().by_name.find(NameKey(name));
  return found == Table().by_name.end() ? nullptr
                                        : &AllIndustries()[static_cast<size_t>(found->second)];
}

absl::StatusOr<std::string> CanonicalIndustry(absl::string_view code) {
  if (const Industry* found = FindIndustry(code)) return found->code;
  const std::string given = NormalizeCode(code);
  if (given.size() > 1 && absl::ascii_isupper(given[0])) {
    if (const Industry* digits = FindDigits(absl::string_view(given).substr(1))) {
      return absl::InvalidArgumentError(
          absl::StrCat("The letter of the industry is not its section in GB/T 4754-2017, which is ",
                       std::string(1, digits->section), "; is the code of an older edition?"));
    }
  }
  return absl::InvalidArgumentError("There is no such industry in GB/T 4754-2017.");
}

std::vector<const Industry*> IndustryAncestors(absl::string_view code) {
  std::vector<const Industry*> ancestors;
  const Industry* at = FindIndustry(code);
  while (at != nullptr && !at->parent.empty()) {
    at = FindDigits(at->parent);
    if (at != nullptr) ancestors.push_back(at);
  }
  return ancestors;
}

bool IsWithinIndustry(absl::string_view code, absl::string_view ancestor) {
  const Industry* inner = FindIndustry(code);
  const Industry* outer = FindIndustry(ancestor);
  if (inner == nullptr || outer == nullptr) return false;
  if (outer->level == 1) return inner->section == outer->section;
  return absl::StartsWith(inner->code, outer->code);
}

}  // namespace houniao::codes
