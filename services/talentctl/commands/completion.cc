// completion: what the shell offers at the TAB key, generated from the tree of commands.
#include "services/talentctl/commands/commands.h"

namespace houniao::talentctl {
namespace {

// Words that may follow each command, by the command's own words: "case" -> "open submit ...".
using Words = std::map<std::string, std::vector<std::string>>;

void Collect(const CLI::App& app, const std::string& path, Words* words) {
  std::vector<std::string>& next = (*words)[path];
  for (const CLI::App* child : app.get_subcommands([](const CLI::App*) { return true; })) {
    if (child->get_group().empty()) continue;  // not for people
    next.push_back(child->get_name());
    Collect(*child, path.empty() ? child->get_name() : path + " " + child->get_name(), words);
  }
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) next.push_back("--" + name);
  }
}

// The options of the root are offered after every command.
Words WordsOf(const CLI::App& root) {
  Words words;
  Collect(root, "", &words);
  std::vector<std::string> everywhere;
  for (const std::string& word : words[""]) {
    if (word[0] == '-' && word != "--help") everywhere.push_back(word);
  }
  for (auto& [path, next] : words) {
    if (!path.empty()) next.insert(next.end(), everywhere.begin(), everywhere.end());
  }
  return words;
}

// A shell function that prints the words for the command words given to it.
std::string CaseStatement(const Words& words) {
  std::string text = "_talentctl_words() {\n  case \"$1\" in\n";
  for (const auto& [path, next] : words) {
    absl::StrAppend(&text, "    \"", path, "\") echo \"", absl::StrJoin(next, " "), "\" ;;\n");
  }
  return text + "  esac\n}\n";
}

// The command words are those that lead down the tree; options and their values are passed over.
constexpr char kPathFunction[] = R"sh(_talentctl_path() {
  local path="" word try
  for word in "$@"; do
    try="${path:+$path }$word"
    if [ -n "$(_talentctl_words "$try")" ]; then path="$try"; fi
  done
  echo "$path"
}
)sh";

constexpr char kBash[] = R"sh(_talentctl() {
  local current="${COMP_WORDS[COMP_CWORD]}" path
  path="$(_talentctl_path "${COMP_WORDS[@]:1:COMP_CWORD-1}")"
  COMPREPLY=($(compgen -W "$(_talentctl_words "$path")" -- "$current"))
  if [ ${#COMPREPLY[@]} -eq 0 ]; then COMPREPLY=($(compgen -f -- "$current")); fi
}
complete -F _talentctl talentctl
)sh";

constexpr char kZsh[] = R"sh(_talentctl() {
  local path_words
  path_words="$(_talentctl_path "${(@)words[2,CURRENT-1]}")"
  compadd -- ${=$(_talentctl_words "$path_words")} || _files
}
compdef _talentctl talentctl
)sh";

}  // namespace

void AddCompletionCommand(CommandTree& tree) {
  auto shell = std::make_shared<std::string>();
  const CLI::App* root = &tree.root();
  CLI::App* command =
      tree.Command(
          nullptr, "completion", "Print a script that completes commands at the TAB key",
          "  source <(talentctl completion bash)\n"
          "  source <(talentctl completion zsh)\n",
          [shell, root](Session& session) {
            const bool zsh = *shell == "zsh";
            session.terminal().out
                << (zsh ? "#compdef talentctl\n" : "# bash completion of talentctl\n")
                << CaseStatement(WordsOf(*root)) << kPathFunction << (zsh ? kZsh : kBash);
            return absl::OkStatus();
          },
          kOperation);
  command->add_option("SHELL", *shell, "bash or zsh")
      ->required()
      ->check(CLI::IsMember({"bash", "zsh"}));
}

}  // namespace houniao::talentctl
