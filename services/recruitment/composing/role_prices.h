// Lagrangian bound: a price for every role, for a fen of the budget and for a head of the team. At
// these prices each person decides alone, and what all of them gain together bounds every team.
//
// Valid for any prices; the search for good ones is a subgradient method in integers.
#pragma once

#include <cstdint>
#include <vector>

#include "services/recruitment/composing/crew_space.h"
#include "services/recruitment/composing/effort.h"

namespace houniao::recruitment::composing {

// Who can still be chosen in a part of the search, and who is.
struct Crew {
  std::vector<int> people;   // ascending; with the members
  std::vector<int> members;  // ascending; must be in the team
  Calendar common;           // of the members; empty if there are none or days do not matter

  bool IsMember(int person) const;
};

struct RolePrices {
  std::vector<int64_t> role;  // may be below 0: then the role is a burden
  int64_t fen = 0;            // of a fen of the budget, not below 0
  int64_t head = 0;           // above 0: of a place below max_size; below 0: of min_size
};

// What a person gains at the prices with the roles that pay best, one at least; may be below 0.
int64_t NetGain(const CrewSpace& space, const RolePrices& prices, int person);

// No team of the crew has more profit.
int64_t UpperBound(const CrewSpace& space, const Crew& crew, const RolePrices& prices);

// First prices, before anything is known.
RolePrices FirstPrices(const CrewSpace& space, const Crew& crew);

// Improves the prices in at most `rounds` rounds; stops when the bound is not above `target`, the
// profit of the best team known, or nobody waits any more. Returns the bound.
int64_t ImprovePrices(const CrewSpace& space, const Crew& crew, int64_t target, int rounds,
                      const Effort& effort, RolePrices& prices);

// First prices, and those of a fen that bound best of some that are tried.
RolePrices FirstPricesByBudget(const CrewSpace& space, const Crew& crew, int64_t target, int rounds,
                               const Effort& effort);

}  // namespace houniao::recruitment::composing
