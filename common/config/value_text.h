// Values of settings to and from text. For settings.cc and its tests.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace houniao::config {

// Each overload stores the value and returns the empty text, or returns what is wrong with the text
// in words that complete `--flag `: "is not a whole number".
// `texts` has at least one element; all but lists read the last one.
std::string ReadValue(const std::vector<std::string>& texts, std::string* value);
// true, false, yes, no, on, off, 1, 0.
std::string ReadValue(const std::vector<std::string>& texts, bool* value);
std::string ReadValue(const std::vector<std::string>& texts, int* value);
std::string ReadValue(const std::vector<std::string>& texts, int64_t* value);
// As absl::ParseDuration, without infinity: `300ms`, `10s`, `1h30m`, `0`.
std::string ReadValue(const std::vector<std::string>& texts, absl::Duration* value);
// Elements separated by commas; blanks around them and empty ones are dropped.
std::string ReadValue(const std::vector<std::string>& texts, std::vector<std::string>* value);

std::string WriteValue(const std::string& value);
std::string WriteValue(bool value);
std::string WriteValue(int value);
std::string WriteValue(int64_t value);
std::string WriteValue(absl::Duration value);
std::string WriteValue(const std::vector<std::string>& value);

// What stands for a value of the type in --help.
absl::string_view PlaceholderOf(const std::string*);
absl::string_view PlaceholderOf(const bool*);
absl::string_view PlaceholderOf(const int*);
absl::string_view PlaceholderOf(const int64_t*);
absl::string_view PlaceholderOf(const absl::Duration*);
absl::string_view PlaceholderOf(const std::vector<std::string>*);

// The text with every password of a URL hidden: `user:***@host`, `password=***`.
std::string Redacted(absl::string_view text);

}  // namespace houniao::config
