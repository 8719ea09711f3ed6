// A plan for a whole district at once: which talents serve which demands.
//
// Everything is an index: talents and demands are numbered in the order of their ids, so that "ties
// by id" means "the lower index wins". Everything is an integer, and equal input gives equal output
// bit for bit. The library knows no messages and no database; whoever calls it turns candidates
// that passed every gate into edges.
//
// Without `days` each talent serves at most one demand. With `days` a talent serves as many as his
// free half days and the caps of his calendar years allow, all of them together (half_days.h).
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/status/status.h"

#include "services/recruitment/planning/half_days.h"

namespace houniao::recruitment::planning {

// Points of one edge, rewards included, are within 0..kMaxPoints.
inline constexpr int32_t kMaxPoints = 1 << 24;

struct PlanDemand {
  int32_t headcount = 1;  // seats; 0 if all are taken already
  // Points won by each seat that is filled, whoever fills it: urgent demands are served first.
  // Best total only; stable plans look at scores alone.
  int32_t seat_reward = 0;
  // Only with days: half days that each talent serves (0: no days are asked for), and the set
  // (index into PlanDays::sets) of half days they may lie on; another for talents of
  // PlanDays::rest_only.
  int32_t half_days = 0;
  uint32_t day_set = 0;
  uint32_t rest_day_set = 0;
};

struct TalentAndDemand {
  uint32_t talent = 0;
  uint32_t demand = 0;

  bool operator==(const TalentAndDemand&) const = default;
  auto operator<=>(const TalentAndDemand&) const = default;
};

// The calendar of a plan. Sets are shared: many talents have the same free days.
struct PlanDays {
  HalfDayAxis axis;
  std::vector<HalfDaySet> sets;        // all over `axis`
  std::vector<uint32_t> free_set;      // by talent: index into sets
  std::vector<char> rest_only;         // by talent: serves on days of rest only; empty: nobody
  std::vector<int32_t> capacity;       // by talent * axis.years() + year: half days, -1: no cap
  int32_t max_demands_per_talent = 0;  // 0: as many as the days allow
};

struct PlanProblem {
  uint32_t talent_count = 0;
  std::vector<PlanDemand> demands;
  // Candidates, demand by demand: those of demand d are first[d] .. first[d + 1], by rising talent.
  // Score 0..10000 (more is allowed, to kMaxPoints).
  std::vector<uint32_t> first;  // demands + 1
  std::vector<uint32_t> talent;
  std::vector<int32_t> score;

  std::vector<TalentAndDemand> pins;      // must be in the plan
  std::vector<TalentAndDemand> previous;  // were planned or held before
  // What it costs to drop one of `previous` that could stay. It is given as a bonus to those that
  // stay, so a newcomer must be better by more than this.
  int32_t upset_points = 0;

  std::optional<PlanDays> days;

  size_t edge_count() const { return talent.size(); }
};

// INVALID_ARGUMENT if the arrays do not fit together or a number is out of its limits. Pins are not
// judged here (pins.h). O(edges).
absl::Status CheckProblem(const PlanProblem& problem);

// Index of the edge, or edge_count() if the talent is no candidate of the demand. O(log
// candidates).
size_t FindEdge(const PlanProblem& problem, TalentAndDemand pair);

// Sets no plan may exceed: seats that can be filled.
int64_t SeatCount(const PlanProblem& problem);

}  // namespace houniao::recruitment::planning
