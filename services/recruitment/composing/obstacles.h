// Why no team can be had.
#pragma once

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"

#include "services/recruitment/composing/compose_team.h"

namespace houniao::recruitment::composing {

// One of the things that were asked for.
struct Obstacle {
  enum class Kind { kRole, kBudget, kJointDays, kSize, kPin };

  Kind kind = Kind::kRole;
  int index = -1;  // role, or pinned person
  // What was asked for: persons, fen, half days, people.
  int64_t asked = 0;
  // What could be had if this alone were not asked for, the other obstacles being kept: for a role
  // the people who can play it at all, for the budget the least cost, for joint days the most, for
  // the size the fewest people; -1 if it is not known.
  int64_t possible = -1;

  bool operator==(const Obstacle&) const = default;
};

struct Obstacles {
  // Together they cannot be had; without any one of them the others can.
  std::vector<Obstacle> set;
  bool proven = false;  // false if the search was given up before the last doubt was removed
};

// For a problem without a team. Exclusions, traits and the most roles per person are taken as
// given. The effort in `options` is that of each of some dozens of questions. Nothing if cancelled.
absl::StatusOr<Obstacles> FindObstacles(const TeamProblem& problem,
                                        const ComposeOptions& options = {});

}  // namespace houniao::recruitment::composing
