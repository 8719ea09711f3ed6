// The best team of a space, by branch and bound over people.
//
// Each part of the search fixes some members and drops some people. Prices bound it and drop most
// people who cannot belong to a better team; what is left is small enough to be covered exactly
// (role_cover.h). Where it is not, usually because joint days rule out what the prices like, the
// part is split by one person: with and without. With a member chosen, all who have too few days
// left with the members go.
#pragma once

#include "services/recruitment/composing/role_cover.h"

namespace houniao::recruitment::composing {

struct SearchOutcome {
  Incumbent best;
  // No team has more profit; that of `best` if it is proven.
  int64_t bound = 0;
  bool proven = false;  // also that there is no team
};

// How much is done in one piece; the answer is the same whatever they are.
struct SearchLimits {
  int64_t root_nodes = 400'000;      // of the first cover before it is split
  int64_t part_nodes = 20'000;       // of the others
  int64_t listed_at_once = 400'000;  // columns that are listed without a look at prices
};

// CoverTable must be able to hold the space. `known`: a team of the space to begin with, or none
// (profit floor_profit()).
SearchOutcome SearchTeam(const CrewSpace& space, const Incumbent& known, Effort& effort,
                         const SearchLimits& limits = {});

// The people whom any team could have: all of the space, with the pins as members. False if the
// pins cannot be together.
bool MakeCrew(const CrewSpace& space, Crew& crew);
// Makes the person a member and drops whoever cannot be in a team with the members. False if the
// members cannot be together.
bool AddMember(const CrewSpace& space, int person, Crew& crew);
// Whether every role has enough people, every trait somebody, and every member is among them.
bool CanCover(const CrewSpace& space, const Crew& crew);

}  // namespace houniao::recruitment::composing
