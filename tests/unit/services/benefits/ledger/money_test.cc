// The way of money, who may move it, and what happens at the edge of a budget.
#include <gmock/gmock.h>

#include <atomic>
#include <thread>

#include "common/base/dates.h"
#include "common/errors/errors.h"
#include "services/benefits/domain/benefits_errors.h"
#include "tests/unit/services/benefits/ledger/office.h"

namespace houniao::benefits {
namespace {

using ::testing::ElementsAre;

class Money : public LedgerOffice {};
INSTANTIATE_TEST_SUITE_P(Engines, Money, testing::kEngines, testing::EngineName);

std::vector<int64_t> Figures(const v1::Budget& budget) {
  return {budget.reserved_fen(), budget.committed_fen(), budget.paid_fen(), budget.available_fen()};
}

TEST_P(Money, IsReservedCommittedPaidAndSettled) {
  ASSERT_OK(OpenBudget(1000));
  PublishPolicy();
  Prepare(1);
  ASSERT_OK_AND_ASSIGN(const auto approved, Approve(1));
  EXPECT_EQ(approved.state(), v1::Case::APPROVED);
  EXPECT_EQ(approved.approved_fen(), 300);
  EXPECT_EQ(approved.budget(), "budgets/line-2026");
  EXPECT_EQ(approved.decision().dossier().evaluation().verdict(), v1::VERDICT_YES);
  EXPECT_THAT(Figures(Budget()), ElementsAre(300, 0, 0, 700));
  ASSERT_OK(Commit(PaymentName(1, 1), "user:finance"));
  EXPECT_THAT(Figures(Budget()), ElementsAre(200, 100, 0, 700));
  ASSERT_OK(Pay(PaymentName(1, 1), "user:disburser", "B-1", true));
  EXPECT_THAT(Figures(Budget()), ElementsAre(200, 100, 0, 700));
  EXPECT_TRUE(Verify().intact()) << Verify().DebugString();
  ASSERT_OK(Pay(PaymentName(1, 1), "user:disburser", "B-1"));
  EXPECT_THAT(Figures(Budget()), ElementsAre(200, 0, 100, 700));
  ASSERT_OK(Settle(PaymentName(1, 1), "user:disburser"));
  ASSERT_OK(Release(PaymentName(1, 2), "user:finance"));
  ASSERT_OK(Commit(PaymentName(1, 3), "user:finance"));
  ASSERT_OK(Release(PaymentName(1, 3), "user:finance"));
  EXPECT_THAT(Figures(Budget()), ElementsAre(0, 0, 100, 900));
  CallContext call = Call("user:x");
  ASSERT_OK_AND_ASSIGN(const auto done,
                       journal_.store().Get<v1::Case>(call, kinds_.subject, "cases/c1"));
  EXPECT_EQ(done.state(), v1::Case::COMPLETED);
  const auto verified = Verify();
  EXPECT_TRUE(verified.intact()) << verified.DebugString();
  // Funding, three reservations, and seven movements, with two entries each.
  EXPECT_EQ(verified.transfer_count(), 11);
  EXPECT_EQ(verified.entry_count(), 22);
}

TEST_P(Money, ThreePersonsMoveIt) {
  ASSERT_OK(OpenBudget(1000));
  PublishPolicy();
  Prepare(1);
  EXPECT_EQ(errors::ReasonOf(Approve(1, "user:reviewer").status()), kReasonSeparationOfDuties);
  ASSERT_OK(Approve(1));
  ASSERT_OK(Commit(PaymentName(1, 1), "user:approver"));
  for (const char* who : {"user:reviewer", "user:approver"}) {
    EXPECT_EQ(errors::ReasonOf(Pay(PaymentName(1, 1), who, "B-1").status()),
              kReasonSeparationOfDuties);
  }
  EXPECT_OK(Pay(PaymentName(1, 1), "user:disburser", "B-1"));
  EXPECT_TRUE(Verify().intact());
}

TEST_P(Money, ABudgetThatIsUsedUpSaysWhatIsLeft) {
  ASSERT_OK(OpenBudget(500));
  PublishPolicy();
  Prepare(1);
  Prepare(2);
  ASSERT_OK(Approve(1));
  const absl::Status refused = Approve(2).status();
  EXPECT_EQ(errors::ReasonOf(refused), kReasonBudgetExhausted);
  // Two of the three instalments would fit; nothing of them stays.
  EXPECT_EQ(errors::MetadataOf(refused, "left_fen"), "200");
  EXPECT_EQ(errors::MetadataOf(refused, "asked_fen"), "300");
  EXPECT_THAT(Figures(Budget()), ElementsAre(300, 0, 0, 200));
  EXPECT_TRUE(Verify().intact());
}

TEST_P(Money, ACapCannotFallBelowWhatIsBound) {
  ASSERT_OK(OpenBudget(1000));
  PublishPolicy();
  Prepare(1);
  ASSERT_OK(Approve(1));
  v1::UpdateBudgetRequest request;
  request.mutable_budget()->set_name("budgets/line-2026");
  request.mutable_budget()->set_cap_fen(299);
  CallContext call = Call("user:admin");
  EXPECT_EQ(errors::ReasonOf(ledger_.UpdateBudget(call, request).status()), kReasonBudgetExhausted);
  request.mutable_budget()->set_cap_fen(300);
  ASSERT_OK_AND_ASSIGN(const auto lowered, ledger_.UpdateBudget(call, request));
  EXPECT_THAT(Figures(lowered), ElementsAre(300, 0, 0, 0));
  request.mutable_budget()->set_cap_fen(900);
  ASSERT_OK_AND_ASSIGN(const auto raised, ledger_.UpdateBudget(call, request));
  EXPECT_EQ(raised.available_fen(), 600);
  EXPECT_TRUE(Verify().intact()) << Verify().DebugString();
}

TEST_P(Money, ALineHasOneBudgetAYear) {
  ASSERT_OK(OpenBudget(1000));
  EXPECT_EQ(OpenBudget(1000).status().code(), absl::StatusCode::kAlreadyExists);
  v1::CreateBudgetRequest request;
  request.set_budget_id("another");
  request.mutable_budget()->set_line("line");
  request.mutable_budget()->set_year(2026);
  request.mutable_budget()->set_cap_fen(1);
  CallContext call = Call("user:admin");
  EXPECT_EQ(errors::ReasonOf(ledger_.CreateBudget(call, request).status()), "VALUE_TAKEN");
  EXPECT_TRUE(Verify().intact());
}

TEST_P(Money, ABankReferenceIsUsedOnce) {
  ASSERT_OK(OpenBudget(1000));
  PublishPolicy();
  Prepare(1);
  ASSERT_OK(Approve(1));
  ASSERT_OK(Commit(PaymentName(1, 1), "user:finance"));
  ASSERT_OK(Commit(PaymentName(1, 2), "user:finance"));
  ASSERT_OK(Pay(PaymentName(1, 1), "user:disburser", "B-1"));
  EXPECT_EQ(Pay(PaymentName(1, 2), "user:disburser", "B-1").status().code(),
            absl::StatusCode::kAlreadyExists);
  EXPECT_TRUE(Verify().intact());
}

TEST_P(Money, NothingIsCommittedForTheDead) {
  ASSERT_OK(OpenBudget(1000));
  PublishPolicy();
  Prepare(1);
  ASSERT_OK(Approve(1));
  registers_.dead = true;
  EXPECT_EQ(errors::ReasonOf(Commit(PaymentName(1, 1), "user:finance").status()),
            kReasonRecheckFailed);
}

TEST_P(Money, ARepeatedRequestHasOneEffectAndTheSameReply) {
  ASSERT_OK(OpenBudget(1000));
  PublishPolicy();
  Prepare(1);
  v1::ApproveCaseRequest request;
  request.set_name("cases/c1");
  request.set_request_id("11111111-1111-4111-8111-111111111111");
  CallContext call = Call("user:approver");
  ASSERT_OK_AND_ASSIGN(const auto first, cases_.Approve(call, request));
  ASSERT_OK_AND_ASSIGN(const auto again, cases_.Approve(call, request));
  EXPECT_EQ(first.SerializeAsString(), again.SerializeAsString());
  request.set_note("other");
  EXPECT_EQ(errors::ReasonOf(cases_.Approve(call, request).status()), "REQUEST_ID_REUSED");
  EXPECT_THAT(Figures(Budget()), ElementsAre(300, 0, 0, 700));
}

TEST_P(Money, ValidateOnlyReservesNothing) {
  ASSERT_OK(OpenBudget(1000));
  PublishPolicy();
  Prepare(1);
  v1::ApproveCaseRequest request;
  request.set_name("cases/c1");
  request.set_validate_only(true);
  CallContext call = Call("user:approver");
  ASSERT_OK_AND_ASSIGN(const auto shown, cases_.Approve(call, request));
  EXPECT_EQ(shown.state(), v1::Case::APPROVED);
  EXPECT_THAT(Figures(Budget()), ElementsAre(0, 0, 0, 1000));
  EXPECT_TRUE(Verify().intact());
}

// 32 threads ask for the last money: as many are approved as it pays for, never one more.
TEST_P(Money, NobodyIsPaidTwiceFromTheLastBudget) {
  constexpr int kThreads = 32, kFunded = 7;
  ASSERT_OK(OpenBudget(kFunded * 300 + 299));
  PublishPolicy();
  for (int i = 0; i < kThreads; ++i) Prepare(i);
  std::atomic<int> granted{0}, refused{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back([&, i] {
      const absl::Status status = Approve(i).status();
      if (status.ok()) ++granted;
      if (errors::ReasonOf(status) == kReasonBudgetExhausted) ++refused;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(granted, kFunded);
  EXPECT_EQ(refused, kThreads - kFunded);
  EXPECT_THAT(Figures(Budget()), ElementsAre(kFunded * 300, 0, 0, 299));
  EXPECT_TRUE(Verify().intact()) << Verify().DebugString();
}

}  // namespace
}  // namespace houniao::benefits
