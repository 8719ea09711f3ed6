#include "tests/unit/services/recruitment/planning/plan_oracle.h"

#include <algorithm>
#include <functional>

#include "common/base/dates.h"

namespace houniao::recruitment::planning {
namespace {

class Dice {
 public:
  explicit Dice(uint32_t seed) : engine_(seed) {}
  // 0 .. n - 1
  int Below(int n) { return static_cast<int>(engine_() % static_cast<uint32_t>(n)); }
  bool Percent(int percent) { return Below(100) < percent; }

 private:
  std::mt19937 engine_;
};

void AddDays(PlanProblem& problem, Dice& dice) {
  // From 30 December: two calendar years.
  const int from = DayNumber(absl::CivilDay(2026, 12, 30));
  PlanDays days;
  days.axis = HalfDayAxis(from, from + 4);
  const int sets = 3 + dice.Below(4);
  for (int i = 0; i < sets; ++i) {
    HalfDaySet set = days.axis.Empty();
    for (int day = from; day <= from + 4; ++day) {
      days.axis.Add(set, {day, static_cast<population::Halves>(dice.Below(4) | dice.Below(4))});
    }
    days.sets.push_back(set);
  }
  for (uint32_t t = 0; t < problem.talent_count; ++t) {
    days.free_set.push_back(static_cast<uint32_t>(dice.Below(sets)));
    days.rest_only.push_back(dice.Percent(25));
    for (size_t year = 0; year < days.axis.years(); ++year) {
      days.capacity.push_back(dice.Percent(30) ? -1 : dice.Below(5));
    }
  }
  for (PlanDemand& demand : problem.demands) {
    demand.half_days = dice.Below(8) == 0 ? 0 : 1 + dice.Below(3);
    demand.day_set = static_cast<uint32_t>(dice.Below(sets));
    demand.rest_day_set = static_cast<uint32_t>(dice.Below(sets));
  }
  if (dice.Percent(30)) days.max_demands_per_talent = 1 + dice.Below(2);
  problem.days = std::move(days);
}

std::vector<TalentAndDemand> RandomPairs(const PlanProblem& problem, Dice& dice, int most) {
  std::vector<TalentAndDemand> pairs;
  for (int count = dice.Below(most + 1); count > 0; --count) {
    const uint32_t demand =
        static_cast<uint32_t>(dice.Below(static_cast<int>(problem.demands.size())));
    if (problem.first[demand] == problem.first[demand + 1] || dice.Percent(5)) {
      pairs.push_back(
          {static_cast<uint32_t>(dice.Below(static_cast<int>(problem.talent_count))), demand});
    } else {
      const int edges = static_cast<int>(problem.first[demand + 1] - problem.first[demand]);
      pairs.push_back(
          {problem.talent[problem.first[demand] + static_cast<uint32_t>(dice.Below(edges))],
           demand});
    }
  }
  return pairs;
}

}  // namespace

PlanProblem RandomProblem(const Shape& shape, uint32_t seed) {
  Dice dice(seed);
  PlanProblem problem;
  problem.talent_count = 1 + static_cast<uint32_t>(dice.Below(shape.max_talents));
  problem.demands.resize(1 + static_cast<size_t>(dice.Below(shape.max_demands)));
  problem.first.push_back(0);
  for (PlanDemand& demand : problem.demands) {
    demand.headcount = dice.Percent(5) ? 0 : 1 + dice.Below(shape.max_headcount);
    if (shape.bonuses) demand.seat_reward = dice.Below(3) * 500;
    for (uint32_t t = 0; t < problem.talent_count; ++t) {
      if (!dice.Percent(shape.percent_edges)) continue;
      problem.talent.push_back(t);
      problem.score.push_back(dice.Below(shape.max_score / shape.score_step + 1) *
                              shape.score_step);
    }
    problem.first.push_back(static_cast<uint32_t>(problem.talent.size()));
  }
  if (shape.days) AddDays(problem, dice);
  if (shape.bonuses) {
    problem.upset_points = dice.Below(2000);
    problem.previous = RandomPairs(problem, dice, 3);
  }
  if (shape.pins) problem.pins = RandomPairs(problem, dice, 4);
  return problem;
}

bool CanServe(const PlanProblem& problem, uint32_t talent, const std::vector<uint32_t>& demands) {
  if (!problem.days.has_value()) return demands.size() <= 1;
  const PlanDays& days = *problem.days;
  if (days.max_demands_per_talent > 0 &&
      demands.size() > static_cast<size_t>(days.max_demands_per_talent)) {
    return false;
  }
  // Places the half days in order of time: each is left free or given to one of the demands.
  std::vector<int> needs;
  for (const uint32_t demand : demands) needs.push_back(problem.demands[demand].half_days);
  const HalfDaySet& free = days.sets[days.free_set[talent]];
  std::vector<int> used(days.axis.years(), 0);
  const std::function<bool(int)> place = [&](int slot) {
    if (std::all_of(needs.begin(), needs.end(), [](int need) { return need == 0; })) return true;
    const int day = days.axis.from_day() + slot / 2;
    if (day > days.axis.to_day()) return false;
    const population::Halves half = slot % 2 == 0 ? population::kMorning : population::kAfternoon;
    const size_t year =
        static_cast<size_t>(population::SplitDay(day).year - days.axis.first_year());
    const int cap = days.capacity[talent * days.axis.years() + year];
    if (days.axis.Has(free, day, half) && (cap < 0 || used[year] < cap)) {
      for (size_t i = 0; i < demands.size(); ++i) {
        const PlanDemand& demand = problem.demands[demands[i]];
        const HalfDaySet& wanted =
            days.sets[!days.rest_only.empty() && days.rest_only[talent] ? demand.rest_day_set
                                                                        : demand.day_set];
        if (needs[i] == 0 || !days.axis.Has(wanted, day, half)) continue;
        --needs[i];
        ++used[year];
        if (place(slot + 1)) return true;
        ++needs[i];
        --used[year];
      }
    }
    return place(slot + 1);
  };
  return place(0);
}

int64_t Worth(const PlanProblem& problem, const std::set<TalentAndDemand>& pairs) {
  int64_t worth = 0;
  std::vector<int32_t> filled(problem.demands.size(), 0);
  std::vector<std::vector<uint32_t>> served(problem.talent_count);
  for (const TalentAndDemand& pair : pairs) {
    const size_t edge = FindEdge(problem, pair);
    if (edge == problem.edge_count()) return -1;
    if (++filled[pair.demand] > problem.demands[pair.demand].headcount) return -1;
    served[pair.talent].push_back(pair.demand);
    worth += problem.score[edge] + problem.demands[pair.demand].seat_reward;
    if (std::find(problem.previous.begin(), problem.previous.end(), pair) !=
        problem.previous.end()) {
      worth += problem.upset_points;
    }
  }
  for (uint32_t t = 0; t < problem.talent_count; ++t) {
    if (!served[t].empty() && !CanServe(problem, t, served[t])) return -1;
  }
  for (const TalentAndDemand& pin : problem.pins) {
    if (!pairs.contains(pin)) return -1;
  }
  return worth;
}

int64_t BestWorth(const PlanProblem& problem) {
  std::vector<TalentAndDemand> edges;
  for (uint32_t d = 0; d < problem.demands.size(); ++d) {
    for (uint32_t e = problem.first[d]; e < problem.first[d + 1]; ++e) {
      edges.push_back({problem.talent[e], d});
    }
  }
  std::sort(edges.begin(), edges.end());
  int64_t best = -1;
  std::set<TalentAndDemand> taken;
  std::vector<int32_t> left;
  for (const PlanDemand& demand : problem.demands) left.push_back(demand.headcount);
  // Talent by talent; a talent's set is checked when the next one begins.
  const std::function<void(size_t, std::vector<uint32_t>)> choose =
      [&](size_t at, std::vector<uint32_t> mine) {
        const bool new_talent =
            at == edges.size() || at == 0 || edges[at].talent != edges[at - 1].talent;
        if (new_talent && !mine.empty()) {
          if (!CanServe(problem, edges[at - 1].talent, mine)) return;
          mine.clear();
        }
        if (at == edges.size()) {
          best = std::max(best, Worth(problem, taken));
          return;
        }
        choose(at + 1, mine);
        if (left[edges[at].demand] == 0) return;
        --left[edges[at].demand];
        taken.insert(edges[at]);
        mine.push_back(edges[at].demand);
        choose(at + 1, mine);
        taken.erase(edges[at]);
        ++left[edges[at].demand];
      };
  choose(0, {});
  return best;
}

std::set<TalentAndDemand> PairsOf(const Plan& plan) {
  std::set<TalentAndDemand> pairs;
  for (const PlannedSeat& seat : plan.seats) pairs.insert({seat.talent, seat.demand});
  return pairs;
}

absl::StatusOr<Plan> MakePlan(const PlanProblem& problem, PlanAim aim) {
  PlanOptions options;
  options.aim = aim;
  Control control;
  return MakePlan(problem, options, control);
}

}  // namespace houniao::recruitment::planning
