// The settings of a program: typed values from flags and environment, checked once at start.
//
//     config::Settings settings("houniao-talent", "Keeps the profiles of experts and teams.");
//     settings.Group("Network");
//     settings.Bind("listen", &options.listen, "Address to listen on.", {.check = HostPort()});
//     settings.Bind("drain", &options.drain, "How long to drain.", {.check = NotNegative()});
//     settings.Example("houniao-talent --listen 127.0.0.1:8611", "Serve on loopback.");
//     if (const std::optional<int> exit = settings.Parse(argc, argv)) return *exit;
//
// A flag `--db_url` is also read from HOUNIAO_DB_URL. Precedence: flag, then environment, then the
// value that the variable had when it was bound. A flag that is given twice counts as given last.
// An empty environment variable counts as not set. Flags are written `--flag value` or
// `--flag=value`; a bool also `--flag` and `--no_flag`; lists are repeated or separated by commas,
// and the first source that names any replaces the default.
//
// In Kubernetes set `enableServiceLinks: false`: a Service called houniao-x makes the cluster
// inject variables HOUNIAO_X_PORT and the like, which would be taken for settings.
//
// Every program has --help (-h), --version and --print_settings (the effective settings, secrets
// hidden, and where each comes from). All that is wrong is reported at once, one line each.
#pragma once

#include <cstdint>
#include <functional>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

#include "common/config/checks.h"

namespace houniao::config {

// Of every program of the suite.
inline constexpr char kVersion[] = "0.1.0";

// What programs return. 0 also after --help, --version and --print_settings.
inline constexpr int kExitOk = 0;
// It started, or tried to, and failed.
inline constexpr int kExitFailure = 1;
// A flag or an environment variable is wrong; nothing was done.
inline constexpr int kExitUsage = 2;

// What else is known of a setting.
template <typename T>
struct Rules {
  // Called with the final value, also with the default. Its message completes `--flag `.
  Check<T> check = nullptr;
  // Stands for the value in --help; made from the type if empty.
  std::string placeholder = "";
  // A flag or variable must give it.
  bool required = false;
  // Shown as `(set)` in dumps and not accepted as a flag, because everybody on the machine may read
  // command lines: environment only. Prefer settings that name a file.
  bool secret = false;
};

enum class Source { kDefault, kEnvironment, kFlag };
// `default`, `environment`, `flag`.
absl::string_view SourceName(Source source);

// One line of the dump.
struct EffectiveSetting {
  std::string name;
  // Passwords in URLs and values of secret settings are hidden.
  std::string value;
  Source source = Source::kDefault;
};

// Bind everything, then parse once. The bound variables must outlive the parsing; they are written
// only if all is well. Malformed or repeated flag names are errors of the program and abort.
class Settings {
 public:
  // Gives the value of an environment variable; nothing if it is not set.
  using Environment = std::function<std::optional<std::string>(const std::string&)>;

  // `program` as it is typed, `summary` one sentence.
  Settings(std::string program, std::string summary, std::string version = kVersion);
  ~Settings();
  Settings(const Settings&) = delete;
  Settings& operator=(const Settings&) = delete;

  // Heading in --help for the settings bound after it.
  void Group(const std::string& heading);

  // T: std::string, bool, int, int64_t, absl::Duration (`10s`, `1h30m`), std::vector<std::string>.
  // `flag` is snake_case; `doc` one or two sentences.
  void Bind(const std::string& flag, std::string* target, const std::string& doc,
            Rules<std::string> rules = {});
  void Bind(const std::string& flag, bool* target, const std::string& doc, Rules<bool> rules = {});
  void Bind(const std::string& flag, int* target, const std::string& doc, Rules<int> rules = {});
  void Bind(const std::string& flag, int64_t* target, const std::string& doc,
            Rules<int64_t> rules = {});
  void Bind(const std::string& flag, absl::Duration* target, const std::string& doc,
            Rules<absl::Duration> rules = {});
  void Bind(const std::string& flag, std::vector<std::string>* target, const std::string& doc,
            Rules<std::vector<std::string>> rules = {});

  // A command line and what it does, for --help.
  void Example(const std::string& command, const std::string& doc);
  // A rule over several settings, asked after all of them have their values. Its message stands for
  // itself.
  void CheckTogether(std::function<absl::Status()> check);

  // Reads the command line and the environment of the process. Nothing: go on. Otherwise the exit
  // code; what is to be said has gone to standard output (help) or standard error (faults).
  std::optional<int> Parse(int argc, const char* const* argv);

  // The same with everything passed in. `arguments` come without the program's name.
  std::optional<int> ParseFrom(const std::vector<std::string>& arguments,
                               const Environment& environment, std::ostream& out,
                               std::ostream& err);

  // The settings in the order they were bound, for the log of the start. After parsing.
  std::vector<EffectiveSetting> Effective() const;
  std::string HelpText() const;

 private:
  class Binding;
  template <typename T>
  class TypedBinding;
  class CommandLine;

  template <typename T>
  void Add(const std::string& flag, T* target, const std::string& doc, Rules<T> rules);
  // What is wrong, one line each; empty if the bound variables have been written.
  std::vector<std::string> Read(const CommandLine& line, const Environment& environment);
  std::string SettingsText() const;

  const std::string program_;
  const std::string summary_;
  const std::string version_;
  std::string group_ = "Settings";
  std::vector<std::unique_ptr<Binding>> bindings_;
  std::vector<std::pair<std::string, std::string>> examples_;
  std::vector<std::function<absl::Status()>> together_;
};

// HOUNIAO_ and the flag in upper case.
std::string EnvironmentName(absl::string_view flag);

}  // namespace houniao::config
