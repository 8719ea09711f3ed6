// evaluate: what a talent is entitled to, and why.
#include "services/talentctl/commands/arguments.h"
#include "services/talentctl/commands/commands.h"
#include "services/talentctl/commands/facts.h"
#include "services/talentctl/output/cells.h"

#include "houniao/benefits/v1/benefits_service.pb.h"

namespace houniao::talentctl {
namespace {

namespace pb = ::houniao::benefits::v1;

struct EvaluateArguments {
  std::string talent;
  std::vector<std::string> policies;
  std::string engagement;
  std::vector<std::string> facts;
  std::string on;
  bool trace = false;
  bool show_facts = false;
};

std::string GrantText(const pb::AmountSchedule& schedule) {
  std::vector<std::string> parts;
  if (schedule.total_fen() > 0) parts.push_back(YuanText(schedule.total_fen()));
  if (schedule.points() > 0) parts.push_back(absl::StrCat(schedule.points(), " points"));
  for (const pb::InKindGrant& grant : schedule.in_kind_grants()) {
    parts.push_back(absl::StrCat(grant.item(), " ", grant.quantity(), grant.unit()));
  }
  return absl::StrJoin(parts, ", ");
}

std::string WhyOf(const pb::PolicyEvaluation& evaluation) {
  if (evaluation.verdict() == pb::VERDICT_NO) return evaluation.failing_condition();
  if (evaluation.verdict() != pb::VERDICT_UNKNOWN) return "";
  std::vector<std::string> keys;
  for (const pb::MissingFact& fact : evaluation.missing_facts()) keys.push_back(fact.key());
  return absl::StrCat("missing: ", absl::StrJoin(keys, ", "));
}

Table OverviewTable(const pb::EvaluateTalentResponse& reply) {
  Table table({{"VERDICT"},
               {"POLICY"},
               {"TITLE", Align::kLeft, true},
               {"GRANTS", Align::kRight},
               {"WHY", Align::kLeft, true}});
  for (const pb::PolicyEvaluation& evaluation : reply.evaluations()) {
    table.Add({VerdictCell(evaluation.verdict()), evaluation.policy(), evaluation.title(),
               GrantText(evaluation.schedule()), WhyOf(evaluation)});
  }
  table.DropEmptyColumns();
  return table;
}

// `other` is what conditions outside of the criterion sets belong to.
template <typename Traces>
Table TraceTable(const Traces& traces, const char* other) {
  Table table({{"SET"},
               {"CONDITION"},
               {"TITLE", Align::kLeft, true},
               {"HOLDS"},
               {"NEEDED", Align::kLeft, true},
               {"THERE IS", Align::kLeft, true},
               {"SOURCE"}});
  for (const pb::CriterionTrace& trace : traces) {
    table.Add({trace.criterion_set() > 0 ? absl::StrCat(trace.criterion_set()) : other,
               trace.criterion(), trace.title(), VerdictCell(trace.verdict()), trace.needed(),
               trace.actual(), trace.citation()});
  }
  table.DropEmptyColumns();
  return table;
}

Table InstalmentTable(const pb::AmountSchedule& schedule) {
  Table table({{"NO", Align::kRight}, {"AWARD"}, {"DUE"}, {"AMOUNT", Align::kRight}});
  for (const pb::Instalment& instalment : schedule.instalments()) {
    table.Add({absl::StrCat(instalment.number()), instalment.award(),
               instalment.due_unknown() ? "unknown" : DateText(instalment.due_date()),
               YuanText(instalment.amount_fen())});
  }
  return table;
}

void PrintAward(Session& session, const pb::AwardEvaluation& award) {
  const std::string grant = GrantText(award.schedule());
  session.Print(absl::StrCat("award ", award.award(), " (", award.title(), "): ",
                             VerdictCell(award.verdict()).text, grant.empty() ? "" : ", ", grant));
  if (award.traces_size() > 0 && award.verdict() != pb::VERDICT_YES) {
    session.Print(TraceTable(award.traces(), "award"));
  }
}

void PrintInFull(Session& session, const pb::PolicyEvaluation& evaluation) {
  const Cell verdict = VerdictCell(evaluation.verdict());
  session.Print(absl::StrCat("\n", evaluation.policy_version(), " ", evaluation.title(), ": ",
                             Coloured(session.terminal(), verdict.text, verdict.colour)));
  session.Print(TraceTable(evaluation.traces(), "gate"));
  for (const pb::AwardEvaluation& award : evaluation.awards()) PrintAward(session, award);
  if (evaluation.schedule().instalments_size() > 0) {
    session.Print(InstalmentTable(evaluation.schedule()));
  }
  for (const std::string& working : evaluation.schedule().workings()) session.Print(working);
  if (evaluation.has_next_question()) {
    session.Print(absl::StrCat("ask next: ", evaluation.next_question().question(), " (",
                               evaluation.next_question().key(), ")"));
  }
}

Table FactTable(const pb::EvaluateTalentResponse& reply) {
  Table table({{"FACT"}, {"VALUE", Align::kLeft, true}, {"SOURCE"}, {"AS OF"}});
  for (const pb::Fact& fact : reply.facts()) {
    table.Add(
        {fact.key(), FactValueText(fact.value()), fact.source(), DateText(fact.as_of_date())});
  }
  return table;
}

std::string CountLine(const pb::EvaluateTalentResponse& reply) {
  int yes = 0, no = 0, unknown = 0;
  for (const pb::PolicyEvaluation& evaluation : reply.evaluations()) {
    yes += evaluation.verdict() == pb::VERDICT_YES;
    no += evaluation.verdict() == pb::VERDICT_NO;
    unknown += evaluation.verdict() == pb::VERDICT_UNKNOWN;
  }
  return absl::StrCat(reply.talent(), " on ", DateText(reply.as_of_date()), ": ", yes, " yes, ",
                      unknown, " unknown, ", no, " no");
}

absl::Status Evaluate(Session& session, const EvaluateArguments& arguments) {
  pb::EvaluateTalentRequest request;
  request.set_talent(NameOf("talent", arguments.talent));
  for (const std::string& policy : arguments.policies) {
    request.add_policies(NameOf("policy", policy));
  }
  if (!arguments.engagement.empty()) {
    request.set_engagement(NameOf("engagement", arguments.engagement));
  }
  for (const std::string& text : arguments.facts) {
    ASSIGN_OR_RETURN(*request.add_extra_facts(), ParseFact(text));
  }
  if (!arguments.on.empty()) {
    ASSIGN_OR_RETURN(*request.mutable_as_of_date(), DateOf("--on", arguments.on));
  }
  ASSIGN_OR_RETURN(const auto reply,
                   session.connection().Call<pb::EvaluateTalentResponse>(
                       "houniao.benefits.v1.EligibilityService.EvaluateTalent", request));
  session.Show(reply, [&] {
    session.Print(OverviewTable(reply));
    session.Print(CountLine(reply));
    if (arguments.trace || !arguments.policies.empty()) {
      for (const pb::PolicyEvaluation& one : reply.evaluations()) PrintInFull(session, one);
    }
    if (arguments.show_facts) session.Print(FactTable(reply));
    if (reply.has_next_question()) {
      session.Print(
          absl::StrCat("\nThe question that settles most: ", reply.next_question().question(), " (",
                       reply.next_question().key(), ")"));
    }
  });
  return absl::OkStatus();
}

}  // namespace

void AddEvaluateCommand(CommandTree& tree) {
  auto arguments = std::make_shared<EvaluateArguments>();
  CLI::App* command = tree.Command(
      nullptr, "evaluate", "What a talent is entitled to: yes, no or unknown, with the reasons",
      "  talentctl evaluate talents/hn-0007\n"
      "  talentctl evaluate hn-0007 ningde-flexible-2020 --engagement e-1\n"
      "  talentctl evaluate hn-0007 --fact agreement-months=36 --fact tier-ningde-2020=3\n",
      [arguments](Session& session) { return Evaluate(session, *arguments); }, kBenefits);
  command->add_option("TALENT", arguments->talent, "Name or id of the talent")->required();
  command->add_option("POLICY", arguments->policies, "Policies or their versions [all in force]");
  command->add_option("--engagement", arguments->engagement, "Engagement whose days count");
  command->add_option("--fact", arguments->facts, "A fact to be taken as given, key=value")
      ->allow_extra_args(false);
  command->add_option("--on", arguments->on, "Day for which it is asked [today]");
  command->add_flag("--trace", arguments->trace, "Every condition of every policy");
  command->add_flag("--facts", arguments->show_facts, "The facts that were used");
}

}  // namespace houniao::talentctl
