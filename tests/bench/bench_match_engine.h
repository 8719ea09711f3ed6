// MatchTalents of the engine, measured from the demand to the finished answer, on one thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "common/population/population.h"
#include "tests/bench/bench_match_demands.h"

namespace houniao::bench {

inline constexpr int kTopK = 20;

struct Listed {
  std::string id;
  int score = 0;

  bool operator==(const Listed&) const = default;
};

struct Timed {
  double median_ms = 0;
  double p99_ms = 0;
  double cpu_ms = 0;  // median of what the processor worked
  int runs = 0;
};

struct EngineAnswer {
  std::vector<Listed> listed;
  Timed list;        // the list alone
  Timed with_count;  // and how many pass
  int64_t eligible = 0;
};

// The best 20 of the demand. At least `runs` runs of each, more of what is quick.
EngineAnswer AskEngine(const population::Population& people, const BenchDemand& demand, int runs);

}  // namespace houniao::bench
