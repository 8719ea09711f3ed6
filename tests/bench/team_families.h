// Made-up team problems of the sizes that bench_team measures.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "services/recruitment/composing/team_problem.h"

namespace houniao::bench {

struct TeamFamily {
  std::string name;
  int roles = 12;
  int people = 5000;
  int64_t budget_fen = 0;  // 0: none
  int max_size = 8;
  int most_roles_per_person = 3;
  int half_days = 0;  // of the window; 0: days do not matter
  int joint_half_days = 0;
  bool with_peer = true;
  // Named in the table: whether the goal of PERFORMANCE.md is about this one.
  bool has_goal = false;
};

std::vector<TeamFamily> TeamFamilies(bool quick);

// People have a quality; what they bring in one to five roles and what they cost go with it.
recruitment::composing::TeamProblem MakeTeamProblem(const TeamFamily& family, uint64_t seed);

}  // namespace houniao::bench
