#include "tests/unit/services/benefits/ledger/office.h"

#include "common/base/dates.h"
#include "tests/unit/services/benefits/rules/policy_cards.h"

namespace houniao::benefits {
namespace {

constexpr char kTerms[] = R"(
  effective { start_date { year: 2026 month: 1 day: 1 } }
  awards { key: "gift" title: "补助"
           amount { equal_instalments { total_fen: 300 count: 3 interval_months: 12 } } }
  steps { key: "review" title: "审核" kind: STEP_KIND_REVIEW owner_department: "人社局" }
  steps { key: "approval" title: "审定" kind: STEP_KIND_APPROVAL owner_department: "人才办" }
  steps { key: "payment" title: "拨付" kind: STEP_KIND_PAYMENT owner_department: "财政局" }
  budget_line: "line")";

}  // namespace

LedgerOffice::LedgerOffice() { registers_.date = ToDate(absl::CivilDay(2026, 1, 1)); }

CallContext LedgerOffice::Call(const std::string& who) {
  CallContext call = testing::TestCall(who);
  call.deadline = absl::Now() + absl::Minutes(1);
  return call;
}

absl::StatusOr<v1::Budget> LedgerOffice::OpenBudget(int64_t cap_fen) {
  v1::CreateBudgetRequest request;
  request.mutable_budget()->set_line("line");
  request.mutable_budget()->set_year(2026);
  request.mutable_budget()->set_cap_fen(cap_fen);
  CallContext call = Call("user:admin");
  return ledger_.CreateBudget(call, request);
}

void LedgerOffice::PublishPolicy() {
  v1::ApplyPolicyRequest request;
  request.mutable_document()->set_policy_id("gift");
  request.mutable_document()->mutable_policy()->set_title("补助");
  *request.mutable_document()->mutable_terms() = Terms(kTerms);
  request.set_publish(true);
  CallContext call = Call("user:admin");
  ASSERT_OK(policies_.Apply(call, request));
}

void LedgerOffice::Prepare(int number) {
  v1::CreateCaseRequest create;
  create.set_case_id(absl::StrCat("c", number));
  create.mutable_case_()->set_talent(absl::StrCat("talents/t", number));
  create.mutable_case_()->set_policy("policies/gift");
  CallContext clerk = Call("user:clerk"), reviewer = Call("user:reviewer");
  ASSERT_OK(cases_.Create(clerk, create));
  v1::SubmitCaseRequest submit;
  submit.set_name(absl::StrCat("cases/c", number));
  ASSERT_OK(cases_.Submit(clerk, submit));
  v1::ReviewCaseRequest review;
  review.set_name(submit.name());
  ASSERT_OK(cases_.Review(reviewer, review));
}

absl::StatusOr<v1::Case> LedgerOffice::Approve(int number, const std::string& who) {
  v1::ApproveCaseRequest request;
  request.set_name(absl::StrCat("cases/c", number));
  CallContext call = Call(who);
  return cases_.Approve(call, request);
}

std::string LedgerOffice::PaymentName(int number, int instalment) {
  return absl::StrFormat("cases/c%d/payments/%03d", number, instalment);
}

absl::StatusOr<v1::Payment> LedgerOffice::Commit(const std::string& name, const std::string& who) {
  v1::CommitPaymentRequest request;
  request.set_name(name);
  CallContext call = Call(who);
  return ledger_.Commit(call, request);
}

absl::StatusOr<v1::Payment> LedgerOffice::Pay(const std::string& name, const std::string& who,
                                              const std::string& reference, bool pending) {
  v1::PayPaymentRequest request;
  request.set_name(name);
  request.set_bank_reference(reference);
  request.set_outcome_pending(pending);
  CallContext call = Call(who);
  return ledger_.Pay(call, request);
}

absl::StatusOr<v1::Payment> LedgerOffice::Settle(const std::string& name, const std::string& who) {
  v1::SettlePaymentRequest request;
  request.set_name(name);
  CallContext call = Call(who);
  return ledger_.Settle(call, request);
}

absl::StatusOr<v1::Payment> LedgerOffice::Release(const std::string& name, const std::string& who) {
  v1::ReleasePaymentRequest request;
  request.set_name(name);
  request.set_reason("测试");
  CallContext call = Call(who);
  return ledger_.Release(call, request);
}

v1::Budget LedgerOffice::Budget() {
  CallContext call = Call("user:auditor");
  auto budget = journal_.store().Get<v1::Budget>(call, kinds_.budget, "budgets/line-2026");
  EXPECT_OK(budget);
  return budget.value_or(v1::Budget());
}

v1::VerifyLedgerResponse LedgerOffice::Verify() {
  CallContext call = Call("user:auditor");
  auto verified = ledger_.Verify(call, {});
  EXPECT_OK(verified);
  return verified.value_or(v1::VerifyLedgerResponse());
}

void LedgerOffice::Tamper(const std::string& sql) {
  auto tx = journal_.database->BeginWrite(testing::Soon());
  ASSERT_OK(tx);
  ASSERT_OK((*tx)->Execute(sql));
  ASSERT_OK((*tx)->Commit());
}

}  // namespace houniao::benefits
