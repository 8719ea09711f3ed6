// What an employer must be before it is stored.
#pragma once

#include "absl/status/status.h"

#include "houniao/recruitment/v1/employer.pb.h"
#include "houniao/recruitment/v1/project.pb.h"

namespace houniao::recruitment {

// Brings the credit code to its canonical form, marks early pilot codes (早期赋码) and brings the
// industry to digits. INVALID_ARGUMENT for what cannot be.
absl::Status PrepareEmployer(v1::Employer& employer);

// The period of a project must not end before it begins.
absl::Status PrepareProject(v1::Project& project);

}  // namespace houniao::recruitment
