// Made-up facts, bookings and queries from a seed. Values are few and close together, so that
// gates are met and missed about as often.
#pragma once

#include <random>
#include <string>
#include <vector>

#include "common/population/population.h"

namespace houniao::population {

class MadeUp {
 public:
  explicit MadeUp(uint32_t seed) : random_(seed) {}

  // In [0, end).
  int Below(int end);
  bool OneIn(int n) { return Below(n) == 0; }
  // Some are longer than what a row holds inline.
  std::string Id(int people);
  TalentFacts Facts(std::string id);
  // Days of 2027-10-01 to 2029-03-31: two New Years and a 29 February.
  int Day();
  ServiceWindow Window(int longest);
  EngagementBookings Bookings(int people, int engagements);
  Query MakeQuery();

 private:
  SeasonWindow Season();
  std::string Industry();
  std::string Region();
  std::string Major();
  std::string Post();
  uint64_t Unit();
  RestrictionFact Restriction();

  std::mt19937 random_;
};

}  // namespace houniao::population
