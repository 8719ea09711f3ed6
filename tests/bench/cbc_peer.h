// The same team problem as an integer program for COIN-OR CBC.
#pragma once

#include <cstdint>
#include <string>

#include "services/recruitment/composing/team_problem.h"

namespace houniao::bench {

struct CbcAnswer {
  bool ran = false;      // false: there is no cbc
  bool optimal = false;  // false: the time was up
  int64_t points = 0;    // of the best found
  double seconds = 0;    // of the solve, as cbc says; reading the file is not in it
};

// Most points alone: what comes after them (cost, size) only makes it slower. One thread.
// The most useful of the formulations that were tried: a person's roles are tied to the person one
// by one (x <= y), half days are tied to all who are busy in one row.
CbcAnswer SolveWithCbc(const recruitment::composing::TeamProblem& problem, int limit_seconds);
std::string CbcVersion();

}  // namespace houniao::bench
