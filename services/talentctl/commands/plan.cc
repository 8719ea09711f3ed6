// plan: the whole district at once.
#include "absl/strings/strip.h"

#include "common/errors/errors.h"
#include "services/talentctl/commands/arguments.h"
#include "services/talentctl/commands/commands.h"
#include "services/talentctl/commands/hold_arguments.h"
#include "services/talentctl/interruption.h"
#include "services/talentctl/output/plan_tables.h"
#include "services/talentctl/resources.h"

#include "houniao/recruitment/v1/recruitment_service.grpc.pb.h"

namespace houniao::talentctl {
namespace {

namespace pb = ::houniao::recruitment::v1;

constexpr absl::Duration kPlanTimeout = absl::Minutes(30);

struct PlanArguments {
  std::string id;
  std::string title;
  std::string objective = "best";
  std::vector<std::string> demands;
  std::vector<std::string> industries;
  std::vector<std::string> pins;
  std::string keep;
  int move_cost = 0;
  int candidates = 0;
  int per_talent = 0;
  int urgency_points = 0;
};

struct NamedPlan {
  std::string name;
  std::string etag;
  std::string hold_for;
};

absl::StatusOr<pb::PlanPin> PinOf(const std::string& text) {
  const std::vector<std::string> parts = absl::StrSplit(text, '=');
  if (parts.size() != 2 || parts[0].empty() || parts[1].empty()) {
    return errors::InvalidField("--pin", absl::StrCat("must be demand=talent; it is `", text, "`"));
  }
  pb::PlanPin pin;
  pin.set_demand(NameOf("demand", parts[0]));
  pin.set_talent(NameOf("talent", parts[1]));
  return pin;
}

absl::StatusOr<pb::PlanAssignmentsRequest> RequestOf(const PlanArguments& arguments) {
  pb::PlanAssignmentsRequest request;
  request.set_plan_id(arguments.id);
  request.set_title(arguments.title);
  request.set_objective(arguments.objective == "stable" ? pb::Plan::STABLE : pb::Plan::BEST_TOTAL);
  for (const std::string& demand : arguments.demands) {
    request.add_demands(NameOf("demand", demand));
  }
  for (const std::string& industry : arguments.industries) request.add_industries(industry);
  for (const std::string& text : arguments.pins) {
    ASSIGN_OR_RETURN(*request.add_pins(), PinOf(text));
  }
  if (!arguments.keep.empty()) request.set_previous_plan(NameOf("plan", arguments.keep));
  request.set_move_cost(arguments.move_cost);
  request.set_candidates_per_demand(arguments.candidates);
  request.set_max_demands_per_talent(arguments.per_talent);
  request.set_urgency_points(arguments.urgency_points);
  return request;
}

void PrintPlan(Session& session, const pb::Plan& plan) {
  if (!plan.assignments().empty()) session.Print(AssignmentTable(plan));
  if (!plan.unfilled().empty()) {
    session.Print("");
    session.Print(UnfilledTable(plan));
  }
  session.Print("");
  for (const std::string& line : PlanLines(plan)) session.Print(line);
}

// What the stream has sent so far.
class PlanStream {
 public:
  explicit PlanStream(Terminal& terminal) : terminal_(terminal) {}

  void Take(const pb::PlanAssignmentsResponse& reply) {
    if (reply.has_progress()) return ShowProgress(reply.progress());
    last_ = reply;
  }
  // The line of the progress is wiped out.
  void Finish() {
    if (terminal_.err_is_terminal) terminal_.err << "\r\033[K" << std::flush;
  }
  const pb::PlanAssignmentsResponse& last() const { return last_; }

 private:
  void ShowProgress(const pb::PlanProgress& progress) {
    if (!terminal_.err_is_terminal) return;
    terminal_.err << "\r\033[K" << ProgressText(progress, terminal_) << std::flush;
  }

  Terminal& terminal_;
  pb::PlanAssignmentsResponse last_;
};

absl::Status BrokenOff() {
  return errors::Make(absl::StatusCode::kCancelled, "INTERRUPTED", "talentctl.houniao",
                      "The plan was interrupted; nothing was saved and nothing is booked.", {},
                      "Run it again; the same state gives the same plan.");
}

void ShowOutcome(Session& session, const pb::PlanAssignmentsResponse& last) {
  if (last.has_plan()) {
    session.Show(last.plan(), [&] {
      PrintPlan(session, last.plan());
      if (session.settings().dry_run) return session.Print("dry run: nothing was saved");
      session.Print(absl::StrCat("to book it in one step: talentctl plan hold ",
                                 absl::StripPrefix(last.plan().name(), "plans/")));
    });
  } else if (last.has_conflicts()) {
    session.NoteFindings();
    session.Show(last.conflicts(), [&] {
      session.Print(
          "There is no such plan. These cannot be had together; dropping any one of "
          "them makes room for the rest:");
      session.Print(ConflictTable(last.conflicts()));
    });
  }
}

absl::Status Make(Session& session, const PlanArguments& arguments) {
  ASSIGN_OR_RETURN(auto request, RequestOf(arguments));
  const Settings& settings = session.settings();
  request.set_request_id(session.connection().NextRequestId());
  request.set_validate_only(settings.dry_run);
  grpc::ClientContext context;
  const Interruption interruption(&context);
  ASSIGN_OR_RETURN(auto channel, session.connection().ChannelOf("recruitment"));
  const auto stub = pb::PlanningService::NewStub(channel);
  session.connection().Prepare(context, settings.timeout_given ? settings.timeout : kPlanTimeout,
                               request.request_id());
  const auto stream = stub->PlanAssignments(&context, request);
  PlanStream taken(session.terminal());
  pb::PlanAssignmentsResponse reply;
  while (stream->Read(&reply)) taken.Take(reply);
  const grpc::Status ended = stream->Finish();
  taken.Finish();
  if (!ended.ok() && interruption.happened()) return BrokenOff();
  ShowOutcome(session, taken.last());
  return Connection::StatusOf(ended, session.connection().TargetOf("recruitment"));
}

absl::Status ShowPlan(Session& session, const absl::StatusOr<pb::Plan>& plan) {
  if (!plan.ok()) return plan.status();
  session.Show(*plan, [&] { PrintPlan(session, *plan); });
  return absl::OkStatus();
}

absl::Status Get(Session& session, const NamedPlan& named) {
  pb::GetPlanRequest request;
  request.set_name(NameOf("plan", named.name));
  return ShowPlan(session, session.connection().Call<pb::Plan>(
                               "houniao.recruitment.v1.PlanningService.GetPlan", request));
}

absl::Status HoldAll(Session& session, const NamedPlan& named) {
  pb::HoldPlanRequest request;
  request.set_name(NameOf("plan", named.name));
  request.set_etag(named.etag);
  if (!named.hold_for.empty()) {
    RETURN_IF_ERROR(SetHoldFor(named.hold_for, request.mutable_hold_duration()));
  }
  return ShowPlan(session, session.connection().Call<pb::Plan>(
                               "houniao.recruitment.v1.PlanningService.HoldPlan", request));
}

absl::Status Delete(Session& session, const NamedPlan& named) {
  pb::DeletePlanRequest request;
  request.set_name(NameOf("plan", named.name));
  request.set_etag(named.etag);
  ASSIGN_OR_RETURN(const auto plan,
                   session.connection().Call<pb::Plan>(
                       "houniao.recruitment.v1.PlanningService.DeletePlan", request));
  session.Show(plan, [&] {
    session.Print(absl::StrCat(request.name(), " is deleted; its engagements go on"));
  });
  return absl::OkStatus();
}

absl::Status List(Session& session) {
  ASSIGN_OR_RETURN(const auto plans, ListAll<pb::Plan>(session.connection(), "plan", "", ""));
  pb::ListPlansResponse all;
  all.mutable_plans()->Assign(plans.begin(), plans.end());
  session.Show(all, [&] {
    if (plans.empty()) return session.Print("There are no plans.");
    session.Print(PlanTable(plans));
  });
  return absl::OkStatus();
}

CLI::App* AddMake(CommandTree& tree) {
  auto plan = std::make_shared<PlanArguments>();
  CLI::App* command = tree.Command(
      nullptr, "plan", "The whole district at once: make a plan, list, get, hold, delete",
      "  talentctl plan --title '2026 年冬季'\n"
      "  talentctl plan --industry 38 --objective stable --dry_run\n"
      "  talentctl plan --pin demo-storage-expert=hn-0001 --keep winter-1 --move_cost 500\n"
      "  talentctl plan hold winter-2\n",
      [plan](Session& session) { return Make(session, *plan); }, kRecruiting);
  command->require_subcommand(0, 1);
  command->add_option("--id", plan->id, "Id of the plan [made by the server]");
  command->add_option("--title", plan->title, "What it is for");
  command
      ->add_option("--objective", plan->objective, "best: most points in all; stable: no regrets")
      ->check(CLI::IsMember({"best", "stable"}))
      ->capture_default_str();
  AddList(command, "--demand", plan->demands, "Only these demands [all that are open]");
  AddList(command, "--industry", plan->industries, "Only demands of these industries");
  AddList(command, "--pin", plan->pins, "demand=talent that must be in it");
  command->add_option("--keep", plan->keep, "Plan whose assignments are kept where they can");
  command->add_option("--move_cost", plan->move_cost, "Points that moving somebody costs")
      ->check(CLI::Range(0, 10000))
      ->needs("--keep");
  command->add_option("--candidates", plan->candidates, "Best candidates weighed a demand [200]")
      ->check(CLI::Range(1, 2000));
  command->add_option("--per_talent", plan->per_talent, "Most demands of one talent [by the days]")
      ->check(CLI::Range(1, 20));
  command
      ->add_option("--urgency_points", plan->urgency_points,
                   "Points that a seat is worth for each degree of urgency")
      ->check(CLI::Range(0, 10000));
  return command;
}

std::shared_ptr<NamedPlan> AddNamed(CommandTree& tree, CLI::App* group, const std::string& name,
                                    const std::string& description, const std::string& examples,
                                    absl::Status (*verb)(Session&, const NamedPlan&),
                                    CLI::App** command) {
  auto named = std::make_shared<NamedPlan>();
  *command = tree.Command(group, name, description, examples,
                          [verb, named](Session& session) { return verb(session, *named); });
  (*command)->add_option("PLAN", named->name, "Name or id of the plan")->required();
  return named;
}

void AddEtag(CLI::App* command, const std::shared_ptr<NamedPlan>& named) {
  command->add_option("--etag", named->etag, "Only if it is unchanged since it was read");
}

}  // namespace

void AddPlanCommands(CommandTree& tree) {
  CLI::App* group = AddMake(tree);
  tree.Command(group, "list", "List the plans", "  talentctl plan list\n",
               [](Session& session) { return List(session); });
  CLI::App* command = nullptr;
  AddNamed(tree, group, "get", "Who serves whom, who is left over, and how good it is",
           "  talentctl plan get winter-2\n  talentctl plan get winter-2 -o json\n", &Get,
           &command);
  const auto held = AddNamed(tree, group, "hold", "Book everybody of the plan, or nobody",
                             "  talentctl plan hold winter-2\n"
                             "  talentctl plan hold winter-2 --for 5d\n",
                             &HoldAll, &command);
  AddHoldFor(command, &held->hold_for);
  AddEtag(command, held);
  const auto deleted = AddNamed(tree, group, "delete", "Delete a plan; its engagements go on",
                                "  talentctl plan delete winter-1\n", &Delete, &command);
  AddEtag(command, deleted);
}

}  // namespace houniao::talentctl
