#include "common/config/settings.h"

#include <cstdlib>
#include <iostream>

#include "CLI/CLI.hpp"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

#include "common/config/binding.h"
#include "common/config/suggestion.h"

namespace houniao::config {
namespace {

constexpr absl::string_view kBuiltIn[] = {"help", "version", "print_settings"};

bool IsFlagName(absl::string_view flag) {
  if (flag.empty() || !absl::ascii_islower(static_cast<unsigned char>(flag[0]))) return false;
  for (unsigned char c : flag) {
    if (!absl::ascii_islower(c) && !absl::ascii_isdigit(c) && c != '_') return false;
  }
  return !absl::StartsWith(flag, "no_");  // taken by the negation of a bool
}

// `--some_flag` without its dashes and value; empty if the word is no flag.
std::string FlagOf(absl::string_view word) {
  if (!absl::StartsWith(word, "-") || word == "-" || word == "--") return "";
  word = word.substr(word.find_first_not_of('-'));
  return std::string(word.substr(0, word.find('=')));
}

std::optional<std::string> ProcessEnvironment(const std::string& name) {
  const char* const value = std::getenv(name.c_str());
  if (value == nullptr) return std::nullopt;
  return std::string(value);
}

}  // namespace

// The command line taken apart by CLI11 into one list of texts a flag.
class Settings::CommandLine {
 public:
  explicit CommandLine(const std::vector<std::unique_ptr<Binding>>& bindings) {
    app_.set_help_flag();
    help_ = app_.add_flag("-h,--help");
    version_ = app_.add_flag("--version");
    print_ = app_.add_flag("--print_settings");
    for (const auto& binding : bindings) {
      const Binding::Description& setting = binding->description();
      names_.push_back(setting.flag);
      if (setting.is_bool) {
        const std::string both = absl::StrCat("--", setting.flag, ",!--no_", setting.flag);
        options_.push_back(
            app_.add_flag(both)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll));
      } else {
        options_.push_back(app_.add_option(absl::StrCat("--", setting.flag))
                               ->expected(1)
                               ->allow_extra_args(false)
                               ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll));
      }
    }
  }

  // What is wrong with the words themselves; values are read later.
  std::vector<std::string> Parse(std::vector<std::string> arguments) {
    app_.allow_extras();
    SplitEmptyValues(arguments);
    std::reverse(arguments.begin(), arguments.end());  // the order that CLI11 wants
    try {
      app_.parse(arguments);
    } catch (const CLI::ParseError& error) {
      return {absl::StrCat(absl::StripSuffix(error.what(), "."), ".")};
    }
    std::vector<std::string> faults;
    bool after_unknown_flag = false;
    for (const std::string& word : app_.remaining()) {
      const bool is_flag = !FlagOf(word).empty();
      // What follows a mistyped flag is its value; one fault is enough.
      if (is_flag || !after_unknown_flag) faults.push_back(Unknown(word));
      after_unknown_flag = is_flag && word.find('=') == std::string::npos;
    }
    return faults;
  }

  bool help() const { return help_->count() > 0; }
  bool version() const { return version_->count() > 0; }
  bool print_settings() const { return print_->count() > 0; }
  // The texts of the binding at this place; empty if the flag was not given.
  const std::vector<std::string>& texts(size_t binding) const {
    return options_[binding]->results();
  }

 private:
  // `--flag=` gives the empty text, which CLI11 sees only as a word of its own.
  void SplitEmptyValues(std::vector<std::string>& arguments) const {
    for (size_t i = 0; i < arguments.size(); ++i) {
      for (const CLI::Option* option : options_) {
        if (option->get_expected_min() == 0 || arguments[i] != option->get_name() + "=") continue;
        arguments[i].pop_back();
        arguments.insert(arguments.begin() + static_cast<std::ptrdiff_t>(i) + 1, "");
        break;
      }
    }
  }

  std::string Unknown(const std::string& word) const {
    const std::string flag = FlagOf(word);
    if (flag.empty()) {
      return absl::StrCat("`", word, "` is not expected; this program takes flags only.");
    }
    std::vector<std::string> candidates = names_;
    for (absl::string_view name : kBuiltIn) candidates.emplace_back(name);
    const std::string meant = Suggestion(flag, candidates);
    const absl::string_view given = absl::string_view(word).substr(0, word.find('='));
    return meant.empty()
               ? absl::StrCat(given, " is not a flag of this program.")
               : absl::StrCat(given, " is not a flag of this program; did you mean --", meant, "?");
  }

  CLI::App app_;
  CLI::Option* help_ = nullptr;
  CLI::Option* version_ = nullptr;
  CLI::Option* print_ = nullptr;
  std::vector<CLI::Option*> options_;
  std::vector<std::string> names_;
};

absl::string_view SourceName(Source source) {
  switch (source) {
    case Source::kDefault:
      return "default";
    case Source::kEnvironment:
      return "environment";
    case Source::kFlag:
      return "flag";
  }
  return "default";
}

std::string EnvironmentName(absl::string_view flag) {
  return absl::StrCat("HOUNIAO_", absl::AsciiStrToUpper(flag));
}

Settings::Settings(std::string program, std::string summary, std::string version)
    : program_(std::move(program)), summary_(std::move(summary)), version_(std::move(version)) {}

Settings::~Settings() = default;

void Settings::Group(const std::string& heading) { group_ = heading; }

template <typename T>
void Settings::Add(const std::string& flag, T* target, const std::string& doc, Rules<T> rules) {
  bool taken = false;
  for (const auto& binding : bindings_) taken |= binding->description().flag == flag;
  for (absl::string_view name : kBuiltIn) taken |= name == flag;
  if (taken || !IsFlagName(flag)) {
    std::cerr << "The flag name `" << flag << "` is malformed or bound twice.\n";
    std::abort();
  }
  Binding::Description description;
  description.flag = flag;
  description.group = group_;
  description.doc = doc;
  description.placeholder =
      rules.placeholder.empty() ? std::string(PlaceholderOf(target)) : rules.placeholder;
  description.required = rules.required;
  description.secret = rules.secret;
  description.is_bool = std::is_same_v<T, bool>;
  bindings_.push_back(
      std::make_unique<TypedBinding<T>>(std::move(description), target, std::move(rules.check)));
}

void Settings::Bind(const std::string& flag, std::string* target, const std::string& doc,
                    Rules<std::string> rules) {
  Add(flag, target, doc, std::move(rules));
}
void Settings::Bind(const std::string& flag, bool* target, const std::string& doc,
                    Rules<bool> rules) {
  Add(flag, target, doc, std::move(rules));
}
void Settings::Bind(const std::string& flag, int* target, const std::string& doc,
                    Rules<int> rules) {
  Add(flag, target, doc, std::move(rules));
}
void Settings::Bind(const std::string& flag, int64_t* target, const std::string& doc,
                    Rules<int64_t> rules) {
  Add(flag, target, doc, std::move(rules));
}
void Settings::Bind(const std::string& flag, absl::Duration* target, const std::string& doc,
                    Rules<absl::Duration> rules) {
  Add(flag, target, doc, std::move(rules));
}
void Settings::Bind(const std::string& flag, std::vector<std::string>* target,
                    const std::string& doc, Rules<std::vector<std::string>> rules) {
  Add(flag, target, doc, std::move(rules));
}

void Settings::Example(const std::string& command, const std::string& doc) {
  examples_.emplace_back(command, doc);
}

void Settings::CheckTogether(std::function<absl::Status()> check) {
  together_.push_back(std::move(check));
}

std::vector<std::string> Settings::Read(const CommandLine& line, const Environment& environment) {
  std::vector<std::string> faults;
  for (size_t i = 0; i < bindings_.size(); ++i) {
    Binding& binding = *bindings_[i];
    binding.Reset();
    const std::string& flag = binding.description().flag;
    std::vector<std::string> texts = line.texts(i);
    if (!texts.empty()) {
      binding.set_source(Source::kFlag);
      if (binding.description().secret) {
        faults.push_back(absl::StrCat("--", flag, " is a secret and must not stand on a command ",
                                      "line; set ", EnvironmentName(flag), " instead."));
        continue;
      }
    } else if (const auto value = environment(EnvironmentName(flag));
               value.has_value() && !value->empty()) {
      binding.set_source(Source::kEnvironment);
      texts = {*value};
    }
    if (texts.empty() && binding.description().required) {
      faults.push_back(absl::StrCat("--", flag, " (or ", EnvironmentName(flag), ") is required."));
      continue;
    }
    std::string fault = texts.empty() ? "" : binding.Take(texts);
    if (fault.empty()) fault = binding.CheckTaken();
    if (fault.empty()) continue;
    const std::string shown = binding.Shown(texts.empty() ? binding.Text() : texts.back());
    faults.push_back(absl::StrCat(binding.Subject(), " ", fault, "; it is `", shown, "`."));
  }
  if (!faults.empty()) return faults;
  for (const auto& binding : bindings_) binding->Commit();
  for (const auto& check : together_) {
    const absl::Status status = check();
    if (!status.ok()) faults.emplace_back(status.message());
  }
  if (!faults.empty()) {
    for (const auto& binding : bindings_) binding->RollBack();
  }
  return faults;
}

std::optional<int> Settings::Parse(int argc, const char* const* argv) {
  const std::vector<std::string> arguments(argv + (argc > 0 ? 1 : 0), argv + argc);
  return ParseFrom(arguments, ProcessEnvironment, std::cout, std::cerr);
}

std::optional<int> Settings::ParseFrom(const std::vector<std::string>& arguments,
                                       const Environment& environment, std::ostream& out,
                                       std::ostream& err) {
  CommandLine line(bindings_);
  std::vector<std::string> faults = line.Parse(arguments);
  if (faults.empty() && line.help()) {
    out << HelpText();
    return kExitOk;
  }
  if (faults.empty() && line.version()) {
    out << program_ << " " << version_ << "\n";
    return kExitOk;
  }
  if (faults.empty()) faults = Read(line, environment);
  if (!faults.empty()) {
    for (const std::string& fault : faults) err << program_ << ": " << fault << "\n";
    err << "Try `" << program_ << " --help`.\n";
    return kExitUsage;
  }
  if (!line.print_settings()) return std::nullopt;
  out << SettingsText();
  return kExitOk;
}

std::vector<EffectiveSetting> Settings::Effective() const {
  std::vector<EffectiveSetting> settings;
  for (const auto& binding : bindings_) {
    settings.push_back(
        {binding->description().flag, binding->Shown(binding->Text()), binding->source()});
  }
  return settings;
}

}  // namespace houniao::config
