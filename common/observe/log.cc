#include "common/observe/log.h"

#include <atomic>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "spdlog/logger.h"
#include "spdlog/pattern_formatter.h"
#include "spdlog/sinks/base_sink.h"
#include "spdlog/sinks/stdout_sinks.h"

#include "common/base/mutex.h"
#include "common/observe/log_text.h"

namespace houniao::observe {
namespace {

// The writer and what it was set up with, changed together.
struct Target {
  std::shared_ptr<spdlog::logger> logger;
  LogOptions options;
};

spdlog::level::level_enum Level(Severity severity) {
  switch (severity) {
    case Severity::kDebug:
      return spdlog::level::debug;
    case Severity::kInfo:
      return spdlog::level::info;
    case Severity::kWarning:
      return spdlog::level::warn;
    case Severity::kError:
      return spdlog::level::err;
  }
  return spdlog::level::err;
}

// spdlog supplies the time and the line end; the rest of the line is made in log_text.
std::unique_ptr<spdlog::formatter> Formatter(LogFormat format) {
  if (format == LogFormat::kJson) {
    return std::make_unique<spdlog::pattern_formatter>("{\"time\":\"%Y-%m-%dT%H:%M:%S.%fZ\",%v",
                                                       spdlog::pattern_time_type::utc, "\n");
  }
  return std::make_unique<spdlog::pattern_formatter>("%Y-%m-%d %H:%M:%S.%e%z %v",
                                                     spdlog::pattern_time_type::local, "\n");
}

std::shared_ptr<const Target> MakeTarget(spdlog::sink_ptr sink, const LogOptions& options) {
  auto target = std::make_shared<Target>();
  target->options = options;
  target->logger = std::make_shared<spdlog::logger>("houniao", std::move(sink));
  target->logger->set_formatter(Formatter(options.format));
  target->logger->set_level(spdlog::level::trace);
  target->logger->flush_on(spdlog::level::trace);
  return target;
}

class Current {
 public:
  // Never destroyed: threads may log while the process ends.
  static Current& Get() {
    static Current* const current = new Current;
    return *current;
  }

  std::shared_ptr<const Target> target() {
    MutexLock lock(mutex_);
    return captured_ != nullptr ? captured_ : configured_;
  }
  void Configure(const LogOptions& options) {
    auto target = MakeTarget(std::make_shared<spdlog::sinks::stderr_sink_mt>(), options);
    MutexLock lock(mutex_);
    configured_ = std::move(target);
    Republish();
  }
  // Null ends the capture.
  void Capture(std::shared_ptr<const Target> target) {
    MutexLock lock(mutex_);
    captured_ = std::move(target);
    Republish();
  }
  bool Enabled(Severity severity) const {
    return static_cast<int>(severity) >= least_.load(std::memory_order_relaxed);
  }

 private:
  Current() { Configure(LogOptions()); }
  void Republish() HOUNIAO_REQUIRES(mutex_) {
    const auto& target = captured_ != nullptr ? captured_ : configured_;
    least_.store(static_cast<int>(target->options.least), std::memory_order_relaxed);
  }

  Mutex mutex_;
  std::shared_ptr<const Target> configured_ HOUNIAO_GUARDED_BY(mutex_);
  std::shared_ptr<const Target> captured_ HOUNIAO_GUARDED_BY(mutex_);
  std::atomic<int> least_{0};
};

}  // namespace

absl::string_view SeverityName(Severity severity) {
  switch (severity) {
    case Severity::kDebug:
      return "DEBUG";
    case Severity::kInfo:
      return "INFO";
    case Severity::kWarning:
      return "WARNING";
    case Severity::kError:
      return "ERROR";
  }
  return "ERROR";
}

std::optional<Severity> ParseSeverity(absl::string_view text) {
  for (Severity severity :
       {Severity::kDebug, Severity::kInfo, Severity::kWarning, Severity::kError}) {
    if (absl::EqualsIgnoreCase(text, SeverityName(severity))) return severity;
  }
  return std::nullopt;
}

std::optional<LogFormat> ParseLogFormat(absl::string_view text) {
  if (text == "console") return LogFormat::kConsole;
  if (text == "json") return LogFormat::kJson;
  return std::nullopt;
}

Field::Field(absl::string_view key, absl::string_view value) : key_(key), text_(value) {}

Field::Field(absl::string_view key, absl::Duration value)
    : key_(key), text_(absl::FormatDuration(value)) {}

void SetupLog(const LogOptions& options) { Current::Get().Configure(options); }

bool LogEnabled(Severity severity) { return Current::Get().Enabled(severity); }

void Log(Severity severity, absl::string_view message, std::initializer_list<Field> fields) {
  Log(severity, message, absl::MakeConstSpan(fields.begin(), fields.size()));
}

void Log(Severity severity, absl::string_view message, absl::Span<const Field> fields) {
  if (!LogEnabled(severity)) return;
  const std::shared_ptr<const Target> target = Current::Get().target();
  const std::string tail = target->options.format == LogFormat::kJson
                               ? JsonTail(severity, message, fields)
                               : ConsoleTail(severity, message, fields);
  target->logger->log(Level(severity), spdlog::string_view_t(tail.data(), tail.size()));
}

class LogCapture::Sink final : public spdlog::sinks::base_sink<std::mutex> {
 public:
  std::vector<std::string> lines() {
    std::lock_guard<std::mutex> lock(mutex_);
    return lines_;
  }

 protected:
  void sink_it_(const spdlog::details::log_msg& message) override {
    spdlog::memory_buf_t line;
    formatter_->format(message, line);
    lines_.emplace_back(line.data(), line.size() - 1);  // without the line end
  }
  void flush_() override {}

 private:
  std::vector<std::string> lines_;
};

LogCapture::LogCapture(LogFormat format) : sink_(std::make_shared<Sink>()) {
  Current::Get().Capture(MakeTarget(sink_, LogOptions{format, Severity::kDebug}));
}

LogCapture::~LogCapture() { Current::Get().Capture(nullptr); }

std::vector<std::string> LogCapture::lines() const { return sink_->lines(); }

}  // namespace houniao::observe
