#include "services/talentctl/command_tree.h"

#include "common/config/settings.h"
#include "services/talentctl/exit_code.h"

namespace houniao::talentctl {
namespace {

constexpr char kConnection[] = "Connection";
constexpr char kPersona[] = "Persona";
constexpr char kOutput[] = "Call and answer";

const char kRootFooter[] =
    "Examples:\n"
    "  talentctl list demands --filter 'state=OPEN' --all\n"
    "  talentctl match demands/demo-storage-expert -k 10\n"
    "  talentctl case review cases/c-1 --as user:li.shenhe --role reviewer\n"
    "  talentctl apply -f deploy/demo\n"
    "\n"
    "Names may be written without their collection where it is clear: `match "
    "demo-storage-expert`.\n"
    "Times and dates are those of Asia/Shanghai.\n"
    "\n";

void AddConnection(CLI::App& app, Settings* s) {
  app.add_option("--target", s->target, "Host and port of the suite")
      ->envname("HOUNIAO_TARGET")
      ->capture_default_str()
      ->group(kConnection);
  app.add_option("--talent_target", s->talent_target, "The talent service, if it is apart")
      ->envname("HOUNIAO_TALENT_TARGET")
      ->group(kConnection);
  app.add_option("--recruitment_target", s->recruitment_target,
                 "The recruitment service, if it is apart")
      ->envname("HOUNIAO_RECRUITMENT_TARGET")
      ->group(kConnection);
  app.add_option("--benefits_target", s->benefits_target, "The benefits service, if it is apart")
      ->envname("HOUNIAO_BENEFITS_TARGET")
      ->group(kConnection);
  app.add_option("--tls_ca", s->tls.authorities, "Authorities of the server's certificate, PEM")
      ->envname("HOUNIAO_TLS_CA")
      ->group(kConnection);
  app.add_option("--tls_cert", s->tls.certificate, "Our certificate, PEM")
      ->envname("HOUNIAO_TLS_CERT")
      ->group(kConnection);
  app.add_option("--tls_key", s->tls.key, "Its private key, PEM")
      ->envname("HOUNIAO_TLS_KEY")
      ->group(kConnection);
  app.add_option("--server_name", s->server_name, "Name that the server's certificate must have")
      ->group(kConnection);
  app.add_option("--data_dir", s->data_dir, "Folder of the suite, where admin.token lies")
      ->envname("HOUNIAO_DATA_DIR")
      ->capture_default_str()
      ->group(kConnection);
  app.add_option("--token", s->token_file, "File with a bearer token [DATA_DIR/admin.token]")
      ->envname("HOUNIAO_TOKEN_FILE")
      ->group(kConnection);
}

void AddPersona(CLI::App& app, Settings* s) {
  app.add_option("--as", s->as, "Act as this principal, user:li.shenhe, with a token signed here")
      ->group(kPersona);
  AddList(&app, "--role", s->roles, "Role of --as; may be repeated")->group(kPersona);
  app.add_option("--employer", s->employer, "Employer that --as acts for, employers/e-1")
      ->group(kPersona);
  app.add_option("--display_name", s->display_name, "Name of --as")->group(kPersona);
  app.add_option("--key", s->key_file, "Key that signs tokens of --as [DATA_DIR/token.key]")
      ->group(kPersona);
  app.add_option("--purpose", s->purpose, "Why sensitive values are read; it is put on record")
      ->group(kPersona);
}

void AddCall(CLI::App& app, Settings* s) {
  app.add_option_function<std::string>(
         "-o,--output",
         [s](const std::string& text) {
           s->format = text == "json"   ? Format::kJson
                       : text == "yaml" ? Format::kYaml
                                        : Format::kTable;
         },
         "table, json or yaml [table]")
      ->check(CLI::IsMember({"table", "json", "yaml"}))
      ->type_name("FORMAT")
      ->group(kOutput);
  app.add_option_function<std::string>(
         "--timeout",
         [s](const std::string& text) {
           if (!absl::ParseDuration(text, &s->timeout) || s->timeout <= absl::ZeroDuration()) {
             throw CLI::ValidationError("--timeout", text + " is no time; write 30s or 5m");
           }
           s->timeout_given = true;
         },
         "How long to wait for an answer [30s]")
      ->type_name("TIME")
      ->group(kOutput);
  app.add_option("--request_id", s->request_id, "UUID that makes a command repeatable")
      ->type_name("UUID")
      ->group(kOutput);
  app.add_flag("--dry_run", s->dry_run, "Check everything, change nothing")->group(kOutput);
  app.add_flag("--ascii", s->ascii, "Draw calendars and bars in plain ASCII")->group(kOutput);
}

}  // namespace

CLI::Option* AddList(CLI::App* command, const std::string& name, std::vector<std::string>& values,
                     const std::string& description) {
  return command->add_option(name, values, description)->allow_extra_args(false)->delimiter(',');
}

CommandTree::CommandTree(Settings* settings)
    : root_("talentctl: a talent office by hand, over its public interface.", "talentctl") {
  root_.fallthrough();
  root_.require_subcommand(1);
  root_.get_formatter()->column_width(32);
  root_.get_formatter()->label("REQUIRED", "");
  root_.footer(std::string(kRootFooter) + kExitCodesHelp);
  root_.set_version_flag("--version", config::kVersion, "Print the version and exit");
  AddConnection(root_, settings);
  AddPersona(root_, settings);
  AddCall(root_, settings);
}

CLI::App* CommandTree::Group(const std::string& name, const std::string& description,
                             const std::string& heading) {
  CLI::App* group = root_.add_subcommand(name, description);
  group->require_subcommand(1);
  group->group(heading);
  group->footer("Options of every command: talentctl --help");
  return group;
}

CLI::App* CommandTree::Command(CLI::App* parent, const std::string& name,
                               const std::string& description, const std::string& examples,
                               Action action, const std::string& heading) {
  CLI::App* command = (parent == nullptr ? &root_ : parent)->add_subcommand(name, description);
  command->group(heading.empty() ? "Commands" : heading);
  command->footer("Examples:\n" + examples + "\nOptions of every command: talentctl --help");
  // A command that holds others too is meant only if none of them is named.
  command->callback([this, command, action = std::move(action)] {
    if (command->get_subcommands().empty()) chosen_ = action;
  });
  return command;
}

}  // namespace houniao::talentctl
