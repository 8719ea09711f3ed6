// One talent against all open demands: the gates and the score of MatchTalents, column by column,
// exactly.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "services/recruitment/demands/demand_table.h"
#include "services/recruitment/matching/applicant.h"
#include "services/recruitment/matching/stations.h"

#include "houniao/recruitment/v1/match.pb.h"

namespace houniao::recruitment {

struct DemandQuestion {
  int today = 0;  // DayNumber
  size_t top_k = 0;
  std::vector<std::string> industries;  // any; GB/T 4754, a shorter code covers all within
  std::string employer;                 // only this one's; empty: all
  // When no more demands than that are left by permissions, days and skills, the rest is asked one
  // by one, else gate by gate; the answer is the same.
  size_t most_one_by_one = 8192;
};

struct RankedDemand {
  Slot slot = 0;
  int score = 0;
  int remaining_half_days = 0;  // that can be booked for it; 0 without a period
};

struct DemandAnswer {
  std::vector<RankedDemand> best;  // best first
  int64_t looked_at = 0;
  int64_t eligible = 0;
  // Demands of which this was the first gate that failed.
  std::array<int64_t, v1::Gate_MAX + 1> removed{};
};

// `stations` may be null: then nobody holds a station.
DemandAnswer SearchDemands(const DemandTable& table, const DemandQuestion& question,
                           const Applicant& talent, const Stations* stations);

}  // namespace houniao::recruitment
