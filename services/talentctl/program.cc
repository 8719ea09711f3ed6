#include "services/talentctl/program.h"

#include "absl/strings/match.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"

#include "common/config/settings.h"
#include "services/talentctl/command_tree.h"
#include "services/talentctl/commands/commands.h"
#include "services/talentctl/connection.h"
#include "services/talentctl/error_report.h"
#include "services/talentctl/exit_code.h"
#include "services/talentctl/nearest.h"

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
  AddMatchCommand(tree);
  AddExplainCommand(tree);
  AddTeamCommand(tree);
  AddPlanCommands(tree);
  AddReferralCommands(tree);
  AddEngagementCommands(tree);
  AddDaysCommands(tree);
  AddAvailabilityCommand(tree);
  AddInsightCommands(tree);
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
    return "--as and --token exclude each other.";
  return "";
}

// The command that was on the way when the parse failed, and its words: `talentctl case review`.
struct Reached {
  CLI::App* app;
  std::string words;
};

Reached ReachedBy(CLI::App* app) {
  Reached reached{app, "talentctl"};
  while (!reached.app->get_subcommands().empty()) {
    reached.app = reached.app->get_subcommands().front();
    reached.words += " " + reached.app->get_name();
  }
  return reached;
}

std::vector<std::string> CommandsOf(CLI::App* app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app->get_subcommands(nullptr)) {
    if (!command->get_group().empty()) names.push_back(command->get_name());
  }
  return names;
}

// Of the command and of those it stands below: `filter` of `--filter`.
std::vector<std::string> OptionsOf(CLI::App* app) {
  std::vector<std::string> names;
  for (; app != nullptr; app = app->get_parent()) {
    for (const CLI::Option* option : app->get_options()) {
      for (const std::string& name : option->get_lnames()) names.push_back(name);
    }
  }
  return names;
}

// Says which word has no place, and what was probably meant; empty if every word has one.
std::string UnknownWord(CLI::App* root, const Reached& reached) {
  const bool command_wanted = !reached.app->get_subcommands(nullptr).empty();
  // What a command does not know falls through to the root.
  const std::vector<std::string> words = root->remaining(true);
  if (words.empty()) return "";
  const auto is_option = [](const std::string& word) { return absl::StartsWith(word, "-"); };
  // A value that was left over stands behind the option that is not known.
  auto found = std::find_if(words.begin(), words.end(), is_option);
  if (found == words.end() || (command_wanted && !is_option(words.front()))) found = words.begin();
  if (is_option(*found)) {
    const std::string name = found->substr(0, found->find('='));
    const std::string near = Nearest(absl::StripPrefix(name, "--"), OptionsOf(reached.app));
    return absl::StrCat(reached.words, " has no option `", name,
                        near.empty() ? "`." : absl::StrCat("`; did you mean `--", near, "`?"));
  }
  if (!command_wanted) {
    return absl::StrCat("`", *found, "` is a word too many for ", reached.words, ".");
  }
  const std::string near = Nearest(*found, CommandsOf(reached.app));
  return absl::StrCat(reached.words, " has no command `", *found,
                      near.empty() ? "`." : absl::StrCat("`; did you mean `", near, "`?"));
}

std::string UsageError(const CLI::Error& error, CLI::App* root, const Reached& reached) {
  if (const std::string unknown = UnknownWord(root, reached); !unknown.empty()) return unknown;
  if (reached.app->get_require_subcommand_min() > 0) {
    return absl::StrCat(reached.words,
                        " needs a command: ", absl::StrJoin(CommandsOf(reached.app), ", "), ".");
  }
  return error.what();
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
  } catch (const CLI::CallForVersion&) {
    terminal.out << "talentctl " << config::kVersion << "\n";
    return kExitOk;
  } catch (const CLI::Error& e) {
    const Reached reached = ReachedBy(&tree.root());
    terminal.err << "error: " << UsageError(e, &tree.root(), reached)
                 << "\n  hint:     " << reached.words << " --help\n";
    return kExitUsage;
  }
  if (const std::string misuse = MisuseOf(settings); !misuse.empty()) {
    terminal.err << "error: " << misuse << "\n";
    return kExitUsage;
  }
  terminal.unicode = terminal.unicode && !settings.ascii;
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
