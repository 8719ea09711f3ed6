// Random problems and slow, obvious answers to hold plans against.
#pragma once

#include <cstdint>
#include <random>
#include <set>
#include <vector>

#include "services/recruitment/planning/plan.h"
#include "services/recruitment/planning/planner.h"
#include "services/recruitment/planning/problem.h"

namespace houniao::recruitment::planning {

struct Shape {
  int max_talents = 5;
  int max_demands = 4;
  int max_headcount = 2;
  int percent_edges = 60;
  int score_step = 1;  // scores are multiples of it: many ties when large
  int max_score = 10000;
  bool bonuses = false;
  bool pins = false;  // may be in conflict
  bool days = false;
};

PlanProblem RandomProblem(const Shape& shape, uint32_t seed);

// What the pairs are worth, or -1 if they are no plan: judged by the text of problem.h alone.
int64_t Worth(const PlanProblem& problem, const std::set<TalentAndDemand>& pairs);
// The best worth of all plans with all pins, by trying every set of edges; -1 if there is none.
int64_t BestWorth(const PlanProblem& problem);
// Whether the talent can serve the demands together: by placing half day after half day.
bool CanServe(const PlanProblem& problem, uint32_t talent, const std::vector<uint32_t>& demands);

std::set<TalentAndDemand> PairsOf(const Plan& plan);
absl::StatusOr<Plan> MakePlan(const PlanProblem& problem, PlanAim aim = PlanAim::kBestTotal);

}  // namespace houniao::recruitment::planning
