// hold, confirm, release, decline, complete: a talent's days for a demand.
#include "absl/strings/match.h"
#include "google/protobuf/duration.pb.h"

#include "services/talentctl/commands/arguments.h"
#include "services/talentctl/commands/commands.h"
#include "services/talentctl/commands/engagement_view.h"
#include "services/talentctl/output/cells.h"

#include "houniao/recruitment/v1/recruitment_service.pb.h"

namespace houniao::talentctl {
namespace {

namespace pb = ::houniao::recruitment::v1;

struct HoldArguments {
  std::string demand;
  std::string subject;
  int days = 0;
  std::string from;
  std::string to;
  std::vector<std::string> on;
  std::string half;
  std::string hold_for;
  std::string id;
  std::string form;
  int agreement_months = -1;
};

struct VerbArguments {
  std::string name;
  std::string reason;
  std::string etag;
};

absl::Status SetDays(const HoldArguments& arguments, pb::HoldEngagementRequest* request) {
  ASSIGN_OR_RETURN(const pb::DayHalf half, HalfOf(arguments.half));
  for (const std::string& day : arguments.on) {
    pb::BookedDay* booked = request->add_booked_days();
    ASSIGN_OR_RETURN(*booked->mutable_date(), DateOf("--on", day));
    booked->set_half(half);
  }
  if (arguments.days == 0 && arguments.from.empty() && arguments.to.empty()) {
    return absl::OkStatus();
  }
  auto* selection = request->mutable_day_selection();
  selection->set_day_count(arguments.days);
  ASSIGN_OR_RETURN(const auto range, RangeOf(arguments.from, arguments.to));
  if (range.has_start_date() || range.has_end_date()) *selection->mutable_period() = range;
  return absl::OkStatus();
}

absl::Status SetTerms(const HoldArguments& arguments, pb::HoldEngagementRequest* request) {
  if (!arguments.hold_for.empty()) {
    ASSIGN_OR_RETURN(const absl::Duration span, SpanOf(arguments.hold_for));
    request->mutable_hold_duration()->set_seconds(absl::ToInt64Seconds(span));
  }
  if (!arguments.form.empty()) {
    type::v1::EngagementForm form;
    type::v1::EngagementForm_Parse("ENGAGEMENT_FORM_" + arguments.form, &form);  // checked before
    request->set_form(form);
  }
  if (arguments.agreement_months >= 0) request->set_agreement_months(arguments.agreement_months);
  return absl::OkStatus();
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
  RETURN_IF_ERROR(SetDays(arguments, &request));
  RETURN_IF_ERROR(SetTerms(arguments, &request));
  ASSIGN_OR_RETURN(const auto engagement,
                   session.connection().Call<pb::Engagement>(
                       "houniao.recruitment.v1.EngagementService.HoldEngagement", request));
  session.Show(engagement, [&] { PrintEngagement(session, engagement); });
  return absl::OkStatus();
}

template <typename Request>
absl::Status RunVerb(Session& session, absl::string_view method, Request request) {
  ASSIGN_OR_RETURN(
      const auto engagement,
      session.connection().Call<pb::Engagement>(
          absl::StrCat("houniao.recruitment.v1.EngagementService.", method), std::move(request)));
  session.Show(engagement, [&] { PrintEngagement(session, engagement); });
  return absl::OkStatus();
}

template <typename Request>
CLI::App* AddVerb(CommandTree& tree, const std::string& name, const std::string& description,
                  const std::string& example, const std::string& method) {
  auto verb = std::make_shared<VerbArguments>();
  CLI::App* command = tree.Command(
      nullptr, name, description, example,
      [verb, method](Session& session) {
        Request request;
        request.set_name(NameOf("engagement", verb->name));
        request.set_etag(verb->etag);
        if constexpr (std::is_same_v<Request, pb::DeclineEngagementRequest> ||
                      std::is_same_v<Request, pb::ReleaseEngagementRequest>) {
          request.set_reason(verb->reason);
        }
        return RunVerb(session, method, std::move(request));
      },
      kRecruiting);
  command->add_option("ENGAGEMENT", verb->name, "Name or id of the engagement")->required();
  command->add_option("--etag", verb->etag, "Only if it is unchanged since it was read");
  if constexpr (std::is_same_v<Request, pb::DeclineEngagementRequest> ||
                std::is_same_v<Request, pb::ReleaseEngagementRequest>) {
    command->add_option("--reason", verb->reason, "Why");
  }
  return command;
}

std::vector<std::string> FormNames() {
  std::vector<std::string> names;
  const auto* type = type::v1::EngagementForm_descriptor();
  for (int i = 1; i < type->value_count(); ++i) {
    names.push_back(EnumText(type, type->value(i)->number()));
  }
  return names;
}

void AddHold(CommandTree& tree) {
  auto hold = std::make_shared<HoldArguments>();
  CLI::App* command = tree.Command(
      nullptr, "hold", "Book days of a talent or a team for a demand, until the hold runs out",
      "  talentctl hold demo-storage-expert talents/hn-0007 --days 63\n"
      "  talentctl hold demo-storage-expert hn-0007 --days 20 --from 2026-01-01 --to 2026-02-28\n"
      "  talentctl hold demo-storage-expert hn-0007 --days 5 --for 48h\n"
      "  talentctl hold demo-storage-expert hn-0007 --on 2026-03-02,2026-03-03 --half morning\n",
      [hold](Session& session) { return Hold(session, *hold); }, kRecruiting);
  command->add_option("DEMAND", hold->demand, "Name or id of the demand")->required();
  command->add_option("TALENT", hold->subject, "Name or id of the talent, or teams/t-1")
      ->required();
  auto* days = command->add_option("--days", hold->days, "The first free days, so many [all asked]")
                   ->check(CLI::Range(1, 400));
  auto* from = command->add_option("--from", hold->from, "Not before this day");
  auto* to = command->add_option("--to", hold->to, "Not after this day");
  auto* on = command->add_option("--on", hold->on, "These days")->delimiter(',');
  from->needs(to);
  to->needs(from);
  on->excludes(days)->excludes(from);
  command->add_option("--half", hold->half, "morning, afternoon or whole days of --on")->needs(on);
  command->add_option("--for", hold->hold_for, "How long the hold lasts, 1m to 30d [72h]");
  command->add_option("--id", hold->id, "Id of the engagement [made by the server]");
  command->add_option("--form", hold->form, "Form [the first one that both accept]")
      ->check(CLI::IsMember(FormNames()));
  command->add_option("--agreement_months", hold->agreement_months, "Term of the agreement")
      ->check(CLI::Range(0, 600));
}

}  // namespace

void AddEngagementCommands(CommandTree& tree) {
  AddHold(tree);
  AddVerb<pb::ConfirmEngagementRequest>(tree, "confirm", "Both sides agree to a hold",
                                        "  talentctl confirm engagements/e-1 --as user:hr --role "
                                        "enterprise --employer demo-ningchu\n",
                                        "ConfirmEngagement");
  AddVerb<pb::ReleaseEngagementRequest>(
      tree, "release", "Give an engagement up; the days are free at once",
      "  talentctl release engagements/e-1 --reason '项目推迟'\n", "ReleaseEngagement");
  AddVerb<pb::DeclineEngagementRequest>(tree, "decline", "The talent says no to a hold",
                                        "  talentctl decline engagements/e-1 --reason '时间冲突'\n",
                                        "DeclineEngagement");
  AddVerb<pb::CompleteEngagementRequest>(tree, "complete", "End an engagement that was served",
                                         "  talentctl complete engagements/e-1\n",
                                         "CompleteEngagement");
}

}  // namespace houniao::talentctl
