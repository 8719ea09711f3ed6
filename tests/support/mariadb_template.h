// The data folder of a fresh MariaDB, made once per machine, account and server version.
#pragma once

#include <string>

#include "absl/status/status.h"

namespace houniao::testing {

inline constexpr char kMariaDbServer[] = "/usr/sbin/mariadbd";

// Copies the fresh data folder to `target`, which must not exist.
absl::Status CopyMariaDbTemplate(const std::string& target);

}  // namespace houniao::testing
