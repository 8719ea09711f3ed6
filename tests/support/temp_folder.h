// Temporary folders of tests. What a killed test left behind is swept away by a later one.
#pragma once

#include <string>

#include "absl/strings/string_view.h"

namespace houniao::testing {

// `<tmp>/hn-<what>-<process>-XXXXXX`, mode 0700; ends the process if it cannot be made. The path is
// short enough for a unix socket inside. The caller removes it.
std::string MakeTempFolder(absl::string_view what);

}  // namespace houniao::testing
