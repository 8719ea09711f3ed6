#include "services/recruitment/planning/problem.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

#include "common/base/status_macros.h"

namespace houniao::recruitment::planning {
namespace {

absl::Status Bad(absl::string_view what) {
  return absl::InvalidArgumentError(absl::StrCat("plan: ", what));
}

// Plans have tens of millions of edges: these go side by side, so many at a time.
constexpr size_t kTogether = 16;

// Whether all of `size` numbers are 0 to kMaxPoints / 4.
bool ScoresInRange(const int32_t* score, size_t size) {
  constexpr uint32_t kMost = kMaxPoints / 4;
  uint32_t outside = 0;
  size_t i = 0;
  for (; i + kTogether <= size; i += kTogether) {
    for (size_t k = 0; k < kTogether; ++k) outside |= static_cast<uint32_t>(score[i + k]) > kMost;
  }
  for (; i < size; ++i) outside |= static_cast<uint32_t>(score[i]) > kMost;
  return outside == 0;
}

// Whether each is greater than the one before it.
bool Rising(const uint32_t* talent, size_t size) {
  uint32_t fallen = 0;
  size_t i = 1;
  for (; i + kTogether <= size; i += kTogether) {
    for (size_t k = 0; k < kTogether; ++k) fallen |= talent[i + k - 1] >= talent[i + k];
  }
  for (; i < size; ++i) fallen |= talent[i - 1] >= talent[i];
  return fallen == 0;
}

bool SoundCandidates(const PlanProblem& problem, size_t demand) {
  const size_t begin = problem.first[demand];
  const size_t end = problem.first[demand + 1];
  return ScoresInRange(problem.score.data() + begin, end - begin) &&
         Rising(problem.talent.data() + begin, end - begin) &&
         (begin == end || problem.talent[end - 1] < problem.talent_count);
}

absl::Status CheckEdges(const PlanProblem& problem) {
  if (problem.first.size() != problem.demands.size() + 1 || problem.first[0] != 0 ||
      problem.first.back() != problem.talent.size() ||
      problem.score.size() != problem.talent.size()) {
    return Bad("candidates do not cover the demands");
  }
  if (problem.upset_points < 0 || problem.upset_points > kMaxPoints / 4) {
    return Bad("cost of upsetting people is out of range");
  }
  for (size_t d = 0; d < problem.demands.size(); ++d) {
    const PlanDemand& demand = problem.demands[d];
    if (demand.headcount < 0) return Bad(absl::StrCat("demand ", d, " has no headcount"));
    if (demand.seat_reward < 0 || demand.seat_reward > kMaxPoints / 4) {
      return Bad(absl::StrCat("seat reward of demand ", d, " is out of range"));
    }
    if (problem.first[d] > problem.first[d + 1] || problem.first[d + 1] > problem.talent.size()) {
      return Bad("candidates are not in order of demand");
    }
    if (!SoundCandidates(problem, d)) {
      return Bad(absl::StrCat("candidates of demand ", d,
                              " are not distinct, known and in order, or a score is out of range"));
    }
  }
  return absl::OkStatus();
}

absl::Status CheckDays(const PlanProblem& problem, const PlanDays& days) {
  const size_t years = days.axis.years();
  if (days.free_set.size() != problem.talent_count ||
      days.capacity.size() != problem.talent_count * years) {
    return Bad("calendars do not cover the talents");
  }
  for (const HalfDaySet& set : days.sets) {
    if (set.size() != days.axis.words()) return Bad("a set of days is not over the axis");
  }
  for (const uint32_t set : days.free_set) {
    if (set >= days.sets.size()) return Bad("a talent has no calendar");
  }
  if (!days.rest_only.empty() && days.rest_only.size() != problem.talent_count) {
    return Bad("rest_only does not cover the talents");
  }
  for (const PlanDemand& demand : problem.demands) {
    if (std::max(demand.day_set, demand.rest_day_set) >= days.sets.size()) {
      return Bad("a demand has no days");
    }
    if (demand.half_days < 0) return Bad("a demand needs less than no day");
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status CheckProblem(const PlanProblem& problem) {
  RETURN_IF_ERROR(CheckEdges(problem));
  for (const auto* pairs : {&problem.pins, &problem.previous}) {
    for (const TalentAndDemand& pair : *pairs) {
      if (pair.talent >= problem.talent_count || pair.demand >= problem.demands.size()) {
        return Bad("a pair names an unknown talent or demand");
      }
    }
  }
  if (problem.days.has_value()) return CheckDays(problem, *problem.days);
  return absl::OkStatus();
}

size_t FindEdge(const PlanProblem& problem, TalentAndDemand pair) {
  const auto begin = problem.talent.begin() + problem.first[pair.demand];
  const auto end = problem.talent.begin() + problem.first[pair.demand + 1];
  const auto found = std::lower_bound(begin, end, pair.talent);
  if (found == end || *found != pair.talent) return problem.edge_count();
  return static_cast<size_t>(found - problem.talent.begin());
}

int64_t SeatCount(const PlanProblem& problem) {
  int64_t seats = 0;
  for (const PlanDemand& demand : problem.demands) seats += demand.headcount;
  return seats;
}

}  // namespace houniao::recruitment::planning
