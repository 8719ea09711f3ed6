#include "services/recruitment/insight/eligible.h"

#include <optional>
#include <vector>

#include "common/base/status_macros.h"
#include "common/population/availability_table.h"
#include "common/population/page_bits.h"
#include "services/recruitment/matching/compiled_gates.h"
#include "services/recruitment/matching/gates.h"

namespace houniao::recruitment {
namespace {

using population::PageBits;

// Rows for which a bitmap of a must costs as much as it saves.
constexpr int kFewRows = 5;

void NarrowByMusts(const CompiledGates& gates, uint32_t page, PageBits& rows) {
  for (const GateCheck* const check : gates.narrowing()) {
    if (rows.Count() <= kFewRows * static_cast<int>(check->any_of.size())) continue;
    CompiledGates::Narrow(*check, page, rows);
  }
}

}  // namespace

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
  if (gates.matchable() == nullptr) return eligible;
  std::vector<uint32_t> found;
  for (uint32_t page = 0; page < store.page_count(); ++page) {
    PageBits rows;
    population::AddPageRows(*gates.matchable(), page, rows);
    NarrowByMusts(gates, page, rows);
    const population::ColumnPage& columns = store.column_page(page);
    found.clear();
    rows.ForEach([&](uint32_t slot) {
      const uint32_t row = page << population::kPageRowBits | slot;
      if (gates.PassesColumns(columns.rows[slot], row) && gates.PassesDays(row) &&
          gates.PassesLists(row) && gates.PassesStations(row)) {
        found.push_back(row);
      }
    });
    eligible.addMany(found.size(), found.data());
  }
  return eligible;
}

}  // namespace houniao::recruitment
