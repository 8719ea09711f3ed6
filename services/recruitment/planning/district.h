// The district as a planning problem: demands, candidates and calendars with their names.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

#include "common/population/population.h"
#include "services/recruitment/matching/matcher.h"
#include "services/recruitment/matching/stations.h"
#include "services/recruitment/matching/subject.h"
#include "services/recruitment/planning/problem.h"

#include "houniao/recruitment/v1/match.pb.h"
#include "houniao/recruitment/v1/plan.pb.h"
#include "houniao/recruitment/v1/recruitment_service.pb.h"

namespace houniao::recruitment {

// Somebody who is held, agreed or serving for a demand already: his seat is taken, his days are
// booked, whatever the plan says.
struct StandingSeat {
  std::string talent;      // talents/{talent}
  std::string engagement;  // engagements/{engagement}
  int32_t score = 0;       // by today's facts; 0 if the talent is not known any more
};

struct DistrictDemand {
  Subject subject;
  std::vector<StandingSeat> standing;  // by talent
  int64_t eligible_count = 0;
  // If nobody passes: the gate that kept out most.
  v1::Gate worst_gate = v1::GATE_UNSPECIFIED;
};

// A pin who does not pass, and what he failed.
struct FailedPin {
  std::string demand;
  std::string talent;
  v1::GateResult gate;
};

struct District {
  std::vector<DistrictDemand> demands;  // by name
  std::vector<std::string> talents;     // names, by name
  planning::PlanProblem problem;        // indexes of the two lists
  std::vector<FailedPin> failed_pins;
  // Pairs of the previous plan, with those that the problem cannot know any more.
  int64_t previous_count = 0;
  int64_t standing_kept_count = 0;  // of these, that stand by themselves
};

struct DistrictQuestion {
  int32_t candidates_per_demand = 200;
  int32_t max_demands_per_talent = 0;
  int32_t urgency_points = 0;
  int32_t move_cost = 0;
  using Pair = std::pair<std::string, std::string>;  // demand, talent: names
  std::vector<Pair> pins;
  std::vector<Pair> previous;
};

// What a district is made from; all outlive the call.
struct DistrictSources {
  const population::Population& population;
  const Stations& stations;
  const Matcher& matcher;
  const population::RestDays& rest_days;
};

// The best candidates of each demand who pass every gate, and beside them pinned and previously
// planned talents who do; their free half days and the caps of their years. Talents who stand for a
// demand are no candidates of it.
//
// `demands` by name. `on_demand(done)` is called before each demand; a failure ends the work.
// NOT_FOUND names a pinned talent who is not known.
absl::StatusOr<District> MakeDistrict(const DistrictSources& sources,
                                      std::vector<DistrictDemand> demands,
                                      const DistrictQuestion& question,
                                      const std::function<absl::Status(size_t done)>& on_demand);

}  // namespace houniao::recruitment
