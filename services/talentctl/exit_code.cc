#include "services/talentctl/exit_code.h"

namespace houniao::talentctl {

const char kExitCodesHelp[] =
    "Exit codes:\n"
    "  0 ok               1 ran, but something is not in order (rejected rows, broken chain)\n"
    "  2 usage            3 not found          4 invalid input\n"
    "  5 refused by the state of things        6 credentials or permission\n"
    "  7 conflict (changed meanwhile, exists)  8 unavailable or too late\n"
    "  9 internal error";

ExitCode ExitCodeOf(const absl::Status& status) {
  switch (status.code()) {
    case absl::StatusCode::kOk:
      return kExitOk;
    case absl::StatusCode::kNotFound:
      return kExitNotFound;
    case absl::StatusCode::kInvalidArgument:
    case absl::StatusCode::kOutOfRange:
      return kExitInvalid;
    case absl::StatusCode::kFailedPrecondition:
      return kExitRefused;
    case absl::StatusCode::kPermissionDenied:
    case absl::StatusCode::kUnauthenticated:
      return kExitPermission;
    case absl::StatusCode::kAborted:
    case absl::StatusCode::kAlreadyExists:
      return kExitConflict;
    case absl::StatusCode::kUnavailable:
    case absl::StatusCode::kDeadlineExceeded:
    case absl::StatusCode::kResourceExhausted:
    case absl::StatusCode::kCancelled:
      return kExitUnavailable;
    default:
      return kExitInternal;
  }
}

}  // namespace houniao::talentctl
