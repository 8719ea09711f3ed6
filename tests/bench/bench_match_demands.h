// The three demands of the matching benchmark.
#pragma once

#include <string>
#include <vector>

#include "services/recruitment/matching/subject.h"

namespace houniao::bench {

struct BenchDemand {
  std::string name;
  recruitment::Subject subject;
};

// selective: a rare skill at a level, in an industry, with days; about one in a thousand passes.
// medium: years, education and a wide industry are musts, and days; about one in twenty.
// score-all: nothing is a must, so that everybody whom the law lets serve is scored.
std::vector<BenchDemand> BenchDemands();

// As many as wanted of the selective kind, which differ in skill, level, fee and days:
// `demands/selective-0` and so on.
std::vector<BenchDemand> SelectiveDemands(int count);

}  // namespace houniao::bench
