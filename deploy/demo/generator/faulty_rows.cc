#include "deploy/demo/generator/faulty_rows.h"

#include "deploy/demo/generator/numbers.h"

namespace houniao::demo {
namespace {

// Another check character than the right one.
std::string SpoilLast(std::string code) {
  code.back() = code.back() == '7' ? '3' : '7';
  return code;
}

void Spoil(int which, Person& person) {
  auto& cells = person.cells;
  switch (which) {
    case 0:
      cells["id_number"] = SpoilLast(cells["id_number"]);
      return;
    case 1:
      cells["birth_date"] = "1968-02-30";
      // One fault a row: a number would not agree with the day either.
      cells.erase("id_type");
      cells.erase("id_number");
      return;
    case 2:
      cells["region"] = "359999";
      return;
    case 3:
      cells["skills"] = "quantum-storage:精通:5:2025";
      return;
    case 4:
      cells.erase("display_name");
      return;
    case 5:
      cells["unit"] = "福州变流技术有限公司（演示）";
      cells["unit_credit_code"] = SpoilLast(MadeUpCreditCode("91", "350102", cells["unit"]));
      return;
    default:
      cells["days_per_year"] = "400";
      return;
  }
}

}  // namespace

std::vector<FaultyRow> MakeFaultyRows(uint64_t seed, std::set<std::string>& taken) {
  const std::vector<std::string> columns = {"id_number",    "birth_date",   "region",
                                            "skills",       "display_name", "unit_credit_code",
                                            "days_per_year"};
  std::vector<FaultyRow> rows;
  for (size_t i = 0; i < columns.size(); ++i) {
    FaultyRow row = {MakePerson(seed, 9001 + static_cast<int>(i), taken), columns[i]};
    Spoil(static_cast<int>(i), row.person);
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace houniao::demo
