#include "tests/bench/team_families.h"

#include <algorithm>
#include <random>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace houniao::bench {

using recruitment::composing::Person;
using recruitment::composing::TeamProblem;

std::vector<TeamFamily> TeamFamilies(bool quick) {
  const int people = quick ? 500 : 5000;
  const int64_t dearer = quick ? 2 : 1;
  return {
      {"12 roles, ample budget", 12, people, 9'000'000, 8, 3, 0, 0, true, true},
      {"12 roles, tight budget", 12, people, 3'000'000 * dearer, 8, 3, 0, 0, true, true},
      {"12 roles, budget and days", 12, people, 5'000'000, 8, 3, 120, 84, true, true},
      {"16 roles, tight budget", 16, people, 4'000'000 * dearer, 8, 3, 0, 0, false, false},
      {"16 roles, budget and days", 16, people, 6'000'000, 10, 3, 120, 84, false, false},
      {"24 roles, tight budget", 24, people, 8'000'000 * dearer, 14, 3, 0, 0, false, false},
  };
}

TeamProblem MakeTeamProblem(const TeamFamily& family, uint64_t seed) {
  std::mt19937_64 random(seed);
  const auto below = [&random](int64_t end) {
    return static_cast<int64_t>(random() % static_cast<uint64_t>(end));
  };
  TeamProblem problem;
  for (int role = 0; role < family.roles; ++role) {
    problem.roles.push_back({absl::StrCat("role-", role), 1});
  }
  for (int i = 0; i < family.people; ++i) {
    Person person;
    person.id = absl::StrFormat("%08d", i);
    const int64_t quality = 3000 + below(6001);
    std::vector<int> roles;
    for (int64_t count = 1 + below(5); count > 0; --count) {
      const int role = static_cast<int>(below(family.roles));
      if (std::find(roles.begin(), roles.end(), role) == roles.end()) roles.push_back(role);
    }
    for (const int role : roles) {
      const int64_t points = std::clamp<int64_t>(quality + below(3001) - 1500, 1000, 10000);
      person.roles.push_back({role, static_cast<int>(points)});
    }
    person.price_fen = (quality * quality / 900 + below(20001)) * (60 + below(81)) / 100 * 20;
    if (family.half_days > 0) {
      std::vector<bool> busy(static_cast<size_t>(family.half_days), false);
      for (int64_t runs = 2 + below(9); runs > 0; --runs) {
        const int64_t first = below(family.half_days);
        for (int64_t length = 2 + below(5); length > 0; --length) {
          busy[static_cast<size_t>((first + length) % family.half_days)] = true;
        }
      }
      person.days.resize(1);
      for (int half = 0; half < family.half_days; ++half) {
        if (busy[static_cast<size_t>(half)]) continue;
        (half % 2 == 0 ? person.days[0].mornings : person.days[0].afternoons).Add(half / 2);
      }
    }
    problem.people.push_back(std::move(person));
  }
  if (family.budget_fen > 0) problem.budget_fen = family.budget_fen;
  problem.most_roles_per_person = family.most_roles_per_person;
  problem.min_size = 4;
  problem.max_size = family.max_size;
  problem.joint_half_days = family.joint_half_days;
  return problem;
}

}  // namespace houniao::bench
