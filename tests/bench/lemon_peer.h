// LEMON's network simplex on a planning problem: the peer of bench_plan.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "services/recruitment/planning/problem.h"

namespace houniao::bench {

// How the problem is put and which pivot rule works on it: it matters by a factor of 20.
struct LemonSetting {
  bool circulation = true;  // all flow through one hub; else supplies and demands at the nodes
  int pivot_rule = 3;       // NetworkSimplex::PivotRule: 2 block, 3 candidate list, 4 altering list
  bool mix_arcs = true;

  std::string ToString() const;
};

// All that are tried.
std::vector<LemonSetting> LemonSettings();

struct LemonRun {
  double seconds = 0;  // of run() alone: graph and simplex are built before
  int64_t total = 0;
};

LemonRun RunLemon(const recruitment::planning::PlanProblem& problem, const LemonSetting& setting);

std::string LemonVersion();

}  // namespace houniao::bench
