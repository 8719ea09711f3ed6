// How wide text is on a terminal: Chinese characters take two columns (UAX #11).
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace houniao::talentctl {

// Columns of one line of UTF-8. Wide and full-width characters count two, combining marks none,
// ambiguous ones one.
int DisplayWidth(absl::string_view text);

// Text of others made safe for a terminal: line breaks and tabs become blanks; other control
// characters (escape sequences), bidirectional overrides and broken UTF-8 become U+FFFD.
std::string Printable(absl::string_view text);

// Cut to `width` columns with an ellipsis at the end, if it is longer.
std::string FitTo(absl::string_view text, int width);

// Lines of at most `width` columns (at least 2), broken at blanks where there are some and between
// characters otherwise. At least one line.
std::vector<std::string> WrapTo(absl::string_view text, int width);

}  // namespace houniao::talentctl
