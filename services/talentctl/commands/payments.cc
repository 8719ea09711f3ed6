// payment, budget: money that is owed, paid and bound.
#include "common/errors/errors.h"
#include "services/talentctl/commands/arguments.h"
#include "services/talentctl/commands/case_view.h"
#include "services/talentctl/commands/commands.h"
#include "services/talentctl/output/cells.h"
#include "services/talentctl/resources.h"

#include "houniao/benefits/v1/benefits_service.pb.h"

namespace houniao::talentctl {
namespace {

namespace pb = ::houniao::benefits::v1;

struct PaymentArguments {
  std::string name;
  std::string etag;
  std::string text;  // note or reason
  std::string bank_reference;
  bool pending = false;
  std::string date;
  std::string delay;
  std::string filter;
  std::string deadline;
};

using States = std::vector<pb::Payment::State>;

// A payment by its name; of a case the first one, by number, in one of the states.
absl::StatusOr<std::string> PaymentOf(Session& session, const std::string& text,
                                      const States& states) {
  if (Catalogue::Get().Known("payment").pattern.Matches(text)) return text;
  const std::string name = NameOf("case", text);
  ASSIGN_OR_RETURN(auto payments, ListAll<pb::Payment>(session.connection(), "payment", name, ""));
  std::sort(payments.begin(), payments.end(),
            [](const auto& a, const auto& b) { return a.number() < b.number(); });
  std::vector<std::string> wanted;
  for (const pb::Payment::State state : states) wanted.push_back(EnumText(state));
  for (const pb::Payment& payment : payments) {
    if (std::find(states.begin(), states.end(), payment.state()) != states.end()) {
      return payment.name();
    }
  }
  return errors::Make(
      absl::StatusCode::kFailedPrecondition, "INVALID_STATE_TRANSITION", "talentctl.houniao",
      absl::StrCat(name, " has no payment that is ", absl::StrJoin(wanted, " or "), "."), {},
      absl::StrCat("See talentctl case show ", name, "."));
}

absl::Status ShowPayment(Session& session, const pb::Payment& payment) {
  session.Show(payment, [&] {
    session.Print(PaymentTable({payment}));
    if (payment.delays_size() == 0) return;
    const pb::PaymentDelay& delay = payment.delays(payment.delays_size() - 1);
    session.Print(absl::StrCat("delayed: ", EnumText(delay.reason()), " ", delay.note(),
                               ", promised for ", DateText(delay.promised_date())));
  });
  return absl::OkStatus();
}

template <typename Request, typename Fill>
CLI::App* AddVerb(CommandTree& tree, CLI::App* group, const std::string& name,
                  const std::string& description, const std::string& examples,
                  const std::string& method, States states, std::shared_ptr<PaymentArguments>* kept,
                  Fill fill) {
  auto verb = std::make_shared<PaymentArguments>();
  CLI::App* command = tree.Command(
      group, name, description, examples,
      [verb, method, states, fill](Session& session) -> absl::Status {
        Request request;
        ASSIGN_OR_RETURN(*request.mutable_name(), PaymentOf(session, verb->name, states));
        request.set_etag(verb->etag);
        RETURN_IF_ERROR(fill(*verb, &request));
        ASSIGN_OR_RETURN(const auto payment,
                         session.connection().Call<pb::Payment>(
                             absl::StrCat("houniao.benefits.v1.LedgerService.", method), request));
        return ShowPayment(session, payment);
      });
  command->add_option("PAYMENT", verb->name, "Payment, or a case for its next one")->required();
  command->add_option("--etag", verb->etag, "Only if it is unchanged since it was read");
  *kept = verb;
  return command;
}

template <typename Request>
absl::Status FillNote(const PaymentArguments& verb, Request* request) {
  request->set_note(verb.text);
  return absl::OkStatus();
}

absl::Status FillPay(const PaymentArguments& verb, pb::PayPaymentRequest* request) {
  request->set_bank_reference(verb.bank_reference);
  request->set_outcome_pending(verb.pending);
  request->set_note(verb.text);
  if (!verb.date.empty()) {
    ASSIGN_OR_RETURN(*request->mutable_paid_date(), DateOf("--paid_on", verb.date));
  }
  return absl::OkStatus();
}

absl::Status FillRelease(const PaymentArguments& verb, pb::ReleasePaymentRequest* request) {
  request->set_reason(verb.text);
  return absl::OkStatus();
}

absl::Status FillDelay(const PaymentArguments& verb, pb::DelayPaymentRequest* request) {
  pb::DelayReason reason;
  pb::DelayReason_Parse("DELAY_REASON_" + verb.delay, &reason);  // checked before
  request->set_reason(reason);
  request->set_note(verb.text);
  ASSIGN_OR_RETURN(*request->mutable_promised_date(), DateOf("--promised", verb.date));
  return absl::OkStatus();
}

std::vector<std::string> DelayReasons() {
  std::vector<std::string> names;
  const auto* type = pb::DelayReason_descriptor();
  for (int i = 1; i < type->value_count(); ++i) {
    names.push_back(EnumText(type, type->value(i)->number()));
  }
  return names;
}

void AddVerbs(CommandTree& tree, CLI::App* group) {
  using P = pb::Payment;
  std::shared_ptr<PaymentArguments> verb;
  CLI::App* commit = AddVerb<pb::CommitPaymentRequest>(
      tree, group, "commit", "Check the conditions again and commit a planned payment",
      "  talentctl payment commit c-1 --as user:wang.shenpi --role approver\n"
      "  talentctl payment commit cases/c-1/payments/1\n",
      "CommitPayment", {P::PLANNED}, &verb, &FillNote<pb::CommitPaymentRequest>);
  commit->add_option("--note", verb->text, "What was checked");
  CLI::App* pay = AddVerb<pb::PayPaymentRequest>(
      tree, group, "pay", "Pay, or order at the bank; by a third person",
      "  talentctl payment pay c-1 --bank_reference B-20260302-1 --as user:chen --role disburser\n",
      "PayPayment", {P::COMMITTED, P::SUBMITTED}, &verb, &FillPay);
  pay->add_option("--bank_reference", verb->bank_reference, "Reference of the bank order")
      ->required();
  pay->add_flag("--pending", verb->pending, "The order is at the bank, its outcome not known yet");
  pay->add_option("--paid_on", verb->date, "Day on which the bank paid [today]");
  pay->add_option("--note", verb->text, "What is remarked");
  CLI::App* settle = AddVerb<pb::SettlePaymentRequest>(
      tree, group, "settle", "The payee confirmed the receipt",
      "  talentctl payment settle c-1 --note '短信确认'\n", "SettlePayment", {P::PAID}, &verb,
      &FillNote<pb::SettlePaymentRequest>);
  settle->add_option("--note", verb->text, "How the payee confirmed");
  CLI::App* release = AddVerb<pb::ReleasePaymentRequest>(
      tree, group, "release", "Give the amount back to the budget",
      "  talentctl payment release c-1 --reason '人才离岗'\n", "ReleasePayment",
      {P::PLANNED, P::COMMITTED}, &verb, &FillRelease);
  release->add_option("--reason", verb->text, "Why")->required();
  CLI::App* delay = AddVerb<pb::DelayPaymentRequest>(
      tree, group, "delay", "Declare why a payment is late and when it will come",
      "  talentctl payment delay c-1 --reason FUNDS_NOT_ALLOTTED --promised 2026-06-30\n",
      "DelayPayment", {P::PLANNED, P::COMMITTED, P::SUBMITTED}, &verb, &FillDelay);
  delay->add_option("--reason", verb->delay, "Why")
      ->required()
      ->check(CLI::IsMember(DelayReasons()));
  delay->add_option("--promised", verb->date, "When it will be paid")->required();
  delay->add_option("--note", verb->text, "Why, in words");
}

absl::Status List(Session& session, const PaymentArguments& arguments) {
  pb::ListPaymentsRequest request;
  request.set_parent(arguments.name.empty() ? "cases/-" : NameOf("case", arguments.name));
  request.set_filter(arguments.filter);
  request.set_page_size(500);
  if (!arguments.deadline.empty()) {
    pb::DeadlineStatus status;
    pb::DeadlineStatus_Parse("DEADLINE_STATUS_" + arguments.deadline, &status);  // checked before
    request.set_deadline_status(status);
  }
  pb::ListPaymentsResponse all;
  do {
    ASSIGN_OR_RETURN(const auto page,
                     session.connection().Call<pb::ListPaymentsResponse>(
                         "houniao.benefits.v1.LedgerService.ListPayments", request));
    all.mutable_payments()->MergeFrom(page.payments());
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  session.Show(all, [&] {
    session.Print(PaymentTable({all.payments().begin(), all.payments().end()}));
  });
  return absl::OkStatus();
}

absl::Status ListBudgets(Session& session, const std::string& filter) {
  pb::ListBudgetsResponse all;
  ASSIGN_OR_RETURN(const auto budgets,
                   ListAll<pb::Budget>(session.connection(), "budget", "", filter));
  all.mutable_budgets()->Assign(budgets.begin(), budgets.end());
  Table table({{"BUDGET"},
               {"TITLE", Align::kLeft, true},
               {"SOURCE"},
               {"CAP", Align::kRight},
               {"RESERVED", Align::kRight},
               {"COMMITTED", Align::kRight},
               {"PAID", Align::kRight},
               {"AVAILABLE", Align::kRight}});
  for (const pb::Budget& budget : budgets) {
    table.Add({budget.name(), budget.title(), budget.source(), YuanText(budget.cap_fen()),
               YuanText(budget.reserved_fen()), YuanText(budget.committed_fen()),
               YuanText(budget.paid_fen()), YuanText(budget.available_fen())});
  }
  session.Show(all, [&] { session.Print(table); });
  return absl::OkStatus();
}

}  // namespace

void AddPaymentCommands(CommandTree& tree) {
  CLI::App* group =
      tree.Group("payment", "Payments: commit, pay, settle, release, delay, list", kBenefits);
  AddVerbs(tree, group);
  auto list = std::make_shared<PaymentArguments>();
  CLI::App* listing = tree.Command(group, "list", "Payments of a case, or of all",
                                   "  talentctl payment list c-1\n"
                                   "  talentctl payment list --deadline OVERDUE\n",
                                   [list](Session& session) { return List(session, *list); });
  listing->add_option("CASE", list->name, "Name or id of the case [all]");
  listing->add_option("--filter", list->filter, "AIP-160, 'state=COMMITTED'");
  listing->add_option("--deadline", list->deadline, "OVERDUE, AT_RISK, DUE_UNKNOWN or ON_TRACK")
      ->check(CLI::IsMember({"OVERDUE", "AT_RISK", "DUE_UNKNOWN", "ON_TRACK"}));

  CLI::App* budgets = tree.Group("budget", "Budgets", kBenefits);
  auto filter = std::make_shared<std::string>();
  CLI::App* all =
      tree.Command(budgets, "list", "Budgets with what is bound of them, in yuan",
                   "  talentctl budget list --filter 'year=2026'\n",
                   [filter](Session& session) { return ListBudgets(session, *filter); });
  all->add_option("--filter", *filter, "AIP-160 over line, year, source");
}

}  // namespace houniao::talentctl
