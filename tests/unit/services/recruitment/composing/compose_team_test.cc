#include "services/recruitment/composing/compose_team.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "services/recruitment/composing/large_team.h"
#include "tests/unit/services/recruitment/composing/team_oracle.h"

namespace houniao::recruitment::composing {
namespace {

TEST(ComposeTeam, IsTheBestOfAllTeams) {
  std::mt19937 random(1);
  int found = 0;
  for (int round = 0; round < 4000; ++round) {
    const TeamProblem problem = MakeUpProblem(random, 1 + round % 5, 3 + round % 7);
    ASSERT_TRUE(CheckProblem(problem).ok());
    const auto best = BestTeamByForce(problem);
    const auto composed = ComposeTeam(problem);
    ASSERT_TRUE(composed.ok()) << composed.status();
    ASSERT_TRUE(composed->proven) << round;
    ASSERT_EQ(composed->team.has_value(), best.has_value()) << round;
    if (!best.has_value()) continue;
    ++found;
    ASSERT_TRUE(KeepsEveryRule(problem, *composed->team)) << round;
    ASSERT_EQ(composed->team->points, best->points) << round;
    ASSERT_EQ(composed->team->cost_fen, best->cost_fen) << round;
    ASSERT_EQ(composed->team->members.size(), best->members.size()) << round;
    ASSERT_EQ(composed->points_bound, best->points);
  }
  // The problems are neither all easy nor all hopeless.
  EXPECT_GT(found, 1000);
  EXPECT_LT(found, 3700);
}

TEST(ComposeTeam, DoesNotDependOnTheOrderOfPeople) {
  std::mt19937 random(2);
  for (int round = 0; round < 300; ++round) {
    TeamProblem problem = MakeUpProblem(random, 4, 12);
    problem.pins.clear();
    problem.excluded.clear();
    problem.exclusive.clear();
    TeamProblem turned = problem;
    std::shuffle(turned.people.begin(), turned.people.end(), random);
    const auto one = ComposeTeam(problem), other = ComposeTeam(turned);
    ASSERT_TRUE(one.ok() && other.ok());
    ASSERT_EQ(one->team.has_value(), other->team.has_value());
    if (!one->team.has_value()) continue;
    ASSERT_EQ(one->team->members.size(), other->team->members.size());
    for (size_t i = 0; i < one->team->members.size(); ++i) {
      const Member& a = one->team->members[i];
      const Member& b = other->team->members[i];
      EXPECT_EQ(problem.people[static_cast<size_t>(a.person)].id,
                turned.people[static_cast<size_t>(b.person)].id);
      EXPECT_EQ(a.roles, b.roles);
    }
  }
}

// The pieces that the search is done in, made so small that every way through it is taken.
TEST(SearchTeam, IsTheSameInSmallPieces) {
  std::mt19937 random(4);
  for (int round = 0; round < 2000; ++round) {
    const TeamProblem problem = MakeUpProblem(random, 2 + round % 4, 4 + round % 5);
    const CrewSpace space(problem, Aim::kPoints);
    SearchLimits limits;
    limits.root_nodes = limits.part_nodes = 1 + round % 9;
    limits.listed_at_once = round % 2 == 0 ? 0 : 40;
    Effort effort;
    effort.limit = 100'000'000;
    Incumbent none;
    none.profit = space.floor_profit();
    const SearchOutcome outcome = SearchTeam(space, none, effort, limits);
    const auto best = BestTeamByForce(problem);
    ASSERT_TRUE(outcome.proven) << round;
    ASSERT_EQ(outcome.best.found(), best.has_value()) << round;
    if (!best.has_value()) continue;
    const int64_t profit = space.weights().point * best->points -
                           space.weights().fen * best->cost_fen -
                           static_cast<int64_t>(best->members.size());
    ASSERT_EQ(outcome.best.profit, profit) << round;
  }
}

TEST(SearchTeam, BoundsWhatItGaveUp) {
  std::mt19937 random(5);
  int given_up = 0;
  for (int round = 0; round < 400; ++round) {
    const TeamProblem problem = MakeUpProblem(random, 4, 9);
    ComposeOptions options;
    options.effort = 1 + round;
    const auto composed = ComposeTeam(problem, options);
    ASSERT_TRUE(composed.ok());
    const auto best = BestTeamByForce(problem);
    given_up += !composed->proven;
    if (best.has_value()) {
      ASSERT_GE(composed->points_bound, best->points) << round;
    }
    if (composed->team.has_value()) {
      ASSERT_TRUE(KeepsEveryRule(problem, *composed->team));
      ASSERT_LE(composed->team->points, composed->points_bound);
    }
  }
  EXPECT_GT(given_up, 50);
}

TEST(SearchTeam, StopsWhenCancelled) {
  std::mt19937 random(6);
  const TeamProblem problem = MakeUpProblem(random, 5, 400);
  ComposeOptions options;
  options.cancelled = [] { return true; };
  const auto composed = ComposeTeam(problem, options);
  ASSERT_TRUE(composed.ok());
  EXPECT_FALSE(composed->team.has_value());
  EXPECT_FALSE(composed->proven);
}

TEST(SearchLargeTeam, KeepsTheRulesAndItsBound) {
  std::mt19937 random(7);
  int found = 0, teams = 0;
  for (int round = 0; round < 600; ++round) {
    const TeamProblem problem = MakeUpProblem(random, 2 + round % 4, 5 + round % 5);
    const CrewSpace space(problem, Aim::kPoints);
    Effort effort;
    effort.limit = 10'000'000;
    const SearchOutcome outcome = SearchLargeTeam(space, effort);
    const auto best = BestTeamByForce(problem);
    teams += best.has_value();
    if (outcome.best.found()) {
      ++found;
      ASSERT_TRUE(best.has_value()) << round;
      ASSERT_LE(space.PointsWithin(outcome.best.profit), best->points) << round;
    }
    if (!best.has_value()) continue;
    ASSERT_GE(space.PointsWithin(outcome.bound), best->points) << round;
    if (outcome.proven) {
      ASSERT_TRUE(outcome.best.found());
    }
  }
  EXPECT_GT(found * 10, teams * 7);
}

TEST(ComposeTeam, BeyondSixteenRolesSaysHowFarOff) {
  std::mt19937 random(8);
  TeamProblem problem = MakeUpProblem(random, 24, 300);
  problem.budget_fen = 20000;
  problem.max_size = 0;
  problem.min_size = 1;
  problem.joint_half_days = 0;
  problem.needed_traits = 5;
  problem.most_roles_per_person = 3;
  problem.pins = {5};
  problem.excluded = {6};
  const auto composed = ComposeTeam(problem);
  ASSERT_TRUE(composed.ok());
  ASSERT_TRUE(composed->team.has_value());
  EXPECT_TRUE(KeepsEveryRule(problem, *composed->team));
  EXPECT_GE(composed->points_bound, composed->team->points);
  // Near enough to be of use: within two percent.
  EXPECT_LE(50 * (composed->points_bound - composed->team->points), composed->points_bound);
}

TEST(FindSubstitutes, AreTheBestWhoCanStepIn) {
  std::mt19937 random(9);
  int stepped_in = 0;
  for (int round = 0; round < 200; ++round) {
    const TeamProblem problem = MakeUpProblem(random, 3, 7);
    const auto composed = ComposeTeam(problem);
    ASSERT_TRUE(composed.ok());
    if (!composed->team.has_value()) continue;
    const Team& team = *composed->team;
    const auto substitutions = FindSubstitutes(problem, team, 3);
    ASSERT_TRUE(substitutions.ok());
    ASSERT_EQ(substitutions->size(), team.members.size());
    for (const Substitution& substitution : *substitutions) {
      TeamProblem without = problem;
      std::erase(without.pins, substitution.dropped);
      without.excluded.push_back(substitution.dropped);
      const auto anew = BestTeamByForce(without);
      ASSERT_EQ(substitution.best_team.has_value(), anew.has_value());
      if (anew.has_value()) {
        ASSERT_EQ(substitution.lost_points, team.points - anew->points);
      }
      for (const Member& member : team.members) {
        if (member.person == substitution.dropped) continue;
        if (std::find(without.pins.begin(), without.pins.end(), member.person) ==
            without.pins.end()) {
          without.pins.push_back(member.person);
        }
      }
      without.max_size = static_cast<int>(team.members.size());
      for (const Substitution::StepIn& step_in : substitution.step_ins) {
        const auto best = BestTeamByForce(without);
        ASSERT_TRUE(best.has_value());
        ASSERT_EQ(step_in.team.points, best->points);
        ASSERT_EQ(step_in.lost_points, team.points - best->points);
        if (step_in.person < 0) break;
        ++stepped_in;
        without.excluded.push_back(step_in.person);
      }
      if (substitution.step_ins.empty()) {
        ASSERT_FALSE(BestTeamByForce(without).has_value());
      }
    }
  }
  EXPECT_GT(stepped_in, 100);
}

TEST(CheckProblem, NamesWhatIsWrong) {
  const auto wrong = [](auto change) {
    std::mt19937 random(10);
    TeamProblem problem = MakeUpProblem(random, 3, 5);
    change(problem);
    return !CheckProblem(problem).ok() && !ComposeTeam(problem).ok();
  };
  EXPECT_TRUE(wrong([](TeamProblem& p) { p.roles.clear(); }));
  EXPECT_TRUE(wrong([](TeamProblem& p) { p.roles[1].key = p.roles[0].key; }));
  EXPECT_TRUE(wrong([](TeamProblem& p) { p.roles[0].persons = 0; }));
  EXPECT_TRUE(wrong([](TeamProblem& p) { p.roles.resize(65); }));
  EXPECT_TRUE(wrong([](TeamProblem& p) { p.people[1].id = p.people[0].id; }));
  EXPECT_TRUE(wrong([](TeamProblem& p) { p.people[0].price_fen = -1; }));
  EXPECT_TRUE(wrong([](TeamProblem& p) { p.people[0].roles = {{9, 1}}; }));
  EXPECT_TRUE(wrong([](TeamProblem& p) { p.people[0].roles = {{1, 1}, {1, 2}}; }));
  EXPECT_TRUE(wrong([](TeamProblem& p) { p.leader_role = 3; }));
  EXPECT_TRUE(wrong([](TeamProblem& p) {
    p.leader_role = 0;
    p.roles[0].persons = 2;
  }));
  EXPECT_TRUE(wrong([](TeamProblem& p) { p.budget_fen = -1; }));
  EXPECT_TRUE(wrong([](TeamProblem& p) {
    p.max_size = 1;
    p.min_size = 2;
  }));
  EXPECT_TRUE(wrong([](TeamProblem& p) { p.pins = {7}; }));
  EXPECT_TRUE(wrong([](TeamProblem& p) { p.exclusive = {{1, 1}}; }));
  EXPECT_TRUE(wrong([](TeamProblem& p) {
    p.budget_fen.reset();
    p.people[0].price_fen = int64_t{1} << 50;
  }));
}

}  // namespace
}  // namespace houniao::recruitment::composing
