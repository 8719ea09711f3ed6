#include "tests/unit/services/recruitment/composing/team_oracle.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <set>

#include "absl/strings/str_cat.h"

namespace houniao::recruitment::composing {
namespace {

constexpr int64_t kNone = -1;

int PointsOf(const Person& person, int role) {
  for (const Suitability& s : person.roles) {
    if (s.role == role) return s.points;
  }
  return -1;
}

// Shares out the places of the roles from `role` on among the members.
class Sharing {
 public:
  Sharing(const TeamProblem& problem, const std::vector<int>& members)
      : problem_(problem), members_(members), held_(members.size()) {
    most_ = problem.most_roles_per_person > 0 ? problem.most_roles_per_person
                                              : static_cast<int>(problem.roles.size());
  }

  // Most points; -1 if it cannot be done.
  int64_t Best() {
    Place(0, 0, 0, 0);
    return best_;
  }
  const std::vector<uint32_t>& shares() const { return best_held_; }

 private:
  void Place(int role, int filled, size_t from, int64_t points) {
    if (role == static_cast<int>(problem_.roles.size())) {
      const bool idle =
          std::any_of(held_.begin(), held_.end(), [](uint32_t roles) { return roles == 0; });
      if (!idle && points > best_) {
        best_ = points;
        best_held_ = held_;
      }
      return;
    }
    if (filled == problem_.roles[static_cast<size_t>(role)].persons) {
      Place(role + 1, 0, 0, points);
      return;
    }
    for (size_t i = from; i < members_.size(); ++i) {
      const int more = PointsOf(problem_.people[static_cast<size_t>(members_[i])], role);
      if (more < 0 || std::popcount(held_[i]) == most_) continue;
      held_[i] |= uint32_t{1} << role;
      Place(role, filled + 1, i + 1, points + more);
      held_[i] &= ~(uint32_t{1} << role);
    }
  }

  const TeamProblem& problem_;
  const std::vector<int>& members_;
  int most_ = 0;
  std::vector<uint32_t> held_;  // roles by member, as bits
  int64_t best_ = kNone;
  std::vector<uint32_t> best_held_;
};

bool MayBeTogether(const TeamProblem& problem, const std::vector<int>& members) {
  for (const int a : members) {
    for (const int b : members) {
      if (a == b) continue;
      const uint64_t unit = problem.people[static_cast<size_t>(a)].unit;
      if (problem.one_per_unit && unit != 0 &&
          unit == problem.people[static_cast<size_t>(b)].unit) {
        return false;
      }
      for (const auto& [x, y] : problem.exclusive) {
        if (x == a && y == b) return false;
      }
    }
  }
  return true;
}

int JointHalfDays(const TeamProblem& problem, const std::vector<int>& members) {
  int sum = 0;
  const size_t years = problem.people[static_cast<size_t>(members[0])].days.size();
  for (size_t year = 0; year < years; ++year) {
    int free = 0;
    int most = std::numeric_limits<int>::max();
    for (int day = 0; day < 366; ++day) {
      bool morning = true, afternoon = true;
      for (const int m : members) {
        const YearHalves& halves = problem.people[static_cast<size_t>(m)].days[year];
        morning &= halves.mornings.Has(day);
        afternoon &= halves.afternoons.Has(day);
      }
      free += morning + afternoon;
    }
    for (const int m : members) {
      most = std::min(most, problem.people[static_cast<size_t>(m)].days[year].most);
    }
    sum += std::max(0, std::min(free, most));
  }
  return sum;
}

// Whether the people could be the team, whatever they do in it.
bool Allowed(const TeamProblem& problem, const std::vector<int>& members) {
  const int size = static_cast<int>(members.size());
  if (size < std::max(1, problem.min_size) || size > problem.SizeLimit()) return false;
  const auto in = [&](int person) {
    return std::find(members.begin(), members.end(), person) != members.end();
  };
  if (std::any_of(problem.excluded.begin(), problem.excluded.end(), in)) return false;
  if (!std::all_of(problem.pins.begin(), problem.pins.end(), in)) return false;
  uint64_t traits = 0;
  for (const int m : members) traits |= problem.people[static_cast<size_t>(m)].traits;
  if ((problem.needed_traits & ~traits) != 0) return false;
  int64_t cost = 0;
  for (const int m : members) cost += problem.people[static_cast<size_t>(m)].price_fen;
  if (problem.budget_fen.has_value() && cost > *problem.budget_fen) return false;
  if (!MayBeTogether(problem, members)) return false;
  return problem.joint_half_days == 0 || JointHalfDays(problem, members) >= problem.joint_half_days;
}

}  // namespace

std::optional<Team> BestTeamByForce(const TeamProblem& problem) {
  std::optional<Team> best;
  for (uint32_t set = 1; set < uint32_t{1} << problem.people.size(); ++set) {
    std::vector<int> members;
    for (size_t i = 0; i < problem.people.size(); ++i) {
      if ((set >> i & 1) != 0) members.push_back(static_cast<int>(i));
    }
    if (!Allowed(problem, members)) continue;
    std::sort(members.begin(), members.end(), [&](int a, int b) {
      return problem.people[static_cast<size_t>(a)].id < problem.people[static_cast<size_t>(b)].id;
    });
    Sharing sharing(problem, members);
    Team team;
    team.points = sharing.Best();
    if (team.points < 0) continue;
    for (size_t i = 0; i < members.size(); ++i) {
      Member member;
      member.person = members[i];
      for (size_t role = 0; role < problem.roles.size(); ++role) {
        if ((sharing.shares()[i] >> role & 1) != 0) member.roles.push_back(static_cast<int>(role));
      }
      team.members.push_back(std::move(member));
      team.cost_fen += problem.people[static_cast<size_t>(members[i])].price_fen;
    }
    if (problem.joint_half_days > 0) team.joint_half_days = JointHalfDays(problem, members);
    const auto rank = [](const Team& t) {
      return std::make_tuple(-t.points, t.cost_fen, t.members.size());
    };
    if (!best.has_value() || rank(team) < rank(*best)) best = team;
  }
  return best;
}

bool KeepsEveryRule(const TeamProblem& problem, const Team& team) {
  std::vector<int> members;
  std::vector<int> filled(problem.roles.size(), 0);
  int64_t points = 0, cost = 0;
  for (const Member& member : team.members) {
    members.push_back(member.person);
    cost += problem.people[static_cast<size_t>(member.person)].price_fen;
    if (member.roles.empty()) return false;
    if (problem.most_roles_per_person > 0 &&
        static_cast<int>(member.roles.size()) > problem.most_roles_per_person) {
      return false;
    }
    for (const int role : member.roles) {
      const int more = PointsOf(problem.people[static_cast<size_t>(member.person)], role);
      if (more < 0) return false;
      points += more;
      ++filled[static_cast<size_t>(role)];
    }
  }
  for (size_t role = 0; role < filled.size(); ++role) {
    if (filled[role] != problem.roles[role].persons) return false;
  }
  if (std::set<int>(members.begin(), members.end()).size() != members.size()) return false;
  if (points != team.points || cost != team.cost_fen || !Allowed(problem, members)) return false;
  return problem.joint_half_days == 0 || team.joint_half_days == JointHalfDays(problem, members);
}

TeamProblem MakeUpProblem(std::mt19937& random, int roles, int people) {
  const auto below = [&random](int end) {
    return static_cast<int>(random() % static_cast<uint32_t>(end));
  };
  TeamProblem problem;
  const bool redundant = below(3) == 0;
  for (int r = 0; r < roles; ++r) {
    problem.roles.push_back({absl::StrCat("role-", r), redundant && below(3) == 0 ? 2 : 1});
  }
  problem.most_roles_per_person = below(4);
  // Coarse points and prices make ties.
  const int grain = below(2) == 0 ? 1 : 2500;
  const int years = 1 + below(2);
  for (int i = 0; i < people; ++i) {
    Person person;
    person.id = absl::StrCat("p", (i * 7 + 3) % 1009 + 1000);
    person.price_fen = grain == 1 ? below(1000) : 100 * below(4);
    person.unit = static_cast<uint64_t>(below(4));
    for (int r = 0; r < roles; ++r) {
      if (below(5) < 3) person.roles.push_back({r, below(10001) / grain * grain});
    }
    person.traits = static_cast<uint64_t>(below(8));
    person.days.resize(static_cast<size_t>(years));
    for (YearHalves& year : person.days) {
      for (int day = 0; day < 8; ++day) {
        if (below(3) != 0) year.mornings.Add(day * 45);
        if (below(3) != 0) year.afternoons.Add(day * 45);
      }
      if (below(3) == 0) year.most = below(10);
    }
    problem.people.push_back(std::move(person));
  }
  if (below(2) == 0) problem.budget_fen = below(300 * roles);
  if (below(3) == 0) problem.max_size = 1 + below(roles);
  if (below(4) == 0) problem.min_size = 1 + below(problem.SizeLimit());
  if (below(2) == 0) problem.joint_half_days = 1 + below(8);
  if (below(4) == 0) problem.needed_traits = static_cast<uint64_t>(below(8));
  problem.one_per_unit = below(4) == 0;
  for (int i = below(3); i > 0; --i) {
    const int a = below(people), b = below(people);
    if (a != b) problem.exclusive = {{a, b}, {b, a}};
  }
  if (below(5) == 0) problem.pins.push_back(below(people));
  if (below(5) == 0) problem.excluded.push_back(below(people));
  return problem;
}

}  // namespace houniao::recruitment::composing
