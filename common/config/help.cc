// The texts of --help and --print_settings.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

#include "common/config/binding.h"
#include "common/config/settings.h"

namespace houniao::config {
namespace {

constexpr size_t kWidth = 96;
constexpr size_t kIndent = 6;

// The words of `text` in lines of at most kWidth, each with the indent and a line end.
std::string Wrapped(absl::string_view text, size_t indent) {
  std::string out;
  std::string line;
  for (absl::string_view word : absl::StrSplit(text, ' ', absl::SkipEmpty())) {
    if (!line.empty() && indent + line.size() + 1 + word.size() > kWidth) {
      absl::StrAppend(&out, std::string(indent, ' '), line, "\n");
      line.clear();
    }
    absl::StrAppend(&line, line.empty() ? "" : " ", word);
  }
  return line.empty() ? out : absl::StrCat(out, std::string(indent, ' '), line, "\n");
}

}  // namespace

std::string Settings::HelpText() const {
  std::string text = absl::StrCat(program_, ": ", summary_, "\n\nUsage: ", program_, " [flags]\n");
  if (!examples_.empty()) absl::StrAppend(&text, "\nExamples:\n");
  for (const auto& [command, doc] : examples_) {
    absl::StrAppend(&text, "  ", command, "\n", Wrapped(doc, kIndent));
  }
  std::vector<std::string> groups;
  for (const auto& binding : bindings_) {
    const std::string& group = binding->description().group;
    if (std::find(groups.begin(), groups.end(), group) == groups.end()) groups.push_back(group);
  }
  for (const std::string& group : groups) {
    absl::StrAppend(&text, "\n", group, ":\n");
    for (const auto& binding : bindings_) {
      const Binding::Description& setting = binding->description();
      if (setting.group != group) continue;
      if (setting.secret) {
        absl::StrAppend(&text, "  ", EnvironmentName(setting.flag), " (environment only)\n");
      } else {
        absl::StrAppend(&text, "  --", setting.is_bool ? "[no_]" : "", setting.flag,
                        setting.placeholder.empty() ? "" : " ", setting.placeholder, "\n");
      }
      absl::StrAppend(&text, Wrapped(setting.doc, kIndent));
      const std::string preset = binding->Shown(binding->DefaultText());
      const std::string facts = absl::StrCat(
          setting.required ? "Required."
          : preset.empty() ? "Not set by default."
                           : absl::StrCat("Default: ", preset, "."),
          setting.secret ? "" : absl::StrCat(" Or ", EnvironmentName(setting.flag), "."));
      absl::StrAppend(&text, Wrapped(facts, kIndent));
    }
  }
  absl::StrAppend(
      &text, "\nOther:\n  -h, --help\n      Shows this text.\n",
      "  --version\n      Shows the version.\n", "  --print_settings\n",
      "      Shows the effective settings and where each comes from; secrets hidden.\n",
      "\nA flag outranks the environment, the environment outranks the default. Lists ",
      "are repeated\nor separated by commas; durations carry a unit (300ms, 10s, 1h30m).\n",
      "\nExit codes: ", kExitOk, " done; ", kExitFailure, " failed; ", kExitUsage,
      " a flag or an environment variable is wrong.\n");
  return text;
}

std::string Settings::SettingsText() const {
  std::string text;
  for (const EffectiveSetting& setting : Effective()) {
    absl::StrAppend(&text, setting.name, "=", setting.value, "  # ", SourceName(setting.source),
                    "\n");
  }
  return text;
}

}  // namespace houniao::config
