#include "common/codes/majors.h"

#include "absl/container/flat_hash_map.h"

#include "common/codes/csv.h"
#include "common/codes/embedded.h"
#include "common/codes/normalize.h"

namespace houniao::codes {
namespace {

struct MajorTable {
  std::vector<Major> majors;
  absl::flat_hash_map<std::string, std::vector<size_t>> by_name;
};

MajorProgramme ProgrammeOf(absl::string_view text) {
  if (text == "本科(普通)") return MajorProgramme::kUndergraduate;
  if (text == "本科(职业)") return MajorProgramme::kVocationalUndergraduate;
  if (text == "专科(高职)") return MajorProgramme::kHigherVocational;
  DieOfBrokenTable("majors.csv", absl::InternalError("an unknown programme"));
}

MajorTable* BuildTable() {
  auto* table = new MajorTable;
  const CsvTable rows = CsvTable::ParseBuiltIn("majors.csv", embedded::Majors(),
                                               {"name", "programme", "category", "class"});
  for (size_t i = 0; i < rows.size(); ++i) {
    Major major;
    major.name = std::string(rows.Get(i, "name"));
    major.major_class = std::string(rows.Get(i, "class"));
    major.category = std::string(rows.Get(i, "category"));
    major.programme = ProgrammeOf(rows.Get(i, "programme"));
    table->by_name[NameKey(major.name)].push_back(i);
    table->majors.push_back(std::move(major));
  }
  return table;
}

const MajorTable& Table() {
  static const MajorTable* const table = BuildTable();
  return *table;
}

}  // namespace

const std::vector<Major>& AllMajors() { return Table().majors; }

std::vector<const Major*> FindMajors(absl::string_view name) {
  std::vector<const Major*> majors;
  const auto found = Table().by_name.find(NameKey(name));
  if (found == Table().by_name.end()) return majors;
  for (const size_t i : found->second) majors.push_back(&AllMajors()[i]);
  return majors;
}

bool IsMajor(absl::string_view name) { return Table().by_name.contains(NameKey(name)); }

bool IsMajorWithin(absl::string_view name, absl::string_view group) {
  const std::string key = NameKey(group);
  for (const Major* major : FindMajors(name)) {
    if (NameKey(major->name) == key || NameKey(major->major_class) == key ||
        NameKey(major->category) == key) {
      return true;
    }
  }
  return false;
}

}  // namespace houniao::codes
