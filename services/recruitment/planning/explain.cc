#include "services/recruitment/planning/explain.h"

#include <algorithm>

#include "services/recruitment/planning/calendars.h"

namespace houniao::recruitment::planning {
namespace {

using Pairs = std::vector<TalentAndDemand>;

bool ByDemand(const TalentAndDemand& a, const TalentAndDemand& b) {
  return a.demand != b.demand ? a.demand < b.demand : a.talent < b.talent;
}

class Explanation {
 public:
  Explanation(const PlanProblem& problem, const std::vector<int32_t>& points, Pairs pairs,
              const std::vector<int32_t>& prices, Plan& plan)
      : problem_(problem), points_(points), pairs_(std::move(pairs)), prices_(prices), plan_(plan) {
    std::sort(pairs_.begin(), pairs_.end(), ByDemand);
  }

  void Seats(const Pairs& pins) {
    Pairs previous = problem_.previous;
    std::sort(previous.begin(), previous.end(), ByDemand);
    previous.erase(std::unique(previous.begin(), previous.end()), previous.end());
    plan_.seats.reserve(pairs_.size());
    plan_.upset = static_cast<int64_t>(previous.size());
    for (const TalentAndDemand& pair : pairs_) {
      const size_t edge = FindEdge(problem_, pair);
      PlannedSeat seat;
      seat.talent = pair.talent;
      seat.demand = pair.demand;
      seat.score = problem_.score[edge];
      seat.pinned = std::binary_search(pins.begin(), pins.end(), pair, ByDemand);
      seat.kept = std::binary_search(previous.begin(), previous.end(), pair, ByDemand);
      plan_.score += seat.score;
      plan_.primal += points_[edge] + problem_.demands[pair.demand].seat_reward;
      if (seat.kept) --plan_.upset;
      plan_.seats.push_back(std::move(seat));
    }
  }

  // The half days of each talent, all his demands together.
  void Days() {
    if (!problem_.days.has_value()) return;
    std::vector<uint32_t> order(plan_.seats.size());
    for (uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
      return plan_.seats[a].talent < plan_.seats[b].talent;
    });
    const Calendars calendars(problem_);
    for (size_t begin = 0; begin < order.size();) {
      const uint32_t talent = plan_.seats[order[begin]].talent;
      std::vector<uint32_t> demands;
      size_t end = begin;
      for (; end < order.size() && plan_.seats[order[end]].talent == talent; ++end) {
        demands.push_back(plan_.seats[order[end]].demand);
      }
      std::vector<HalfDaySet> days = calendars.Allot(talent, demands);
      for (size_t i = begin; i < end; ++i) {
        plan_.seats[order[i]].days = std::move(days[i - begin]);
      }
      begin = end;
    }
  }

  void Demands() {
    plan_.demands.resize(problem_.demands.size());
    least_served_.assign(problem_.talent_count, kServesNowhere);
    for (const TalentAndDemand& pair : pairs_) ++plan_.demands[pair.demand].filled;
    bool any_empty = false;
    for (size_t d = 0; d < plan_.demands.size(); ++d) {
      DemandOutcome& outcome = plan_.demands[d];
      outcome.price = prices_[d];
      outcome.candidates = static_cast<int32_t>(problem_.first[d + 1] - problem_.first[d]);
      any_empty = any_empty || outcome.filled < problem_.demands[d].headcount;
    }
    if (!any_empty) return;
    for (const PlannedSeat& seat : plan_.seats) {
      if (seat.pinned) continue;
      const size_t edge = FindEdge(problem_, {seat.talent, seat.demand});
      int32_t& least = least_served_[seat.talent];
      least = std::min(least, points_[edge] + problem_.demands[seat.demand].seat_reward);
    }
    for (uint32_t d = 0; d < plan_.demands.size(); ++d) {
      if (plan_.demands[d].filled < problem_.demands[d].headcount) WhyEmpty(d);
    }
  }

 private:
  static constexpr int32_t kServesNowhere = INT32_MAX;

  void WhyEmpty(uint32_t demand) {
    DemandOutcome& outcome = plan_.demands[demand];
    if (outcome.candidates == 0) {
      outcome.empty_because = EmptyBecause::kNoCandidates;
      return;
    }
    if (outcome.candidates == outcome.filled) {
      outcome.empty_because = EmptyBecause::kAllCandidatesServe;
      return;
    }
    outcome.empty_because = EmptyBecause::kNoDaysLeft;
    int32_t least = INT32_MAX;
    for (uint32_t e = problem_.first[demand]; e < problem_.first[demand + 1]; ++e) {
      const int32_t served = least_served_[problem_.talent[e]];
      if (served == kServesNowhere ||
          std::binary_search(pairs_.begin(), pairs_.end(),
                             TalentAndDemand{problem_.talent[e], demand}, ByDemand)) {
        continue;
      }
      outcome.empty_because = EmptyBecause::kServeOthers;
      least = std::min(least, served - points_[e] - problem_.demands[demand].seat_reward);
    }
    if (outcome.empty_because == EmptyBecause::kServeOthers) {
      outcome.points_short = std::max(0, least);
    }
  }

  const PlanProblem& problem_;
  const std::vector<int32_t>& points_;
  Pairs pairs_;  // by demand
  const std::vector<int32_t>& prices_;
  Plan& plan_;
  std::vector<int32_t> least_served_;  // points of the least of what each talent serves, pins apart
};

}  // namespace

void Explain(const PlanProblem& problem, const std::vector<int32_t>& points,
             const std::vector<TalentAndDemand>& pins, std::vector<TalentAndDemand> pairs,
             const std::vector<int32_t>& prices, Plan& plan) {
  Explanation explanation(problem, points, std::move(pairs), prices, plan);
  explanation.Seats(pins);
  explanation.Days();
  explanation.Demands();
}

}  // namespace houniao::recruitment::planning
