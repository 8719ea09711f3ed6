// Published demands for persons, page by page, ready to be matched.
#pragma once

#include <functional>
#include <map>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#include "common/base/call_context.h"
#include "services/recruitment/engagement/engagement_context.h"
#include "services/recruitment/matching/subject.h"

namespace houniao::recruitment {

// For one call: employers and projects are read once and kept. Demands for teams are passed over,
// and for the account of an enterprise those of others.
class OpenDemands {
 public:
  // Both must outlive the object.
  OpenDemands(const EngagementContext& context, const CallContext& call)
      : context_(context), call_(call), today_(context.clock.Today()) {}

  // Each one that is OPEN, or FILLED if asked for, in the order of names. Ends with the error of
  // `on_demand`, and with CANCELLED or DEADLINE_EXCEEDED once nobody waits.
  absl::Status ForEach(bool filled_too,
                       const std::function<absl::Status(Subject subject)>& on_demand);
  // One by name. NOT_FOUND, or PERMISSION_DENIED for the account of another enterprise.
  absl::StatusOr<Subject> Get(const std::string& name);

  // True if the demand belongs to a major project.
  absl::StatusOr<bool> IsOfMajorProject(const v1::Demand& demand);

 private:
  absl::StatusOr<const v1::Employer*> EmployerOf(const v1::Demand& demand);

  const EngagementContext& context_;
  const CallContext& call_;
  const absl::CivilDay today_;
  std::map<std::string, v1::Employer> employers_;
  std::map<std::string, bool> major_projects_;
};

}  // namespace houniao::recruitment
