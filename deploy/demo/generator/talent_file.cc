#include "deploy/demo/generator/talent_file.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"

namespace houniao::demo {
namespace {

std::string Quoted(absl::string_view cell) {
  if (cell.find_first_of(",\"\r\n") == absl::string_view::npos) return std::string(cell);
  return absl::StrCat("\"", absl::StrReplaceAll(cell, {{"\"", "\"\""}}), "\"");
}

}  // namespace

std::string TalentFile(const std::vector<Person>& rows) {
  std::string text = absl::StrCat(absl::StrJoin(Columns(), ","), "\n");
  for (const Person& person : rows) {
    std::vector<std::string> line;
    for (const std::string& column : Columns()) {
      const auto cell = person.cells.find(column);
      line.push_back(cell == person.cells.end() ? "" : Quoted(cell->second));
    }
    absl::StrAppend(&text, absl::StrJoin(line, ","), "\n");
  }
  return text;
}

}  // namespace houniao::demo
