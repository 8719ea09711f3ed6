// Covering the roles exactly, for a crew that is small enough to be listed.
//
// A column is a person with a set of roles. The cover table bounds what columns can bring, at a
// price for a fen of the budget and a price for being that person twice; a depth first search over
// columns in that light finds the best team, with every rule kept exactly: nobody twice, budget,
// size, joint days, exclusions.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "services/recruitment/composing/cover_table.h"
#include "services/recruitment/composing/effort.h"
#include "services/recruitment/composing/role_prices.h"

namespace houniao::recruitment::composing {

struct Assignment {
  int person = 0;
  uint64_t roles = 0;  // of the space

  bool operator==(const Assignment&) const = default;
};

// The best team found so far.
struct Incumbent {
  int64_t profit = 0;  // floor_profit() if there is none
  std::vector<Assignment> team;

  bool found() const { return !team.empty(); }
};

class RoleCover {
 public:
  // Columns that are listed at most.
  static constexpr size_t kMostColumns = 2'000'000;

  // All must outlive the cover; the table is used by one cover at a time.
  RoleCover(const CrewSpace& space, const Crew& crew, CoverTable& table)
      : space_(space), crew_(crew), table_(table) {}

  // Lists the columns; with prices only those that can belong to a team above `incumbent`. False
  // if there are too many.
  bool ListColumns();
  bool ListColumns(const RolePrices& prices, int64_t incumbent);

  // Looks for the prices with the least bound, from `fen` on, in some rounds; stops when it is not
  // above the incumbent, which gets better if an answer of the table keeps every rule.
  void Tighten(int64_t fen, int rounds, Effort& effort, Incumbent& incumbent);
  // No team has more profit; after Tighten.
  int64_t bound() const { return bound_; }
  int64_t fen_price() const { return fen_; }

  // Drops the columns that no team above the incumbent has. The people who are left, ascending.
  std::vector<int> DropColumns(int64_t incumbent);
  // True if the search is complete: no team of the columns is better than the incumbent.
  bool Search(int64_t node_limit, Effort& effort, Incumbent& incumbent);
  // By person of the space: no team with the person has more profit.
  std::vector<int64_t> BoundsWith() const;
  // What each role adds at the prices in force: prices for those who do not fit into a table.
  RolePrices MarginalPrices() const;

 private:
  struct Step;
  struct Child {
    int64_t bound = 0;
    int set = 0;
  };

  bool AddColumnsOf(int person, const RolePrices* prices, int64_t threshold);
  // Fills the table at the prices; the bound.
  int64_t Price(int64_t fen, const std::vector<int64_t>& once);
  std::vector<Assignment> TableAnswer() const;
  bool KeepsRules(const std::vector<Assignment>& team) const;
  // All that can only be judged of the whole: size, members, traits.
  bool IsWhole(const std::vector<Assignment>& team) const;
  void Offer(const std::vector<Assignment>& team, Incumbent& incumbent) const;
  int64_t FindFenPrice(int64_t start, int rounds, Effort& effort, Incumbent& incumbent);
  void FindOncePrices(int rounds, Effort& effort, Incumbent& incumbent);
  // Those that no team above the incumbent has, at the prices of the table.
  void EraseColumns(int64_t incumbent);
  void SortColumns();
  void Descend(int state, const Step& step);
  void Finish(const Step& step);
  bool Fits(int person, const Step& step) const;

  const CrewSpace& space_;
  const Crew& crew_;
  CoverTable& table_;
  std::vector<Column> columns_;
  std::vector<int> first_;    // by set, in columns_ when sorted
  std::vector<int> end_;      // by set
  std::vector<int> best_of_;  // by set: the column behind best
  int64_t fen_ = 0;
  std::vector<int64_t> once_;  // by person of the crew (number in the space)
  int64_t constant_ = 0;
  int64_t bound_ = std::numeric_limits<int64_t>::max();

  // During Search.
  Effort* effort_ = nullptr;
  Incumbent* incumbent_ = nullptr;
  int64_t last_node_ = 0;
  bool stopped_ = false;
  std::vector<Assignment> chosen_;
  std::vector<std::vector<Child>> children_;  // by depth
};

}  // namespace houniao::recruitment::composing
