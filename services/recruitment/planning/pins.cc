#include "services/recruitment/planning/pins.h"

#include <algorithm>

#include "services/recruitment/planning/calendars.h"

namespace houniao::recruitment::planning {
namespace {

using Pins = std::vector<TalentAndDemand>;

bool Fit(const Calendars& calendars, const Pins& pins) {
  std::vector<uint32_t> demands;
  for (const TalentAndDemand& pin : pins) demands.push_back(pin.demand);
  return calendars.FitTogether(pins.front().talent, demands);
}

// Drops every pin that is not needed for the conflict.
Pins Reduce(const Calendars& calendars, Pins pins) {
  for (size_t i = 0; i < pins.size() && pins.size() > 1;) {
    Pins without = pins;
    without.erase(without.begin() + static_cast<ptrdiff_t>(i));
    if (Fit(calendars, without)) {
      ++i;
    } else {
      pins = std::move(without);
    }
  }
  return pins;
}

void CheckTalent(const Calendars& calendars, const Pins& pins, std::vector<PlanConflict>& found) {
  if (Fit(calendars, pins)) return;
  Pins needed = Reduce(calendars, pins);
  const bool too_many = needed.size() > calendars.max_demands_per_talent();
  found.push_back({too_many ? PlanConflict::Kind::kTooManyDemands : PlanConflict::Kind::kDays,
                   std::move(needed)});
}

// Calls fn with each run of pins that have the same key.
template <typename Key, typename Function>
void ForEachRun(const Pins& pins, Key key, Function fn) {
  for (size_t begin = 0; begin < pins.size();) {
    size_t end = begin + 1;
    while (end < pins.size() && key(pins[end]) == key(pins[begin])) ++end;
    fn(Pins(pins.begin() + static_cast<ptrdiff_t>(begin),
            pins.begin() + static_cast<ptrdiff_t>(end)));
    begin = end;
  }
}

}  // namespace

Pins DistinctPins(const PlanProblem& problem) {
  Pins pins = problem.pins;
  std::sort(pins.begin(), pins.end(), [](const TalentAndDemand& a, const TalentAndDemand& b) {
    return a.demand != b.demand ? a.demand < b.demand : a.talent < b.talent;
  });
  pins.erase(std::unique(pins.begin(), pins.end()), pins.end());
  return pins;
}

std::vector<PlanConflict> FindConflicts(const PlanProblem& problem) {
  std::vector<PlanConflict> found;
  const Calendars calendars(problem);
  Pins pins;  // possible one by one: the others are conflicts by themselves
  for (const TalentAndDemand& pin : DistinctPins(problem)) {
    if (FindEdge(problem, pin) == problem.edge_count()) {
      found.push_back({PlanConflict::Kind::kNotACandidate, {pin}});
    } else if (!Fit(calendars, {pin})) {
      found.push_back({PlanConflict::Kind::kDays, {pin}});
    } else if (problem.demands[pin.demand].headcount == 0) {
      found.push_back({PlanConflict::Kind::kHeadcount, {pin}});
    } else {
      pins.push_back(pin);
    }
  }
  ForEachRun(
      pins, [](const TalentAndDemand& pin) { return pin.demand; },
      [&](const Pins& of_demand) {
        const size_t seats = static_cast<size_t>(problem.demands[of_demand[0].demand].headcount);
        if (of_demand.size() <= seats) return;
        found.push_back(
            {PlanConflict::Kind::kHeadcount,
             Pins(of_demand.begin(), of_demand.begin() + static_cast<ptrdiff_t>(seats) + 1)});
      });
  std::sort(pins.begin(), pins.end());
  ForEachRun(
      pins, [](const TalentAndDemand& pin) { return pin.talent; },
      [&](const Pins& of_talent) { CheckTalent(calendars, of_talent, found); });
  return found;
}

}  // namespace houniao::recruitment::planning
