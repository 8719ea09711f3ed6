#include "services/benefits/handlers/ledger_handlers.h"

#include "common/base/status_macros.h"
#include "common/errors/errors.h"
#include "common/rpc/standard_service.h"
#include "services/benefits/domain/benefits_errors.h"
#include "services/benefits/domain/case_flow.h"
#include "services/benefits/domain/payment_flow.h"
#include "services/benefits/handlers/deadline_filter.h"
#include "services/benefits/handlers/money.h"
#include "services/benefits/ledger/verify.h"

namespace houniao::benefits {
namespace {

using resource::WriteScope;

constexpr char kUnpaid[] = "state = PLANNED OR state = COMMITTED OR state = SUBMITTED";

}  // namespace

LedgerHandlers::LedgerHandlers(const Desk& desk)
    : desk_(desk),
      budgets_(desk.store(), desk.kinds.budget, nullptr, desk.clock()),
      payments_(desk.store(), desk.kinds.payment, &desk.kinds.subject, desk.clock()),
      entries_(desk.store(), desk.kinds.entry, nullptr, desk.clock()),
      table_("houniao.benefits.v1.LedgerService") {
  Bind(*this, "CreateBudget", &LedgerHandlers::CreateBudget);
  Bind(*this, "UpdateBudget", &LedgerHandlers::UpdateBudget);
  Bind(*this, "GetPayment", &LedgerHandlers::GetPayment);
  Bind(*this, "ListPayments", &LedgerHandlers::ListPayments);
  Bind(*this, "CommitPayment", &LedgerHandlers::Commit);
  Bind(*this, "PayPayment", &LedgerHandlers::Pay);
  Bind(*this, "SettlePayment", &LedgerHandlers::Settle);
  Bind(*this, "ReleasePayment", &LedgerHandlers::Release);
  Bind(*this, "DelayPayment", &LedgerHandlers::Delay);
  Bind(*this, "VerifyLedger", &LedgerHandlers::Verify);
  rpc::BindStandard(table_, budgets_);
  rpc::BindStandard(table_, entries_);
}

absl::StatusOr<v1::Payment> LedgerHandlers::Shown(absl::StatusOr<v1::Payment> payment) const {
  if (payment.ok()) SetDeadlineStatus(*payment, desk_.clock().Today(), desk_.calendar);
  return payment;
}

absl::StatusOr<v1::Payment> LedgerHandlers::GetPayment(CallContext& call,
                                                       const v1::GetPaymentRequest& request) const {
  v1::Payment payment;
  RETURN_IF_ERROR(payments_.Get(call, request, &payment));
  return Shown(std::move(payment));
}

absl::StatusOr<v1::ListPaymentsResponse> LedgerHandlers::ListPayments(
    CallContext& call, const v1::ListPaymentsRequest& request) const {
  v1::ListPaymentsRequest filtered = request;
  ASSIGN_OR_RETURN(const std::string further,
                   DeadlineFilter(request.deadline_status(), desk_.clock().Today(), desk_.calendar,
                                  kUnpaid, ""));
  filtered.set_filter(BothFilters(request.filter(), further));
  v1::ListPaymentsResponse reply;
  RETURN_IF_ERROR(payments_.List(call, filtered, &reply));
  for (v1::Payment& payment : *reply.mutable_payments()) {
    SetDeadlineStatus(payment, desk_.clock().Today(), desk_.calendar);
  }
  return reply;
}

template <typename Request, typename Decide>
absl::StatusOr<v1::Payment> LedgerHandlers::Movement(CallContext& call, const Request& given,
                                                     Decide decide) const {
  const Request request = WithRequestId(given, desk_.journal.ids());
  return Shown(resource::Transition<v1::Payment>(
      desk_.store(), call, desk_.kinds.payment, request,
      [&](WriteScope& scope, v1::Payment& payment) -> absl::Status {
        ASSIGN_OR_RETURN(auto subject,
                         scope.Get<v1::Case>(desk_.kinds.subject,
                                             resource::NamePattern::ParentOf(payment.name())));
        const v1::Payment::State from = payment.state();
        bool case_changed = false;
        RETURN_IF_ERROR(decide(payment, subject, desk_.MomentOf(scope), case_changed));
        RETURN_IF_ERROR(desk_.books.Post(scope, payment, from, request.request_id()));
        RETURN_IF_ERROR(desk_.books.Show(scope, payment.budget()));
        return FinishCase(scope, desk_, payment, subject, case_changed);
      },
      /*keep_forever=*/true));
}

absl::StatusOr<v1::Payment> LedgerHandlers::Commit(CallContext& call,
                                                   const v1::CommitPaymentRequest& request) const {
  ASSIGN_OR_RETURN(const auto stored,
                   desk_.store().Get<v1::Payment>(call, desk_.kinds.payment, request.name()));
  ASSIGN_OR_RETURN(const TalentRecord record, desk_.registers.ReadTalent(call, stored.talent()));
  return Movement(
      call, request,
      [&](v1::Payment& payment, v1::Case&, const Moment& moment, bool&) -> absl::Status {
        RETURN_IF_ERROR(CommitPayment(payment, request.note(), moment));
        const std::string why = PaymentObstacle(record.talent, moment.today);
        return why.empty() ? absl::OkStatus() : RecheckFailed(payment.name(), why);
      });
}

absl::StatusOr<v1::Payment> LedgerHandlers::Pay(CallContext& call,
                                                const v1::PayPaymentRequest& request) const {
  return Movement(
      call, request,
      [&](v1::Payment& payment, v1::Case& subject, const Moment& moment, bool& changed) {
        const absl::Status status = PayPayment(payment, subject, request, moment);
        if (status.ok() && payment.state() == v1::Payment::PAID) {
          NotePaid(subject, moment);
          changed = true;
        }
        return status;
      });
}

absl::StatusOr<v1::Payment> LedgerHandlers::Settle(CallContext& call,
                                                   const v1::SettlePaymentRequest& request) const {
  return Movement(
      call, request,
      [&](v1::Payment& payment, v1::Case& subject, const Moment& moment, bool& changed) {
        NoteSettled(subject, moment);
        changed = true;
        return SettlePayment(payment, request.note(), moment);
      });
}

absl::StatusOr<v1::Payment> LedgerHandlers::Release(CallContext& call,
                                                    const v1::ReleasePaymentRequest& given) const {
  const v1::ReleasePaymentRequest request = WithRequestId(given, desk_.journal.ids());
  return Shown(resource::Transition<v1::Payment>(
      desk_.store(), call, desk_.kinds.payment, request,
      [&](WriteScope& scope, v1::Payment& payment) {
        return ReleaseIn(scope, desk_, payment, request.reason(), request.request_id());
      },
      /*keep_forever=*/true));
}

absl::StatusOr<v1::Payment> LedgerHandlers::Delay(CallContext& call,
                                                  const v1::DelayPaymentRequest& request) const {
  return Shown(resource::Transition<v1::Payment>(
      desk_.store(), call, desk_.kinds.payment, request,
      [&](WriteScope& scope, v1::Payment& payment) {
        return DelayPayment(payment, request, desk_.MomentOf(scope));
      },
      /*keep_forever=*/true));
}

absl::StatusOr<v1::VerifyLedgerResponse> LedgerHandlers::Verify(
    CallContext& call, const v1::VerifyLedgerRequest& request) const {
  if (!request.budget().empty()) {
    RETURN_IF_ERROR(
        desk_.store().Get<v1::Budget>(call, desk_.kinds.budget, request.budget()).status());
  }
  ASSIGN_OR_RETURN(auto snapshot, desk_.journal.database().BeginRead(call.deadline));
  return VerifyLedger(*snapshot, desk_.kinds, desk_.journal.secrets(), request.budget());
}

}  // namespace houniao::benefits
