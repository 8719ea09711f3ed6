// The tree of commands: each one is a line of help, examples, options and one function.
#pragma once

#include <functional>
#include <string>

#include "CLI/CLI.hpp"
#include "absl/status/status.h"

#include "services/talentctl/session.h"
#include "services/talentctl/settings.h"

namespace houniao::talentctl {

using Action = std::function<absl::Status(Session& session)>;

// Lives as long as the parse and the action.
class CommandTree {
 public:
  // `settings` is filled in by the parse.
  explicit CommandTree(Settings* settings);

  CLI::App& root() { return root_; }

  // A command that only holds others: `case`.
  CLI::App* Group(const std::string& name, const std::string& description,
                  const std::string& heading);
  // A command that does something. `examples` are whole lines; `heading` groups top-level ones.
  CLI::App* Command(CLI::App* parent, const std::string& name, const std::string& description,
                    const std::string& examples, Action action, const std::string& heading = "");

  // What the command line asked for; absent before a parse.
  const Action& chosen() const { return chosen_; }

 private:
  CLI::App root_;
  Action chosen_;
};

// An option that may be given several times, or once with commas, one value each time.
CLI::Option* AddList(CLI::App* command, const std::string& name, std::vector<std::string>& values,
                     const std::string& description);

}  // namespace houniao::talentctl
