#include "services/recruitment/composing/obstacles.h"

#include <algorithm>

#include "services/recruitment/composing/compose_aim.h"

namespace houniao::recruitment::composing {
namespace {

// What is asked for, less what has been dropped.
struct Wishes {
  std::vector<bool> roles;
  std::vector<bool> pins;
  bool budget = true;
  bool joint_days = true;
  bool size = true;
};

class Inquiry {
 public:
  Inquiry(const TeamProblem& problem, const ComposeOptions& options)
      : problem_(problem), options_(options) {
    wishes_.roles.assign(problem.roles.size(), true);
    wishes_.pins.assign(problem.pins.size(), true);
    wishes_.budget = problem.budget_fen.has_value();
    wishes_.joint_days = problem.joint_half_days > 0;
    wishes_.size = problem.max_size > 0 || problem.min_size > 1;
  }

  Obstacles Run() {
    Obstacles obstacles;
    for (size_t role = 0; role < problem_.roles.size(); ++role) {
      if (CountFit(role) >= problem_.roles[role].persons) continue;
      obstacles.set = {RoleObstacle(role)};
      obstacles.proven = true;
      return obstacles;
    }
    // Each in turn is dropped for good if there is no team without it either.
    for (size_t i = 0; i < wishes_.pins.size(); ++i) TryWithout(wishes_.pins, i);
    TryWithout(wishes_.size);
    TryWithout(wishes_.joint_days);
    TryWithout(wishes_.budget);
    for (size_t role = 0; role < wishes_.roles.size(); ++role) TryWithout(wishes_.roles, role);
    if (gone()) return obstacles;
    Report(obstacles);
    obstacles.proven = proven_;
    return obstacles;
  }

 private:
  int CountFit(size_t role) const {
    int fit = 0;
    for (size_t i = 0; i < problem_.people.size(); ++i) {
      if (std::find(problem_.excluded.begin(), problem_.excluded.end(), static_cast<int>(i)) !=
          problem_.excluded.end()) {
        continue;
      }
      const auto& roles = problem_.people[i].roles;
      fit += std::any_of(roles.begin(), roles.end(),
                         [role](const Suitability& s) { return s.role == static_cast<int>(role); });
    }
    return fit;
  }

  bool gone() const { return options_.cancelled != nullptr && options_.cancelled(); }

  void TryWithout(bool& wish) {
    if (!wish || gone()) return;
    wish = false;
    if (HasTeam(Problem())) wish = true;
  }

  void TryWithout(std::vector<bool>& wishes, size_t i) {
    if (gone()) return;
    wishes[i] = false;
    if (HasTeam(Problem())) wishes[i] = true;
  }

  TeamProblem Problem() const {
    TeamProblem problem = problem_;
    if (!wishes_.budget) problem.budget_fen.reset();
    if (!wishes_.joint_days) problem.joint_half_days = 0;
    if (!wishes_.size) {
      problem.min_size = 1;
      problem.max_size = 0;
    }
    problem.pins.clear();
    for (size_t i = 0; i < wishes_.pins.size(); ++i) {
      if (wishes_.pins[i]) problem.pins.push_back(problem_.pins[i]);
    }
    DropRoles(problem);
    return problem;
  }

  void DropRoles(TeamProblem& problem) const {
    std::vector<int> number(problem_.roles.size(), -1);
    problem.roles.clear();
    for (size_t role = 0; role < wishes_.roles.size(); ++role) {
      if (!wishes_.roles[role]) continue;
      number[role] = static_cast<int>(problem.roles.size());
      problem.roles.push_back(problem_.roles[role]);
    }
    problem.leader_role = -1;
    for (Person& person : problem.people) {
      for (Suitability& s : person.roles) s.role = number[static_cast<size_t>(s.role)];
      std::erase_if(person.roles, [](const Suitability& s) { return s.role < 0; });
    }
  }

  // Fewer roles leave less for pins and for the least size to do; that is no team's fault.
  static bool LeavesTooLittleToDo(const TeamProblem& problem) {
    if (problem.roles.empty() || problem.min_size > problem.Places()) return true;
    return std::any_of(problem.pins.begin(), problem.pins.end(), [&](int pin) {
      return problem.people[static_cast<size_t>(pin)].roles.empty();
    });
  }

  bool HasTeam(const TeamProblem& problem) {
    if (LeavesTooLittleToDo(problem)) return true;
    const Composition composition = ComposeFor(problem, Aim::kCost, options_);
    if (composition.team.has_value()) return true;
    proven_ &= composition.proven;
    return !composition.proven;
  }

  void Report(Obstacles& obstacles) {
    for (size_t role = 0; role < wishes_.roles.size(); ++role) {
      if (wishes_.roles[role]) obstacles.set.push_back(RoleObstacle(role));
    }
    using Kind = Obstacle::Kind;
    if (wishes_.budget) {
      obstacles.set.push_back({Kind::kBudget, -1, *problem_.budget_fen, LeastCost()});
    }
    if (wishes_.joint_days) {
      obstacles.set.push_back({Kind::kJointDays, -1, problem_.joint_half_days, MostJointDays()});
    }
    if (wishes_.size) {
      const int asked = problem_.max_size > 0 ? problem_.max_size : problem_.min_size;
      obstacles.set.push_back({Kind::kSize, -1, asked, FewestPeople()});
    }
    for (size_t i = 0; i < wishes_.pins.size(); ++i) {
      if (wishes_.pins[i]) obstacles.set.push_back({Kind::kPin, problem_.pins[i], 1, -1});
    }
  }

  Obstacle RoleObstacle(size_t role) const {
    return {Obstacle::Kind::kRole, static_cast<int>(role), problem_.roles[role].persons,
            CountFit(role)};
  }

  int64_t LeastCost() {
    TeamProblem problem = Problem();
    problem.budget_fen.reset();
    const Composition cheapest = ComposeFor(problem, Aim::kCost, options_);
    proven_ &= cheapest.proven;
    return cheapest.team.has_value() ? cheapest.team->cost_fen : -1;
  }

  int64_t MostJointDays() {
    TeamProblem problem = Problem();
    int possible = -1;
    int low = 0, high = problem_.joint_half_days - 1;
    while (low <= high && !gone()) {
      problem.joint_half_days = (low + high) / 2;
      const Composition composition = ComposeFor(problem, Aim::kCost, options_);
      if (composition.team.has_value()) {
        possible = std::max(problem.joint_half_days, composition.team->joint_half_days);
        low = possible + 1;
      } else {
        proven_ &= composition.proven;
        high = problem.joint_half_days - 1;
      }
    }
    return possible;
  }

  int64_t FewestPeople() {
    TeamProblem problem = Problem();
    problem.min_size = 1;
    problem.max_size = 0;
    const Composition smallest = ComposeFor(problem, Aim::kSize, options_);
    proven_ &= smallest.proven;
    return smallest.team.has_value() ? static_cast<int64_t>(smallest.team->members.size()) : -1;
  }

  const TeamProblem& problem_;
  const ComposeOptions& options_;
  Wishes wishes_;
  bool proven_ = true;
};

}  // namespace

absl::StatusOr<Obstacles> FindObstacles(const TeamProblem& problem, const ComposeOptions& options) {
  if (const absl::Status status = CheckProblem(problem); !status.ok()) return status;
  return Inquiry(problem, options).Run();
}

}  // namespace houniao::recruitment::composing
