// Who passes every gate and scores best, found without looking at everybody.
//
// Pages of 4,096 rows are taken best bound first, so the threshold of the list rises early. A page
// is opened by the rarest must, or, if none is rare, by who can reach the threshold with what
// skills, majors, posts and industries bring at most; the other musts narrow it. Both are ANDs of
// words, of unions of bitmaps that are made for a block of pages at a time. Columns, days and lists
// are read, in this order, only of rows that can still reach the threshold. The answer is exact,
// and the order of rows changes nothing but the time.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "roaring/roaring.hh"

#include "common/population/block_unions.h"
#include "services/recruitment/matching/compiled_gates.h"
#include "services/recruitment/matching/compiled_score.h"
#include "services/recruitment/matching/level_sets.h"
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
  // Rows of one page that are still in question, and what is known of them.
  struct Page {
    uint32_t number = 0;
    int bound = 0;                   // of the ranks
    population::PageBits rows = {};  // until they are listed
    size_t count = 0;                // of `listed_`
    int base = 0;                    // what each row can have in the slots that were cut
    int most_above = 0;              // what one of them can have above that
    uint64_t cut = 0;                // bits of the slots that were cut
    int open = 0;                    // what the slots that were not cut can bring
  };
  struct Listed {
    uint16_t slot;  // of the page
    uint16_t more;  // what it can have above Page::base
  };
  // Levels of a slot that must be cut out of a page, and what they cost.
  struct Cut {
    size_t slot = 0;
    size_t levels = 0;
    size_t bitmaps = 0;
    int rest = 0;  // points of those who are in none of them
    // Who is in none of them is out of question; only where the rows in question are known.
    bool prunes = false;
  };
  struct Survivor {
    uint32_t row;
    int points;       // but of lists, days and other slots
    int slots_bound;  // what lists can bring
  };
  static constexpr size_t kSurvivorsAtOnce = 32;

  class TheBest;
  static void DropLevelsBeyond(const GateCheck& must, BoundedSlot& slot);
  void AddUnions();
  int ThresholdAhead(size_t size);
  bool Possible() const;
  bool Opens() const;
  void Run(int threshold, Sink& sink);
  std::vector<std::pair<uint32_t, int>> PagesBestFirst(int threshold) const;
  void SearchPage(uint32_t number, Sink& sink);
  void OpenPage(Page& page);
  void BoundZones(Page& page);
  void PruneBySlots(Page& page);
  void PlanJointCuts();
  void CutJointly(Page& page);
  void NarrowByMusts(Page& page);
  void ListRows(Page& page);
  void NarrowListByMusts(Page& page);
  void NarrowBySlots(Page& page);
  Cut PlanCut(const Page& page, int open, size_t slot) const;
  void MakeCut(const Cut& cut, Page& page);
  void CutLevels(const Cut& cut, uint32_t page, CutSlot& to);
  void LookAtRows(Page& page, int least, Sink& sink);
  void LookAt(const population::RowFacts& facts, uint32_t row, int slots_bound, Sink& sink);
  void Settle(Sink& sink);
  void SettleOne(Survivor survivor, Sink& sink);
  bool JudgeDays(Survivor& survivor) const;
  void DropExcluded(uint32_t page, population::PageBits& rows) const;

  const population::Store& store_;
  const CompiledGates& gates_;
  const CompiledScore& score_;
  const Roaring& excluded_;
  const uint64_t opening_rows_;
  const int most_last_;                              // availability and other slots
  const int most_rest_;                              // these, and region and fee
  std::vector<std::vector<uint16_t>> joint_levels_;  // by slot and budget of points
  std::vector<int64_t> joint_costs_;                 // by budget
  std::vector<BoundedSlot> slots_;  // that bitmaps bound, without the levels beyond a must
  int most_slots_ = 0;              // what they can bring together
  population::BlockUnions unions_;
  int matchable_union_ = population::BlockUnions::kNone;
  std::vector<int> must_unions_;                // numbers: of gates_.narrowing(), in order,
  std::vector<std::vector<int>> level_unions_;  // and of the levels of each bounded slot
  LevelSets levels_;                            // of the page that is searched
  int threshold_ = TopList::kAny;
  std::array<int, population::kPageZones> zone_bounds_;  // of the page that is searched
  std::array<Listed, population::kPageRows> listed_;     // rows of it in question
  std::array<Survivor, kSurvivorsAtOnce> survivors_;
  size_t survivor_count_ = 0;
};

}  // namespace houniao::recruitment
