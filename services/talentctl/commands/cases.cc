// case: from application to decision.
#include "common/errors/errors.h"
#include "services/talentctl/commands/arguments.h"
#include "services/talentctl/commands/case_application.h"
#include "services/talentctl/commands/case_view.h"
#include "services/talentctl/commands/commands.h"
#include "services/talentctl/output/cells.h"
#include "services/talentctl/resources.h"

#include "houniao/benefits/v1/benefits_service.pb.h"

namespace houniao::talentctl {
namespace {

namespace pb = ::houniao::benefits::v1;

struct OpenArguments {
  std::string id;
  std::string talent;
  std::string policy;
  CaseApplication application;
  bool submit = false;
};

struct UpdateArguments {
  std::string name;
  std::string etag;
  CaseApplication application;
};

struct VerbArguments {
  std::string name;
  std::string etag;
  std::string text;  // note, reason, resolution or content
  std::string step;
  std::string start;
  std::string channel;
  std::string budget;
  std::string objector;
  std::vector<std::string> documents;
  bool upheld = false;
};

struct ListArguments {
  std::string filter;
  std::string order_by;
  std::string deadline;
  bool all = false;
};

std::string Method(absl::string_view name) {
  return absl::StrCat("houniao.benefits.v1.CaseService.", name);
}

absl::Status ShowCase(Session& session, const absl::StatusOr<pb::Case>& found) {
  if (!found.ok()) return found.status();
  session.Show(*found, [&] { PrintCase(session, *found); });
  return absl::OkStatus();
}

// --- open

absl::StatusOr<pb::Case> CaseOf(Session& session, const OpenArguments& arguments) {
  pb::Case created;
  created.set_talent(NameOf("talent", arguments.talent));
  const std::string policy = NameOf("policy", arguments.policy);
  const bool version = Catalogue::Get().Known("policy_version").pattern.Matches(policy);
  version ? created.set_policy_version(policy) : created.set_policy(policy);
  std::vector<std::string> paths;
  RETURN_IF_ERROR(FillCase(session, arguments.application, &created, &paths));
  return created;
}

absl::Status Open(Session& session, const OpenArguments& arguments) {
  pb::CreateCaseRequest request;
  request.set_case_id(arguments.id);
  ASSIGN_OR_RETURN(*request.mutable_case_(), CaseOf(session, arguments));
  const auto created = session.connection().Call<pb::Case>(Method("CreateCase"), request);
  if (!created.ok() || !arguments.submit || session.settings().dry_run) {
    return ShowCase(session, created);
  }
  pb::SubmitCaseRequest submit;
  submit.set_name(created->name());
  return ShowCase(session, session.connection().Call<pb::Case>(Method("SubmitCase"), submit));
}

void AddOpen(CommandTree& tree, CLI::App* group) {
  auto open = std::make_shared<OpenArguments>();
  CLI::App* command = tree.Command(
      group, "open", "Open a case of a talent under a policy",
      "  talentctl case open hn-0007 ningde-flexible-2020 --engagement e-1 --every_document\n"
      "  talentctl case open hn-0007 ningde-flexible-2020 --document agreement=引才协议 --submit "
      "\\\n"
      "      --payee_name 李敏 --payee_account 6222000000000000 --payee_bank 宁德分行\n",
      [open](Session& session) { return Open(session, *open); });
  command->add_option("TALENT", open->talent, "Name or id of the talent")->required();
  command->add_option("POLICY", open->policy, "Policy, or a version of it")->required();
  command->add_option("--id", open->id, "Id of the case [made by the server]");
  AddApplicationOptions(command, &open->application);
  command->add_flag("--submit", open->submit, "Submit it at once");
}

// --- update

absl::Status Update(Session& session, const UpdateArguments& arguments) {
  pb::GetCaseRequest get;
  get.set_name(NameOf("case", arguments.name));
  ASSIGN_OR_RETURN(pb::Case changed, session.connection().Call<pb::Case>(Method("GetCase"), get));
  if (!arguments.etag.empty()) changed.set_etag(arguments.etag);
  std::vector<std::string> paths;
  RETURN_IF_ERROR(FillCase(session, arguments.application, &changed, &paths));
  if (paths.empty()) {
    return errors::InvalidField("CASE", "say what to change, --document key=title for example");
  }
  pb::UpdateCaseRequest request;
  for (std::string& path : paths) request.mutable_update_mask()->add_paths(std::move(path));
  *request.mutable_case_() = std::move(changed);
  return ShowCase(session, session.connection().Call<pb::Case>(Method("UpdateCase"), request));
}

void AddUpdate(CommandTree& tree, CLI::App* group) {
  auto update = std::make_shared<UpdateArguments>();
  CLI::App* command = tree.Command(
      group, "update", "Add or correct what a draft or a returned case brings",
      "  talentctl case update c-1 --document flexible-agreement=引才协议\n"
      "  talentctl case update c-1 --every_document --fact 'programmes=[]'\n"
      "\n"
      "Documents and facts are added to those that are there; one of the same key is replaced.\n",
      [update](Session& session) { return Update(session, *update); });
  command->add_option("CASE", update->name, "Name or id of the case")->required();
  command->add_option("--etag", update->etag, "Only if it is unchanged since it was read");
  AddApplicationOptions(command, &update->application);
}

// --- verbs

// A verb over one case: `fill` puts what is its own into the request.
template <typename Request, typename Fill>
CLI::App* AddVerb(CommandTree& tree, CLI::App* group, const std::string& name,
                  const std::string& description, const std::string& examples,
                  const std::string& method, std::shared_ptr<VerbArguments>* kept, Fill fill) {
  auto verb = std::make_shared<VerbArguments>();
  CLI::App* command = tree.Command(
      group, name, description, examples, [verb, method, fill](Session& session) -> absl::Status {
        Request request;
        request.set_name(NameOf("case", verb->name));
        request.set_etag(verb->etag);
        RETURN_IF_ERROR(fill(*verb, &request));
        return ShowCase(session,
                        session.connection().Call<pb::Case>(Method(method), std::move(request)));
      });
  command->add_option("CASE", verb->name, "Name or id of the case")->required();
  command->add_option("--etag", verb->etag, "Only if it is unchanged since it was read");
  *kept = verb;
  return command;
}

absl::Status FillNothing(const VerbArguments&, pb::SubmitCaseRequest*) { return absl::OkStatus(); }

absl::Status FillReview(const VerbArguments& verb, pb::ReviewCaseRequest* request) {
  request->set_note(verb.text);
  request->set_step(verb.step);
  return absl::OkStatus();
}

absl::Status FillNotice(const VerbArguments& verb, pb::StartPublicNoticeRequest* request) {
  request->set_channel(verb.channel);
  if (!verb.start.empty()) {
    ASSIGN_OR_RETURN(*request->mutable_start_date(), DateOf("--start", verb.start));
  }
  return absl::OkStatus();
}

absl::Status FillObjection(const VerbArguments& verb, pb::RecordObjectionRequest* request) {
  request->mutable_objection()->set_content(verb.text);
  request->mutable_objection()->set_objector(verb.objector);
  return absl::OkStatus();
}

absl::Status FillClose(const VerbArguments& verb, pb::CloseCaseNoticeRequest* request) {
  request->set_resolution(verb.text);
  request->set_objection_upheld(verb.upheld);
  return absl::OkStatus();
}

absl::Status FillApprove(const VerbArguments& verb, pb::ApproveCaseRequest* request) {
  request->set_note(verb.text);
  if (!verb.budget.empty()) request->set_budget(NameOf("budget", verb.budget));
  return absl::OkStatus();
}

absl::Status FillReturn(const VerbArguments& verb, pb::ReturnCaseRequest* request) {
  request->set_reason(verb.text);
  for (const std::string& key : verb.documents) request->add_documents(key);
  return absl::OkStatus();
}

template <typename Request>
absl::Status FillReason(const VerbArguments& verb, Request* request) {
  request->set_reason(verb.text);
  return absl::OkStatus();
}

void AddReviewVerbs(CommandTree& tree, CLI::App* group) {
  std::shared_ptr<VerbArguments> verb;
  AddVerb<pb::SubmitCaseRequest>(tree, group, "submit", "Hand a draft or a corrected case in",
                                 "  talentctl case submit c-1\n", "SubmitCase", &verb,
                                 &FillNothing);
  CLI::App* review = AddVerb<pb::ReviewCaseRequest>(
      tree, group, "review", "Finish the open review step",
      "  talentctl case review c-1 --as user:li.shenhe --role reviewer --note '材料齐全'\n",
      "ReviewCase", &verb, &FillReview);
  review->add_option("--note", verb->text, "What is remarked");
  review->add_option("--step", verb->step, "Refuse if another step is open");
  CLI::App* notice = AddVerb<pb::StartPublicNoticeRequest>(
      tree, group, "notice", "Start the public notice",
      "  talentctl case notice c-1 --channel '区政府网站' --as user:li.shenhe --role reviewer\n",
      "StartPublicNotice", &verb, &FillNotice);
  notice->add_option("--channel", verb->channel, "Where it is published");
  notice->add_option("--start", verb->start, "First day [today]");
  CLI::App* object = AddVerb<pb::RecordObjectionRequest>(
      tree, group, "object", "Record an objection to the public notice",
      "  talentctl case object c-1 --content '服务天数有误'\n", "RecordObjection", &verb,
      &FillObjection);
  object->add_option("--content", verb->text, "What is objected")->required();
  object->add_option("--objector", verb->objector, "Who objects");
  CLI::App* close = AddVerb<pb::CloseCaseNoticeRequest>(
      tree, group, "close-notice", "Close the public notice after its last day",
      "  talentctl case close-notice c-1 --as user:li.shenhe --role reviewer\n", "CloseCaseNotice",
      &verb, &FillClose);
  close->add_option("--resolution", verb->text, "What came of the objections");
  close->add_flag("--upheld", verb->upheld, "An objection was upheld; review again");
  CLI::App* giving = AddVerb<pb::ReturnCaseRequest>(
      tree, group, "return", "Give a case back for correction; the clock stands still",
      "  talentctl case return c-1 --reason '协议缺页' --document agreement\n", "ReturnCase", &verb,
      &FillReturn);
  giving->add_option("--reason", verb->text, "What must be corrected")->required();
  AddList(giving, "--document", verb->documents, "Keys of the documents concerned");
}

void AddDecisions(CommandTree& tree, CLI::App* group) {
  std::shared_ptr<VerbArguments> verb;
  CLI::App* approve = AddVerb<pb::ApproveCaseRequest>(
      tree, group, "approve", "Approve: freeze the dossier, reserve the budget, plan the payments",
      "  talentctl case approve c-1 --as user:wang.shenpi --role approver\n", "ApproveCase", &verb,
      &FillApprove);
  approve->add_option("--note", verb->text, "What is remarked");
  approve->add_option("--budget", verb->budget, "Budget [of the policy's line and the year]");
  CLI::App* reject = AddVerb<pb::RejectCaseRequest>(
      tree, group, "reject", "Reject, with the reason that the applicant is told",
      "  talentctl case reject c-1 --reason '服务不足63天' --as user:wang --role approver\n",
      "RejectCase", &verb, &FillReason<pb::RejectCaseRequest>);
  reject->add_option("--reason", verb->text, "What the applicant is told")->required();
  CLI::App* withdraw = AddVerb<pb::WithdrawCaseRequest>(
      tree, group, "withdraw", "Withdraw a case before the decision",
      "  talentctl case withdraw c-1 --reason '申请人撤回'\n", "WithdrawCase", &verb,
      &FillReason<pb::WithdrawCaseRequest>);
  withdraw->add_option("--reason", verb->text, "Why");
}

// --- show, list

absl::Status ShowWithPayments(Session& session, const std::string& text) {
  const std::string name = NameOf("case", text);
  pb::GetCaseRequest request;
  request.set_name(name);
  const auto found = session.connection().Call<pb::Case>(Method("GetCase"), request);
  RETURN_IF_ERROR(ShowCase(session, found));
  if (!session.for_people()) return absl::OkStatus();
  const auto payments = ListAll<pb::Payment>(session.connection(), "payment", name, "");
  if (absl::IsPermissionDenied(payments.status())) return absl::OkStatus();
  if (!payments.ok()) return payments.status();
  if (payments->empty()) return absl::OkStatus();
  session.Print("");
  session.Print(PaymentTable(*payments));
  return absl::OkStatus();
}

Table CaseTable(const pb::ListCasesResponse& reply) {
  Table table({{"CASE"},
               {"STATE"},
               {"TALENT"},
               {"POLICY"},
               {"STEP"},
               {"DEPARTMENT"},
               {"DUE"},
               {"CLOCK"},
               {"APPROVED", Align::kRight}});
  for (const pb::Case& one : reply.cases()) {
    table.Add({one.name(), EnumText(one.state()), one.talent(), one.policy(), one.current_step(),
               one.current_department(), one.due_unknown() ? "unknown" : DateText(one.due_date()),
               DeadlineCell(one.deadline_status()),
               one.approved_fen() > 0 ? YuanText(one.approved_fen()) : ""});
  }
  table.DropEmptyColumns();
  return table;
}

absl::Status List(Session& session, const ListArguments& arguments) {
  pb::ListCasesRequest request;
  request.set_filter(arguments.filter);
  request.set_order_by(arguments.order_by);
  request.set_page_size(arguments.all ? 500 : 50);
  if (!arguments.deadline.empty()) {
    pb::DeadlineStatus status;
    pb::DeadlineStatus_Parse("DEADLINE_STATUS_" + arguments.deadline, &status);  // checked before
    request.set_deadline_status(status);
  }
  pb::ListCasesResponse all;
  do {
    ASSIGN_OR_RETURN(const auto page, session.connection().Call<pb::ListCasesResponse>(
                                          Method("ListCases"), request));
    all.mutable_cases()->MergeFrom(page.cases());
    all.set_next_page_token(page.next_page_token());
    request.set_page_token(page.next_page_token());
  } while (arguments.all && !all.next_page_token().empty());
  session.Show(all, [&] { session.Print(CaseTable(all)); });
  return absl::OkStatus();
}

void AddReads(CommandTree& tree, CLI::App* group) {
  auto name = std::make_shared<std::string>();
  CLI::App* show = tree.Command(
      group, "show", "A case with every step: owner, due date, when it was done, on time or late",
      "  talentctl case show c-1\n",
      [name](Session& session) { return ShowWithPayments(session, *name); });
  show->add_option("CASE", *name, "Name or id of the case")->required();

  auto list = std::make_shared<ListArguments>();
  CLI::App* listing =
      tree.Command(group, "list", "Cases, also by how they stand against their due date",
                   "  talentctl case list --deadline OVERDUE --order_by due_date\n"
                   "  talentctl case list --filter 'current_department=\"区人社局\"' --all\n",
                   [list](Session& session) { return List(session, *list); });
  listing->add_option("--filter", list->filter, "AIP-160, 'state=SUBMITTED'");
  listing->add_option("--order_by", list->order_by, "Fields, ' desc' turns the order");
  listing
      ->add_option("--deadline", list->deadline, "OVERDUE, AT_RISK, DUE_UNKNOWN, PAUSED, ON_TRACK")
      ->check(CLI::IsMember({"OVERDUE", "AT_RISK", "DUE_UNKNOWN", "PAUSED", "ON_TRACK"}));
  listing->add_flag("--all", list->all, "All pages");
}

}  // namespace

void AddCaseCommands(CommandTree& tree) {
  CLI::App* group =
      tree.Group("case", "Cases: open, update, review, notice, decide, show", kBenefits);
  AddOpen(tree, group);
  AddUpdate(tree, group);
  AddReviewVerbs(tree, group);
  AddDecisions(tree, group);
  AddReads(tree, group);
}

}  // namespace houniao::talentctl
