#include "services/talentctl/output/match_tables.h"

#include <map>

#include "absl/strings/ascii.h"
#include "absl/strings/str_replace.h"

#include "services/talentctl/output/bar.h"
#include "services/talentctl/output/cells.h"

namespace houniao::talentctl {
namespace {

namespace pb = ::houniao::recruitment::v1;
using google::protobuf::RepeatedPtrField;

constexpr int kBarCells = 10;

// Points by criterion, its requirements added up.
struct Points {
  int got = 0;
  int most = 0;
};
using PointsByCriterion = std::map<pb::Criterion, Points>;

PointsByCriterion PointsOf(const RepeatedPtrField<pb::CriterionPoints>& criteria) {
  PointsByCriterion points;
  for (const pb::CriterionPoints& part : criteria) {
    points[part.criterion()].got += part.points();
    points[part.criterion()].most += part.max_points();
  }
  return points;
}

std::string Place(const std::string& requirement) {
  return requirement.empty() ? "" : absl::StrCat(" (", requirement, ")");
}

std::string ChangeText(const pb::MatchChange& change) {
  const std::string what = change.gate() != pb::GATE_UNSPECIFIED ? EnumText(change.gate())
                                                                 : EnumText(change.criterion());
  return absl::StrCat(change.side() == pb::MatchChange::DEMAND ? "demand  " : "talent  ", what,
                      Place(change.requirement()), " ", change.now(), " -> ", change.wanted());
}

}  // namespace

std::string ShortTitle(pb::Criterion criterion) {
  switch (criterion) {
    case pb::CRITERION_TITLE_RANK:
      return "TITLE";
    case pb::CRITERION_EDUCATION:
      return "EDU";
    case pb::CRITERION_INDUSTRY:
      return "IND";
    case pb::CRITERION_EXPERIENCE:
      return "EXP";
    case pb::CRITERION_WORK_REGION:
      return "NEAR";
    case pb::CRITERION_AVAILABILITY:
      return "SPARE";
    case pb::CRITERION_POST_TITLE:
      return "POST";
    default:
      return EnumText(criterion);
  }
}

pb::Criterion CriterionOf(absl::string_view word) {
  const std::string wanted = absl::AsciiStrToUpper(absl::StrReplaceAll(word, {{"-", "_"}}));
  for (int number = 1; number <= pb::Criterion_MAX; ++number) {
    const auto criterion = static_cast<pb::Criterion>(number);
    if (!pb::Criterion_IsValid(number)) continue;
    if (wanted == ShortTitle(criterion) || wanted == EnumText(criterion)) return criterion;
  }
  return pb::CRITERION_UNSPECIFIED;
}

// All candidates of one answer have the same criteria; their maxima stand in the titles.
Table CandidateTable(const pb::MatchTalentsResponse& reply) {
  std::map<pb::Criterion, int> most;
  for (const pb::Candidate& candidate : reply.candidates()) {
    for (const auto& [criterion, points] : PointsOf(candidate.criteria())) {
      most[criterion] = std::max(most[criterion], points.most);
    }
  }
  std::vector<Column> columns{{"RANK", Align::kRight},
                              {"TALENT"},
                              {"NAME"},
                              {absl::StrCat("SCORE/", reply.max_score()), Align::kRight}};
  for (const auto& [criterion, points] : most) {
    columns.push_back({absl::StrCat(ShortTitle(criterion), "/", points), Align::kRight});
  }
  columns.push_back({"DAYS LEFT", Align::kRight});
  Table table(std::move(columns));
  for (const pb::Candidate& candidate : reply.candidates()) {
    std::vector<Cell> row{absl::StrCat(candidate.rank()), candidate.talent(),
                          candidate.display_name(),
                          Cell(absl::StrCat(candidate.score()), Colour::kStrong)};
    auto points = PointsOf(candidate.criteria());
    for (const auto& [criterion, unused] : most) {
      row.push_back(absl::StrCat(points[criterion].got));
    }
    row.push_back(DaysText(candidate.remaining_half_day_count()));
    table.Add(std::move(row));
  }
  return table;
}

Table DemandMatchTable(const pb::MatchDemandsResponse& reply) {
  Table table({{"RANK", Align::kRight},
               {"DEMAND"},
               {"TITLE", Align::kLeft, true},
               {"EMPLOYER"},
               {"SCORE", Align::kRight},
               {"OF", Align::kRight},
               {"URGENT", Align::kRight},
               {"DAYS ASKED", Align::kRight},
               {"DAYS LEFT", Align::kRight}});
  for (const pb::DemandMatch& match : reply.demands()) {
    table.Add({absl::StrCat(match.rank()), match.demand(), match.title(), match.employer(),
               Cell(absl::StrCat(match.score()), Colour::kStrong), absl::StrCat(match.max_score()),
               match.urgency() > 0 ? absl::StrCat(match.urgency()) : "",
               DaysText(match.needed_half_day_count()),
               DaysText(match.remaining_half_day_count())});
  }
  table.DropEmptyColumns();
  return table;
}

Table TeamTable(const pb::MatchTeamsResponse& reply) {
  Table table({{"RANK", Align::kRight},
               {"TEAM"},
               {"TITLE", Align::kLeft, true},
               {absl::StrCat("SCORE/", reply.max_score()), Align::kRight},
               {"MEMBERS", Align::kRight},
               {"DAYS TOGETHER", Align::kRight}});
  for (const pb::TeamCandidate& team : reply.teams()) {
    table.Add({absl::StrCat(team.rank()), team.team(), team.title(),
               Cell(absl::StrCat(team.score()), Colour::kStrong), absl::StrCat(team.members_size()),
               DaysText(team.joint_half_day_count())});
  }
  return table;
}

Table ContributionTable(const RepeatedPtrField<pb::MemberContribution>& members) {
  Table table({{"MEMBER"},
               {"NAME"},
               {"ROLES", Align::kLeft, true},
               {"BRINGS", Align::kLeft, true},
               {"COST", Align::kRight}});
  for (const pb::MemberContribution& member : members) {
    std::vector<std::string> roles;
    for (int i = 0; i < member.roles_size(); ++i) {
      roles.push_back(i < member.role_scores_size()
                          ? absl::StrCat(member.roles(i), " ", member.role_scores(i))
                          : member.roles(i));
    }
    table.Add({member.talent(), member.display_name(), absl::StrJoin(roles, ", "),
               absl::StrJoin(member.requirements(), ", "),
               member.cost_fen() > 0 ? YuanText(member.cost_fen()) : ""});
  }
  table.DropEmptyColumns();
  return table;
}

Table GateCountTable(const RepeatedPtrField<pb::GateCount>& gate_counts, const char* what) {
  Table table({{"KEPT OUT BY"}, {what, Align::kRight}});
  for (const pb::GateCount& count : gate_counts) {
    table.Add({EnumText(count.gate()), absl::StrCat(count.removed_count())});
  }
  return table;
}

Table CriteriaTable(const RepeatedPtrField<pb::CriterionPoints>& criteria,
                    const Terminal& terminal) {
  Table table({{"CRITERION"},
               {"REQUIREMENT"},
               {"POINTS", Align::kRight},
               {"OF", Align::kRight},
               {""},
               {"EVIDENCE", Align::kLeft, true}});
  for (const pb::CriterionPoints& part : criteria) {
    const Colour colour = part.points() == part.max_points() ? Colour::kGood
                          : part.points() == 0               ? Colour::kBad
                                                             : Colour::kNone;
    table.Add({EnumText(part.criterion()), part.requirement(), absl::StrCat(part.points()),
               absl::StrCat(part.max_points()),
               Cell(Bar(part.points(), part.max_points(), kBarCells, terminal), colour),
               part.evidence()});
  }
  table.DropEmptyColumns();
  return table;
}

Table GateTable(const RepeatedPtrField<pb::GateResult>& gates) {
  Table table({{"GATE"},
               {"REQUIREMENT"},
               {"PASSED"},
               {"NEEDED", Align::kLeft, true},
               {"THERE IS", Align::kLeft, true},
               {"FAR OFF"},
               {"BASIS", Align::kLeft, true}});
  for (const pb::GateResult& gate : gates) {
    table.Add({EnumText(gate.gate()), gate.requirement(),
               gate.passed() ? Cell("yes", Colour::kGood) : Cell("no", Colour::kBad), gate.needed(),
               gate.actual(), ShortfallText(gate), gate.basis()});
  }
  table.DropEmptyColumns();
  return table;
}

std::string ShortfallText(const pb::GateResult& gate) {
  if (gate.shortfall() == 0) return "";
  switch (gate.unit()) {
    case pb::GateResult::HALF_DAY:
      return absl::StrCat(DaysText(gate.shortfall()), " days");
    case pb::GateResult::YEAR:
      return absl::StrCat(gate.shortfall(), " years");
    case pb::GateResult::STEP:
      return absl::StrCat(gate.shortfall(), " steps");
    case pb::GateResult::FEN:
      return absl::StrCat(YuanText(gate.shortfall()), " yuan a day");
    case pb::GateResult::BASIS_POINT:
      return PercentText(gate.shortfall());
    case pb::GateResult::STATION:
      return absl::StrCat(gate.shortfall(), " stations");
    case pb::GateResult::DAY:
      return absl::StrCat(gate.shortfall(), " days");
    default:
      return absl::StrCat(gate.shortfall());
  }
}

std::string FailureText(const pb::GateResult& gate) {
  const std::string shortfall = ShortfallText(gate);
  return absl::StrCat(EnumText(gate.gate()), Place(gate.requirement()), " needs ", gate.needed(),
                      ", there is ", gate.actual(),
                      shortfall.empty() ? "" : absl::StrCat(", ", shortfall, " short"));
}

std::string VerdictText(const pb::ExplainMatchResponse& reply, int top_k) {
  const std::string score = absl::StrCat(reply.score(), " of ", reply.max_score(), " points");
  if (!reply.eligible()) {
    return absl::StrCat("Not eligible: gate ", FailureText(reply.first_failed_gate()),
                        ". Points, had it passed: ", score, ".");
  }
  return absl::StrCat("Eligible: place ", reply.rank(), " of ", reply.eligible_count(), ", ", score,
                      reply.listed() ? absl::StrCat("; among the first ", top_k, ".")
                                     : absl::StrCat("; the last of the first ", top_k, " has ",
                                                    reply.threshold_score(), "."));
}

std::vector<std::string> LiftLines(const pb::ExplainMatchResponse& reply, int top_k, int most) {
  std::vector<std::string> lines;
  const int shown = std::min(most, reply.lifts_size());
  for (int i = 0; i < shown; ++i) {
    const pb::RankLift& lift = reply.lifts(i);
    std::string outcome =
        lift.eligible() ? absl::StrCat("place ", lift.rank(), " with ", lift.score(), " points")
                        : absl::StrCat("still not eligible, ", lift.score(), " points");
    if (lift.listed()) absl::StrAppend(&outcome, ", among the first ", top_k);
    lines.push_back(absl::StrCat(i + 1, ". ", outcome, ", if"));
    for (const pb::MatchChange& change : lift.changes()) {
      lines.push_back(absl::StrCat("   ", ChangeText(change)));
    }
  }
  if (shown < reply.lifts_size()) {
    lines.push_back(absl::StrCat("and ", reply.lifts_size() - shown, " more: -o json"));
  }
  return lines;
}

}  // namespace houniao::talentctl
