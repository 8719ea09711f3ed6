// The whole way of one case, from the question what she is entitled to, to the receipt.
#include <gmock/gmock.h>

#include "common/base/dates.h"
#include "common/errors/errors.h"
#include "services/benefits/domain/benefits_errors.h"
#include "tests/integration/benefits/benefits_office.h"
#include "tests/unit/services/benefits/rules/policy_cards.h"

namespace houniao::benefits {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using Cases = v1::CaseService::Stub;
using Ledger = v1::LedgerService::Stub;

class Job : public BenefitsOffice {
 protected:
  // Three months' allowance for 63 days, and the bonus at the end of the term.
  static v1::PolicyTerms ServedMonths() {
    v1::PolicyTerms terms = NingdeFlexible();
    for (auto& row : *terms.mutable_awards(0)->mutable_tier_table()->mutable_rows()) {
      row.mutable_amount()->mutable_monthly()->set_working_days_per_month(21);
    }
    return terms;
  }
  template <typename Request>
  absl::StatusOr<v1::Payment> Move(grpc::Status (Ledger::*method)(grpc::ClientContext*,
                                                                  const Request&, v1::Payment*),
                                   Request request, const std::string& role,
                                   const std::string& person = "") {
    request.set_name("cases/c1/payments/001");
    return Call(*ledger_, method, request, role, person);
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, Job, testing::kEngines, testing::EngineName);

TEST_P(Job, FromTheQuestionToTheReceipt) {
  AddExpert("li-min", 63);
  ASSERT_OK(Apply("ningde", ServedMonths()));
  ASSERT_OK(OpenBudget("flexible-talent", 100000000));
  ASSERT_OK_AND_ASSIGN(auto asked, Evaluate("li-min"));
  ASSERT_EQ(asked.evaluations_size(), 1);
  EXPECT_EQ(asked.evaluations(0).verdict(), v1::VERDICT_UNKNOWN);
  EXPECT_EQ(asked.next_question().key(), "programmes");

  ASSERT_OK_AND_ASSIGN(const auto opened, CreateCase("c1", "li-min", "ningde"));
  EXPECT_EQ(opened.state(), v1::Case::DRAFT);
  EXPECT_EQ(opened.policy_version(), "policies/ningde/versions/1");
  ASSERT_OK_AND_ASSIGN(const auto pending, BringToApproval("c1"));
  EXPECT_EQ(pending.state(), v1::Case::PENDING_APPROVAL);
  ASSERT_OK_AND_ASSIGN(const auto approved, Verb(&Cases::ApproveCase, "c1", "approver"));
  EXPECT_EQ(approved.state(), v1::Case::APPROVED);
  EXPECT_EQ(approved.approved_fen(), 3 * 400000);
  EXPECT_EQ(approved.employer(), "employers/u1");
  EXPECT_EQ(approved.decision().dossier().policy_fingerprint().size(), 64U);
  // 2026-03-09 and ten working days.
  v1::GetPaymentRequest get;
  get.set_name("cases/c1/payments/001");
  ASSERT_OK_AND_ASSIGN(const auto planned, Call(*ledger_, &Ledger::GetPayment, get, "disburser"));
  EXPECT_EQ(FormatDay(*ToCivilDay(planned.due_date())), "2026-03-23");
  EXPECT_EQ(planned.payee().account_number(), "6222020200112233445") << "whoever pays may see it";
  ASSERT_OK_AND_ASSIGN(const auto masked, Call(*ledger_, &Ledger::GetPayment, get, "auditor"));
  EXPECT_THAT(masked.payee().account_number(), HasSubstr("****"));

  ASSERT_OK(Move(&Ledger::CommitPayment, v1::CommitPaymentRequest(), "disburser", "finance"));
  v1::PayPaymentRequest pay;
  pay.set_bank_reference("B-1");
  EXPECT_EQ(errors::ReasonOf(Move(&Ledger::PayPayment, pay, "disburser", "approver").status()),
            kReasonSeparationOfDuties)
      << "the same person with another role";
  GoTo(absl::CivilDay(2026, 3, 20));
  ASSERT_OK_AND_ASSIGN(const auto paid, Move(&Ledger::PayPayment, pay, "disburser"));
  EXPECT_EQ(paid.deadline_status(), v1::DEADLINE_STATUS_DONE_ON_TIME);
  ASSERT_OK(Move(&Ledger::SettlePayment, v1::SettlePaymentRequest(), "disburser"));
  v1::GetCaseRequest read;
  read.set_name("cases/c1");
  ASSERT_OK_AND_ASSIGN(const auto done, Call(*cases_, &Cases::GetCase, read, "clerk"));
  EXPECT_EQ(done.state(), v1::Case::COMPLETED);
  for (const auto& step : done.steps()) {
    EXPECT_EQ(step.deadline_status(), v1::DEADLINE_STATUS_DONE_ON_TIME) << step.key();
  }

  ASSERT_OK_AND_ASSIGN(const auto verified,
                       Call(*ledger_, &Ledger::VerifyLedger, v1::VerifyLedgerRequest(), "auditor"));
  EXPECT_TRUE(verified.intact()) << verified.DebugString();
  ASSERT_OK_AND_ASSIGN(const auto entries, Call(*ledger_, &Ledger::ListLedgerEntries,
                                                v1::ListLedgerEntriesRequest(), "auditor"));
  EXPECT_EQ(entries.ledger_entries_size(), 10);
  EXPECT_EQ(entries.ledger_entries(0).kind(), v1::LedgerEntry::FUND);
  EXPECT_EQ(entries.ledger_entries(9).kind(), v1::LedgerEntry::SETTLE);
  ASSERT_OK_AND_ASSIGN(const auto report, Call(*reports_, &v1::ReportService::Stub::GetOnTimeReport,
                                               v1::GetOnTimeReportRequest(), "auditor"));
  // Review, notice, approval, payment, receipt.
  EXPECT_EQ(report.total().on_time_count(), 5);
  EXPECT_EQ(report.total().on_time_bp(), 10000);

  // What was received counts from now on.
  ASSERT_OK_AND_ASSIGN(asked, Evaluate("li-min"));
  bool told = false;
  for (const auto& fact : asked.facts()) {
    if (fact.key() != "received-policies") continue;
    EXPECT_THAT(fact.value().texts().values(), ElementsAre("policies/ningde"));
    told = true;
  }
  EXPECT_TRUE(told);
}

TEST_P(Job, SixtyTwoDaysAreRefusedAtApproval) {
  AddExpert("li-min", 63);
  ASSERT_OK(Apply("ningde", ServedMonths()));
  ASSERT_OK(OpenBudget("flexible-talent", 100000000));
  ASSERT_OK(CreateCase("c1", "li-min", "ningde"));
  ASSERT_OK(BringToApproval("c1"));
  AddExpert("li-min", 62);  // a day was disputed meanwhile
  const auto refused = Verb(&Cases::ApproveCase, "c1", "approver").status();
  EXPECT_EQ(errors::ReasonOf(refused), kReasonNotEligible);
  EXPECT_THAT(std::string(refused.message()), HasSubstr("63"));
  v1::RejectCaseRequest reject;
  reject.set_name("cases/c1");
  reject.set_reason("服务天数不足");
  ASSERT_OK_AND_ASSIGN(const auto rejected, Call(*cases_, &Cases::RejectCase, reject, "approver"));
  EXPECT_EQ(rejected.state(), v1::Case::REJECTED);
  EXPECT_EQ(rejected.decision().dossier().evaluation().verdict(), v1::VERDICT_NO);
  // The way is free for a new case.
  EXPECT_OK(CreateCase("c2", "li-min", "ningde"));
}

TEST_P(Job, OneOpenCaseUnderAPolicy) {
  AddExpert("li-min", 63);
  ASSERT_OK(Apply("ningde", ServedMonths()));
  ASSERT_OK(CreateCase("c1", "li-min", "ningde"));
  const auto second = CreateCase("c2", "li-min", "ningde").status();
  EXPECT_EQ(errors::ReasonOf(second), "CASE_ALREADY_EXISTS");
  EXPECT_EQ(errors::MetadataOf(second, "name"), "cases/c1");
  ASSERT_OK(Verb(&Cases::WithdrawCase, "c1", "clerk"));
  EXPECT_OK(CreateCase("c2", "li-min", "ningde"));
}

TEST_P(Job, NobodyUnknownSuspendedOrWithoutAPolicyInForce) {
  AddExpert("li-min", 63);
  EXPECT_EQ(errors::ReasonOf(CreateCase("c1", "nobody", "ningde").status()), "REFERENCE_MISSING");
  EXPECT_EQ(errors::ReasonOf(CreateCase("c1", "li-min", "ningde").status()), "REFERENCE_MISSING");
  ASSERT_OK(Apply("ningde", ServedMonths(), false));
  EXPECT_EQ(errors::ReasonOf(CreateCase("c1", "li-min", "ningde").status()),
            kReasonPolicyNotActive);
  ASSERT_OK(Apply("ningde", ServedMonths()));
  people_.talents["talents/li-min"].set_state(talent::v1::Talent::SUSPENDED);
  EXPECT_EQ(errors::ReasonOf(CreateCase("c1", "li-min", "ningde").status()),
            kReasonTalentSuspended);
  v1::PolicyTerms over = ServedMonths();
  *over.mutable_effective()->mutable_end_date() = ToDate(absl::CivilDay(2026, 3, 1));
  people_.talents["talents/li-min"].set_state(talent::v1::Talent::ACTIVE);
  ASSERT_OK(Apply("ningde", over));
  EXPECT_EQ(errors::ReasonOf(CreateCase("c1", "li-min", "ningde").status()),
            kReasonPolicyNotActive);
}

TEST_P(Job, WhatOnlyARegisterSaysCannotBeDeclared) {
  AddExpert("li-min", 62);
  ASSERT_OK(Apply("ningde", ServedMonths()));
  for (const char* key : {"service-days-year", "tier-ningde", "received-policies"}) {
    auto request = Parse<v1::CreateCaseRequest>(
        R"(case { talent: "talents/li-min" policy: "policies/ningde" declared_facts {
           value { number: 63 } } })");
    request.mutable_case_()->mutable_declared_facts(0)->set_key(key);
    EXPECT_EQ(errors::ReasonOf(Call(*cases_, &Cases::CreateCase, request, "clerk").status()),
              "INVALID_FIELD");
  }
  ASSERT_OK(CreateCase("c1", "li-min", "ningde"));
  auto update = Parse<v1::UpdateCaseRequest>(R"(case { name: "cases/c1" declared_facts {
      key: "service-days-year" value { number: 63 } } })");
  EXPECT_EQ(errors::ReasonOf(Call(*cases_, &Cases::UpdateCase, update, "clerk").status()),
            "INVALID_FIELD");
}

TEST_P(Job, ARefusedVerbNamesWhatIsAllowedAndChangesNothing) {
  AddExpert("li-min", 63);
  ASSERT_OK(Apply("ningde", ServedMonths()));
  ASSERT_OK(CreateCase("c1", "li-min", "ningde"));
  const int64_t revision = Revision();
  const auto refused = Verb(&Cases::ReviewCase, "c1", "reviewer").status();
  EXPECT_EQ(errors::ReasonOf(refused), "INVALID_STATE_TRANSITION");
  EXPECT_EQ(errors::MetadataOf(refused, "allowed"), "update, submit, withdraw");
  EXPECT_EQ(Verb(&Cases::ReviewCase, "c1", "clerk").status().code(),
            absl::StatusCode::kPermissionDenied);
  EXPECT_EQ(Revision(), revision);
}

TEST_P(Job, AReturnedCaseIsChangedAndComesBack) {
  AddExpert("li-min", 63);
  ASSERT_OK(Apply("ningde", ServedMonths()));
  ASSERT_OK(CreateCase("c1", "li-min", "ningde"));
  ASSERT_OK(Verb(&Cases::SubmitCase, "c1", "clerk"));
  v1::UpdateCaseRequest update;
  update.mutable_case_()->set_name("cases/c1");
  update.mutable_case_()->set_remark("补充材料");
  EXPECT_EQ(errors::ReasonOf(Call(*cases_, &Cases::UpdateCase, update, "clerk").status()),
            "INVALID_STATE_TRANSITION");
  v1::ReturnCaseRequest back;
  back.set_name("cases/c1");
  back.set_reason("缺协议");
  ASSERT_OK(Call(*cases_, &Cases::ReturnCase, back, "reviewer"));
  ASSERT_OK_AND_ASSIGN(const auto updated, Call(*cases_, &Cases::UpdateCase, update, "clerk"));
  EXPECT_EQ(updated.remark(), "补充材料");
  EXPECT_EQ(updated.deadline_status(), v1::DEADLINE_STATUS_PAUSED);
  v1::ListCasesRequest list;
  list.set_deadline_status(v1::DEADLINE_STATUS_PAUSED);
  ASSERT_OK_AND_ASSIGN(auto page, Call(*cases_, &Cases::ListCases, list, "clerk"));
  EXPECT_EQ(page.cases_size(), 1);
  ASSERT_OK(Verb(&Cases::SubmitCase, "c1", "clerk"));
  for (const auto& [day, status] : std::vector<std::pair<absl::CivilDay, v1::DeadlineStatus>>{
           {absl::CivilDay(2026, 3, 3), v1::DEADLINE_STATUS_ON_TRACK},
           {absl::CivilDay(2026, 3, 9), v1::DEADLINE_STATUS_AT_RISK},
           {absl::CivilDay(2026, 3, 10), v1::DEADLINE_STATUS_OVERDUE}}) {
    GoTo(day);
    for (const v1::DeadlineStatus asked :
         {v1::DEADLINE_STATUS_ON_TRACK, v1::DEADLINE_STATUS_AT_RISK, v1::DEADLINE_STATUS_OVERDUE,
          v1::DEADLINE_STATUS_PAUSED, v1::DEADLINE_STATUS_DUE_UNKNOWN}) {
      list.set_deadline_status(asked);
      list.set_filter("talent = \"talents/li-min\"");
      ASSERT_OK_AND_ASSIGN(page, Call(*cases_, &Cases::ListCases, list, "clerk"));
      EXPECT_EQ(page.cases_size(), asked == status) << FormatDay(day) << asked;
    }
  }
}

TEST_P(Job, TheSixteenthOfTheYearIsRefusedWhereverHeStands) {
  v1::PolicyTerms terms = ServedMonths();
  terms.set_quota_per_year(2);
  ASSERT_OK(Apply("ningde", terms));
  ASSERT_OK(OpenBudget("flexible-talent", 100000000));
  for (const char* id : {"a", "b", "c"}) {
    AddExpert(id, 63);
    ASSERT_OK(CreateCase(id, id, "ningde"));
    ASSERT_OK(BringToApproval(id));
  }
  ASSERT_OK(Verb(&Cases::ApproveCase, "c", "approver"));
  ASSERT_OK(Verb(&Cases::ApproveCase, "a", "approver"));
  const auto refused = Verb(&Cases::ApproveCase, "b", "approver").status();
  EXPECT_EQ(errors::ReasonOf(refused), kReasonNotEligible);
  EXPECT_THAT(std::string(refused.message()), HasSubstr("年度名额"));
}

TEST_P(Job, AnOffsetThatEndsTheOtherBenefitReleasesItsRest) {
  AddExpert("li-min", 63);
  v1::PolicyTerms rent = Terms(std::string(R"(
      effective { start_date { year: 2023 month: 1 day: 1 } }
      awards { key: "rent" title: "租房补贴" amount { monthly { amount_fen: 80000 max_months: 6 } } }
      budget_line: "flexible-talent")") +
                               kSteps);
  v1::PolicyTerms home = Terms(std::string(R"(
      effective { start_date { year: 2023 month: 1 day: 1 } }
      awards { key: "home" title: "购房补贴" amount { once { amount_fen: 10000000 } } }
      offsets { policy: "policies/rent" deducted_bp: 10000 ends_other: true }
      budget_line: "flexible-talent")") +
                               kSteps);
  ASSERT_OK(Apply("rent", rent));
  ASSERT_OK(Apply("home", home));
  ASSERT_OK(OpenBudget("flexible-talent", 100000000));
  ASSERT_OK(CreateCase("c1", "li-min", "rent"));
  ASSERT_OK(BringToApproval("c1"));
  ASSERT_OK(Verb(&Cases::ApproveCase, "c1", "approver"));
  ASSERT_OK(Move(&Ledger::CommitPayment, v1::CommitPaymentRequest(), "disburser"));
  v1::PayPaymentRequest pay;
  pay.set_bank_reference("B-1");
  ASSERT_OK(Move(&Ledger::PayPayment, pay, "disburser"));
  ASSERT_OK(Move(&Ledger::SettlePayment, v1::SettlePaymentRequest(), "disburser"));
  ASSERT_OK(CreateCase("c2", "li-min", "home"));
  ASSERT_OK(BringToApproval("c2"));
  ASSERT_OK_AND_ASSIGN(const auto approved, Verb(&Cases::ApproveCase, "c2", "approver"));
  EXPECT_EQ(approved.approved_fen(), 10000000 - 80000) << "one month was paid";
  v1::GetCaseRequest read;
  read.set_name("cases/c1");
  ASSERT_OK_AND_ASSIGN(const auto ended, Call(*cases_, &Cases::GetCase, read, "clerk"));
  EXPECT_EQ(ended.state(), v1::Case::COMPLETED);
  v1::ListPaymentsRequest list;
  list.set_parent("cases/c1");
  list.set_filter("state = RELEASED");
  ASSERT_OK_AND_ASSIGN(const auto released,
                       Call(*ledger_, &Ledger::ListPayments, list, "disburser"));
  EXPECT_EQ(released.payments_size(), 5);
  ASSERT_OK_AND_ASSIGN(const auto verified,
                       Call(*ledger_, &Ledger::VerifyLedger, v1::VerifyLedgerRequest(), "auditor"));
  EXPECT_TRUE(verified.intact()) << verified.DebugString();
}

}  // namespace
}  // namespace houniao::benefits
