#include "services/talentctl/program.h"

#include "absl/strings/match.h"
#include "absl/strings/str_replace.h"

#include "services/talentctl/command_tree.h"
#include "services/talentctl/commands/commands.h"
#include "services/talentctl/connection.h"
#include "services/talentctl/error_report.h"
#include "services/talentctl/exit_code.h"

namespace houniao::talentctl {
namespace {

// `--dry-run` is taken for `--dry_run`. Values stay as they are.
std::vector<std::string> WithUnderscores(std::vector<std::string> arguments) {
  for (std::string& argument : arguments) {
    if (argument == "--") break;
    if (!absl::StartsWith(argument, "--")) continue;
    const size_t end = std::min(argument.find('='), argument.size());
    std::replace(argument.begin() + 2, argument.begin() + end, '-', '_');
  }
  return arguments;
}

void AddCommands(CommandTree& tree) {
  AddStandardCommands(tree);
  AddApplyCommand(tree);
  AddTalentCommands(tree);
  AddDemandCommands(tree);
  AddMatchingCommands(tree);
  AddEngagementCommands(tree);
  AddDaysCommands(tree);
  AddAvailabilityCommand(tree);
  AddEvaluateCommand(tree);
  AddCaseCommands(tree);
  AddPaymentCommands(tree);
  AddLedgerCommands(tree);
  AddAuditCommands(tree);
  AddClockCommands(tree);
  AddTokenCommands(tree);
  AddCompletionCommand(tree);
}

// What CLI11 cannot say about options that belong together.
std::string MisuseOf(const Settings& settings) {
  if (settings.as.empty() && (!settings.roles.empty() || !settings.employer.empty())) {
    return "--role and --employer need --as PRINCIPAL.";
  }
  if (!settings.as.empty() && settings.roles.empty()) return "--as needs at least one --role.";
  if (!settings.as.empty() && !settings.token_file.empty())
    return "--as and --token exclude each "
           "other.";
  return "";
}

// Words of the command that was on the way when the parse failed: `talentctl case review`.
std::string CommandWords(CLI::App* app) {
  std::string words = "talentctl";
  while (!app->get_subcommands().empty()) {
    app = app->get_subcommands().front();
    words += " " + app->get_name();
  }
  return words;
}

}  // namespace

int RunProgram(const std::vector<std::string>& arguments, Terminal& terminal, IdSource& ids,
               const Clock& wall_clock) {
  Settings settings;
  CommandTree tree(&settings);
  AddCommands(tree);
  std::vector<std::string> reversed = WithUnderscores(arguments);
  std::reverse(reversed.begin(), reversed.end());
  try {
    tree.root().parse(reversed);
  } catch (const CLI::CallForHelp& e) {
    return tree.root().exit(e, terminal.out, terminal.err);
  } catch (const CLI::Error& e) {
    terminal.err << "error: " << e.what() << "\n  hint:     " << CommandWords(&tree.root())
                 << " --help\n";
    return kExitUsage;
  }
  if (const std::string misuse = MisuseOf(settings); !misuse.empty()) {
    terminal.err << "error: " << misuse << "\n";
    return kExitUsage;
  }
  Connection connection(settings, ids, wall_clock);
  Session session(settings, terminal, connection);
  const absl::Status status = tree.chosen()(session);
  terminal.out.flush();
  if (!status.ok()) {
    terminal.err << ErrorReport(status, connection.last_request_id());
    return ExitCodeOf(status);
  }
  return session.findings() ? kExitFindings : kExitOk;
}

}  // namespace houniao::talentctl
