// The best team for a set of roles, and who steps in when a member drops out.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/status/statusor.h"

#include "services/recruitment/composing/effort.h"
#include "services/recruitment/composing/team_problem.h"

namespace houniao::recruitment::composing {

struct ComposeOptions {
  // Work that the search may do, counted in steps, so that equal questions get equal answers on
  // every machine; about a second for ten million.
  int64_t effort = 100'000'000;
  // Stops the search within milliseconds when it becomes true; what has been found so far is the
  // answer. May be null.
  Cancelled cancelled;
};

struct Composition {
  // Absent if none was found.
  std::optional<Team> team;
  // True if no team has more points, or as many for less, or for the same with fewer people; with
  // no team: that there is none.
  bool proven = false;
  // No team has more points. That of `team` if it is proven.
  int64_t points_bound = 0;
  int64_t effort = 0;  // steps done
};

// Exact for up to 16 roles (and up to a million states of persons still needed by the roles);
// beyond that a good team with a bound. INVALID_ARGUMENT as CheckProblem.
absl::StatusOr<Composition> ComposeTeam(const TeamProblem& problem,
                                        const ComposeOptions& options = {});

// What becomes of a team without one of its members.
struct Substitution {
  int dropped = 0;  // index into TeamProblem::people
  // With the other members kept: one person, or none, steps in; the roles may be shared out anew.
  struct StepIn {
    int person = -1;  // -1: the others can do it by themselves
    Team team;
    int64_t lost_points = 0;
  };
  std::vector<StepIn> step_ins;  // best first
  // With everybody chosen anew.
  std::optional<Team> best_team;
  int64_t lost_points = 0;
  bool proven = false;  // all of the above
};

// For each member of `team`, a team of the problem, by id: at most `per_member` who could step in.
// Of fewer members if cancelled.
absl::StatusOr<std::vector<Substitution>> FindSubstitutes(const TeamProblem& problem,
                                                          const Team& team, int per_member,
                                                          const ComposeOptions& options = {});

}  // namespace houniao::recruitment::composing
