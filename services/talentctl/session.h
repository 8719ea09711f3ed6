// One run of the program: settings, where to write, whom to call. Commands work on this alone.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

#include "services/talentctl/connection.h"
#include "services/talentctl/output/table.h"
#include "services/talentctl/output/wire.h"
#include "services/talentctl/settings.h"
#include "services/talentctl/terminal.h"

namespace houniao::talentctl {

class Session {
 public:
  Session(const Settings& settings, Terminal& terminal, Connection& connection)
      : settings_(settings), terminal_(terminal), connection_(connection) {}

  const Settings& settings() const { return settings_; }
  Terminal& terminal() { return terminal_; }
  Connection& connection() { return connection_; }
  bool for_people() const { return settings_.format == Format::kTable; }

  // The message as JSON or YAML if that was asked for; otherwise what `for_people` prints.
  template <typename Function>
  void Show(const Message& message, Function for_people) {
    if (settings_.format == Format::kJson) {
      terminal_.out << ToJson(message);
    } else if (settings_.format == Format::kYaml) {
      terminal_.out << ToYaml(message);
    } else {
      for_people();
    }
  }
  // Several as one text: a list in JSON, one document after another in YAML.
  template <typename Function>
  void ShowAll(const std::vector<const Message*>& messages, Function for_people) {
    if (this->for_people()) return for_people();
    terminal_.out << (settings_.format == Format::kJson ? ToJson(messages) : ToYaml(messages));
  }
  // A table that is no message; its rows become objects in JSON and YAML.
  void Show(const Table& table);
  // To people alone: a table, or a line.
  void Print(const Table& table) { terminal_.out << table.Render(terminal_); }
  void Print(absl::string_view line) { terminal_.out << line << "\n"; }

  // Something that was looked at is not in order: the exit code will say so.
  void NoteFindings() { findings_ = true; }
  bool findings() const { return findings_; }

 private:
  const Settings& settings_;
  Terminal& terminal_;
  Connection& connection_;
  bool findings_ = false;
};

}  // namespace houniao::talentctl
