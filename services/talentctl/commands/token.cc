// token: bearer tokens signed with the local key, for other programs.
#include "common/base/clock.h"
#include "common/crypto/secret_file.h"
#include "common/errors/errors.h"
#include "services/talentctl/commands/arguments.h"
#include "services/talentctl/commands/commands.h"
#include "services/talentctl/credentials.h"

namespace houniao::talentctl {
namespace {

struct TokenArguments {
  std::string lifetime = "8h";
  std::string out;
};

absl::Status Issue(Session& session, const TokenArguments& arguments) {
  const Settings& settings = session.settings();
  if (settings.as.empty()) {
    return errors::InvalidField("--as", "say for whom: --as user:li.min --role clerk");
  }
  ASSIGN_OR_RETURN(const absl::Duration lifetime, SpanOf(arguments.lifetime));
  if (lifetime <= absl::ZeroDuration() || lifetime > absl::Hours(24)) {
    return errors::InvalidField("--lifetime", "must be at most 24h; services refuse longer ones");
  }
  ASSIGN_OR_RETURN(const std::string token, SignPersona(settings, SystemClock().Now(), lifetime));
  if (arguments.out.empty()) {
    session.Print(token);
    return absl::OkStatus();
  }
  RETURN_IF_ERROR(crypto::ReplaceSecretFile(arguments.out, token + "\n"));
  session.terminal().err << arguments.out << " written for " << settings.as << ", good for "
                         << absl::FormatDuration(lifetime) << "\n";
  return absl::OkStatus();
}

}  // namespace

void AddTokenCommands(CommandTree& tree) {
  CLI::App* group = tree.Group("token", "Bearer tokens for other programs: issue", kOperation);
  auto issue = std::make_shared<TokenArguments>();
  CLI::App* command =
      tree.Command(group, "issue", "Sign a token for the persona of --as with the local token key",
                   "  talentctl token issue --as user:li.min --role clerk --lifetime 2h\n"
                   "  talentctl token issue --as user:hr --role enterprise --employer demo-ningchu "
                   "--out hr.token\n",
                   [issue](Session& session) { return Issue(session, *issue); });
  command->add_option("--lifetime", issue->lifetime, "How long it is good, at most 24h")
      ->capture_default_str();
  command->add_option("--out", issue->out, "File to write it to, mode 0600 [print it]");
}

}  // namespace houniao::talentctl
