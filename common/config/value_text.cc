#include "common/config/value_text.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace houniao::config {
namespace {

template <typename T>
std::string ReadNumber(const std::vector<std::string>& texts, T* value) {
  const std::string& text = texts.back();
  // SimpleAtoi alone would take blanks around the number.
  const bool plain = !text.empty() && text.find_first_not_of("+-0123456789") == std::string::npos;
  if (plain && absl::SimpleAtoi(text, value)) return "";
  return plain ? "is out of range" : "is not a whole number";
}

// The password of `scheme://user:password@host` hidden. A password that was not escaped may hold
// `@` and `/`, so everything up to the last `@` goes: rather too much than a part of it.
std::string WithoutUserPassword(absl::string_view text) {
  const size_t scheme = text.find("://");
  if (scheme == absl::string_view::npos) return std::string(text);
  const size_t start = scheme + 3;
  const size_t at = text.rfind('@');
  if (at == absl::string_view::npos || at < start) return std::string(text);
  const size_t colon = text.find(':', start);
  if (colon == absl::string_view::npos || colon > at) return std::string(text);
  return absl::StrCat(text.substr(0, colon + 1), "***", text.substr(at));
}

// Query parameters that hold a secret themselves; `password_file` names one and may be shown.
bool IsSecretParameter(absl::string_view name) {
  for (absl::string_view secret : {"password", "passwd", "pwd", "token", "secret", "key"}) {
    if (absl::EqualsIgnoreCase(name, secret)) return true;
  }
  return false;
}

}  // namespace

std::string ReadValue(const std::vector<std::string>& texts, std::string* value) {
  *value = texts.back();
  return "";
}

std::string ReadValue(const std::vector<std::string>& texts, bool* value) {
  const std::string text = absl::AsciiStrToLower(texts.back());
  if (text == "true" || text == "yes" || text == "on" || text == "1") {
    *value = true;
    return "";
  }
  if (text == "false" || text == "no" || text == "off" || text == "0") {
    *value = false;
    return "";
  }
  return "is neither true nor false";
}

std::string ReadValue(const std::vector<std::string>& texts, int* value) {
  return ReadNumber(texts, value);
}

std::string ReadValue(const std::vector<std::string>& texts, int64_t* value) {
  return ReadNumber(texts, value);
}

std::string ReadValue(const std::vector<std::string>& texts, absl::Duration* value) {
  if (absl::ParseDuration(texts.back(), value) && *value < absl::InfiniteDuration() &&
      *value > -absl::InfiniteDuration()) {
    return "";
  }
  return "is not a duration with a unit, such as 300ms, 10s, 5m or 1h30m";
}

std::string ReadValue(const std::vector<std::string>& texts, std::vector<std::string>* value) {
  value->clear();
  for (const std::string& text : texts) {
    for (absl::string_view element : absl::StrSplit(text, ',')) {
      element = absl::StripAsciiWhitespace(element);
      if (!element.empty()) value->emplace_back(element);
    }
  }
  return "";
}

std::string WriteValue(const std::string& value) { return value; }
std::string WriteValue(bool value) { return value ? "true" : "false"; }
std::string WriteValue(int value) { return absl::StrCat(value); }
std::string WriteValue(int64_t value) { return absl::StrCat(value); }
std::string WriteValue(absl::Duration value) { return absl::FormatDuration(value); }
std::string WriteValue(const std::vector<std::string>& value) { return absl::StrJoin(value, ","); }

absl::string_view PlaceholderOf(const std::string*) { return "TEXT"; }
absl::string_view PlaceholderOf(const bool*) { return ""; }
absl::string_view PlaceholderOf(const int*) { return "NUMBER"; }
absl::string_view PlaceholderOf(const int64_t*) { return "NUMBER"; }
absl::string_view PlaceholderOf(const absl::Duration*) { return "DURATION"; }
absl::string_view PlaceholderOf(const std::vector<std::string>*) { return "A,B,…"; }

std::string Redacted(absl::string_view text) {
  const std::string shown = WithoutUserPassword(text);
  const size_t question = shown.find('?');
  if (question == std::string::npos) return shown;
  std::vector<std::string> parameters = absl::StrSplit(shown.substr(question + 1), '&');
  for (std::string& parameter : parameters) {
    const size_t equals = parameter.find('=');
    if (equals != std::string::npos && IsSecretParameter(parameter.substr(0, equals))) {
      parameter = absl::StrCat(parameter.substr(0, equals), "=***");
    }
  }
  return absl::StrCat(shown.substr(0, question + 1), absl::StrJoin(parameters, "&"));
}

}  // namespace houniao::config
