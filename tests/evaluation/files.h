// The golden files of the kit: read as tables, written when figures are accepted.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

#include "common/codes/csv.h"

namespace houniao::evaluation {

// Text of a file of tests/golden/evaluation; empty if there is none.
std::string ReadGolden(absl::string_view name);
void WriteGolden(absl::string_view name, const std::string& text);
// True under HOUNIAO_ACCEPT=1: what was found takes the place of what was expected.
bool Accepting();

// Ends the program if the file is no table with these columns.
codes::CsvTable ReadTable(absl::string_view name, const std::vector<std::string>& columns);
// Parts between `separator`; none of an empty text.
std::vector<std::string> Parts(absl::string_view text, char separator = ';');
// Ends the program for what is no whole number.
int Number(absl::string_view text);

}  // namespace houniao::evaluation
