// Exit codes: scripts branch on the kind of error without reading its text.
#pragma once

#include "absl/status/status.h"

namespace houniao::talentctl {

enum ExitCode {
  kExitOk = 0,
  // The command ran, but what it looked at is not in order: rejected rows, a broken ledger or audit
  // chain.
  kExitFindings = 1,
  kExitUsage = 2,
  kExitNotFound = 3,
  kExitInvalid = 4,
  kExitRefused = 5,
  kExitPermission = 6,
  kExitConflict = 7,
  kExitUnavailable = 8,
  kExitInternal = 9,
};

ExitCode ExitCodeOf(const absl::Status& status);

// The list for --help.
extern const char kExitCodesHelp[];

}  // namespace houniao::talentctl
