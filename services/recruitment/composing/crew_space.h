// A team problem made ready for the search: people in the order of their ids, roles in the order of
// their scarcity, and one number, the profit, that orders teams as the problem asks.
#pragma once

#include <cstdint>
#include <vector>

#include "services/recruitment/composing/team_problem.h"

namespace houniao::recruitment::composing {

// What is to be best first.
enum class Aim {
  kPoints,  // most points, then least cost, then fewest people
  kCost,    // least cost, then fewest people
  kSize,    // fewest people, then least cost
};

// Profit of a team: the sum over its places of `gain`, less the sum over its people of `fixed`. The
// weights are so far apart that the first aim decides before the second, and that before the third.
struct ProfitWeights {
  int64_t point = 0;
  int64_t fen = 0;
  int64_t head = 0;
};

// What one person would bring in one role.
struct Place {
  int role = 0;  // of the space
  int points = 0;
  int64_t gain = 0;
};

class CrewSpace {
 public:
  // The problem must be checked and outlive the space.
  CrewSpace(const TeamProblem& problem, Aim aim);

  const TeamProblem& problem() const { return problem_; }
  int roles() const { return static_cast<int>(persons_.size()); }
  // Persons that the role needs.
  int persons(int role) const { return persons_[static_cast<size_t>(role)]; }
  int places() const { return places_; }
  int original_role(int role) const { return original_role_[static_cast<size_t>(role)]; }

  // People who could be in a team by themselves: those who are excluded, too dear, without enough
  // days or unfit for every role are left out. In the order of their ids.
  int people() const { return static_cast<int>(original_person_.size()); }
  int original_person(int person) const { return original_person_[static_cast<size_t>(person)]; }
  const Place* places_begin(int person) const { return &place_list_[first_place(person)]; }
  const Place* places_end(int person) const { return &place_list_[first_place(person + 1)]; }
  uint64_t role_set(int person) const { return role_set_[static_cast<size_t>(person)]; }
  int64_t price(int person) const { return price_[static_cast<size_t>(person)]; }
  int64_t fixed(int person) const { return weights_.fen * price(person) + weights_.head; }
  const Calendar& days(int person) const {
    return problem_.people[static_cast<size_t>(original_person(person))].days;
  }
  uint64_t traits(int person) const {
    return problem_.people[static_cast<size_t>(original_person(person))].traits;
  }
  uint64_t needed_traits() const { return problem_.needed_traits; }
  bool CanBeTogether(int a, int b) const;
  const std::vector<int>& pins() const { return pins_; }
  // A pin was left out, or two pins cannot be together.
  bool pins_conflict() const { return pins_conflict_; }

  int most_roles() const { return most_roles_; }
  int min_size() const { return min_size_; }
  int max_size() const { return max_size_; }
  bool has_budget() const { return problem_.budget_fen.has_value(); }
  // That of the problem, or more than any team costs.
  int64_t budget() const { return budget_; }
  int joint_half_days() const { return problem_.joint_half_days; }

  // Of anybody in any role.
  int most_points() const { return most_points_; }
  const ProfitWeights& weights() const { return weights_; }
  // Below the profit of every team.
  int64_t floor_profit() const { return floor_profit_; }
  // Most points that a team of this profit can have.
  int64_t PointsWithin(int64_t profit) const;

 private:
  size_t first_place(int person) const {
    return static_cast<size_t>(first_place_[static_cast<size_t>(person)]);
  }
  std::vector<int> UsablePeople() const;
  void SetWeights(Aim aim);
  void AddPeople(const std::vector<int>& usable);
  void AddConflicts(const std::vector<int>& new_number);

  const TeamProblem& problem_;
  std::vector<int> original_role_;
  std::vector<int> persons_;
  int places_ = 0;
  std::vector<int> original_person_;
  std::vector<int> first_place_;
  std::vector<Place> place_list_;
  std::vector<uint64_t> role_set_;
  std::vector<int64_t> price_;
  std::vector<uint64_t> unit_;
  std::vector<std::vector<int>> conflicts_;  // empty if there are none at all
  std::vector<int> pins_;
  bool pins_conflict_ = false;
  int most_roles_ = 0;
  int min_size_ = 0;
  int max_size_ = 0;
  int64_t budget_ = 0;
  int most_points_ = 0;
  ProfitWeights weights_;
  int64_t floor_profit_ = 0;
};

}  // namespace houniao::recruitment::composing
