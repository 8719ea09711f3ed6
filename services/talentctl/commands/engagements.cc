// engage: a talent's days for a demand, from the hold to what both sides say of it.
#include "absl/strings/match.h"

#include "services/talentctl/commands/arguments.h"
#include "services/talentctl/commands/commands.h"
#include "services/talentctl/commands/engagement_view.h"
#include "services/talentctl/commands/hold_arguments.h"
#include "services/talentctl/output/cells.h"

#include "houniao/recruitment/v1/recruitment_service.pb.h"

namespace houniao::talentctl {
namespace {

namespace pb = ::houniao::recruitment::v1;

struct HoldArguments {
  std::string demand;
  std::string subject;
  DayArguments days;
  std::string id;
  std::string form;
  int agreement_months = -1;
};

// Of the verbs about an engagement that exists; each uses what its options fill in.
struct VerbArguments {
  std::string name;
  std::string reason;
  std::string etag;
  std::string id;
  DayArguments days;
  std::string demand;
  std::string side;
  int rating = 0;
  bool again = false;
  std::string comment;
};

// Sends a request whose reply is the engagement as it is then.
template <typename Request>
absl::Status Send(Session& session, absl::string_view method, Request request) {
  ASSIGN_OR_RETURN(
      const auto engagement,
      session.connection().Call<pb::Engagement>(
          absl::StrCat("houniao.recruitment.v1.EngagementService.", method), std::move(request)));
  session.Show(engagement, [&] { PrintEngagement(session, engagement); });
  return absl::OkStatus();
}

template <typename Request>
Request Naming(const VerbArguments& arguments) {
  Request request;
  request.set_name(NameOf("engagement", arguments.name));
  request.set_etag(arguments.etag);
  return request;
}

absl::Status Hold(Session& session, const HoldArguments& arguments) {
  pb::HoldEngagementRequest request;
  request.set_engagement_id(arguments.id);
  request.set_demand(NameOf("demand", arguments.demand));
  if (absl::StartsWith(arguments.subject, "teams/")) {
    request.set_team(arguments.subject);
  } else {
    request.set_talent(NameOf("talent", arguments.subject));
  }
  RETURN_IF_ERROR(SetDays(arguments.days, &request));
  if (!arguments.form.empty()) {
    type::v1::EngagementForm form;
    type::v1::EngagementForm_Parse("ENGAGEMENT_FORM_" + arguments.form, &form);  // checked before
    request.set_form(form);
  }
  if (arguments.agreement_months >= 0) request.set_agreement_months(arguments.agreement_months);
  return Send(session, "HoldEngagement", std::move(request));
}

absl::Status Confirm(Session& session, const VerbArguments& arguments) {
  return Send(session, "ConfirmEngagement", Naming<pb::ConfirmEngagementRequest>(arguments));
}

absl::Status Complete(Session& session, const VerbArguments& arguments) {
  return Send(session, "CompleteEngagement", Naming<pb::CompleteEngagementRequest>(arguments));
}

absl::Status Decline(Session& session, const VerbArguments& arguments) {
  auto request = Naming<pb::DeclineEngagementRequest>(arguments);
  request.set_reason(arguments.reason);
  return Send(session, "DeclineEngagement", std::move(request));
}

absl::Status Release(Session& session, const VerbArguments& arguments) {
  auto request = Naming<pb::ReleaseEngagementRequest>(arguments);
  request.set_reason(arguments.reason);
  return Send(session, "ReleaseEngagement", std::move(request));
}

absl::Status Renew(Session& session, const VerbArguments& arguments) {
  auto request = Naming<pb::RenewEngagementRequest>(arguments);
  request.set_engagement_id(arguments.id);
  RETURN_IF_ERROR(SetDays(arguments.days, &request));
  return Send(session, "RenewEngagement", std::move(request));
}

absl::Status Reinvite(Session& session, const VerbArguments& arguments) {
  auto request = Naming<pb::ReinviteEngagementRequest>(arguments);
  request.set_engagement_id(arguments.id);
  if (!arguments.demand.empty()) request.set_demand(NameOf("demand", arguments.demand));
  if (!arguments.days.hold_for.empty()) {
    RETURN_IF_ERROR(SetHoldFor(arguments.days.hold_for, request.mutable_hold_duration()));
  }
  return Send(session, "ReinviteEngagement", std::move(request));
}

absl::Status Evaluate(Session& session, const VerbArguments& arguments) {
  auto request = Naming<pb::EvaluateEngagementRequest>(arguments);
  request.set_side(arguments.side == "host" ? pb::EngagementParty::HOST
                                            : pb::EngagementParty::TALENT);
  request.set_rating(arguments.rating);
  request.set_again(arguments.again);
  request.set_comment(arguments.comment);
  return Send(session, "EvaluateEngagement", std::move(request));
}

absl::Status Show(Session& session, const VerbArguments& arguments) {
  pb::GetEngagementRequest request;
  request.set_name(NameOf("engagement", arguments.name));
  return Send(session, "GetEngagement", std::move(request));
}

std::vector<std::string> FormNames() {
  std::vector<std::string> names;
  const auto* type = type::v1::EngagementForm_descriptor();
  for (int i = 1; i < type->value_count(); ++i) {
    names.push_back(EnumText(type, type->value(i)->number()));
  }
  return names;
}

// `parent` is null for the bare verb of earlier releases, which is the same command.
CLI::App* AddHold(CommandTree& tree, CLI::App* parent) {
  auto hold = std::make_shared<HoldArguments>();
  CLI::App* command = tree.Command(
      parent, "hold", "Book days of a talent or a team for a demand, until the hold runs out",
      "  talentctl engage hold demo-storage-expert talents/hn-0007 --days 63\n"
      "  talentctl engage hold demo-storage-expert hn-0007 --days 20 --from 2026-01-01 --to "
      "2026-02-28\n"
      "  talentctl engage hold demo-storage-expert hn-0007 --days 5 --for 48h\n"
      "  talentctl engage hold demo-storage-expert hn-0007 --on 2026-03-02,2026-03-03 --half "
      "morning\n",
      [hold](Session& session) { return Hold(session, *hold); });
  command->add_option("DEMAND", hold->demand, "Name or id of the demand")->required();
  command->add_option("TALENT", hold->subject, "Name or id of the talent, or teams/t-1")
      ->required();
  AddDayOptions(command, &hold->days, "all asked");
  command->add_option("--id", hold->id, "Id of the engagement [made by the server]");
  command->add_option("--form", hold->form, "Form [the first one that both accept]")
      ->check(CLI::IsMember(FormNames()));
  command->add_option("--agreement_months", hold->agreement_months, "Term of the agreement")
      ->check(CLI::Range(0, 600));
  return command;
}

using Verb = absl::Status (*)(Session&, const VerbArguments&);

struct Added {
  CLI::App* command;
  std::shared_ptr<VerbArguments> arguments;
};

Added AddVerb(CommandTree& tree, CLI::App* parent, const std::string& name,
              const std::string& description, const std::string& examples, Verb verb) {
  auto arguments = std::make_shared<VerbArguments>();
  CLI::App* command =
      tree.Command(parent, name, description, examples,
                   [verb, arguments](Session& session) { return verb(session, *arguments); });
  command->add_option("ENGAGEMENT", arguments->name, "Name or id of the engagement")->required();
  if (verb != &Show) {
    command->add_option("--etag", arguments->etag, "Only if it is unchanged since it was read");
  }
  return {command, arguments};
}

void AddReason(const Added& added) {
  added.command->add_option("--reason", added.arguments->reason, "Why");
}

std::vector<CLI::App*> AddFirstVerbs(CommandTree& tree, CLI::App* parent) {
  CLI::App* const hold = AddHold(tree, parent);
  const Added confirm = AddVerb(tree, parent, "confirm", "Both sides agree to a hold",
                                "  talentctl engage confirm engagements/e-1 --as user:hr --role "
                                "enterprise --employer demo-ningchu\n",
                                &Confirm);
  const Added release =
      AddVerb(tree, parent, "release", "Give an engagement up; the days are free at once",
              "  talentctl engage release engagements/e-1 --reason '项目推迟'\n", &Release);
  AddReason(release);
  const Added decline =
      AddVerb(tree, parent, "decline", "The talent says no to a hold",
              "  talentctl engage decline engagements/e-1 --reason '时间冲突'\n", &Decline);
  AddReason(decline);
  const Added complete = AddVerb(tree, parent, "complete", "End an engagement that was served",
                                 "  talentctl engage complete engagements/e-1\n", &Complete);
  return {hold, confirm.command, release.command, decline.command, complete.command};
}

void AddFollowing(CommandTree& tree, CLI::App* group) {
  const Added renew =
      AddVerb(tree, group, "renew", "Book further days on the same terms",
              "  talentctl engage renew e-1\n"
              "  talentctl engage renew e-1 --days 10 --from 2026-04-01 --to 2026-05-31 --id e-2\n",
              &Renew);
  AddDayOptions(renew.command, &renew.arguments->days, "as many as before");
  renew.command->add_option("--id", renew.arguments->id, "Id of the new one [made by the server]");

  const Added reinvite =
      AddVerb(tree, group, "reinvite", "Invite again for the next season",
              "  talentctl engage reinvite e-1\n"
              "  talentctl engage reinvite e-1 --demand winter-2026 --id e-2 --for 5d\n",
              &Reinvite);
  reinvite.command->add_option("--demand", reinvite.arguments->demand,
                               "Demand of the next season [the same one]");
  reinvite.command->add_option("--id", reinvite.arguments->id,
                               "Id of the new one [made by the server]");
  AddHoldFor(reinvite.command, &reinvite.arguments->days.hold_for);
}

void AddEvaluation(CommandTree& tree, CLI::App* group) {
  const Added evaluate = AddVerb(
      tree, group, "evaluate", "Say how it was, once for each side; no ranking reads it",
      "  talentctl engage evaluate e-1 --side host --rating 5 --again --comment '带教有方'\n"
      "  talentctl engage evaluate e-1 --side talent --rating 4 --comment '食宿安排周到'\n",
      &Evaluate);
  evaluate.command->add_option("--side", evaluate.arguments->side, "host or talent")
      ->required()
      ->check(CLI::IsMember({"host", "talent"}));
  evaluate.command->add_option("--rating", evaluate.arguments->rating, "1 poor to 5 excellent")
      ->required()
      ->check(CLI::Range(1, 5));
  evaluate.command->add_flag("--again", evaluate.arguments->again, "Would work together again");
  evaluate.command->add_option("--comment", evaluate.arguments->comment, "In words");
}

}  // namespace

void AddEngagementCommands(CommandTree& tree) {
  CLI::App* group = tree.Group(
      "engage", "Book a talent: hold, confirm, release, complete, renew, evaluate", kRecruiting);
  AddFirstVerbs(tree, group);
  AddFollowing(tree, group);
  AddEvaluation(tree, group);
  AddVerb(tree, group, "show", "An engagement with the picture of its days",
          "  talentctl engage show e-1\n", &Show);
  // The bare verbs of earlier releases stay what they were, for scripts; help is silent of them.
  for (CLI::App* command : AddFirstVerbs(tree, nullptr)) command->group("");
}

}  // namespace houniao::talentctl
