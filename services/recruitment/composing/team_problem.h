// What a team has to do, who could be in it, and the rules it must keep: numbers alone. Whoever
// fills this has passed the gates and been scored before; nothing here knows a person's attributes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"

#include "services/recruitment/composing/joint_days.h"

namespace houniao::recruitment::composing {

inline constexpr int kMostRoles = 64;
inline constexpr int kMostPersonsPerRole = 8;
inline constexpr int kMostPoints = 10'000'000;  // of one person in one role

struct Role {
  std::string key;
  // How many different persons cover it: 1 + redundancy.
  int persons = 1;
};

// What a person would bring in a role; a role without an entry is one that the person cannot take.
struct Suitability {
  int role = 0;    // index into TeamProblem::roles
  int points = 0;  // 0..kMostPoints
};

struct Person {
  std::string id;
  int64_t price_fen = 0;  // for the whole service
  std::vector<Suitability> roles;
  // What else the person brings, as bits; see TeamProblem::needed_traits.
  uint64_t traits = 0;
  // Home unit; 0 if not known. Matters with TeamProblem::one_per_unit.
  uint64_t unit = 0;
  // Needed if joint_half_days > 0; all people over the same years.
  Calendar days;
};

// Every member covers at least one role; a role is covered by exactly Role::persons members.
struct TeamProblem {
  std::vector<Role> roles;
  std::vector<Person> people;     // ids differ; in any order
  int most_roles_per_person = 0;  // 0: no limit
  std::optional<int64_t> budget_fen;
  int min_size = 1;
  int max_size = 0;  // 0: no limit
  // The role of the leader, one person; -1: none.
  int leader_role = -1;
  // Half days on which all members can serve together.
  int joint_half_days = 0;
  // Pairs of people who cannot be in one team.
  std::vector<std::pair<int, int>> exclusive;
  // What the team must bring together, whoever brings it and whatever the role.
  uint64_t needed_traits = 0;
  // At most one person of a home unit.
  bool one_per_unit = false;
  std::vector<int> pins;      // people who must be in it
  std::vector<int> excluded;  // people who must not

  int SizeLimit() const;  // max_size, or as many as there are places
  int Places() const;     // sum of Role::persons
};

// INVALID_ARGUMENT naming what is wrong: numbers out of range, indexes that do not exist, a role
// or id twice, points and prices so high that they cannot be weighed exactly against each other.
absl::Status CheckProblem(const TeamProblem& problem);

struct Member {
  int person = 0;          // index into TeamProblem::people
  std::vector<int> roles;  // ascending

  bool operator==(const Member&) const = default;
};

struct Team {
  std::vector<Member> members;  // by id
  int64_t points = 0;           // sum over all places
  int64_t cost_fen = 0;
  int joint_half_days = 0;  // 0 if the problem does not ask

  bool operator==(const Team&) const = default;
};

}  // namespace houniao::recruitment::composing
