// Matching done the slow and plain way: every fact, every day, one talent after the other.
#pragma once

#include <map>
#include <random>
#include <string>
#include <vector>

#include "common/population/facts.h"
#include "services/recruitment/matching/subject.h"
#include "services/recruitment/matching/weights.h"
#include "tests/unit/common/population/oracle.h"

#include "houniao/recruitment/v1/match.pb.h"

namespace houniao::recruitment {

struct OracleEntry {
  std::string id;
  int score = 0;

  bool operator==(const OracleEntry&) const = default;
};

class MatchOracle {
 public:
  population::Oracle people;  // talents (normalized), bookings, days of rest

  // The first gate that fails, in the order of the enum; GATE_UNSPECIFIED if none does.
  v1::Gate FirstFailed(const population::TalentFacts& facts, const Subject& subject) const;
  int ScoreOf(const population::TalentFacts& facts, const Subject& subject,
              const CriterionWeights& weights) const;
  // All who pass every gate, best first.
  std::vector<OracleEntry> Ranking(const Subject& subject, const CriterionWeights& weights) const;

 private:
  int Remaining(const population::TalentFacts& facts, const Subject& subject) const;
  int InSeason(const population::TalentFacts& facts, const Subject& subject) const;
};

// A random demand from a seed, over the same few values as the made-up talents.
class MadeUpDemands {
 public:
  explicit MadeUpDemands(uint32_t seed) : random_(seed) {}

  v1::Demand Make();
  v1::ScoringWeights WeightsMessage();
  int Below(int end) { return static_cast<int>(random_() % static_cast<uint32_t>(end)); }
  bool OneIn(int n) { return Below(n) == 0; }

 private:
  void AddRequirement(v1::Demand& demand);

  std::mt19937 random_;
};

}  // namespace houniao::recruitment
