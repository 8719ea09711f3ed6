// Made-up talents for the matching benchmark: as many as wanted from a seed, each by its number.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "common/population/population.h"

namespace houniao::bench {

// The days that the demands of the benchmark ask for lie in it.
inline constexpr int kServiceYear = 2027;

// Skills follow the sub-sector that a talent works in, as do industries; ranks, terms and places
// are independent. Nobody has more than one major or one served region, and nobody owns units, so
// that a table of fixed columns can hold what is not a list of skills or industries.
class MadeUpTalents {
 public:
  explicit MadeUpTalents(uint64_t seed);

  population::TalentFacts Get(uint64_t number) const;
  // One in twenty has some days of the service year booked; empty for the others.
  population::EngagementBookings BookingsOf(uint64_t number) const;

 private:
  class Dice;
  struct SubsectorData {
    std::vector<int> skills;
    std::vector<std::string> industries;
  };
  void AddSkills(const SubsectorData& own, Dice& dice, population::TalentFacts& facts) const;
  void AddTerms(Dice& dice, population::TalentFacts& facts) const;
  std::string IdOf(uint64_t number) const;

  uint64_t seed_;
  std::vector<SubsectorData> subsectors_;
  std::vector<std::string> classes_;  // four-digit codes of GB/T 4754
  std::vector<std::string> majors_;
  std::vector<std::string> areas_;  // six-digit codes of GB/T 2260
};

// Loads talents 0 to `count` as a first snapshot, and their bookings; prints progress to stderr.
std::unique_ptr<population::Population> LoadPopulation(const MadeUpTalents& talents,
                                                       uint64_t count);

}  // namespace houniao::bench
