#include "services/recruitment/composing/compose_team.h"

#include <algorithm>

#include "services/recruitment/composing/compose_aim.h"
#include "services/recruitment/composing/large_team.h"
#include "services/recruitment/composing/team_search.h"

namespace houniao::recruitment::composing {
namespace {

Team TeamOf(const CrewSpace& space, const Incumbent& best) {
  const TeamProblem& problem = space.problem();
  std::vector<Assignment> members = best.team;
  // People of a space are numbered by id.
  std::sort(members.begin(), members.end(),
            [](const Assignment& a, const Assignment& b) { return a.person < b.person; });
  Team team;
  Calendar common;
  for (const Assignment& a : members) {
    Member member;
    member.person = space.original_person(a.person);
    for (const Place* p = space.places_begin(a.person); p != space.places_end(a.person); ++p) {
      if ((a.roles >> p->role & 1) == 0) continue;
      member.roles.push_back(space.original_role(p->role));
      team.points += p->points;
    }
    std::sort(member.roles.begin(), member.roles.end());
    team.cost_fen += space.price(a.person);
    if (problem.joint_half_days > 0) {
      common = team.members.empty() ? space.days(a.person) : Common(common, space.days(a.person));
    }
    team.members.push_back(std::move(member));
  }
  team.joint_half_days = CountHalfDays(common);
  return team;
}

// The problem without the dropped member, in which the others stay and at most one joins them.
TeamProblem WithOthersPinned(const TeamProblem& problem, const Team& team, int dropped) {
  TeamProblem pinned = problem;
  pinned.max_size = static_cast<int>(team.members.size());
  pinned.pins.clear();
  for (const Member& member : team.members) {
    if (member.person != dropped) pinned.pins.push_back(member.person);
  }
  pinned.excluded.push_back(dropped);
  return pinned;
}

}  // namespace

Composition ComposeFor(const TeamProblem& problem, Aim aim, const ComposeOptions& options) {
  const CrewSpace space(problem, aim);
  Effort effort;
  effort.limit = options.effort;
  effort.cancelled = &options.cancelled;
  Incumbent none;
  none.profit = space.floor_profit();
  const SearchOutcome outcome =
      CoverTable::CanHold(space) ? SearchTeam(space, none, effort) : SearchLargeTeam(space, effort);
  Composition composition;
  composition.proven = outcome.proven;
  composition.effort = effort.nodes;
  composition.points_bound = std::max<int64_t>(0, space.PointsWithin(outcome.bound));
  if (outcome.best.found()) {
    composition.team = TeamOf(space, outcome.best);
    if (outcome.proven) composition.points_bound = composition.team->points;
  }
  return composition;
}

absl::StatusOr<Composition> ComposeTeam(const TeamProblem& problem, const ComposeOptions& options) {
  if (const absl::Status status = CheckProblem(problem); !status.ok()) return status;
  return ComposeFor(problem, Aim::kPoints, options);
}

absl::StatusOr<std::vector<Substitution>> FindSubstitutes(const TeamProblem& problem,
                                                          const Team& team, int per_member,
                                                          const ComposeOptions& options) {
  if (const absl::Status status = CheckProblem(problem); !status.ok()) return status;
  std::vector<Substitution> substitutions;
  for (const Member& member : team.members) {
    if (options.cancelled != nullptr && options.cancelled()) break;
    Substitution substitution;
    substitution.dropped = member.person;
    substitution.proven = true;
    TeamProblem pinned = WithOthersPinned(problem, team, member.person);
    while (static_cast<int>(substitution.step_ins.size()) < per_member) {
      const Composition next = ComposeFor(pinned, Aim::kPoints, options);
      substitution.proven &= next.proven;
      if (!next.team.has_value()) break;
      Substitution::StepIn step_in;
      step_in.team = *next.team;
      step_in.lost_points = team.points - next.team->points;
      for (const Member& other : next.team->members) {
        if (std::find(pinned.pins.begin(), pinned.pins.end(), other.person) == pinned.pins.end()) {
          step_in.person = other.person;
        }
      }
      substitution.step_ins.push_back(step_in);
      if (step_in.person < 0) break;
      pinned.excluded.push_back(step_in.person);
    }
    TeamProblem anew = problem;
    std::erase(anew.pins, member.person);
    if (std::find(anew.excluded.begin(), anew.excluded.end(), member.person) ==
        anew.excluded.end()) {
      anew.excluded.push_back(member.person);
    }
    const Composition best = ComposeFor(anew, Aim::kPoints, options);
    substitution.proven &= best.proven;
    substitution.best_team = best.team;
    if (best.team.has_value()) substitution.lost_points = team.points - best.team->points;
    substitutions.push_back(std::move(substitution));
  }
  return substitutions;
}

}  // namespace houniao::recruitment::composing
