// Ready-made rules for one setting. The message of a refusal completes the sentence `--flag …`:
// "must be between 1 and 65535".
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"

namespace houniao::config {

template <typename T>
using Check = std::function<absl::Status(const T&)>;

Check<int> InRange(int least, int most);
Check<int64_t> InRange64(int64_t least, int64_t most);
Check<absl::Duration> Between(absl::Duration least, absl::Duration most);
// More than zero.
Check<absl::Duration> Positive();
// Zero or more.
Check<absl::Duration> NotNegative();

Check<std::string> NotEmpty();
Check<std::string> OneOf(std::vector<std::string> values);
// `host:port` with a port from 0 (any) to 65535; IPv6 hosts in brackets.
Check<std::string> HostPort();
// YYYY-MM-DD of a real day.
Check<std::string> CalendarDay();
// Empty, or what `check` accepts: for settings that switch something on.
Check<std::string> EmptyOr(Check<std::string> check);
// A regular file, or a folder, that is there now.
Check<std::string> ExistingFile();
Check<std::string> ExistingFolder();

}  // namespace houniao::config
