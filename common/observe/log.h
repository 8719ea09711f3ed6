// The log: one line an event, on standard error, for people (console) or machines (JSON lines).
//
//     Log(Severity::kInfo, "Call served.", {{"rpc", method}, {"code", "OK"}, {"latencyMs", 12}});
//     {"time":"2026-03-02T01:00:00.123456Z","severity":"INFO","message":"Call served.","rpc":…}
//
// What may stand in it: the message is a constant sentence of the program; keys are lowerCamel
// constants (`rpc`, `code`, `reason`, `latencyMs`, `requestId`, `principal`, `resource` …). No
// personal information: never names of people, ID numbers, phones, addresses, bank cards, birth
// dates, free text of a request, tokens, keys, SQL with values, or a whole message. Resource names,
// account names, codes, counts and durations are what a value may be. Whoever needs to know what a
// record says reads the audit trail, which has its own access rules.
//
// Every value is cut to kMaxLogValue bytes and escaped, so no value can forge a line or a key, hide
// text behind control or direction characters, or break the UTF-8 of the stream. Thread-safe.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "absl/types/span.h"

namespace houniao::observe {

inline constexpr size_t kMaxLogValue = 2048;

enum class Severity { kDebug, kInfo, kWarning, kError };
// DEBUG, INFO, WARNING, ERROR.
absl::string_view SeverityName(Severity severity);
// Either case; nothing if it is none of them.
std::optional<Severity> ParseSeverity(absl::string_view text);

enum class LogFormat { kConsole, kJson };
// `console` or `json`.
std::optional<LogFormat> ParseLogFormat(absl::string_view text);

// A key and its value. The key must outlive the call, being a constant.
class Field {
 public:
  Field(absl::string_view key, absl::string_view value);
  Field(absl::string_view key, const char* value) : Field(key, absl::string_view(value)) {}
  Field(absl::string_view key, const std::string& value) : Field(key, absl::string_view(value)) {}
  template <typename T, typename = std::enable_if_t<std::is_integral_v<T>>>
  Field(absl::string_view key, T value) : key_(key), text_(Number(value)), bare_(true) {}
  // As text, `1.5s`.
  Field(absl::string_view key, absl::Duration value);

  absl::string_view key() const { return key_; }
  absl::string_view text() const { return text_; }
  // True for numbers and booleans, which JSON writes without quotes.
  bool bare() const { return bare_; }

 private:
  template <typename T>
  static std::string Number(T value) {
    if constexpr (std::is_same_v<T, bool>) {
      return value ? "true" : "false";
    } else {
      return std::to_string(value);
    }
  }

  absl::string_view key_;
  std::string text_;
  bool bare_ = false;
};

struct LogOptions {
  LogFormat format = LogFormat::kConsole;
  Severity least = Severity::kInfo;
};

// Before it is called, the defaults of LogOptions hold. May be called again at any time.
void SetupLog(const LogOptions& options);
// True if an event of this severity is written; for callers whose fields are costly to make.
bool LogEnabled(Severity severity);

void Log(Severity severity, absl::string_view message, std::initializer_list<Field> fields = {});
void Log(Severity severity, absl::string_view message, absl::Span<const Field> fields);

// While it lives, lines of every severity come here instead of to standard error. For tests; one
// at a time.
class LogCapture {
 public:
  explicit LogCapture(LogFormat format = LogFormat::kJson);
  ~LogCapture();
  LogCapture(const LogCapture&) = delete;
  LogCapture& operator=(const LogCapture&) = delete;

  // Without line ends.
  std::vector<std::string> lines() const;

 private:
  class Sink;
  std::shared_ptr<Sink> sink_;
};

}  // namespace houniao::observe
