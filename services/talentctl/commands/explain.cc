// explain: why somebody is, or is not, among the best for a demand, and what would change it.
#include "absl/strings/match.h"

#include "services/talentctl/commands/arguments.h"
#include "services/talentctl/commands/calendar_view.h"
#include "services/talentctl/commands/commands.h"
#include "services/talentctl/commands/demand_argument.h"
#include "services/talentctl/commands/weights.h"
#include "services/talentctl/output/match_tables.h"

#include "houniao/recruitment/v1/recruitment_service.pb.h"

namespace houniao::talentctl {
namespace {

namespace pb = ::houniao::recruitment::v1;

// Lists of changes that a person reads.
constexpr int kMostLifts = 5;

struct ExplainArguments {
  std::string first;   // the demand; the talent where a file brings the demand
  std::string second;  // the talent
  std::string file;
  int top_k = 10;
  bool suggest = false;
  bool no_calendar = false;
  std::vector<std::string> weights;
};

struct Pair {
  DemandArgument demand;
  std::string talent;
};

// Names with their collections may stand in either order.
Pair PairOf(const ExplainArguments& arguments) {
  std::string demand = arguments.first, talent = arguments.second;
  if (talent.empty() || absl::StartsWith(demand, "talents/") ||
      absl::StartsWith(talent, "demands/")) {
    std::swap(demand, talent);
  }
  return {{demand, arguments.file}, NameOf("talent", talent)};
}

void PrintLifts(Session& session, const pb::ExplainMatchResponse& reply, int top_k) {
  if (reply.lifts().empty()) {
    return session.Print("\nNo small change would lift the place.");
  }
  session.Print("\nWhat would lift the place, each tried out:");
  for (const std::string& line : LiftLines(reply, top_k, kMostLifts)) session.Print(line);
}

absl::Status Explain(Session& session, const ExplainArguments& arguments) {
  const Pair pair = PairOf(arguments);
  pb::ExplainMatchRequest request;
  RETURN_IF_ERROR(SetDemand(pair.demand, &request));
  request.set_talent(pair.talent);
  request.set_top_k(arguments.top_k);
  request.set_suggest_changes(arguments.suggest);
  if (!arguments.weights.empty()) {
    ASSIGN_OR_RETURN(*request.mutable_options()->mutable_scoring_weights(),
                     ParseWeights(arguments.weights));
  }
  ASSIGN_OR_RETURN(const auto reply,
                   session.connection().Call<pb::ExplainMatchResponse>(
                       "houniao.recruitment.v1.MatchingService.ExplainMatch", request));
  session.Show(reply, [&] {
    session.Print(VerdictText(reply, arguments.top_k));
    if (!reply.gates().empty()) {
      session.Print("");
      session.Print(GateTable(reply.gates()));
    }
    session.Print("");
    session.Print(CriteriaTable(reply.criteria(), session.terminal()));
    if (arguments.suggest) PrintLifts(session, reply, arguments.top_k);
    if (arguments.no_calendar) return;
    const auto demand = FetchDemand(session, pair.demand);
    if (demand.ok()) PrintCalendarFor(session, pair.talent, *demand);
  });
  return absl::OkStatus();
}

}  // namespace

void AddExplainCommand(CommandTree& tree) {
  auto explain = std::make_shared<ExplainArguments>();
  CLI::App* command = tree.Command(
      nullptr, "explain", "Why a talent is, or is not, among the best for a demand",
      "  talentctl explain demo-storage-expert talents/hn-0042\n"
      "  talentctl explain demo-storage-expert hn-0042 --suggest\n"
      "  talentctl explain hn-0042 -f demand.yaml --no_calendar\n"
      "  talentctl explain demo-storage-expert hn-0042 -k 20 -o json\n",
      [explain](Session& session) { return Explain(session, *explain); }, kRecruiting);
  command->add_option("DEMAND", explain->first, "Name or id of the demand; left out with -f")
      ->required();
  command->add_option("TALENT", explain->second, "Name or id of the talent");
  command->add_option("-f,--file", explain->file, "A demand that is not stored: YAML as for apply");
  command->parse_complete_callback([explain] {
    if (explain->second.empty() && explain->file.empty()) throw CLI::RequiredError("TALENT");
  });
  command->add_option("-k,--top,--top_k", explain->top_k, "Length of the list to compare with")
      ->check(CLI::Range(1, 100))
      ->capture_default_str();
  command->add_flag("--suggest", explain->suggest,
                    "Look for the smallest changes that would lift the place");
  command->add_flag("--no_calendar", explain->no_calendar, "Do not draw the days");
  AddWeights(command, explain->weights);
}

}  // namespace houniao::talentctl
