// What a planner answers.
#pragma once

#include <cstdint>
#include <vector>

#include "services/recruitment/planning/half_days.h"
#include "services/recruitment/planning/problem.h"

namespace houniao::recruitment::planning {

// Requirements that cannot all be met: together they are impossible, and without any one of them
// the rest of them are possible.
struct PlanConflict {
  enum class Kind {
    kNotACandidate,   // one pin: the talent does not pass the gates of the demand
    kHeadcount,       // more pins than the demand has seats
    kTooManyDemands,  // more pins than demands one talent may serve
    kDays,            // the pins of a talent do not fit into his calendar
  };
  Kind kind = Kind::kNotACandidate;
  std::vector<TalentAndDemand> pins;

  bool operator==(const PlanConflict&) const = default;
};

struct PlannedSeat {
  uint32_t talent = 0;
  uint32_t demand = 0;
  int32_t score = 0;
  bool pinned = false;
  bool kept = false;  // one of PlanProblem::previous
  HalfDaySet days;    // with PlanProblem::days: the half days to be served; else empty

  bool operator==(const PlannedSeat&) const = default;
};

// Why seats of a demand stay empty.
enum class EmptyBecause {
  kFilled,              // they do not
  kNoCandidates,        // nobody passes the gates
  kAllCandidatesServe,  // fewer candidates than seats, all of them serve here
  kServeOthers,         // the others serve where they are worth more
  kNoDaysLeft,          // the others have no days left, or are worth nothing here
};

struct DemandOutcome {
  int32_t filled = 0;
  // Points by which the plan would grow with one more seat here, as the prices tell.
  int32_t price = 0;
  EmptyBecause empty_because = EmptyBecause::kFilled;
  int32_t candidates = 0;
  // For kServeOthers: points the plan would lose if the candidate who costs least came from where
  // he serves now, and nobody took his place there.
  int32_t points_short = 0;

  bool operator==(const DemandOutcome&) const = default;
};

struct Plan {
  // Not empty: there is no plan, and the rest is empty. Each conflict is irreducible by itself.
  std::vector<PlanConflict> conflicts;

  std::vector<PlannedSeat> seats;      // by demand, then talent
  std::vector<DemandOutcome> demands;  // by demand
  int64_t score = 0;                   // sum of scores
  int64_t upset = 0;                   // how many of the previous pairs are not kept
  // What was maximised: score + seat rewards + upset_points for each pair kept; pins included.
  int64_t primal = 0;
  // No plan with these pins has more points (for a stable plan: stable or not).
  int64_t bound = 0;

  // (bound - primal) / bound in millionths, rounded up; 0: the plan is proven best.
  int64_t gap_millionths() const;

  bool operator==(const Plan&) const = default;
};

}  // namespace houniao::recruitment::planning
