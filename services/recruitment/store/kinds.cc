#include "services/recruitment/store/kinds.h"

#include "common/base/status_macros.h"
#include "common/errors/errors.h"
#include "common/resource/recorder.h"
#include "services/recruitment/domain/demand_rules.h"
#include "services/recruitment/domain/demand_states.h"
#include "services/recruitment/domain/employer_rules.h"
#include "services/recruitment/domain/engagement_states.h"
#include "services/recruitment/domain/ownership.h"
#include "services/recruitment/domain/recruitment_errors.h"
#include "services/recruitment/store/referral_kind.h"

#include "houniao/recruitment/v1/demand.pb.h"
#include "houniao/recruitment/v1/employer.pb.h"
#include "houniao/recruitment/v1/engagement.pb.h"
#include "houniao/recruitment/v1/plan.pb.h"
#include "houniao/recruitment/v1/project.pb.h"

namespace houniao::recruitment {
namespace {

using resource::KindOptions;
using resource::Message;
using resource::WriteScope;

constexpr char kSqlOpenDemandOf[] =
    "SELECT name FROM demands WHERE employer = ? AND state IN (2, 3) AND delete_time IS NULL "
    "LIMIT 1";
constexpr char kSqlLiveEngagementOfEmployer[] =
    "SELECT name FROM engagements WHERE employer = ? AND state IN (1, 2, 3) LIMIT 1";
constexpr char kSqlLiveEngagementOfDemand[] =
    "SELECT name FROM engagements WHERE demand = ? AND state IN (1, 2, 3) LIMIT 1";

template <typename T>
T& As(Message& message) {
  return static_cast<T&>(message);
}
template <typename T>
const T& As(const Message& message) {
  return static_cast<const T&>(message);
}

absl::Status RequireUnusedEmployer(WriteScope& scope, const Message& before) {
  const auto& employer = As<v1::Employer>(before);
  RETURN_IF_ERROR(RequireOwn(scope.call(), employer.name()));
  for (const char* sql : {kSqlOpenDemandOf, kSqlLiveEngagementOfEmployer}) {
    ASSIGN_OR_RETURN(const auto user, scope.tx().QueryBytes(sql, {employer.name()}));
    if (user.has_value()) return EmployerInUse(employer.name(), *user);
  }
  return absl::OkStatus();
}

KindOptions EmployerOptions() {
  KindOptions options;
  options.descriptor = v1::Employer::descriptor();
  options.table = "employers";
  options.columns = {{.name = "title"},  {.name = "credit_code"}, {.name = "industry"},
                     {.name = "region"}, {.name = "chain"},       {.name = "chain_position"}};
  options.unique_indexes = {{"uq_employers_credit_code", "credit_code"}};
  options.prepare_create = [](WriteScope&, Message& created) {
    return PrepareEmployer(As<v1::Employer>(created));
  };
  options.prepare_update = [](WriteScope& scope, const Message& before, Message& after) {
    RETURN_IF_ERROR(RequireOwn(scope.call(), As<v1::Employer>(before).name()));
    return PrepareEmployer(As<v1::Employer>(after));
  };
  options.prepare_delete = RequireUnusedEmployer;
  return options;
}

absl::Status CheckProject(WriteScope& scope, const resource::Kind& employers,
                          v1::Project& project) {
  RETURN_IF_ERROR(RequireOwn(scope.call(), project.employer()));
  RETURN_IF_ERROR(scope.Require(employers, "project.employer", project.employer()));
  return PrepareProject(project);
}

KindOptions ProjectOptions(const Kinds& kinds) {
  KindOptions options;
  options.descriptor = v1::Project::descriptor();
  options.table = "projects";
  options.columns = {{.name = "employer"}, {.name = "title"}, {.name = "industry"},
                     {.name = "stage"},    {.name = "major"}, {.name = "region"}};
  options.prepare_create = [&kinds](WriteScope& scope, Message& created) {
    return CheckProject(scope, kinds.employer, As<v1::Project>(created));
  };
  options.prepare_update = [&kinds](WriteScope& scope, const Message& before, Message& after) {
    RETURN_IF_ERROR(RequireOwn(scope.call(), As<v1::Project>(before).employer()));
    return CheckProject(scope, kinds.employer, As<v1::Project>(after));
  };
  options.prepare_delete = [](WriteScope& scope, const Message& before) {
    return RequireOwn(scope.call(), As<v1::Project>(before).employer());
  };
  return options;
}

// The project must be the employer's; a major one makes the shortage a dynamic one (动态紧缺).
absl::Status CheckDemandProject(WriteScope& scope, const resource::Kind& projects,
                                v1::Demand& demand) {
  if (demand.project().empty()) return absl::OkStatus();
  RETURN_IF_ERROR(scope.Require(projects, "demand.project", demand.project()));
  ASSIGN_OR_RETURN(const auto project, scope.Get<v1::Project>(projects, demand.project()));
  if (project.employer() != demand.employer()) {
    return errors::InvalidField("demand.project", "belongs to another employer");
  }
  if (project.major() && demand.shortage_type() == v1::Demand::SHORTAGE_TYPE_UNSPECIFIED) {
    demand.set_shortage_type(v1::Demand::DYNAMIC);
  }
  return absl::OkStatus();
}

KindOptions DemandOptions(const Kinds& kinds) {
  KindOptions options;
  options.descriptor = v1::Demand::descriptor();
  options.table = "demands";
  options.columns = {{.name = "employer"},
                     {.name = "project"},
                     {.name = "title"},
                     {.name = "kind"},
                     {.name = "industry"},
                     {.name = "state"},
                     {.name = "urgency"},
                     {.name = "headcount"},
                     {.name = "shortage_type"},
                     {.name = "day_fee_fen"},
                     {.name = "period_start_date", .path = "period.start_date"},
                     {.name = "period_end_date", .path = "period.end_date"},
                     {.name = "publish_time"}};
  options.prepare_create = [&kinds](WriteScope& scope, Message& created) {
    auto& demand = As<v1::Demand>(created);
    RETURN_IF_ERROR(RequireOwn(scope.call(), demand.employer()));
    RETURN_IF_ERROR(scope.Require(kinds.employer, "demand.employer", demand.employer()));
    RETURN_IF_ERROR(CheckDemandProject(scope, kinds.project, demand));
    if (demand.kind() == v1::Demand::KIND_UNSPECIFIED) demand.set_kind(v1::Demand::PERSON);
    demand.set_state(v1::Demand::DRAFT);
    return PrepareDemand(demand, scope.today());
  };
  options.prepare_update = [&kinds](WriteScope& scope, const Message& before, Message& after) {
    auto& demand = As<v1::Demand>(after);
    RETURN_IF_ERROR(RequireOwn(scope.call(), As<v1::Demand>(before).employer()));
    RETURN_IF_ERROR(CheckDemandProject(scope, kinds.project, demand));
    return CheckDemandUpdate(As<v1::Demand>(before), demand, scope.now());
  };
  options.prepare_delete = [](WriteScope& scope, const Message& before) -> absl::Status {
    const auto& demand = As<v1::Demand>(before);
    RETURN_IF_ERROR(RequireOwn(scope.call(), demand.employer()));
    ASSIGN_OR_RETURN(const auto user,
                     scope.tx().QueryBytes(kSqlLiveEngagementOfDemand, {demand.name()}));
    if (user.has_value()) return DemandInUse(demand.name(), *user);
    return absl::OkStatus();
  };
  return options;
}

// `|talents/a|talents/b|`; a list may be longer than a text column.
db::Value MembersColumn(const Message& message) {
  const auto& members = As<v1::Engagement>(message).members();
  return db::Value::Blob(members.empty() ? ""
                                         : absl::StrCat("|", absl::StrJoin(members, "|"), "|"));
}

KindOptions EngagementOptions() {
  KindOptions options;
  options.descriptor = v1::Engagement::descriptor();
  options.table = "engagements";
  options.columns = {{.name = "demand"},
                     {.name = "employer"},
                     {.name = "talent"},
                     {.name = "team"},
                     {.name = "members", .compute = MembersColumn},
                     {.name = "form"},
                     {.name = "state"},
                     {.name = "hold_expire_time"},
                     {.name = "period_start_date", .path = "period.start_date"},
                     {.name = "period_end_date", .path = "period.end_date"},
                     {.name = "confirm_time"}};
  options.soft_delete = false;
  options.prepare_update = [](WriteScope& scope, const Message& before, Message&) {
    const auto& engagement = As<v1::Engagement>(before);
    RETURN_IF_ERROR(RequireOwn(scope.call(), engagement.employer()));
    return RequireLive(engagement, "update");
  };
  return options;
}

KindOptions ServiceDayOptions() {
  KindOptions options;
  options.descriptor = v1::ServiceDay::descriptor();
  options.table = "service_days";
  options.columns = {{.name = "day", .path = "date"},
                     {.name = "half", .listed = false},
                     {.name = "state"},
                     {.name = "talent"},
                     {.name = "employer"},
                     {.name = "confirm_time"}};
  options.soft_delete = false;
  return options;
}

KindOptions PlanOptions() {
  KindOptions options;
  options.descriptor = v1::Plan::descriptor();
  options.table = "plans";
  options.columns = {
      {.name = "title"}, {.name = "state"}, {.name = "objective"}, {.name = "hold_time"}};
  return options;
}

}  // namespace

Kinds::Kinds()
    : employer(EmployerOptions()),
      project(ProjectOptions(*this)),
      demand(DemandOptions(*this)),
      engagement(EngagementOptions()),
      service_day(ServiceDayOptions()),
      referral(ReferralOptions(*this)),
      plan(PlanOptions()) {}

}  // namespace houniao::recruitment
