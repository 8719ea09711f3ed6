#include "services/recruitment/planning/plan_message.h"

#include <algorithm>

#include "services/recruitment/planning/planner.h"

namespace houniao::recruitment {
namespace {

using planning::EmptyBecause;
using planning::PlannedSeat;

const std::string& NameOf(const DistrictDemand& demand) { return demand.subject.demand.name(); }

void AddSeat(const District& district, const PlannedSeat& seat, v1::Plan& message) {
  const DistrictDemand& demand = district.demands[seat.demand];
  v1::PlannedAssignment* const assignment = message.add_assignments();
  assignment->set_demand(NameOf(demand));
  assignment->set_talent(district.talents[seat.talent]);
  assignment->set_score(seat.score);
  assignment->set_half_day_count(demand.subject.needed_half_days);
  assignment->set_pinned(seat.pinned);
  assignment->set_kept(seat.kept);
}

void AddStanding(const DistrictDemand& demand, v1::Plan& message) {
  for (const StandingSeat& seat : demand.standing) {
    v1::PlannedAssignment* const assignment = message.add_assignments();
    assignment->set_demand(NameOf(demand));
    assignment->set_talent(seat.talent);
    assignment->set_score(seat.score);
    assignment->set_half_day_count(demand.subject.needed_half_days);
    assignment->set_pinned(true);
    assignment->set_engagement(seat.engagement);
  }
}

void AddUnfilled(const DistrictDemand& demand, int32_t empty, EmptyBecause because,
                 v1::Plan& message) {
  v1::UnfilledDemand* const unfilled = message.add_unfilled();
  unfilled->set_demand(NameOf(demand));
  unfilled->set_empty_seat_count(empty);
  unfilled->set_candidate_count(demand.eligible_count);
  if (because == EmptyBecause::kNoCandidates) {
    unfilled->set_reason(v1::UnfilledDemand::NO_CANDIDATE);
    unfilled->set_gate(demand.worst_gate);
  } else if (because == EmptyBecause::kAllCandidatesServe) {
    unfilled->set_reason(v1::UnfilledDemand::TOO_FEW_CANDIDATES);
  } else if (because == EmptyBecause::kNoDaysLeft) {
    // They pass one by one, but what is left of their days is not enough.
    unfilled->set_reason(v1::UnfilledDemand::TOO_FEW_CANDIDATES);
    unfilled->set_gate(v1::GATE_REMAINING_DAYS);
  } else {
    unfilled->set_reason(v1::UnfilledDemand::TAKEN_BY_OTHERS);
  }
}

v1::PlanConflict* Add(v1::PlanConflict::Kind kind, const std::string& demand,
                      const std::string& talent, const std::string& detail,
                      v1::PlanConflicts& conflicts) {
  v1::PlanConflict* const conflict = conflicts.add_conflicts();
  conflict->set_kind(kind);
  conflict->set_demand(demand);
  conflict->set_talent(talent);
  conflict->set_detail(detail);
  return conflict;
}

std::string DaysText(int32_t half_days) {
  return absl::StrCat("需要 ", half_days / 2, half_days % 2 != 0 ? ".5 天" : " 天");
}

void AddHeadcount(const District& district, const planning::PlanConflict& found,
                  v1::PlanConflicts& conflicts) {
  const DistrictDemand& demand = district.demands[found.pins[0].demand];
  const size_t wanted = demand.standing.size() + found.pins.size();
  Add(v1::PlanConflict::HEADCOUNT, NameOf(demand), "",
      absl::StrCat(demand.subject.demand.headcount(), " 个名额, ", wanted, " 人已锁定"), conflicts);
  for (const StandingSeat& seat : demand.standing) {
    Add(v1::PlanConflict::PIN, NameOf(demand), seat.talent,
        absl::StrCat("已预订: ", seat.engagement), conflicts);
  }
}

void AddPins(const District& district, const planning::PlanConflict& found,
             v1::PlanConflicts& conflicts) {
  for (const planning::TalentAndDemand& pin : found.pins) {
    const DistrictDemand& demand = district.demands[pin.demand];
    const bool of_days = found.kind == planning::PlanConflict::Kind::kDays;
    Add(v1::PlanConflict::PIN, NameOf(demand), district.talents[pin.talent],
        of_days ? DaysText(demand.subject.needed_half_days) : "指定人选", conflicts);
  }
}

}  // namespace

v1::Plan MessageOf(const District& district, const planning::Plan& plan) {
  v1::Plan message;
  int64_t standing_score = 0, seats = 0;
  size_t next = 0;
  for (uint32_t d = 0; d < district.demands.size(); ++d) {
    const DistrictDemand& demand = district.demands[d];
    AddStanding(demand, message);
    for (const StandingSeat& seat : demand.standing) standing_score += seat.score;
    for (; next < plan.seats.size() && plan.seats[next].demand == d; ++next) {
      AddSeat(district, plan.seats[next], message);
    }
    seats += demand.subject.demand.headcount();
    const int32_t empty = district.problem.demands[d].headcount - plan.demands[d].filled;
    if (empty > 0) AddUnfilled(demand, empty, plan.demands[d].empty_because, message);
  }
  std::sort(message.mutable_assignments()->begin(), message.mutable_assignments()->end(),
            [](const v1::PlannedAssignment& a, const v1::PlannedAssignment& b) {
              return a.demand() != b.demand() ? a.demand() < b.demand() : a.talent() < b.talent();
            });
  // The planner pays for those who stay; the message charges for those who move.
  const int64_t kept = static_cast<int64_t>(std::count_if(
      plan.seats.begin(), plan.seats.end(), [](const PlannedSeat& seat) { return seat.kept; }));
  const int64_t moved = district.previous_count - district.standing_kept_count - kept;
  const int64_t charge = int64_t{district.problem.upset_points} *
                         (district.previous_count - district.standing_kept_count);
  message.set_total_score(plan.primal + standing_score - charge);
  message.set_score_bound(plan.bound + standing_score - charge);
  message.set_gap_ppm(plan.gap_millionths());
  message.set_moved_count(moved);
  message.set_seat_count(seats);
  message.set_demand_count(static_cast<int64_t>(district.demands.size()));
  message.set_talent_count(district.problem.talent_count);
  message.set_pair_count(static_cast<int64_t>(district.problem.edge_count()));
  return message;
}

v1::PlanConflicts ConflictsOf(const District& district, const planning::Plan& plan) {
  v1::PlanConflicts conflicts;
  if (!district.failed_pins.empty()) {
    const FailedPin& failed = district.failed_pins.front();
    Add(v1::PlanConflict::PIN, failed.demand, failed.talent, "指定人选", conflicts);
    Add(v1::PlanConflict::GATE, failed.demand, failed.talent,
        absl::StrCat(v1::Gate_Name(failed.gate.gate()), ": ", failed.gate.needed(), " / ",
                     failed.gate.actual()),
        conflicts);
    return conflicts;
  }
  if (plan.conflicts.empty()) return conflicts;
  const planning::PlanConflict& found = plan.conflicts.front();
  using Kind = planning::PlanConflict::Kind;
  const std::string& talent = district.talents[found.pins[0].talent];
  if (found.kind == Kind::kHeadcount) AddHeadcount(district, found, conflicts);
  AddPins(district, found, conflicts);
  if (found.kind == Kind::kDays) {
    Add(v1::PlanConflict::DAYS, "", talent, "剩余可服务天数不够同时服务", conflicts);
  } else if (found.kind == Kind::kTooManyDemands) {
    const int32_t most =
        district.problem.days.has_value() ? district.problem.days->max_demands_per_talent : 1;
    Add(v1::PlanConflict::DAYS, "", talent,
        absl::StrCat("每人至多服务 ", most > 0 ? most : static_cast<int>(planning::kMaxWorks),
                     " 个需求"),
        conflicts);
  }
  return conflicts;
}

}  // namespace houniao::recruitment
