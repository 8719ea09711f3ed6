#include "services/recruitment/handlers/open_demands.h"

#include "common/base/status_macros.h"
#include "common/errors/errors.h"
#include "common/rpc/status.h"
#include "services/recruitment/domain/ownership.h"

#include "houniao/recruitment/v1/project.pb.h"

namespace houniao::recruitment {
namespace {

// OPEN is 2, FILLED 3; a TEAM is kind 2.
constexpr char kSqlOpen[] = "name > ? AND state = 2 AND kind <> 2 AND delete_time IS NULL";
constexpr char kSqlPublished[] =
    "name > ? AND state IN (2, 3) AND kind <> 2 AND delete_time IS NULL";
// MySQL fetches a result whole.
constexpr size_t kPage = 500;
constexpr char kSqlPage[] = "name LIMIT 500";

}  // namespace

absl::Status OpenDemands::ForEach(bool filled_too,
                                  const std::function<absl::Status(Subject)>& on_demand) {
  std::string last;
  for (;;) {
    RETURN_IF_ERROR(rpc::StillWanted(call_));
    ASSIGN_OR_RETURN(
        std::vector<v1::Demand> page,
        context_.store.Find<v1::Demand>(call_, context_.kinds.demand,
                                        filled_too ? kSqlPublished : kSqlOpen, kSqlPage, {last}));
    for (v1::Demand& demand : page) {
      last = demand.name();
      if (!IsOwn(call_, demand.employer())) continue;
      RETURN_IF_ERROR(rpc::StillWanted(call_));
      ASSIGN_OR_RETURN(const v1::Employer* employer, EmployerOf(demand));
      RETURN_IF_ERROR(on_demand(MakeSubject(std::move(demand), *employer, today_)));
    }
    if (page.size() < kPage) return absl::OkStatus();
  }
}

absl::StatusOr<Subject> OpenDemands::Get(const std::string& name) {
  auto stored = context_.store.Get<v1::Demand>(call_, context_.kinds.demand, name);
  if (!stored.ok()) return HideMissing(call_, stored.status());
  RETURN_IF_ERROR(RequireOwn(call_, stored->employer()));
  ASSIGN_OR_RETURN(const v1::Employer* employer, EmployerOf(*stored));
  return MakeSubject(*std::move(stored), *employer, today_);
}

absl::StatusOr<const v1::Employer*> OpenDemands::EmployerOf(const v1::Demand& demand) {
  const auto known = employers_.find(demand.employer());
  if (known != employers_.end()) return &known->second;
  auto employer =
      context_.store.Get<v1::Employer>(call_, context_.kinds.employer, demand.employer());
  if (absl::IsNotFound(employer.status())) {
    return errors::ReferenceMissing("demand.employer", demand.employer());
  }
  RETURN_IF_ERROR(employer.status());
  return &(employers_[demand.employer()] = *std::move(employer));
}

absl::StatusOr<bool> OpenDemands::IsOfMajorProject(const v1::Demand& demand) {
  if (demand.project().empty()) return false;
  const auto known = major_projects_.find(demand.project());
  if (known != major_projects_.end()) return known->second;
  const auto project =
      context_.store.Get<v1::Project>(call_, context_.kinds.project, demand.project());
  if (!project.ok() && !absl::IsNotFound(project.status())) return project.status();
  const bool major = project.ok() && project->major() && !project->has_delete_time();
  major_projects_[demand.project()] = major;
  return major;
}

}  // namespace houniao::recruitment
