// match: the best talents for a demand, the best demands for a talent, the best whole teams.
#include "absl/strings/numbers.h"

#include "common/errors/errors.h"
#include "services/talentctl/commands/arguments.h"
#include "services/talentctl/commands/calendar_view.h"
#include "services/talentctl/commands/commands.h"
#include "services/talentctl/commands/demand_argument.h"
#include "services/talentctl/commands/weights.h"
#include "services/talentctl/output/cells.h"
#include "services/talentctl/output/match_tables.h"

#include "houniao/recruitment/v1/recruitment_service.pb.h"

namespace houniao::talentctl {
namespace {

namespace pb = ::houniao::recruitment::v1;

// Most candidates with criteria, and most teams or demands.
constexpr int kMostExplained = 100;

struct MatchArguments {
  DemandArgument demand;
  std::string talent;
  bool teams = false;
  int top_k = 10;
  bool reasons = false;
  bool calendar = false;
  bool no_criteria = false;
  std::vector<std::string> excluded;
  std::vector<std::string> weights;
  std::vector<std::string> industries;
  pb::Diversification variety;
};

bool AsksForVariety(const pb::Diversification& variety) {
  return variety.max_per_city() > 0 || variety.max_per_industry() > 0 ||
         variety.min_first_timer_count() > 0;
}

absl::StatusOr<pb::MatchTalentsRequest> TalentsRequest(const MatchArguments& arguments) {
  pb::MatchTalentsRequest request;
  RETURN_IF_ERROR(SetDemand(arguments.demand, &request));
  request.set_top_k(arguments.top_k);
  pb::MatchOptions* options = request.mutable_options();
  for (const std::string& talent : arguments.excluded) {
    options->add_excluded_talents(NameOf("talent", talent));
  }
  if (!arguments.weights.empty()) {
    ASSIGN_OR_RETURN(*options->mutable_scoring_weights(), ParseWeights(arguments.weights));
  }
  options->set_omit_criteria(arguments.no_criteria);
  if (AsksForVariety(arguments.variety)) *options->mutable_diversification() = arguments.variety;
  return request;
}

void PrintReasons(Session& session, const MatchArguments& arguments,
                  const pb::MatchTalentsResponse& reply) {
  absl::StatusOr<pb::Demand> demand = absl::UnknownError("not asked for");
  if (arguments.calendar) demand = FetchDemand(session, arguments.demand);
  for (const pb::Candidate& candidate : reply.candidates()) {
    if (arguments.reasons) {
      session.Print(absl::StrCat("\n", candidate.rank(), ". ", candidate.talent(), " ",
                                 candidate.display_name()));
      session.Print(CriteriaTable(candidate.criteria(), session.terminal()));
    }
    if (demand.ok()) PrintCalendarFor(session, candidate.talent(), *demand);
  }
}

absl::Status MatchTalents(Session& session, const MatchArguments& arguments) {
  if (arguments.top_k > kMostExplained && !arguments.no_criteria) {
    return errors::InvalidField("--top",
                                absl::StrCat("above ", kMostExplained, " needs --no-criteria"));
  }
  ASSIGN_OR_RETURN(const auto request, TalentsRequest(arguments));
  ASSIGN_OR_RETURN(const auto reply,
                   session.connection().Call<pb::MatchTalentsResponse>(
                       "houniao.recruitment.v1.MatchingService.MatchTalents", request));
  session.Show(reply, [&] {
    if (reply.candidates_size() > 0) session.Print(CandidateTable(reply));
    PrintReasons(session, arguments, reply);
    if (reply.candidates_size() > 0) session.Print("");
    session.Print(absl::StrCat(reply.eligible_count(), " of ", reply.population_count(),
                               " talents pass every gate."));
    if (AsksForVariety(arguments.variety)) {
      session.Print(absl::StrCat("Variety cost ", reply.diversification_cost(), " points in all."));
    }
    if (reply.gate_counts_size() > 0) {
      session.Print(GateCountTable(reply.gate_counts(), "TALENTS"));
    }
    if (reply.eligible_count() == 0) {
      session.Print(absl::StrCat("How far off somebody is: talentctl explain ",
                                 DemandText(arguments.demand), " TALENT"));
    }
  });
  return absl::OkStatus();
}

absl::Status MatchDemands(Session& session, const MatchArguments& arguments) {
  pb::MatchDemandsRequest request;
  request.set_talent(NameOf("talent", arguments.talent));
  request.set_top_k(arguments.top_k);
  request.set_omit_criteria(!arguments.reasons);
  for (const std::string& industry : arguments.industries) request.add_industries(industry);
  ASSIGN_OR_RETURN(const auto reply,
                   session.connection().Call<pb::MatchDemandsResponse>(
                       "houniao.recruitment.v1.MatchingService.MatchDemands", request));
  session.Show(reply, [&] {
    if (reply.demands_size() > 0) session.Print(DemandMatchTable(reply));
    for (const pb::DemandMatch& match : reply.demands()) {
      if (match.criteria().empty()) continue;
      session.Print(absl::StrCat("\n", match.rank(), ". ", match.demand(), " ", match.title()));
      session.Print(CriteriaTable(match.criteria(), session.terminal()));
    }
    if (reply.demands_size() > 0) session.Print("");
    session.Print(absl::StrCat(request.talent(), " passes every gate of ", reply.eligible_count(),
                               " of ", reply.open_demand_count(), " open demands."));
    if (reply.gate_counts_size() > 0) {
      session.Print(GateCountTable(reply.gate_counts(), "DEMANDS"));
    }
  });
  return absl::OkStatus();
}

absl::Status MatchTeams(Session& session, const MatchArguments& arguments) {
  pb::MatchTeamsRequest request;
  RETURN_IF_ERROR(SetDemand(arguments.demand, &request));
  request.set_top_k(arguments.top_k);
  for (const std::string& team : arguments.excluded) {
    request.add_excluded_teams(NameOf("team", team));
  }
  if (!arguments.weights.empty()) {
    ASSIGN_OR_RETURN(*request.mutable_scoring_weights(), ParseWeights(arguments.weights));
  }
  ASSIGN_OR_RETURN(const auto reply,
                   session.connection().Call<pb::MatchTeamsResponse>(
                       "houniao.recruitment.v1.MatchingService.MatchTeams", request));
  session.Show(reply, [&] {
    if (reply.teams_size() > 0) session.Print(TeamTable(reply));
    for (const pb::TeamCandidate& team : reply.teams()) {
      session.Print(absl::StrCat("\n", team.rank(), ". ", team.team(), " ", team.title()));
      session.Print(ContributionTable(team.members()));
      if (arguments.reasons) session.Print(CriteriaTable(team.criteria(), session.terminal()));
    }
    if (reply.teams_size() > 0) session.Print("");
    session.Print(absl::StrCat(reply.eligible_count(), " of ", reply.team_count(),
                               " teams pass every gate."));
    if (reply.gate_counts_size() > 0) session.Print(GateCountTable(reply.gate_counts(), "TEAMS"));
  });
  return absl::OkStatus();
}

absl::Status Match(Session& session, const MatchArguments& arguments) {
  if (arguments.talent.empty() && !arguments.teams) return MatchTalents(session, arguments);
  if (arguments.top_k > kMostExplained) {
    return errors::InvalidField("--top", absl::StrCat("must be at most ", kMostExplained, " here"));
  }
  return arguments.teams ? MatchTeams(session, arguments) : MatchDemands(session, arguments);
}

void AddVariety(CLI::App* command, pb::Diversification* variety, CLI::Option* teams,
                CLI::Option* talent) {
  const auto add = [&](const char* name, const char* text, auto set) {
    command
        ->add_option_function<int>(
            name, [variety, set](int count) { (variety->*set)(count); }, text)
        ->check(CLI::Range(1, 1000))
        ->type_name("N")
        ->excludes(teams)
        ->excludes(talent);
  };
  add("--first_timers", "Keep so many places for people who were never engaged here",
      &pb::Diversification::set_min_first_timer_count);
  add("--per_city", "At most so many who work in one city", &pb::Diversification::set_max_per_city);
  add("--per_industry", "At most so many of one division of industry",
      &pb::Diversification::set_max_per_industry);
}

}  // namespace

void AddMatchCommand(CommandTree& tree) {
  auto match = std::make_shared<MatchArguments>();
  CLI::App* command = tree.Command(
      nullptr, "match", "The best talents for a demand, demands for a talent, or whole teams",
      "  talentctl match demands/demo-storage-expert\n"
      "  talentctl match demo-storage-expert --top 3 --reasons --calendar\n"
      "  talentctl match -f demand.yaml --weights skill=60,fee=0\n"
      "  talentctl match demo-storage-expert --first_timers 2 --per_city 3\n"
      "  talentctl match --talent hn-0042 --industry 38\n"
      "  talentctl match --teams demo-ningchu-storage-integration-engineer-team\n",
      [match](Session& session) { return Match(session, *match); }, kRecruiting);
  AddDemandArgument(command, &match->demand, "--talent");
  CLI::Option* talent =
      command->add_option("--talent", match->talent, "Which open demands fit this talent");
  CLI::Option* teams =
      command->add_flag("--teams", match->teams, "Whole teams, for a demand of kind TEAM");
  talent->excludes(teams)->excludes("DEMAND")->excludes("--file");
  command
      ->add_option("-k,--top,--top_k", match->top_k,
                   "How many, up to 100; with --no_criteria up to 1000")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  command->add_flag("--reasons", match->reasons, "Show the evidence behind the points");
  command->add_flag("--no_criteria", match->no_criteria, "Leave the points by criterion out")
      ->excludes("--reasons");
  command->add_flag("--calendar", match->calendar, "Draw the days of each candidate")
      ->excludes(teams)
      ->excludes(talent);
  AddList(command, "--exclude", match->excluded, "Talents, or teams, to leave out")
      ->excludes(talent);
  AddWeights(command, match->weights)->excludes(talent);
  AddVariety(command, &match->variety, teams, talent);
  AddList(command, "--industry", match->industries, "Only demands of these industries, 38 or 3849")
      ->needs(talent);
}

}  // namespace houniao::talentctl
