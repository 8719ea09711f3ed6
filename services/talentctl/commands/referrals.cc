// refer: who was put forward where, with what outcome.
#include "absl/strings/match.h"

#include "common/errors/errors.h"
#include "services/talentctl/commands/arguments.h"
#include "services/talentctl/commands/commands.h"
#include "services/talentctl/output/cells.h"
#include "services/talentctl/resources.h"

#include "houniao/recruitment/v1/recruitment_service.pb.h"

namespace houniao::talentctl {
namespace {

namespace pb = ::houniao::recruitment::v1;

struct ReferralArguments {
  std::string demand;
  std::string candidate;
  std::string id;
  std::string source;
  std::string note;
  int score = 0;
  int rank = 0;
  std::string name;
  std::string stage;
  std::string reason;
  std::string etag;
};

// Stages that a person sets; HELD and ENGAGED are set by the engagement.
const std::vector<std::string>& Outcomes() {
  static const auto* const outcomes = new std::vector<std::string>{
      "in-contact", "interviewed", "refused-by-employer", "refused-by-talent", "withdrawn"};
  return *outcomes;
}

pb::Referral::Stage StageOf(std::string word) {
  for (char& c : word) c = c == '-' ? '_' : absl::ascii_toupper(c);
  pb::Referral::Stage stage = pb::Referral::STAGE_UNSPECIFIED;
  pb::Referral::Stage_Parse(word, &stage);
  return stage;
}

std::string CandidateOf(const std::string& text) {
  return absl::StartsWith(text, "teams/") ? text : NameOf("talent", text);
}

Cell StageCell(pb::Referral::Stage stage) {
  switch (stage) {
    case pb::Referral::ENGAGED:
      return {EnumText(stage), Colour::kGood};
    case pb::Referral::REFUSED_BY_EMPLOYER:
    case pb::Referral::REFUSED_BY_TALENT:
    case pb::Referral::WITHDRAWN:
      return {EnumText(stage), Colour::kBad};
    default:
      return {EnumText(stage), Colour::kStrong};
  }
}

Table ReferralTable(const std::vector<pb::Referral>& referrals) {
  Table table({{"REFERRAL"},
               {"STAGE"},
               {"DEMAND"},
               {"CANDIDATE"},
               {"RANK", Align::kRight},
               {"SCORE", Align::kRight},
               {"SOURCE"},
               {"SINCE"},
               {"ENGAGEMENT"},
               {"NOTE", Align::kLeft, true}});
  for (const pb::Referral& referral : referrals) {
    table.Add({referral.name(), StageCell(referral.stage()), referral.demand(),
               referral.candidate(), referral.rank() > 0 ? absl::StrCat(referral.rank()) : "",
               referral.score() > 0 ? absl::StrCat(referral.score()) : "", referral.source(),
               DayText(referral.create_time()), referral.engagement(), referral.note()});
  }
  table.DropEmptyColumns();
  return table;
}

Table StepTable(const pb::Referral& referral) {
  Table table({{"AT"}, {"STAGE"}, {"BY"}, {"REASON", Align::kLeft, true}});
  for (const pb::ReferralStep& step : referral.steps()) {
    table.Add(
        {TimeText(step.step_time()), StageCell(step.stage()), step.recorded_by(), step.reason()});
  }
  table.DropEmptyColumns();
  return table;
}

absl::Status ShowReferral(Session& session, const absl::StatusOr<pb::Referral>& referral) {
  if (!referral.ok()) return referral.status();
  session.Show(*referral, [&] {
    session.Print(ReferralTable({*referral}));
    if (!referral->steps().empty()) session.Print(StepTable(*referral));
  });
  return absl::OkStatus();
}

absl::Status Create(Session& session, const ReferralArguments& arguments) {
  pb::CreateReferralRequest request;
  request.set_referral_id(arguments.id);
  pb::Referral* referral = request.mutable_referral();
  referral->set_demand(NameOf("demand", arguments.demand));
  referral->set_candidate(CandidateOf(arguments.candidate));
  referral->set_source(arguments.source);
  referral->set_note(arguments.note);
  referral->set_score(arguments.score);
  referral->set_rank(arguments.rank);
  return ShowReferral(session,
                      session.connection().Call<pb::Referral>(
                          "houniao.recruitment.v1.ReferralService.CreateReferral", request));
}

absl::Status Outcome(Session& session, const ReferralArguments& arguments) {
  pb::RecordReferralOutcomeRequest request;
  request.set_name(NameOf("referral", arguments.name));
  request.set_stage(StageOf(arguments.stage));
  request.set_reason(arguments.reason);
  request.set_etag(arguments.etag);
  return ShowReferral(session,
                      session.connection().Call<pb::Referral>(
                          "houniao.recruitment.v1.ReferralService.RecordReferralOutcome", request));
}

absl::Status List(Session& session, const ReferralArguments& arguments) {
  std::vector<std::string> terms;
  if (!arguments.demand.empty()) {
    terms.push_back(absl::StrCat("demand = \"", NameOf("demand", arguments.demand), "\""));
  }
  if (!arguments.candidate.empty()) {
    terms.push_back(absl::StrCat("candidate = \"", CandidateOf(arguments.candidate), "\""));
  }
  if (!arguments.stage.empty()) {
    terms.push_back(absl::StrCat("stage = ", pb::Referral::Stage_Name(StageOf(arguments.stage))));
  }
  ASSIGN_OR_RETURN(const auto referrals, ListAll<pb::Referral>(session.connection(), "referral", "",
                                                               absl::StrJoin(terms, " AND ")));
  pb::ListReferralsResponse all;
  all.mutable_referrals()->Assign(referrals.begin(), referrals.end());
  session.Show(all, [&] {
    if (referrals.empty()) return session.Print("There are no such referrals.");
    session.Print(ReferralTable(referrals));
  });
  return absl::OkStatus();
}

std::vector<std::string> StageWords() {
  std::vector<std::string> words = {"put-forward"};
  words.insert(words.end(), Outcomes().begin(), Outcomes().end());
  words.insert(words.end(), {"held", "engaged"});
  return words;
}

void AddCreate(CommandTree& tree, CLI::App* group) {
  auto a = std::make_shared<ReferralArguments>();
  CLI::App* command = tree.Command(
      group, "create", "Put a talent or a team forward for a demand",
      "  talentctl refer create demo-storage-expert hn-0042 --source match --rank 3 --score 7210\n"
      "  talentctl refer create demo-storage-team teams/t-1 --note '园区推荐'\n",
      [a](Session& session) { return Create(session, *a); });
  command->add_option("DEMAND", a->demand, "Name or id of the demand")->required();
  command->add_option("CANDIDATE", a->candidate, "Name or id of the talent, or teams/t-1")
      ->required();
  command->add_option("--id", a->id, "Id of the referral [made by the server]");
  command->add_option("--source", a->source, "Who put it forward: match, an intermediary");
  command->add_option("--note", a->note, "What else is to be known");
  command->add_option("--score", a->score, "Points in the list that it came from")
      ->check(CLI::Range(0, 10000));
  command->add_option("--rank", a->rank, "Place in the list that it came from")
      ->check(CLI::Range(0, 1000000));
}

void AddOutcome(CommandTree& tree, CLI::App* group) {
  auto a = std::make_shared<ReferralArguments>();
  CLI::App* command =
      tree.Command(group, "outcome", "Bring a referral to its next stage",
                   "  talentctl refer outcome r-1 interviewed\n"
                   "  talentctl refer outcome r-1 refused-by-talent --reason '与家人团聚'\n",
                   [a](Session& session) { return Outcome(session, *a); });
  command->add_option("REFERRAL", a->name, "Name or id of the referral")->required();
  command->add_option("STAGE", a->stage, absl::StrJoin(Outcomes(), ", "))
      ->required()
      ->check(CLI::IsMember(Outcomes()))
      ->type_name("STAGE");
  command->add_option("--reason", a->reason, "Why; needed for a refusal or a withdrawal");
  command->add_option("--etag", a->etag, "Only if it is unchanged since it was read");
}

void AddListing(CommandTree& tree, CLI::App* group) {
  auto a = std::make_shared<ReferralArguments>();
  CLI::App* command = tree.Command(group, "list", "The ledger of referrals",
                                   "  talentctl refer list --demand demo-storage-expert\n"
                                   "  talentctl refer list --candidate hn-0042 --stage engaged\n",
                                   [a](Session& session) { return List(session, *a); });
  command->add_option("--demand", a->demand, "Only those for this demand");
  command->add_option("--candidate", a->candidate, "Only those of this talent, or teams/t-1");
  command->add_option("--stage", a->stage, "Only those at this stage")
      ->check(CLI::IsMember(StageWords()))
      ->type_name("STAGE");
}

}  // namespace

void AddReferralCommands(CommandTree& tree) {
  CLI::App* group =
      tree.Group("refer", "Referrals: who was put forward where, with what outcome", kRecruiting);
  AddCreate(tree, group);
  AddOutcome(tree, group);
  AddListing(tree, group);
}

}  // namespace houniao::talentctl
