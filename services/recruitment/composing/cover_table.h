// The sets of roles that are still open, as numbers, and dynamic programming over them.
//
// A state says how many persons each role still needs; without redundancy it is a set of roles. The
// table holds, for each state and number of people, the most that the best column of each set of
// roles can bring: no team brings more, because the columns may be of the same person.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "services/recruitment/composing/crew_space.h"

namespace houniao::recruitment::composing {

// Less than anything; sums of a few do not overflow.
inline constexpr int64_t kNothing = std::numeric_limits<int64_t>::min() / 4;

// One person with a set of roles.
struct Column {
  int64_t gain = 0;    // of the roles, less what the person costs
  int64_t profit = 0;  // the same at the prices in force
  int person = 0;
  int set = 0;
};

class CoverTable {
 public:
  // Largest tables that are made; beyond, prices alone bound a team.
  static constexpr int kMostRoles = 16;
  static constexpr size_t kMostStates = size_t{1} << 20;

  // False if the space has too many roles or states.
  static bool CanHold(const CrewSpace& space);

  explicit CoverTable(const CrewSpace& space);

  // A number for the set, new if need be.
  int SetOf(uint32_t roles);
  uint32_t roles_of(int set) const { return sets_[static_cast<size_t>(set)].roles; }
  int set_count() const { return static_cast<int>(sets_.size()); }
  // Sets that have the role as their lowest.
  const std::vector<int>& SetsFrom(int role) const {
    return sets_of_role_[static_cast<size_t>(role)];
  }

  int full() const { return static_cast<int>(open_roles_.size()) - 1; }
  uint32_t open_roles(int state) const { return open_roles_[static_cast<size_t>(state)]; }
  // The state after the roles of the set have one person more.
  int After(int state, int set) const { return state - sets_[static_cast<size_t>(set)].offset; }

  // Steps that a whole table takes, at most.
  int64_t Work() const;
  // Begins a table; states are worked out when they are asked for. `best`: by set, the most a
  // column of it brings; kNothing if there is none.
  void Fill(const std::vector<int64_t>& best);
  int64_t best(int set) const { return sets_[static_cast<size_t>(set)].best; }
  // The most that at most `people` people can bring in the state; about kNothing if they cannot
  // cover it.
  int64_t Rest(int state, int people) const {
    if (known_[static_cast<size_t>(state)] != round_) WorkOut(static_cast<size_t>(state));
    return table_[static_cast<size_t>(state) * width_ +
                  (width_ > 1 ? static_cast<size_t>(people) : 0)];
  }
  // Sets of the answer behind Rest(full(), people); empty if there is none.
  std::vector<int> Answer(int people) const;

 private:
  void WorkOut(size_t state) const;

  struct RoleSet {
    uint32_t roles = 0;
    int offset = 0;
    int64_t best = kNothing;
  };

  std::vector<int> stride_;           // by role
  std::vector<uint32_t> open_roles_;  // by state
  std::vector<int> number_;           // of a set by its roles; -1
  std::vector<RoleSet> sets_;
  std::vector<std::vector<int>> sets_of_role_;
  std::vector<int64_t> states_of_role_;  // states with that lowest open role
  size_t width_ = 1;                     // numbers of people in the table; 1 if size cannot bind
  std::vector<std::vector<RoleSet>> usable_;  // by lowest role
  // The table and, by state, the round in which it was worked out.
  mutable std::vector<int64_t> table_;
  mutable std::vector<uint32_t> known_;
  uint32_t round_ = 0;
};

}  // namespace houniao::recruitment::composing
