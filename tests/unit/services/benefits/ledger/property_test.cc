// Random operations by random people; every rule of the ledger after each.
#include <random>

#include "tests/unit/services/benefits/ledger/office.h"

namespace houniao::benefits {
namespace {

class LedgerProperty : public LedgerOffice {
 protected:
  static constexpr int kCases = 6;

  int Pick(int n) { return static_cast<int>(random_() % static_cast<uint64_t>(n)); }
  std::string Somebody() {
    static const char* const kPeople[] = {"user:reviewer", "user:approver", "user:disburser",
                                          "user:finance"};
    return kPeople[Pick(4)];
  }
  absl::Status ChangeCap() {
    v1::UpdateBudgetRequest request;
    request.mutable_budget()->set_name("budgets/line-2026");
    request.mutable_budget()->set_cap_fen(1 + Pick(2000));
    CallContext call = Call("user:admin");
    return ledger_.UpdateBudget(call, request).status();
  }
  // One operation on whatever it meets; most of them are refused.
  absl::Status Operate() {
    const int number = Pick(kCases);
    const std::string name = PaymentName(number, 1 + Pick(3));
    switch (Pick(8)) {
      case 0:
        return Approve(number, Somebody()).status();
      case 1:
      case 2:
        return Commit(name, Somebody()).status();
      case 3:
        return Pay(name, Somebody(), "B-" + name, true).status();
      case 4:
        return Pay(name, Somebody(), "B-" + name).status();
      case 5:
        return Settle(name, Somebody()).status();
      case 6:
        return Release(name, Somebody()).status();
      default:
        return ChangeCap();
    }
  }

  std::mt19937_64 random_{20260302};
};
INSTANTIATE_TEST_SUITE_P(Engines, LedgerProperty, testing::kEngines, testing::EngineName);

TEST_P(LedgerProperty, EveryRuleHoldsAfterEveryOperation) {
  ASSERT_OK(OpenBudget(1000));
  PublishPolicy();
  for (int i = 0; i < kCases; ++i) Prepare(i);
  int done = 0;
  for (int i = 0; i < 250; ++i) {
    const absl::Status status = Operate();
    EXPECT_NE(status.code(), absl::StatusCode::kInternal) << status;
    EXPECT_NE(status.code(), absl::StatusCode::kUnknown) << status;
    done += status.ok();
    const auto verified = Verify();
    ASSERT_TRUE(verified.intact()) << "operation " << i << "\n" << verified.DebugString();
    const v1::Budget budget = Budget();
    ASSERT_EQ(
        budget.reserved_fen() + budget.committed_fen() + budget.paid_fen() + budget.available_fen(),
        budget.cap_fen());
    ASSERT_GE(budget.available_fen(), 0);
  }
  EXPECT_GT(done, 25);
}

// A verification that finds nothing wrong in tampered books is worth nothing.
class LedgerDamage : public LedgerOffice {
 protected:
  void Expect(const std::string& sql, const std::string& rule) {
    Tamper(sql);
    const auto verified = Verify();
    EXPECT_FALSE(verified.intact()) << sql;
    bool named = false;
    for (const auto& violation : verified.violations()) named |= violation.invariant() == rule;
    EXPECT_TRUE(named) << rule << "\n" << verified.DebugString();
  }
  void Prepare3() {
    ASSERT_OK(OpenBudget(1000));
    PublishPolicy();
    Prepare(1);
    ASSERT_OK(Approve(1));
    ASSERT_OK(Commit(PaymentName(1, 1), "user:finance"));
    ASSERT_OK(Pay(PaymentName(1, 1), "user:disburser", "B-1"));
    ASSERT_TRUE(Verify().intact());
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, LedgerDamage, testing::kEngines, testing::EngineName);

TEST_P(LedgerDamage, OneFenMore) {
  Prepare3();
  Expect("UPDATE ledger_entries SET amount_fen = amount_fen + 1 WHERE side = 1 AND kind = 2",
         "transfer-balanced");
}
TEST_P(LedgerDamage, AMissingEntry) {
  Prepare3();
  Expect("DELETE FROM ledger_entries WHERE side = 1 AND kind = 5", "transfer-balanced");
}
TEST_P(LedgerDamage, AnotherActor) {
  Prepare3();
  Expect("UPDATE ledger_transfers SET actor = 'user:approver' WHERE kind = 5", "entry-unchanged");
}
TEST_P(LedgerDamage, OnePersonForAll) {
  Prepare3();
  Expect("UPDATE ledger_transfers SET actor = 'user:reviewer' WHERE kind = 5", "three-persons");
}
TEST_P(LedgerDamage, ABalanceThatDrifts) {
  Prepare3();
  Expect("UPDATE budget_balances SET reserved_fen = reserved_fen - 1", "balance-equals-accounts");
}
TEST_P(LedgerDamage, AnAccountThatDrifts) {
  Prepare3();
  Expect("UPDATE ledger_accounts SET debit_fen = debit_fen + 1 WHERE normal_side = 1",
         "account-sums");
}
TEST_P(LedgerDamage, APaymentThatForgets) {
  Prepare3();
  Expect("UPDATE payments SET state = 2 WHERE number = 1", "payment-matches-ledger");
}
TEST_P(LedgerDamage, AReplyThatIsLost) {
  Prepare3();
  Expect("DELETE FROM saved_replies WHERE caller = 'user:disburser'", "reply-saved");
}
TEST_P(LedgerDamage, AnAuditRecordThatIsLost) {
  Prepare3();
  Expect("DELETE FROM audit_records", "transfer-audited");
}

// The database itself refuses what must never be.
TEST_P(LedgerDamage, ConstraintsStandBehindTheCode) {
  Prepare3();
  const auto refused = [&](const std::string& sql) {
    auto tx = journal_.database->BeginWrite(testing::Soon());
    ASSERT_OK(tx);
    EXPECT_FALSE((*tx)->Execute(sql).ok()) << sql;
  };
  refused("UPDATE budget_balances SET reserved_fen = cap_fen + 1");
  refused("UPDATE budget_balances SET paid_fen = -1");
  refused("UPDATE ledger_entries SET amount_fen = 0");
  refused(
      "UPDATE ledger_transfers SET pending_id = (SELECT * FROM (SELECT MIN(id) FROM "
      "ledger_transfers) m) WHERE kind IN (2, 3)");
}

}  // namespace
}  // namespace houniao::benefits
