// match, explain: who is best for a demand, and why somebody is, or is not, among them.
#include "services/talentctl/commands/arguments.h"
#include "services/talentctl/commands/commands.h"
#include "services/talentctl/output/cells.h"

#include "houniao/recruitment/v1/recruitment_service.pb.h"

namespace houniao::talentctl {
namespace {

namespace pb = ::houniao::recruitment::v1;

struct MatchArguments {
  std::string demand;
  std::string talent;
  int top_k = 10;
  bool reasons = false;
  std::vector<std::string> excluded;
};

// Points of a candidate by criterion, its requirements added up.
struct Points {
  int got = 0;
  int most = 0;
};

std::map<pb::Criterion, Points> PointsOf(
    const google::protobuf::RepeatedPtrField<pb::CriterionPoints>& criteria) {
  std::map<pb::Criterion, Points> points;
  for (const pb::CriterionPoints& part : criteria) {
    points[part.criterion()].got += part.points();
    points[part.criterion()].most += part.max_points();
  }
  return points;
}

std::string ShortTitle(pb::Criterion criterion) {
  switch (criterion) {
    case pb::CRITERION_SKILL:
      return "SKILL";
    case pb::CRITERION_TITLE_RANK:
      return "TITLE";
    case pb::CRITERION_EDUCATION:
      return "EDU";
    case pb::CRITERION_TIER:
      return "TIER";
    case pb::CRITERION_INDUSTRY:
      return "IND";
    case pb::CRITERION_EXPERIENCE:
      return "EXP";
    case pb::CRITERION_MAJOR:
      return "MAJOR";
    case pb::CRITERION_WORK_REGION:
      return "NEAR";
    case pb::CRITERION_AVAILABILITY:
      return "SPARE";
    case pb::CRITERION_FEE:
      return "FEE";
    default:
      return EnumText(criterion);
  }
}

// All candidates of one answer have the same criteria; their maxima stand in the title.
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

Table CriteriaTable(const google::protobuf::RepeatedPtrField<pb::CriterionPoints>& criteria) {
  Table table({{"CRITERION"},
               {"REQUIREMENT"},
               {"POINTS", Align::kRight},
               {"OF", Align::kRight},
               {"EVIDENCE", Align::kLeft, true}});
  for (const pb::CriterionPoints& part : criteria) {
    table.Add({EnumText(part.criterion()), part.requirement(), absl::StrCat(part.points()),
               absl::StrCat(part.max_points()), part.evidence()});
  }
  return table;
}

Table GateCountTable(const pb::MatchTalentsResponse& reply) {
  Table table({{"KEPT OUT BY"}, {"TALENTS", Align::kRight}});
  for (const pb::GateCount& count : reply.gate_counts()) {
    table.Add({EnumText(count.gate()), absl::StrCat(count.removed_count())});
  }
  return table;
}

absl::Status Match(Session& session, const MatchArguments& arguments) {
  pb::MatchTalentsRequest request;
  request.set_demand(NameOf("demand", arguments.demand));
  request.set_top_k(arguments.top_k);
  for (const std::string& talent : arguments.excluded) {
    request.mutable_options()->add_excluded_talents(NameOf("talent", talent));
  }
  ASSIGN_OR_RETURN(const auto reply,
                   session.connection().Call<pb::MatchTalentsResponse>(
                       "houniao.recruitment.v1.MatchingService.MatchTalents", request));
  session.Show(reply, [&] {
    if (reply.candidates_size() > 0) session.Print(CandidateTable(reply));
    if (arguments.reasons) {
      for (const pb::Candidate& candidate : reply.candidates()) {
        session.Print(absl::StrCat("\n", candidate.rank(), ". ", candidate.talent(), " ",
                                   candidate.display_name()));
        session.Print(CriteriaTable(candidate.criteria()));
      }
    }
    if (reply.candidates_size() > 0) session.Print("");
    session.Print(absl::StrCat(reply.eligible_count(), " of ", reply.population_count(),
                               " talents pass every gate."));
    if (reply.gate_counts_size() > 0) session.Print(GateCountTable(reply));
    if (reply.eligible_count() == 0) {
      session.Print(
          absl::StrCat("How far off somebody is: talentctl explain ", request.demand(), " TALENT"));
    }
  });
  return absl::OkStatus();
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
    default:
      return absl::StrCat(gate.shortfall());
  }
}

Table GateTable(const pb::ExplainMatchResponse& reply) {
  Table table({{"GATE"},
               {"REQUIREMENT"},
               {"PASSED"},
               {"NEEDED", Align::kLeft, true},
               {"THERE IS", Align::kLeft, true},
               {"FAR OFF"},
               {"BASIS", Align::kLeft, true}});
  for (const pb::GateResult& gate : reply.gates()) {
    table.Add({EnumText(gate.gate()), gate.requirement(),
               gate.passed() ? Cell("yes", Colour::kGood) : Cell("no", Colour::kBad), gate.needed(),
               gate.actual(), ShortfallText(gate), gate.basis()});
  }
  return table;
}

std::string Verdict(const pb::ExplainMatchResponse& reply, int top_k) {
  const std::string score = absl::StrCat(reply.score(), " of ", reply.max_score(), " points");
  if (!reply.eligible()) {
    const pb::GateResult& gate = reply.first_failed_gate();
    const std::string shortfall = ShortfallText(gate);
    return absl::StrCat(
        "Not eligible: gate ", EnumText(gate.gate()),
        gate.requirement().empty() ? "" : absl::StrCat(" (", gate.requirement(), ")"), " needs ",
        gate.needed(), ", there is ", gate.actual(),
        shortfall.empty() ? "" : absl::StrCat(", ", shortfall, " short"),
        ". Points, had it passed: ", score, ".");
  }
  return absl::StrCat("Eligible: place ", reply.rank(), " of ", reply.eligible_count(), ", ", score,
                      reply.listed() ? absl::StrCat("; among the first ", top_k, ".")
                                     : absl::StrCat("; the last of the first ", top_k, " has ",
                                                    reply.threshold_score(), "."));
}

absl::Status Explain(Session& session, const MatchArguments& arguments) {
  pb::ExplainMatchRequest request;
  request.set_demand(NameOf("demand", arguments.demand));
  request.set_talent(NameOf("talent", arguments.talent));
  request.set_top_k(arguments.top_k);
  ASSIGN_OR_RETURN(const auto reply,
                   session.connection().Call<pb::ExplainMatchResponse>(
                       "houniao.recruitment.v1.MatchingService.ExplainMatch", request));
  session.Show(reply, [&] {
    session.Print(Verdict(reply, arguments.top_k));
    session.Print("");
    Table gates = GateTable(reply);
    gates.DropEmptyColumns();
    session.Print(gates);
    session.Print("");
    Table criteria = CriteriaTable(reply.criteria());
    criteria.DropEmptyColumns();
    session.Print(criteria);
  });
  return absl::OkStatus();
}

}  // namespace

void AddMatchingCommands(CommandTree& tree) {
  auto match = std::make_shared<MatchArguments>();
  CLI::App* command = tree.Command(
      nullptr, "match", "The best talents for a demand, with their points",
      "  talentctl match demands/demo-storage-expert\n"
      "  talentctl match demo-storage-expert -k 3 --reasons\n",
      [match](Session& session) { return Match(session, *match); }, kRecruiting);
  command->add_option("DEMAND", match->demand, "Name or id of the demand")->required();
  command->add_option("-k,--top_k", match->top_k, "How many, up to 100")
      ->check(CLI::Range(1, 100))
      ->capture_default_str();
  command->add_flag("--reasons", match->reasons, "Show the evidence behind the points");
  AddList(command, "--exclude", match->excluded, "Talents to leave out");

  auto explain = std::make_shared<MatchArguments>();
  CLI::App* explaining = tree.Command(
      nullptr, "explain", "Why a talent is, or is not, among the best for a demand",
      "  talentctl explain demo-storage-expert talents/hn-0042\n"
      "  talentctl explain demo-storage-expert hn-0042 -k 20 -o json\n",
      [explain](Session& session) { return Explain(session, *explain); }, kRecruiting);
  explaining->add_option("DEMAND", explain->demand, "Name or id of the demand")->required();
  explaining->add_option("TALENT", explain->talent, "Name or id of the talent")->required();
  explaining->add_option("-k,--top_k", explain->top_k, "Length of the list to compare with")
      ->check(CLI::Range(1, 100))
      ->capture_default_str();
}

}  // namespace houniao::talentctl
