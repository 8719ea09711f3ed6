#include "services/recruitment/handlers/planning_service.h"

#include <algorithm>
#include <map>
#include <utility>

#include "common/base/status_macros.h"
#include "common/codes/industries.h"
#include "common/errors/errors.h"
#include "common/resource/recorder.h"
#include "common/rpc/standard_service.h"
#include "common/rpc/status.h"
#include "services/recruitment/domain/demand_states.h"
#include "services/recruitment/domain/recruitment_errors.h"
#include "services/recruitment/engagement/hold_plan.h"
#include "services/recruitment/handlers/live_population.h"
#include "services/recruitment/handlers/open_demands.h"
#include "services/recruitment/handlers/plan_progress.h"
#include "services/recruitment/planning/memory.h"
#include "services/recruitment/planning/plan_message.h"
#include "services/recruitment/planning/planned_days.h"
#include "services/recruitment/planning/planner.h"

namespace houniao::recruitment {
namespace {

using population::Feed;

// Limits of the message.
constexpr int64_t kMostSeats = 20'000;
constexpr int64_t kMostDemands = 5'000;
constexpr int64_t kMostBytes = int64_t{1} << 30;
constexpr int32_t kUsualCandidates = 200;

constexpr char kSqlStanding[] =
    "SELECT name, talent FROM engagements WHERE demand = ? AND state IN (1, 2, 3) ORDER BY talent";

bool IsOfIndustries(const Subject& subject, const v1::PlanAssignmentsRequest& request) {
  if (request.industries().empty()) return true;
  return std::any_of(request.industries().begin(), request.industries().end(),
                     [&](const std::string& industry) {
                       return codes::IsWithinIndustry(subject.industry, industry);
                     });
}

// What the message and the memory can hold; known before the work begins.
absl::Status CheckSize(const std::vector<DistrictDemand>& demands, int32_t candidates) {
  int64_t seats = 0;
  for (const DistrictDemand& demand : demands) seats += demand.subject.demand.headcount();
  if (static_cast<int64_t>(demands.size()) > kMostDemands) {
    return PlanTooLarge("demands", static_cast<int64_t>(demands.size()), kMostDemands,
                        "Plan by industries, or name the demands.");
  }
  if (seats > kMostSeats) {
    return PlanTooLarge("seats", seats, kMostSeats, "Plan by industries, or name the demands.");
  }
  planning::PlanSize size;
  size.demands = static_cast<int64_t>(demands.size());
  size.edges = size.demands * candidates;
  size.talents = size.edges;  // at most
  size.with_days = true;
  const int64_t bytes = planning::EstimateBytes(size);
  if (bytes <= kMostBytes) return absl::OkStatus();
  const int64_t fit = candidates * kMostBytes / bytes;
  return PlanTooLarge("pairs", size.edges, size.demands * fit,
                      absl::StrCat("Ask for ", fit, " candidates of each demand, or fewer."));
}

}  // namespace

PlanningHandlers::PlanningHandlers(const EngagementContext& context,
                                   const MatchingHandlers::Sources& sources,
                                   std::function<bool()> ready)
    : context_(context),
      population_(sources.population),
      stations_(sources.stations),
      matcher_(sources.population, sources.stations, &sources.engaged),
      ready_(std::move(ready)),
      plans_(context.store, context.kinds.plan, nullptr, context.clock) {}

void PlanningHandlers::Bind(rpc::ServiceTable& table) const {
  table.ServerStream<v1::PlanAssignmentsRequest, v1::PlanAssignmentsResponse>(
      "PlanAssignments", [this](CallContext& call, const v1::PlanAssignmentsRequest& request,
                                Writer& writer) { return PlanAssignments(call, request, writer); });
  table.Unary<v1::HoldPlanRequest, v1::Plan>(
      "HoldPlan", [this](CallContext& call, const v1::HoldPlanRequest& request) {
        absl::StatusOr<v1::Plan> plan = HoldPlan(call, request);
        AwaitOwnBookings(call, population_);
        return plan;
      });
  rpc::BindStandard(table, plans_);
}

absl::StatusOr<std::vector<DistrictDemand>> PlanningHandlers::DemandsOf(
    const CallContext& call, const v1::PlanAssignmentsRequest& request) const {
  std::vector<DistrictDemand> demands;
  OpenDemands open(context_, call);
  const auto add = [&](Subject subject) {
    if (!IsOfIndustries(subject, request)) return absl::OkStatus();
    demands.push_back({std::move(subject), {}, 0, v1::GATE_UNSPECIFIED});
    if (demands.size() <= kMostDemands) return absl::OkStatus();
    return PlanTooLarge("demands", static_cast<int64_t>(demands.size()), kMostDemands,
                        "Plan by industries, or name the demands.");
  };
  if (request.demands().empty()) {
    RETURN_IF_ERROR(open.ForEach(/*filled_too=*/false, add));
  }
  for (int i = 0; i < request.demands_size(); ++i) {
    ASSIGN_OR_RETURN(Subject subject, open.Get(request.demands(i)));
    RETURN_IF_ERROR(RequireOpen(subject.demand));
    if (subject.demand.kind() == v1::Demand::TEAM) {
      return errors::InvalidField(absl::StrCat("demands[", i, "]"), "asks for a whole team");
    }
    RETURN_IF_ERROR(add(std::move(subject)));
  }
  std::sort(demands.begin(), demands.end(), [](const DistrictDemand& a, const DistrictDemand& b) {
    return a.subject.demand.name() < b.subject.demand.name();
  });
  return demands;
}

absl::Status PlanningHandlers::AddStanding(const CallContext& call,
                                           std::vector<DistrictDemand>& demands) const {
  for (DistrictDemand& demand : demands) {
    RETURN_IF_ERROR(rpc::StillWanted(call));
    RETURN_IF_ERROR(resource::ReadError(context_.store.database().Query(
        kSqlStanding, {demand.subject.demand.name()},
        [&](const db::Row& row) {
          // One who is renewed keeps his place: he stands once.
          const std::string talent = row.Bytes(1);
          if (!talent.empty() &&
              (demand.standing.empty() || demand.standing.back().talent != talent)) {
            demand.standing.push_back({talent, row.Bytes(0), 0});
          }
          return true;
        },
        call.deadline)));
  }
  return absl::OkStatus();
}

absl::StatusOr<DistrictQuestion> PlanningHandlers::QuestionOf(
    const CallContext& call, const v1::PlanAssignmentsRequest& request,
    const std::vector<DistrictDemand>& demands) const {
  DistrictQuestion question;
  question.candidates_per_demand =
      request.candidates_per_demand() > 0 ? request.candidates_per_demand() : kUsualCandidates;
  question.max_demands_per_talent = request.max_demands_per_talent();
  question.urgency_points = request.urgency_points();
  question.move_cost = request.move_cost();
  for (int i = 0; i < request.pins_size(); ++i) {
    const v1::PlanPin& pin = request.pins(i);
    const bool planned = std::any_of(demands.begin(), demands.end(), [&](const auto& demand) {
      return demand.subject.demand.name() == pin.demand();
    });
    if (!planned) {
      return errors::InvalidField(absl::StrCat("pins[", i, "].demand"),
                                  "is none of the demands that are planned for");
    }
    question.pins.emplace_back(pin.demand(), pin.talent());
  }
  if (request.previous_plan().empty()) return question;
  ASSIGN_OR_RETURN(const auto previous, context_.store.Get<v1::Plan>(call, context_.kinds.plan,
                                                                     request.previous_plan()));
  for (const v1::PlannedAssignment& assignment : previous.assignments()) {
    question.previous.emplace_back(assignment.demand(), assignment.talent());
  }
  return question;
}

absl::Status PlanningHandlers::PlanAssignments(CallContext& call,
                                               const v1::PlanAssignmentsRequest& request,
                                               Writer& writer) const {
  if (!ready_()) return errors::ServiceUnavailable("talent");
  RETURN_IF_ERROR(WaitForRevisions(call, population_, request.min_talent_revision(),
                                   request.min_engagement_revision()));
  // Read first: the plan has seen at least this much.
  const int64_t talent_revision = population_.applied_revision(Feed::kTalents);
  const int64_t engagement_revision = population_.applied_revision(Feed::kBookings);
  ASSIGN_OR_RETURN(auto demands, DemandsOf(call, request));
  ASSIGN_OR_RETURN(const DistrictQuestion question, QuestionOf(call, request, demands));
  RETURN_IF_ERROR(CheckSize(demands, question.candidates_per_demand));
  RETURN_IF_ERROR(AddStanding(call, demands));

  PlanProgressWriter progress(call, writer);
  const size_t count = demands.size();
  ASSIGN_OR_RETURN(
      const District district,
      MakeDistrict({population_, stations_, matcher_, context_.rest_days}, std::move(demands),
                   question, [&](size_t done) { return progress.Matched(done, count); }));
  planning::PlanOptions options;
  options.aim = request.objective() == v1::Plan::STABLE ? planning::PlanAim::kStable
                                                        : planning::PlanAim::kBestTotal;
  options.max_bytes = 2 * kMostBytes;  // CheckSize has asked for the worst already
  planning::Plan plan;
  if (district.failed_pins.empty()) {
    planning::Control control = progress.MakeControl();
    auto made = planning::MakePlan(district.problem, options, control);
    if (absl::IsCancelled(made.status())) {
      RETURN_IF_ERROR(rpc::StillWanted(call));
      return errors::Cancelled();
    }
    RETURN_IF_ERROR(made.status());
    plan = *std::move(made);
  }
  v1::PlanAssignmentsResponse last;
  *last.mutable_conflicts() = ConflictsOf(district, plan);
  if (const int conflicts = last.conflicts().conflicts_size(); conflicts > 0) {
    writer.Write(last);
    const v1::PlanConflict& first = last.conflicts().conflicts(conflicts - 1);
    return PlanImpossible(absl::StrCat(first.demand(), first.demand().empty() ? "" : " ",
                                       first.talent(), " ", first.detail()),
                          conflicts);
  }
  v1::Plan message = MessageOf(district, plan);
  message.set_objective(request.objective() == v1::Plan::STABLE ? v1::Plan::STABLE
                                                                : v1::Plan::BEST_TOTAL);
  message.set_title(request.title());
  message.set_state(v1::Plan::PROPOSED);
  message.set_talent_revision(talent_revision);
  message.set_engagement_revision(engagement_revision);
  RETURN_IF_ERROR(progress.Saving(message));
  ASSIGN_OR_RETURN(*last.mutable_plan(), Save(call, request, std::move(message)));
  writer.Write(last);
  return absl::OkStatus();
}

absl::StatusOr<v1::Plan> PlanningHandlers::Save(CallContext& call,
                                                const v1::PlanAssignmentsRequest& request,
                                                v1::Plan plan) const {
  v1::Plan reply;
  RETURN_IF_ERROR(context_.store.Mutate(
      call, request, &reply,
      [&](resource::WriteScope& scope, resource::Message* out) -> absl::Status {
        v1::Plan& saved = static_cast<v1::Plan&>(*out);
        saved = plan;
        const std::string& id = request.plan_id();
        saved.set_name(
            context_.kinds.plan.pattern().Format("", id.empty() ? scope.ids().NewId() : id));
        return scope.Insert(context_.kinds.plan, saved);
      }));
  return reply;
}

absl::StatusOr<v1::Plan> PlanningHandlers::HoldPlan(CallContext& call,
                                                    const v1::HoldPlanRequest& request) const {
  if (!ready_()) return errors::ServiceUnavailable("talent");
  ASSIGN_OR_RETURN(const auto plan,
                   context_.store.Get<v1::Plan>(call, context_.kinds.plan, request.name()));
  OpenDemands open(context_, call);
  ASSIGN_OR_RETURN(const auto days,
                   DaysOfShared(plan, population_, context_.rest_days,
                                [&](const std::string& demand) { return open.Get(demand); }));
  return HoldPlannedAssignments(context_, call, request, plan, [&](int assignment) {
    const auto it = days.find(assignment);
    return it == days.end() ? std::vector<population::DayHalves>() : it->second;
  });
}

}  // namespace houniao::recruitment
