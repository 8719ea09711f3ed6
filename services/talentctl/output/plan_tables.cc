#include "services/talentctl/output/plan_tables.h"

#include "absl/strings/match.h"
#include "absl/strings/str_format.h"

#include "services/talentctl/output/bar.h"
#include "services/talentctl/output/cells.h"

namespace houniao::talentctl {
namespace {

namespace pb = ::houniao::recruitment::v1;

constexpr int kBarCells = 20;

const char* PhaseText(pb::PlanProgress::Phase phase) {
  switch (phase) {
    case pb::PlanProgress::MATCHING:
      return "matching";
    case pb::PlanProgress::ASSIGNING:
      return "assigning";
    case pb::PlanProgress::IMPROVING:
      return "improving";
    case pb::PlanProgress::SAVING:
      return "saving";
    default:
      return "planning";
  }
}

std::string WhyEmpty(const pb::UnfilledDemand& unfilled) {
  switch (unfilled.reason()) {
    case pb::UnfilledDemand::NO_CANDIDATE:
      return unfilled.gate() == pb::GATE_UNSPECIFIED
                 ? "nobody passes the gates"
                 : absl::StrCat("nobody passes; most fail ", EnumText(unfilled.gate()));
    case pb::UnfilledDemand::TOO_FEW_CANDIDATES:
      return "fewer pass than there are seats";
    case pb::UnfilledDemand::TAKEN_BY_OTHERS:
      return "those who pass bring more elsewhere";
    default:
      return "";
  }
}

std::string Note(const pb::PlannedAssignment& assignment) {
  std::vector<std::string> notes;
  if (assignment.pinned()) notes.push_back("pinned");
  if (assignment.kept()) notes.push_back("kept");
  return absl::StrJoin(notes, ", ");
}

const char* ObjectiveText(pb::Plan::Objective objective) {
  return objective == pb::Plan::STABLE ? "stable" : "best total";
}

std::string ProofText(const pb::Plan& plan) {
  if (plan.objective() == pb::Plan::STABLE) {
    return absl::StrCat("stable: nobody would change with another; the best total is at most ",
                        plan.score_bound(), ", the price of stability at most ",
                        PartsText(plan.gap_ppm()));
  }
  if (plan.gap_ppm() == 0) {
    return absl::StrCat("proved the best: no plan can have more than ", plan.score_bound());
  }
  return absl::StrCat("no plan can have more than ", plan.score_bound(), ": at most ",
                      PartsText(plan.gap_ppm()), " from the best");
}

}  // namespace

std::string PartsText(int64_t parts_of_a_million) {
  std::string text =
      absl::StrFormat("%d.%04d", parts_of_a_million / 10000, parts_of_a_million % 10000);
  while (absl::EndsWith(text, "0")) text.pop_back();
  if (absl::EndsWith(text, ".")) text.pop_back();
  return text + "%";
}

std::string ProgressText(const pb::PlanProgress& progress, const Terminal& terminal) {
  std::string text = absl::StrFormat("%-9s", PhaseText(progress.phase()));
  if (progress.total_count() > 0) {
    absl::StrAppend(&text, " ",
                    Bar(progress.done_count(), progress.total_count(), kBarCells, terminal), " ",
                    progress.done_count(), " of ", progress.total_count());
  } else if (progress.done_count() > 0) {
    absl::StrAppend(&text, " ", progress.done_count(), " steps");
  }
  if (progress.total_score() > 0) absl::StrAppend(&text, "  total ", progress.total_score());
  if (progress.score_bound() > 0) absl::StrAppend(&text, "  bound ", progress.score_bound());
  return text;
}

Table PlanTable(const std::vector<pb::Plan>& plans) {
  Table table({{"PLAN"},
               {"TITLE", Align::kLeft, true},
               {"STATE"},
               {"OBJECTIVE"},
               {"SEATS", Align::kRight},
               {"FILLED", Align::kRight},
               {"TOTAL", Align::kRight},
               {"GAP", Align::kRight},
               {"SAVED"}});
  for (const pb::Plan& plan : plans) {
    table.Add({plan.name(), plan.title(), Cell(EnumText(plan.state()), Colour::kStrong),
               ObjectiveText(plan.objective()), absl::StrCat(plan.seat_count()),
               absl::StrCat(plan.assignments_size()), absl::StrCat(plan.total_score()),
               PartsText(plan.gap_ppm()), TimeText(plan.create_time())});
  }
  table.DropEmptyColumns();
  return table;
}

Table AssignmentTable(const pb::Plan& plan) {
  Table table({{"DEMAND"},
               {"TALENT"},
               {"SCORE", Align::kRight},
               {"DAYS", Align::kRight},
               {"NOTE"},
               {"ENGAGEMENT"}});
  for (const pb::PlannedAssignment& assignment : plan.assignments()) {
    table.Add({assignment.demand(), assignment.talent(), absl::StrCat(assignment.score()),
               DaysText(assignment.half_day_count()), Note(assignment), assignment.engagement()});
  }
  table.DropEmptyColumns();
  return table;
}

Table UnfilledTable(const pb::Plan& plan) {
  Table table({{"UNFILLED"},
               {"EMPTY", Align::kRight},
               {"CANDIDATES", Align::kRight},
               {"WHY", Align::kLeft, true}});
  for (const pb::UnfilledDemand& unfilled : plan.unfilled()) {
    table.Add({unfilled.demand(), absl::StrCat(unfilled.empty_seat_count()),
               absl::StrCat(unfilled.candidate_count()), WhyEmpty(unfilled)});
  }
  return table;
}

Table ConflictTable(const pb::PlanConflicts& conflicts) {
  Table table({{"ASKED FOR"}, {"DEMAND"}, {"TALENT"}, {"DETAIL", Align::kLeft, true}});
  for (const pb::PlanConflict& conflict : conflicts.conflicts()) {
    table.Add({Cell(EnumText(conflict.kind()), Colour::kBad), conflict.demand(), conflict.talent(),
               conflict.detail()});
  }
  table.DropEmptyColumns();
  return table;
}

std::vector<std::string> PlanLines(const pb::Plan& plan) {
  std::vector<std::string> lines;
  lines.push_back(absl::StrCat(plan.name(), plan.title().empty() ? "" : " ", plan.title(), ": ",
                               plan.assignments_size(), " of ", plan.seat_count(), " seats of ",
                               plan.demand_count(), " demands filled; ", plan.talent_count(),
                               " talents and ", plan.pair_count(), " pairs were weighed"));
  lines.push_back(absl::StrCat("total ", plan.total_score(), " points; ", ProofText(plan)));
  if (plan.moved_count() > 0) {
    lines.push_back(
        absl::StrCat(plan.moved_count(), " assignments of the plan before it were given up"));
  }
  if (plan.state() == pb::Plan::HELD) {
    lines.push_back(absl::StrCat("held since ", TimeText(plan.hold_time())));
  }
  return lines;
}

}  // namespace houniao::talentctl
