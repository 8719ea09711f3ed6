#include "services/recruitment/domain/ownership.h"

#include "common/errors/errors.h"

namespace houniao::recruitment {
namespace {

absl::Status NotTheirs() { return errors::PermissionDenied("recruitment.employers.any"); }

}  // namespace

absl::Status RequireOwn(const CallContext& call, absl::string_view employer) {
  return IsOwn(call, employer) ? absl::OkStatus() : NotTheirs();
}

absl::Status HideMissing(const CallContext& call, const absl::Status& status) {
  return !call.employer.empty() && absl::IsNotFound(status) ? NotTheirs() : status;
}

}  // namespace houniao::recruitment
