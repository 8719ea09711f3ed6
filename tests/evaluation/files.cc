#include "tests/evaluation/files.h"

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>

#include "absl/strings/numbers.h"

namespace houniao::evaluation {
namespace {

std::string PathOf(absl::string_view name) {
  const char* const root = std::getenv("HOUNIAO_SOURCE_DIR");
  return absl::StrCat(root == nullptr ? "." : root, "/tests/golden/evaluation/", name);
}

[[noreturn]] void Die(const std::string& why) {
  std::cerr << why << "\n";
  std::exit(1);
}

}  // namespace

std::string ReadGolden(absl::string_view name) {
  std::ifstream in(PathOf(name));
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

void WriteGolden(absl::string_view name, const std::string& text) {
  std::ofstream out(PathOf(name));
  out << text;
  if (!out.flush()) Die(absl::StrCat("cannot write ", PathOf(name)));
}

bool Accepting() {
  const char* const accept = std::getenv("HOUNIAO_ACCEPT");
  return accept != nullptr && absl::string_view(accept) == "1";
}

codes::CsvTable ReadTable(absl::string_view name, const std::vector<std::string>& columns) {
  auto table = codes::CsvTable::Parse(ReadGolden(name), columns);
  if (!table.ok()) Die(absl::StrCat(PathOf(name), ": ", table.status().message()));
  return *std::move(table);
}

std::vector<std::string> Parts(absl::string_view text, char separator) {
  if (text.empty()) return {};
  return absl::StrSplit(text, separator);
}

int Number(absl::string_view text) {
  int number = 0;
  if (!absl::SimpleAtoi(text, &number)) Die(absl::StrCat("`", text, "` is no whole number"));
  return number;
}

}  // namespace houniao::evaluation
