// Teams by trying everything, and made-up problems to try it on.
#pragma once

#include <cstdint>
#include <optional>
#include <random>

#include "services/recruitment/composing/team_problem.h"

namespace houniao::recruitment::composing {

// The best team over all subsets of people and all ways to share out the roles. For at most about
// a dozen people.
std::optional<Team> BestTeamByForce(const TeamProblem& problem);

// True if the team keeps every rule of the problem and its sums are right.
bool KeepsEveryRule(const TeamProblem& problem, const Team& team);

// Rules are drawn by lot too; many problems are tight, some have no team.
TeamProblem MakeUpProblem(std::mt19937& random, int roles, int people);

}  // namespace houniao::recruitment::composing
