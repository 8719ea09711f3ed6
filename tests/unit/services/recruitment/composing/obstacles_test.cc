#include "services/recruitment/composing/obstacles.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/unit/services/recruitment/composing/team_oracle.h"

namespace houniao::recruitment::composing {
namespace {

// The problem with only these wishes.
TeamProblem With(const TeamProblem& problem, const std::vector<Obstacle>& wishes) {
  TeamProblem with = problem;
  with.roles.clear();
  with.pins.clear();
  with.budget_fen.reset();
  with.joint_half_days = 0;
  with.min_size = 1;
  with.max_size = 0;
  std::vector<int> number(problem.roles.size(), -1);
  for (const Obstacle& wish : wishes) {
    switch (wish.kind) {
      case Obstacle::Kind::kRole:
        number[static_cast<size_t>(wish.index)] = static_cast<int>(with.roles.size());
        with.roles.push_back(problem.roles[static_cast<size_t>(wish.index)]);
        break;
      case Obstacle::Kind::kBudget:
        with.budget_fen = problem.budget_fen;
        break;
      case Obstacle::Kind::kJointDays:
        with.joint_half_days = problem.joint_half_days;
        break;
      case Obstacle::Kind::kSize:
        with.min_size = problem.min_size;
        with.max_size = problem.max_size;
        break;
      case Obstacle::Kind::kPin:
        with.pins.push_back(wish.index);
    }
  }
  for (Person& person : with.people) {
    for (Suitability& s : person.roles) s.role = number[static_cast<size_t>(s.role)];
    std::erase_if(person.roles, [](const Suitability& s) { return s.role < 0; });
  }
  return with;
}

bool HasTeam(const TeamProblem& problem) { return BestTeamByForce(problem).has_value(); }

bool HasTooLittleToDo(const TeamProblem& problem) {
  return problem.roles.empty() || problem.min_size > problem.Places() ||
         std::any_of(problem.pins.begin(), problem.pins.end(), [&](int pin) {
           return problem.people[static_cast<size_t>(pin)].roles.empty();
         });
}

TEST(FindObstacles, CannotBeHadTogetherButWithoutAnyOne) {
  std::mt19937 random(3);
  int seen = 0, of_several = 0;
  for (int round = 0; round < 3000; ++round) {
    const TeamProblem problem = MakeUpProblem(random, 1 + round % 4, 3 + round % 5);
    if (problem.needed_traits != 0 || HasTeam(problem)) continue;
    ++seen;
    const auto obstacles = FindObstacles(problem);
    ASSERT_TRUE(obstacles.ok()) << obstacles.status();
    ASSERT_TRUE(obstacles->proven);
    ASSERT_FALSE(obstacles->set.empty());
    of_several += obstacles->set.size() > 1;
    if (obstacles->set.size() == 1 && obstacles->set[0].kind == Obstacle::Kind::kRole) {
      const Obstacle& role = obstacles->set[0];
      if (role.possible < role.asked) continue;  // nobody, whatever else is asked for
    }
    ASSERT_FALSE(HasTeam(With(problem, obstacles->set))) << round;
    for (size_t i = 0; i < obstacles->set.size(); ++i) {
      std::vector<Obstacle> fewer = obstacles->set;
      fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
      const TeamProblem rest = With(problem, fewer);
      ASSERT_TRUE(HasTooLittleToDo(rest) || HasTeam(rest)) << round;
    }
  }
  EXPECT_GT(seen, 300);
  EXPECT_GT(of_several, 100);
}

TeamProblem TwoRoles() {
  TeamProblem problem;
  problem.roles = {{"lead", 1}, {"grid", 1}};
  problem.leader_role = 0;
  Person lead, grid;
  lead.id = "a";
  lead.price_fen = 600;
  lead.roles = {{0, 9000}};
  grid.id = "b";
  grid.price_fen = 700;
  grid.roles = {{1, 8000}};
  lead.days.resize(1);
  grid.days.resize(1);
  for (int day = 0; day < 10; ++day) {
    lead.days[0].mornings.Add(day);
    grid.days[0].mornings.Add(day + 4);
  }
  problem.people = {lead, grid};
  return problem;
}

TEST(FindObstacles, SaysHowFarOff) {
  TeamProblem problem = TwoRoles();
  problem.budget_fen = 1000;
  auto obstacles = FindObstacles(problem);
  ASSERT_TRUE(obstacles.ok());
  using Kind = Obstacle::Kind;
  EXPECT_EQ(obstacles->set,
            (std::vector<Obstacle>{
                {Kind::kRole, 0, 1, 1}, {Kind::kRole, 1, 1, 1}, {Kind::kBudget, -1, 1000, 1300}}));
  problem = TwoRoles();
  problem.joint_half_days = 9;
  obstacles = FindObstacles(problem);
  ASSERT_TRUE(obstacles.ok());
  EXPECT_EQ(obstacles->set.back(), (Obstacle{Kind::kJointDays, -1, 9, 6}));
  problem = TwoRoles();
  problem.max_size = 1;
  obstacles = FindObstacles(problem);
  ASSERT_TRUE(obstacles.ok());
  EXPECT_EQ(obstacles->set.back(), (Obstacle{Kind::kSize, -1, 1, 2}));
  problem = TwoRoles();
  problem.roles[1].persons = 2;
  problem.budget_fen = 1;
  obstacles = FindObstacles(problem);
  ASSERT_TRUE(obstacles.ok());
  EXPECT_EQ(obstacles->set, (std::vector<Obstacle>{{Kind::kRole, 1, 2, 1}}));
}

}  // namespace
}  // namespace houniao::recruitment::composing
