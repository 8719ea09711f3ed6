// List filters: a subset of AIP-160, compiled to bound parameters only.
//
//   expression := factor { "AND" factor }          factor := term { "OR" term }
//   term       := ["NOT" | "-"] ( comparison | "(" expression ")" )
//   comparison := path op value                    op := = != < <= > >= :
//   value      := quoted text | number | true | false | enum name | date | RFC 3339 time | word
//
// OR binds tighter than AND, as AIP-160 has it. A trailing `*` on `=` matches a prefix; `:` asks
// whether a list contains the value, and `path:*` whether the field is set. Not supported, and
// refused with the position: bare literals and functions. At most 1024 bytes, 20 comparisons,
// depth 10.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"

#include "common/db/database.h"
#include "common/resource/kind.h"

namespace houniao::resource {

struct CompiledFilter {
  // Condition over the kind's columns with `?` marks; empty for an empty filter.
  std::string sql;
  std::vector<db::Value> values;
};

// INVALID_ARGUMENT INVALID_FILTER with the byte where it went wrong. Total: any bytes in.
absl::StatusOr<CompiledFilter> CompileFilter(const Kind& kind, absl::string_view filter);

struct OrderColumn {
  std::string column;
  bool descending = false;
  // Text sorts an absent value as the empty text, anything else as the smallest number.
  bool text = true;
};

// `order_by`: comma-separated listed paths that are no lists, each with an optional ` desc`. The
// name is always last, so that pages are exact. INVALID_ARGUMENT INVALID_ORDER_BY.
absl::StatusOr<std::vector<OrderColumn>> CompileOrder(const Kind& kind, absl::string_view order_by);

}  // namespace houniao::resource
