#include "services/recruitment/planning/problem.h"

#include "gtest/gtest.h"

namespace houniao::recruitment::planning {
namespace {

// One demand with every second talent as a candidate: more than are checked side by side, and a
// rest.
constexpr uint32_t kCandidates = 41;

PlanProblem Sound() {
  PlanProblem problem;
  problem.talent_count = 2 * kCandidates;
  problem.demands.emplace_back();
  problem.first = {0, kCandidates};
  for (uint32_t i = 0; i < kCandidates; ++i) {
    problem.talent.push_back(2 * i + 1);
    problem.score.push_back(i % 2 == 0 ? 0 : kMaxPoints / 4);
  }
  return problem;
}

TEST(CheckProblem, TakesWhatFitsTogether) {
  EXPECT_TRUE(CheckProblem(Sound()).ok());
  EXPECT_TRUE(CheckProblem({.talent_count = 0, .demands = {}, .first = {0}}).ok());
}

TEST(CheckProblem, RefusesAScoreOutOfRangeAtEveryPlace) {
  for (uint32_t place = 0; place < kCandidates; ++place) {
    for (const int32_t score : {-1, INT32_MIN, -kMaxPoints, kMaxPoints / 4 + 1, INT32_MAX}) {
      PlanProblem problem = Sound();
      problem.score[place] = score;
      EXPECT_TRUE(absl::IsInvalidArgument(CheckProblem(problem))) << place << ": " << score;
    }
  }
}

TEST(CheckProblem, RefusesATalentTwiceOrOutOfOrderAtEveryPlace) {
  for (uint32_t place = 1; place < kCandidates; ++place) {
    for (const uint32_t less : {0u, 1u}) {
      PlanProblem problem = Sound();
      problem.talent[place] = problem.talent[place - 1] - less;
      EXPECT_TRUE(absl::IsInvalidArgument(CheckProblem(problem))) << place << ": " << less;
    }
  }
}

TEST(CheckProblem, RefusesATalentNobodyKnows) {
  PlanProblem problem = Sound();
  problem.talent.back() = problem.talent_count;
  EXPECT_TRUE(absl::IsInvalidArgument(CheckProblem(problem)));
}

}  // namespace
}  // namespace houniao::recruitment::planning
