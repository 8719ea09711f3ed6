// How one event becomes one line. For log.cc and its tests.
#pragma once

#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

#include "common/observe/log.h"

namespace houniao::observe {

// The inside of a JSON string (RFC 8259): quotes, backslashes and control characters escaped; also
// characters that turn the writing direction, break lines or are invisible. What is not UTF-8
// becomes U+FFFD, one for each byte.
std::string EscapeJson(absl::string_view text);

// `"severity":"INFO","message":"…","key":…}`: all of the object but its opening and the time.
std::string JsonTail(Severity severity, absl::string_view message, absl::Span<const Field> fields);

// `INFO    message key=value key="value with blanks"`.
std::string ConsoleTail(Severity severity, absl::string_view message,
                        absl::Span<const Field> fields);

}  // namespace houniao::observe
