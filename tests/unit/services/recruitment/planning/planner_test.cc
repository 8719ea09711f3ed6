// What a plan says beside who serves where, and how it behaves while it is made.
#include "services/recruitment/planning/planner.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

#include "services/recruitment/planning/memory.h"
#include "tests/unit/services/recruitment/planning/plan_oracle.h"

namespace houniao::recruitment::planning {
namespace {

PlanProblem Small(uint32_t talents, std::vector<int32_t> headcounts) {
  PlanProblem problem;
  problem.talent_count = talents;
  for (const int32_t headcount : headcounts) problem.demands.push_back({.headcount = headcount});
  problem.first = {0};
  return problem;
}

void AddDemand(PlanProblem& problem, std::vector<std::pair<uint32_t, int32_t>> candidates) {
  for (const auto& [talent, score] : candidates) {
    problem.talent.push_back(talent);
    problem.score.push_back(score);
  }
  problem.first.push_back(static_cast<uint32_t>(problem.talent.size()));
}

// Hard enough to be asked several times whether it should go on.
PlanProblem Large(bool days) {
  std::mt19937 random(1);
  PlanProblem problem;
  problem.talent_count = days ? 3000 : 60000;
  problem.first = {0};
  for (int d = 0; d < 300; ++d) {
    problem.demands.push_back({.headcount = days ? 8 : 190});
    for (uint32_t t = 0; t < problem.talent_count; ++t) {
      if (random() % 20 != 0) continue;
      problem.talent.push_back(t);
      problem.score.push_back(5000 + static_cast<int32_t>(random() % 3000));
    }
    problem.first.push_back(static_cast<uint32_t>(problem.talent.size()));
  }
  if (!days) return problem;
  PlanDays calendar;
  calendar.axis = HalfDayAxis(20500, 20700);
  for (int set = 0; set < 8; ++set) {
    HalfDaySet days_of_set = calendar.axis.Empty();
    for (int day = 20500 + set * 20; day < 20560 + set * 20; ++day) {
      calendar.axis.Add(days_of_set, {day, population::kWholeDay});
    }
    calendar.sets.push_back(days_of_set);
  }
  for (uint32_t t = 0; t < problem.talent_count; ++t) {
    calendar.free_set.push_back(random() % 8);
    for (size_t year = 0; year < calendar.axis.years(); ++year) calendar.capacity.push_back(60);
  }
  for (PlanDemand& demand : problem.demands) {
    demand.half_days = 20;
    demand.day_set = random() % 8;
  }
  problem.days = std::move(calendar);
  return problem;
}

TEST(Planner, EqualInputGivesEqualOutput) {
  for (const bool days : {false, true}) {
    for (uint32_t seed = 0; seed < 15; ++seed) {
      const PlanProblem problem = RandomProblem(
          {.max_talents = 25, .max_demands = 10, .score_step = 1000, .days = days}, seed);
      for (const PlanAim aim : {PlanAim::kBestTotal, PlanAim::kStable}) {
        const absl::StatusOr<Plan> once = MakePlan(problem, aim);
        const absl::StatusOr<Plan> again = MakePlan(problem, aim);
        ASSERT_TRUE(once.ok() && again.ok());
        EXPECT_EQ(*once, *again);
      }
    }
  }
}

TEST(Planner, BeingWatchedChangesNothing) {
  const PlanProblem problem = Large(false);
  const absl::StatusOr<Plan> alone = MakePlan(problem);
  std::vector<PlanProgress> seen;
  Control control([&](const PlanProgress& progress) { seen.push_back(progress); },
                  [] { return false; });
  const absl::StatusOr<Plan> watched = MakePlan(problem, {}, control);
  ASSERT_TRUE(alone.ok() && watched.ok());
  EXPECT_EQ(*alone, *watched);
  ASSERT_FALSE(seen.empty());
  for (const PlanProgress& progress : seen) {
    EXPECT_LE(progress.done, progress.total);
    EXPECT_LE(progress.primal, watched->bound);
    if (progress.bound > 0) {
      EXPECT_GE(progress.bound, watched->primal);
    }
  }
}

void ExpectPromptCancel(const PlanProblem& problem) {
  using Clock = std::chrono::steady_clock;
  std::vector<Clock::duration> gaps;
  Clock::time_point last = Clock::now();
  int polls = 0;
  Control control(nullptr, [&] {
    gaps.push_back(Clock::now() - last);
    last = Clock::now();
    return ++polls == 6;
  });
  const absl::StatusOr<Plan> plan = MakePlan(problem, {}, control);
  EXPECT_EQ(plan.status().code(), absl::StatusCode::kCancelled);
  EXPECT_EQ(polls, 6) << "asked again after it was cancelled";
  // Generous: sanitizers slow everything down, and machines are shared.
  std::sort(gaps.begin() + 1, gaps.end());
  EXPECT_LT(gaps[gaps.size() / 2], std::chrono::milliseconds(100));
  EXPECT_LT(Clock::now() - last, std::chrono::seconds(1));
}

TEST(Planner, StopsSoonAfterACancel) { ExpectPromptCancel(Large(false)); }
TEST(Planner, StopsSoonAfterACancelWithDays) { ExpectPromptCancel(Large(true)); }

TEST(Planner, SaysWhySeatsStayEmpty) {
  PlanProblem problem = Small(3, {2, 1, 3, 1});
  AddDemand(problem, {{0, 9000}, {1, 8000}});
  AddDemand(problem, {});
  AddDemand(problem, {{2, 7000}});
  AddDemand(problem, {{0, 6500}, {1, 7900}});
  const absl::StatusOr<Plan> plan = MakePlan(problem);
  ASSERT_TRUE(plan.ok());
  EXPECT_EQ(plan->primal, 9000 + 8000 + 7000);
  EXPECT_EQ(plan->demands[0].empty_because, EmptyBecause::kFilled);
  EXPECT_EQ(plan->demands[1].empty_because, EmptyBecause::kNoCandidates);
  EXPECT_EQ(plan->demands[2].empty_because, EmptyBecause::kAllCandidatesServe);
  EXPECT_EQ(plan->demands[2].filled, 1);
  EXPECT_EQ(plan->demands[3].empty_because, EmptyBecause::kServeOthers);
  EXPECT_EQ(plan->demands[3].points_short, 100);
}

TEST(Planner, UrgentDemandsAreServedFirst) {
  PlanProblem problem = Small(1, {1, 1});
  problem.demands[1].seat_reward = 2000;
  AddDemand(problem, {{0, 9000}});
  AddDemand(problem, {{0, 7500}});
  const absl::StatusOr<Plan> plan = MakePlan(problem);
  ASSERT_TRUE(plan.ok());
  EXPECT_EQ(PairsOf(*plan), (std::set<TalentAndDemand>{{0, 1}}));
  EXPECT_EQ(plan->score, 7500);
  EXPECT_EQ(plan->primal, 9500);
}

TEST(Planner, PeopleStayUnlessItPaysToMoveThem) {
  PlanProblem problem = Small(2, {1, 1});
  AddDemand(problem, {{0, 9000}, {1, 8000}});
  AddDemand(problem, {{0, 8000}, {1, 7500}});
  problem.previous = {{0, 1}, {1, 0}};  // 16000; the best is 16500
  problem.upset_points = 300;
  absl::StatusOr<Plan> plan = MakePlan(problem);
  ASSERT_TRUE(plan.ok());
  EXPECT_EQ(plan->score, 16000);
  EXPECT_EQ(plan->upset, 0);
  EXPECT_TRUE(plan->seats[0].kept);
  problem.upset_points = 200;
  plan = MakePlan(problem);
  ASSERT_TRUE(plan.ok());
  EXPECT_EQ(plan->score, 16500);
  EXPECT_EQ(plan->upset, 2);
}

TEST(Planner, RefusesWhatMemoryCannotHoldAndSaysWhatWouldFit) {
  const PlanProblem problem = Large(false);
  PlanOptions options;
  options.max_bytes = 16 << 20;
  Control control;
  const absl::StatusOr<Plan> plan = MakePlan(problem, options, control);
  EXPECT_EQ(plan.status().code(), absl::StatusCode::kResourceExhausted);
  EXPECT_THAT(std::string(plan.status().message()),
              testing::HasSubstr("candidates a demand it would fit"));
  PlanSize size{60000, 300, 0, false};
  size.edges = EdgesThatFit(size, options.max_bytes);
  EXPECT_TRUE(CheckMemory(size, options.max_bytes).ok());
  ++size.edges;
  EXPECT_FALSE(CheckMemory(size, options.max_bytes).ok());
  EXPECT_EQ(EdgesThatFit({1'000'000'000, 1, 0, true}, options.max_bytes), 0);
}

TEST(Planner, RefusesProblemsThatAreNone) {
  PlanProblem problem = Small(2, {1});
  AddDemand(problem, {{0, 1}, {1, 2}});
  ASSERT_TRUE(MakePlan(problem).ok());
  const auto refused = [](PlanProblem bad) {
    return MakePlan(bad).status().code() == absl::StatusCode::kInvalidArgument;
  };
  PlanProblem bad = problem;
  bad.demands[0].headcount = -1;
  EXPECT_TRUE(refused(bad));
  bad = problem;
  bad.talent = {1, 1};
  EXPECT_TRUE(refused(bad));
  bad = problem;
  bad.talent[1] = 2;
  EXPECT_TRUE(refused(bad));
  bad = problem;
  bad.score[0] = -1;
  EXPECT_TRUE(refused(bad));
  bad = problem;
  bad.first = {0};
  EXPECT_TRUE(refused(bad));
  bad = problem;
  bad.pins = {{0, 1}};
  EXPECT_TRUE(refused(bad));
  bad = problem;
  bad.days.emplace();
  EXPECT_TRUE(refused(bad));
}

TEST(Planner, PlansNothing) {
  PlanProblem problem;
  problem.first = {0};
  const absl::StatusOr<Plan> plan = MakePlan(problem);
  ASSERT_TRUE(plan.ok());
  EXPECT_TRUE(plan->seats.empty());
  EXPECT_EQ(plan->bound, 0);
}

}  // namespace
}  // namespace houniao::recruitment::planning
