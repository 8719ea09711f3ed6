#include "services/recruitment/insight/eligible.h"

#include <optional>
#include <vector>

#include "common/base/status_macros.h"
#include "common/population/availability_table.h"
#include "common/population/page_bits.h"
#include "services/recruitment/matching/compiled_gates.h"
#include "services/recruitment/matching/gates.h"

namespace houniao::recruitment {
absl::StatusOr<Roaring> EligibleRows(const Subject& subject, const population::View& view,
                                     const Stations& stations) {
  const population::Store& store = *view;
  const GateList plain(subject, store, &stations);
  std::optional<population::AvailabilityTable> availability;
  if (plain.plan().has_value()) availability.emplace(*plain.plan(), store);
  ASSIGN_OR_RETURN(const CompiledGates gates,
                   CompiledGates::Make(subject, store, &stations,
                                       availability.has_value() ? &*availability : nullptr));
  Roaring eligible;
  std::vector<uint32_t> found;
  for (uint32_t page = 0; page < store.page_count(); ++page) {
    found.clear();
    gates.Eligible(page).ForEach(
        [&](uint32_t slot) { found.push_back(page << population::kPageRowBits | slot); });
    eligible.addMany(found.size(), found.data());
  }
  return eligible;
}

}  // namespace houniao::recruitment
