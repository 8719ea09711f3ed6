#include "common/config/checks.h"

#include <sys/stat.h>

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"

namespace houniao::config {
namespace {

absl::Status Refused(absl::string_view text) { return absl::InvalidArgumentError(text); }

template <typename T>
Check<T> WithinNumbers(T least, T most) {
  return [least, most](const T& value) {
    if (value >= least && value <= most) return absl::OkStatus();
    return Refused(absl::StrCat("must be between ", least, " and ", most));
  };
}

bool IsPort(absl::string_view text) {
  int port = 0;
  return !text.empty() && text.size() <= 5 &&
         text.find_first_not_of("0123456789") == absl::string_view::npos &&
         absl::SimpleAtoi(text, &port) && port <= 65535;
}

bool IsHost(absl::string_view host) {
  if (host.empty() || host.find_first_of(" \t/,@") != absl::string_view::npos) return false;
  const bool bracketed = host.front() == '[' && host.back() == ']' && host.size() > 2;
  return bracketed || host.find_first_of(":[]") == absl::string_view::npos;
}

bool HasType(const std::string& path, mode_t type) {
  struct stat info;
  return stat(path.c_str(), &info) == 0 && (info.st_mode & S_IFMT) == type;
}

}  // namespace

Check<int> InRange(int least, int most) { return WithinNumbers(least, most); }

Check<int64_t> InRange64(int64_t least, int64_t most) { return WithinNumbers(least, most); }

Check<absl::Duration> Between(absl::Duration least, absl::Duration most) {
  return [least, most](const absl::Duration& value) {
    if (value >= least && value <= most) return absl::OkStatus();
    return Refused(absl::StrCat("must be between ", absl::FormatDuration(least), " and ",
                                absl::FormatDuration(most)));
  };
}

Check<absl::Duration> Positive() {
  return [](const absl::Duration& value) {
    return value > absl::ZeroDuration() ? absl::OkStatus() : Refused("must be more than zero");
  };
}

Check<absl::Duration> NotNegative() {
  return [](const absl::Duration& value) {
    return value >= absl::ZeroDuration() ? absl::OkStatus() : Refused("must not be negative");
  };
}

Check<std::string> NotEmpty() {
  return [](const std::string& value) {
    return value.empty() ? Refused("must not be empty") : absl::OkStatus();
  };
}

Check<std::string> OneOf(std::vector<std::string> values) {
  return [values = std::move(values)](const std::string& value) {
    if (std::find(values.begin(), values.end(), value) != values.end()) return absl::OkStatus();
    return Refused(absl::StrCat("must be one of: ", absl::StrJoin(values, ", ")));
  };
}

Check<std::string> HostPort() {
  return [](const std::string& value) {
    const absl::string_view text(value);
    const size_t colon = text.rfind(':');
    if (colon != absl::string_view::npos && IsHost(text.substr(0, colon)) &&
        IsPort(text.substr(colon + 1))) {
      return absl::OkStatus();
    }
    return Refused("must be host:port, such as 127.0.0.1:8610 or [::1]:8610");
  };
}

Check<std::string> CalendarDay() {
  return [](const std::string& value) {
    absl::CivilDay day;
    // Abseil reads 2026-3-2 as well; printing it again tells.
    if (absl::ParseCivilTime(value, &day) && absl::FormatCivilTime(day) == value) {
      return absl::OkStatus();
    }
    return Refused("must be a day as YYYY-MM-DD");
  };
}

Check<std::string> EmptyOr(Check<std::string> check) {
  return [check = std::move(check)](const std::string& value) {
    return value.empty() ? absl::OkStatus() : check(value);
  };
}

Check<std::string> ExistingFile() {
  return [](const std::string& value) {
    return HasType(value, S_IFREG) ? absl::OkStatus() : Refused("must name a file that exists");
  };
}

Check<std::string> ExistingFolder() {
  return [](const std::string& value) {
    return HasType(value, S_IFDIR) ? absl::OkStatus() : Refused("must name a folder that exists");
  };
}

}  // namespace houniao::config
