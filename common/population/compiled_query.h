// A query made ready for one state of the population.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "roaring/roaring.hh"

#include "common/population/codes_as_keys.h"
#include "common/population/query.h"
#include "common/population/store.h"

namespace houniao::population {

// Good while the View lives that it was made from. Const calls are thread-safe.
class CompiledQuery {
 public:
  // InvalidArgument for codes that cannot exist and for numbers out of range. A major or skill that
  // nobody has is no error: nobody passes.
  static absl::StatusOr<CompiledQuery> Make(const Query& query, const Store& store);

  // Rows that pass every gate. Order those of equal score by Store::id().
  Roaring Candidates() const;
  bool Passes(uint32_t row) const { return Failed(row, ~0u, true) == 0; }
  // Every gate that the row fails, as bits of Gate; 0: it passes.
  uint32_t FailedGates(uint32_t row) const { return Failed(row, ~0u, false); }
  // Remaining half days of the row in the window of the query; 0 if the query has none.
  int RemainingHalfDays(uint32_t row) const;

  const Query& query() const { return query_; }

 private:
  // Rows of any of the bitmaps meet the gate, and no others do.
  struct Condition {
    Gate gate;
    std::vector<const Roaring*> any_of;
    uint64_t rows = 0;  // at most

    void Add(const Roaring* bitmap);
  };
  struct WantedIndustry {
    KeyRange within;
    std::vector<uint32_t> ancestors;
  };

  CompiledQuery(const Query& query, const Store* store) : query_(query), store_(store) {}
  absl::Status ParseCodes();
  void PlanBitmaps();
  void PlanSkillBitmaps();
  void PlanTermsBitmaps();
  void PlanColumns();
  Condition& AddCondition(Gate gate);

  // Failed gates among `mask`; with `first_only` at most one.
  uint32_t Failed(uint32_t row, uint32_t mask, bool first_only) const;
  bool FailsColumn(uint32_t row, Gate gate) const;
  bool FailsList(uint32_t row, Gate gate) const;
  bool HasSkill(uint32_t row, const SkillNeed& need) const;
  bool Conflicts(uint32_t row) const;

  Query query_;
  const Store* store_;
  std::vector<WantedIndustry> industries_;
  std::vector<KeyRange> home_regions_;
  std::vector<uint32_t> served_keys_;  // the region and those it lies within
  std::vector<uint32_t> majors_;       // numbers of those that somebody has
  std::optional<AvailabilityPlan> plan_;
  std::vector<Condition> conditions_;  // the smallest first
  uint32_t column_gates_ = 0;          // what bitmaps do not decide
};

}  // namespace houniao::population
