// An error as a person reads it: what, why, where, what to do, and the id to ask the operator
// about.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace houniao::talentctl {

// Several lines, the last one ended. `request_id` may be empty.
std::string ErrorReport(const absl::Status& status, absl::string_view request_id);

// What to do about it, in one line: the hint of the server, or the usual one of the code.
std::string HintOf(const absl::Status& status);

// Reason and text alone, for a row of a table.
std::string ErrorLine(const absl::Status& status);

}  // namespace houniao::talentctl
