// Who passes every gate and scores best, found without looking at everybody.
//
// Pages of 4,096 rows are taken best bound first, so the threshold of the list rises early. Within
// a page bitmaps say who meets the musts and what skills, majors, posts and industries can bring at
// most; columns, lists and days are read only of rows that can still reach the threshold. The
// answer is exact, and the order of rows changes nothing but the time.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "roaring/roaring.hh"

#include "services/recruitment/matching/compiled_gates.h"
#include "services/recruitment/matching/compiled_score.h"
#include "services/recruitment/matching/top_list.h"

namespace houniao::recruitment {

// Good while the View lives that the parts were made from. For one thread.
class Search {
 public:
  // Rows of `excluded` are nobody's candidates. All must outlive the search.
  Search(const population::Store& store, const CompiledGates& gates, const CompiledScore& score,
         const Roaring& excluded);

  // The `size` best of those who pass, best first.
  std::vector<Ranked> Best(size_t size);
  // How many of those who pass come before the entry.
  int64_t CountBefore(const Ranked& entry);

  // How many pass; it looks at everybody whom the bitmaps do not take out.
  int64_t CountEligible() const;
  // By gate: whom it is the first to take out. The rest are eligible.
  struct Counts {
    std::array<int64_t, v1::Gate_MAX + 1> removed{};
    int64_t eligible = 0;
  };
  Counts CountByGate() const;

 private:
  // Where rows go that reach the threshold.
  class Sink {
   public:
    virtual ~Sink() = default;
    // Returns the new threshold.
    virtual int Add(const Ranked& entry) = 0;
  };
  // What is known of the slots that bitmaps bound: at most `base` of each, and more for some rows.
  struct PageBounds {
    int base = 0;                     // sum over the slots
    bool has_rows = false;            // `above` and `more` are filled
    population::PageBits above = {};  // rows that may have more than the base
  };
  struct Survivor {
    uint32_t row;
    int points;
  };
  static constexpr size_t kSurvivorsAtOnce = 32;

  void Run(int threshold, Sink& sink);
  std::vector<std::pair<uint32_t, int>> PagesBestFirst(int threshold) const;
  void SearchPage(uint32_t page, int page_bound, Sink& sink);
  population::PageBits CandidatesOf(uint32_t page, std::array<int, population::kPageZones>& bounds);
  PageBounds BoundSlots(uint32_t page, int slack, const population::PageBits& rows);
  std::vector<size_t> ChooseLevels(int slack, int& base) const;
  void LookAt(const population::ColumnPage& columns, uint32_t page, uint32_t slot, int slots_bound,
              Sink& sink);
  void Settle(Sink& sink);
  population::PageBits Live(uint32_t page) const;

  const population::Store& store_;
  const CompiledGates& gates_;
  const CompiledScore& score_;
  const Roaring& excluded_;
  const int most_last_;          // availability and other slots
  const int most_rest_;          // these, and region and fee
  int most_slots_ = 0;           // slots that bitmaps bound
  std::vector<size_t> by_cost_;  // indexes of those slots, the dearest to cut first
  int threshold_ = TopList::kAny;
  std::array<uint16_t, population::kPageRows> more_;  // above the base, of rows in `above`
  std::array<Survivor, kSurvivorsAtOnce> survivors_;
  size_t survivor_count_ = 0;
};

}  // namespace houniao::recruitment
