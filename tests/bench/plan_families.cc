#include "tests/bench/plan_families.h"

#include <algorithm>

namespace houniao::bench {
namespace {

using recruitment::planning::PlanProblem;

// SplitMix64: the same numbers everywhere.
class Dice {
 public:
  explicit Dice(uint64_t seed) : state_(seed) {}

  uint32_t Below(uint32_t n) { return static_cast<uint32_t>((Next() >> 32) * n >> 32); }

 private:
  uint64_t Next() {
    uint64_t z = state_ += 0x9e3779b97f4a7c15;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }

  uint64_t state_;
};

struct Fit {
  uint32_t demand;
  uint32_t talent;
  int32_t score;
};

std::vector<Fit> MakeFits(const PlanFamily& family, Dice& dice) {
  std::vector<Fit> fits;
  std::vector<uint32_t> demands;
  const uint32_t third = static_cast<uint32_t>(family.offers_per_talent) * 2 / 3;
  for (uint32_t t = 0; t < static_cast<uint32_t>(family.talents); ++t) {
    const int32_t quality = static_cast<int32_t>(dice.Below(3000));
    const size_t count = third + dice.Below(third + 1);
    demands.clear();
    while (demands.size() < count) {
      const uint32_t demand = dice.Below(static_cast<uint32_t>(family.demands));
      if (std::find(demands.begin(), demands.end(), demand) == demands.end()) {
        demands.push_back(demand);
      }
    }
    for (const uint32_t demand : demands) {
      const int32_t score =
          family.distinct_scores == 0
              ? 4000 + quality + static_cast<int32_t>(dice.Below(3001))
              : 10000 - 1000 * static_cast<int32_t>(
                                   dice.Below(static_cast<uint32_t>(family.distinct_scores)));
      fits.push_back({demand, t, score});
    }
  }
  return fits;
}

}  // namespace

std::vector<PlanFamily> PlanFamilies(bool quick) {
  std::vector<PlanFamily> families = {
      {"district", 100'000, 1'000, 30, 3, 0, 50, 5},
      {"province", 1'000'000, 10'000, 30, 3, 0, 200, 1},
      {"half the talents are needed", 100'000, 1'000, 30, 50, 0, 1, 3},
      {"ties, talents for every seat", 100'000, 1'000, 30, 50, 5, 1, 5},
      {"ties, as many seats as talents", 100'000, 1'000, 30, 100, 5, 1, 5},
      {"ties, twice as many seats", 100'000, 1'000, 30, 200, 5, 1, 5},
      {"ties, few offers, scarce seats", 100'000, 1'000, 6, 90, 2, 1, 5},
      {"ties, few offers, 3 scores", 100'000, 1'000, 6, 100, 3, 1, 5},
  };
  if (quick) {
    for (PlanFamily& family : families) {
      family.talents /= 100;
      family.demands = std::max(family.offers_per_talent * 2, family.demands / 100);
      family.seats_per_demand = std::max(1, family.seats_per_demand / 6);
      family.goal = 0;
    }
  }
  return families;
}

PlanProblem MakeProblem(const PlanFamily& family, uint64_t seed) {
  Dice dice(seed);
  PlanProblem problem;
  problem.talent_count = static_cast<uint32_t>(family.talents);
  problem.demands.resize(static_cast<size_t>(family.demands));
  for (auto& demand : problem.demands) {
    demand.headcount = 1 + static_cast<int32_t>(
                               dice.Below(static_cast<uint32_t>(family.seats_per_demand) * 2 - 1));
  }
  const std::vector<Fit> fits = MakeFits(family, dice);
  problem.first.assign(problem.demands.size() + 1, 0);
  for (const Fit& fit : fits) ++problem.first[fit.demand + 1];
  for (size_t d = 0; d < problem.demands.size(); ++d) problem.first[d + 1] += problem.first[d];
  problem.talent.resize(fits.size());
  problem.score.resize(fits.size());
  std::vector<uint32_t> next(problem.first.begin(), problem.first.end() - 1);
  for (const Fit& fit : fits) {
    problem.talent[next[fit.demand]] = fit.talent;
    problem.score[next[fit.demand]++] = fit.score;
  }
  return problem;
}

}  // namespace houniao::bench
