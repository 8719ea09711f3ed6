#include "common/observe/trace.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"

namespace houniao::observe {
namespace {

constexpr size_t kSize = 55;  // 2-32-16-2 with hyphens

// Lower case only, as the recommendation demands.
bool IsHex(absl::string_view text) {
  for (char c : text) {
    if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) return false;
  }
  return true;
}

bool IsZero(absl::string_view text) {
  return text.find_first_not_of('0') == absl::string_view::npos;
}

int HexDigit(char c) { return c <= '9' ? c - '0' : c - 'a' + 10; }

}  // namespace

std::optional<TraceParent> ParseTraceparent(absl::string_view header) {
  if (header.size() < kSize || header[2] != '-' || header[35] != '-' || header[52] != '-') {
    return std::nullopt;
  }
  const absl::string_view version = header.substr(0, 2);
  const absl::string_view trace_id = header.substr(3, 32);
  const absl::string_view span_id = header.substr(36, 16);
  const absl::string_view flags = header.substr(53, 2);
  if (!IsHex(version) || !IsHex(trace_id) || !IsHex(span_id) || !IsHex(flags)) return std::nullopt;
  if (version == "ff" || IsZero(trace_id) || IsZero(span_id)) return std::nullopt;
  if (header.size() > kSize && (version == "00" || header[kSize] != '-')) return std::nullopt;
  return TraceParent{std::string(trace_id), std::string(span_id), (HexDigit(flags[1]) & 1) == 1};
}

std::string FormatTraceparent(const TraceParent& parent) {
  return absl::StrCat("00-", parent.trace_id, "-", parent.span_id, parent.sampled ? "-01" : "-00");
}

TraceParent NextTraceParent(absl::string_view header, IdSource& ids) {
  const auto digits = [&ids] { return absl::StrReplaceAll(ids.NewUuid(), {{"-", ""}}); };
  // The second half of a UUID is never zero: it begins with the variant bits.
  std::string span_id = digits().substr(16);
  if (std::optional<TraceParent> parent = ParseTraceparent(header); parent.has_value()) {
    return TraceParent{std::move(parent->trace_id), std::move(span_id), parent->sampled};
  }
  return TraceParent{digits(), std::move(span_id), false};
}

}  // namespace houniao::observe
