// W3C Trace Context (Recommendation of 23 November 2021), header `traceparent`, version 00.
#pragma once

#include <optional>
#include <string>

#include "absl/strings/string_view.h"

#include "common/base/ids.h"

namespace houniao::observe {

struct TraceParent {
  // 32 lower-case hexadecimal digits, not all zero.
  std::string trace_id;
  // 16 lower-case hexadecimal digits, not all zero: the caller's step of the trace.
  std::string span_id;
  bool sampled = false;
};

// Nothing if the header is not valid. Higher versions are read as far as version 00 goes, as the
// recommendation asks; ff is refused.
std::optional<TraceParent> ParseTraceparent(absl::string_view header);
// `00-<trace id>-<span id>-<flags>`.
std::string FormatTraceparent(const TraceParent& parent);

// What we hand on: the same trace and sampling with a span id of our own. If `header` is empty or
// not valid, a new, unsampled trace begins.
TraceParent NextTraceParent(absl::string_view header, IdSource& ids);

}  // namespace houniao::observe
