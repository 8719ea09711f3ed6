// The population done the slow and plain way: a map of facts and loops over every day.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "common/population/bookings.h"
#include "common/population/facts.h"
#include "common/population/query.h"

namespace houniao::population {

// The answer to a question about days, found by looking at each of them.
struct DayByDay {
  int free = 0;
  int remaining = 0;
};

class Oracle {
 public:
  std::map<std::string, TalentFacts> talents;
  std::map<std::string, std::vector<TalentBooking>> engagements;
  RestDays rest_days;

  // Halves booked of a talent on a day, by anybody.
  Halves BookedOn(const std::string& talent, int day) const;
  bool Allows(const TalentFacts& facts, int day) const;
  DayByDay Ask(const TalentFacts& facts, const ServiceWindow& window) const;
  // As AvailabilityPlan::FirstBookable.
  std::vector<DayHalves> FirstBookable(const TalentFacts& facts, const ServiceWindow& window,
                                       int half_days) const;
  // Bits of Gate.
  uint32_t FailedGates(const TalentFacts& facts, const Query& query) const;
  std::vector<std::string> Candidates(const Query& query) const;

 private:
  bool Wanted(const ServiceWindow& window, int day) const;
  int BookedInYear(const std::string& talent, int year) const;
};

}  // namespace houniao::population
