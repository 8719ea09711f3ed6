// Filters and orders of List: any bytes give a condition with as many marks as values, or an error
// with a reason.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "common/errors/errors.h"
#include "common/resource/filter.h"
#include "tests/unit/common/resource/talent_kind.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace houniao;
  static const resource::Kind* kind = new resource::Kind(testing::TalentOptions());
  const absl::string_view text(reinterpret_cast<const char*>(data), size);
  const auto filter = resource::CompileFilter(*kind, text);
  if (filter.ok()) {
    const auto marks = std::count(filter->sql.begin(), filter->sql.end(), '?');
    if (static_cast<size_t>(marks) != filter->values.size()) std::abort();
    // Nothing of the input may reach the SQL but through a mark.
    if (absl::StrContains(filter->sql, "'") || absl::StrContains(filter->sql, ";")) std::abort();
  } else if (errors::ReasonOf(filter.status()) != errors::kInvalidFilter) {
    std::abort();
  }
  const auto order = resource::CompileOrder(*kind, text);
  if (order.ok() ? order->back().column != "name"
                 : errors::ReasonOf(order.status()) != errors::kInvalidOrderBy) {
    std::abort();
  }
  return 0;
}
