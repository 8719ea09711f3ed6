// team: a team of single talents for a demand.
#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"

#include "common/errors/errors.h"
#include "services/talentctl/commands/arguments.h"
#include "services/talentctl/commands/commands.h"
#include "services/talentctl/commands/demand_argument.h"
#include "services/talentctl/output/match_tables.h"
#include "services/talentctl/output/team_tables.h"

#include "houniao/recruitment/v1/recruitment_service.pb.h"

namespace houniao::talentctl {
namespace {

namespace pb = ::houniao::recruitment::v1;

struct TeamArguments {
  DemandArgument demand;
  std::string budget;
  int min_size = 0;
  int max_size = 0;
  int roles_per_person = 0;
  std::string days;
  std::vector<std::string> pins;
  std::vector<std::string> excluded;
  std::vector<std::string> apart;
  bool substitutes = false;
};

absl::StatusOr<pb::ComposeTeamRequest> RequestOf(const TeamArguments& arguments) {
  pb::ComposeTeamRequest request;
  RETURN_IF_ERROR(SetDemand(arguments.demand, &request));
  if (!arguments.budget.empty()) {
    ASSIGN_OR_RETURN(const int64_t fen, FenOfTenThousands("--budget", arguments.budget));
    request.set_budget_fen(fen);
  }
  if (!arguments.days.empty()) {
    ASSIGN_OR_RETURN(const int half_days, HalfDaysOf("--days", arguments.days));
    request.set_joint_half_day_count(half_days);
  }
  request.set_min_size(arguments.min_size);
  request.set_max_size(arguments.max_size);
  request.set_max_roles_per_person(arguments.roles_per_person);
  for (const std::string& talent : arguments.pins) {
    request.add_pinned_talents(NameOf("talent", talent));
  }
  for (const std::string& talent : arguments.excluded) {
    request.add_excluded_talents(NameOf("talent", talent));
  }
  for (const std::string& pair : arguments.apart) {
    const std::vector<std::string> talents = absl::StrSplit(pair, ':');
    if (talents.size() != 2) {
      return errors::InvalidField("--apart", "expected two talents, hn-0001:hn-0002");
    }
    pb::ExclusivePair& added = *request.add_exclusive_pairs();
    added.set_talent(NameOf("talent", talents[0]));
    added.set_other_talent(NameOf("talent", talents[1]));
  }
  request.set_with_substitutes(arguments.substitutes);
  return request;
}

absl::Status Compose(Session& session, const TeamArguments& arguments) {
  ASSIGN_OR_RETURN(const auto request, RequestOf(arguments));
  ASSIGN_OR_RETURN(const auto reply,
                   session.connection().Call<pb::ComposeTeamResponse>(
                       "houniao.recruitment.v1.MatchingService.ComposeTeam", request));
  if (reply.members().empty()) session.NoteFindings();
  session.Show(reply, [&] {
    if (reply.members().empty()) {
      session.Print(
          "There is no such team. These cannot be had together; dropping any one of "
          "them makes room:");
      return session.Print(TeamConflictTable(reply));
    }
    session.Print(ContributionTable(reply.members()));
    session.Print("");
    for (const std::string& line : TeamLines(reply)) session.Print(line);
    if (reply.substitutions().empty()) return;
    session.Print("");
    session.Print(SubstituteTable(reply));
  });
  return absl::OkStatus();
}

}  // namespace

void AddTeamCommand(CommandTree& tree) {
  auto team = std::make_shared<TeamArguments>();
  CLI::App* command = tree.Command(
      nullptr, "team", "Make a team of single talents who cover a demand's roles together",
      "  talentctl team demo-ningchu-storage-integration-engineer-team\n"
      "  talentctl team -f team.yaml --budget 80 --max_size 4\n"
      "  talentctl team demo-storage-team --pin hn-0001 --exclude hn-0002 --substitutes\n",
      [team](Session& session) { return Compose(session, *team); }, kRecruiting);
  AddDemandArgument(command, &team->demand);
  command->add_option("--budget", team->budget, "Most that it may cost, in 万元: 80 or 80.5")
      ->type_name("WAN");
  command->add_option("--min_size", team->min_size, "Least members")->check(CLI::Range(1, 100));
  command->add_option("--max_size", team->max_size, "Most members")->check(CLI::Range(1, 100));
  command->add_option("--roles_per_person", team->roles_per_person, "Most roles of one person [2]")
      ->check(CLI::Range(1, 16));
  command->add_option("--days", team->days, "Days that all must have in common [those asked for]");
  AddList(command, "--pin", team->pins, "Who must be in it");
  AddList(command, "--exclude", team->excluded, "Who must not be in it");
  AddList(command, "--apart", team->apart, "Pairs who must not be in it together, A:B");
  command->add_flag("--substitutes", team->substitutes, "Who could step in for each member");
}

}  // namespace houniao::talentctl
