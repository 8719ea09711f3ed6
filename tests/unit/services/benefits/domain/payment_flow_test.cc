#include "services/benefits/domain/payment_flow.h"

#include <gtest/gtest.h>

#include "common/base/clock.h"
#include "common/base/dates.h"
#include "common/errors/errors.h"
#include "services/benefits/domain/benefits_errors.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/services/benefits/rules/policy_cards.h"

namespace houniao::benefits {
namespace {

class PaymentFlow : public ::testing::Test {
 protected:
  PaymentFlow() {
    payment_.set_name("cases/c/payments/001");
    payment_.set_state(v1::Payment::PLANNED);
    *payment_.mutable_due_date() = ToDate(absl::CivilDay(2026, 3, 16));
    case_.set_name("cases/c");
    case_.add_reviewers("user:reviewer");
    case_.set_approver("user:approver");
    *case_.mutable_decision()->mutable_decide_time() =
        ToTimestamp(ShanghaiMidnight(absl::CivilDay(2026, 3, 2)));
    request_.set_bank_reference("B-1");
  }
  Moment By(const std::string& who) {
    return {ShanghaiMidnight(today_) + absl::Hours(9),
            today_,
            who,
            {},
            calendar::WorkingCalendar::Announced()};
  }

  absl::CivilDay today_{2026, 3, 10};
  v1::Payment payment_;
  v1::Case case_;
  v1::PayPaymentRequest request_;
};

TEST_F(PaymentFlow, PlannedCommittedPaidSettled) {
  EXPECT_EQ(errors::ReasonOf(PayPayment(payment_, case_, request_, By("user:d"))),
            "INVALID_STATE_TRANSITION");
  ASSERT_OK(CommitPayment(payment_, "", By("user:finance")));
  ASSERT_OK(PayPayment(payment_, case_, request_, By("user:d")));
  EXPECT_EQ(payment_.state(), v1::Payment::PAID);
  EXPECT_EQ(FormatDay(*ToCivilDay(payment_.paid_date())), "2026-03-10");
  SetDeadlineStatus(payment_, today_, calendar::WorkingCalendar::Announced());
  EXPECT_EQ(payment_.deadline_status(), v1::DEADLINE_STATUS_DONE_ON_TIME);
  EXPECT_EQ(errors::MetadataOf(ReleasePayment(payment_, "x", By("user:d")), "allowed"), "settle");
  ASSERT_OK(SettlePayment(payment_, "", By("user:d")));
  EXPECT_EQ(payment_.events_size(), 3);
  EXPECT_TRUE(IsFinal(payment_.state()));
}

TEST_F(PaymentFlow, MakersReviewersAndApproversMayNotPay) {
  ASSERT_OK(CommitPayment(payment_, "", By("user:finance")));
  case_.add_submitters("user:maker");
  for (const char* who : {"user:maker", "user:reviewer", "user:approver"}) {
    EXPECT_EQ(errors::ReasonOf(PayPayment(payment_, case_, request_, By(who))),
              kReasonSeparationOfDuties);
  }
  EXPECT_EQ(payment_.state(), v1::Payment::COMMITTED);
}

TEST_F(PaymentFlow, AnOrderWithUnknownOutcomeIsPaidUnderItsOwnReferenceOnly) {
  ASSERT_OK(CommitPayment(payment_, "", By("user:finance")));
  request_.set_outcome_pending(true);
  ASSERT_OK(PayPayment(payment_, case_, request_, By("user:d")));
  EXPECT_EQ(payment_.state(), v1::Payment::SUBMITTED);
  EXPECT_FALSE(payment_.has_paid_date());
  EXPECT_FALSE(PayPayment(payment_, case_, request_, By("user:d")).ok()) << "never sent twice";
  request_.set_outcome_pending(false);
  request_.set_bank_reference("B-2");
  EXPECT_FALSE(PayPayment(payment_, case_, request_, By("user:d")).ok());
  EXPECT_FALSE(ReleasePayment(payment_, "x", By("user:d")).ok()) << "it may have been paid";
  request_.set_bank_reference("B-1");
  ASSERT_OK(PayPayment(payment_, case_, request_, By("user:d")));
}

TEST_F(PaymentFlow, ThePaidDayLiesBetweenApprovalAndToday) {
  ASSERT_OK(CommitPayment(payment_, "", By("user:finance")));
  *request_.mutable_paid_date() = ToDate(today_ + 1);
  EXPECT_FALSE(PayPayment(payment_, case_, request_, By("user:d")).ok());
  *request_.mutable_paid_date() = ToDate(absl::CivilDay(2026, 3, 1));
  EXPECT_FALSE(PayPayment(payment_, case_, request_, By("user:d")).ok());
  *request_.mutable_paid_date() = ToDate(absl::CivilDay(2026, 3, 2));
  EXPECT_OK(PayPayment(payment_, case_, request_, By("user:d")));
}

TEST_F(PaymentFlow, ADelayNamesItsReasonAndANewDay) {
  v1::DelayPaymentRequest delay;
  delay.set_reason(v1::DELAY_REASON_OTHER);
  *delay.mutable_promised_date() = ToDate(absl::CivilDay(2026, 3, 16));
  EXPECT_FALSE(DelayPayment(payment_, delay, By("user:d")).ok()) << "not after the due date";
  *delay.mutable_promised_date() = ToDate(absl::CivilDay(2026, 4, 16));
  EXPECT_FALSE(DelayPayment(payment_, delay, By("user:d")).ok()) << "without words";
  delay.set_note("财政未到账");
  ASSERT_OK(DelayPayment(payment_, delay, By("user:d")));
  EXPECT_EQ(payment_.delays_size(), 1);
  EXPECT_EQ(FormatDay(*ToCivilDay(payment_.promised_date())), "2026-04-16");
  EXPECT_EQ(FormatDay(*ToCivilDay(payment_.due_date())), "2026-03-16") << "the due date stays";
}

TEST_F(PaymentFlow, PaymentsFollowTheSchedule) {
  case_.set_talent("talents/t");
  case_.set_employer("employers/e");
  case_.set_budget("budgets/b");
  case_.mutable_payee()->set_account_number("6222");
  v1::AmountSchedule schedule;
  auto& first = *schedule.add_instalments();
  first.set_number(1);
  first.set_award("monthly");
  first.set_amount_fen(400000);
  const auto planned = PlanPayments(case_, NingdeFlexible(), schedule, By("user:approver"));
  ASSERT_EQ(planned.size(), 1U);
  EXPECT_EQ(planned[0].name(), "cases/c/payments/001");
  EXPECT_EQ(planned[0].payee().party(), "talents/t");
  EXPECT_EQ(planned[0].payee().account_number(), "6222");
  first.set_award("subsidy");
  const auto silver = PlanPayments(case_, QuanzhouSilver(), schedule, By("user:approver"));
  EXPECT_EQ(silver[0].payee().kind(), v1::PAYEE_KIND_EMPLOYER);
  EXPECT_EQ(silver[0].payee().party(), "employers/e");
}

}  // namespace
}  // namespace houniao::benefits
