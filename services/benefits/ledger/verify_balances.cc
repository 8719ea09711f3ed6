// Budgets: never above the cap, and the same in balances, accounts and resources.
#include <map>

#include "common/base/status_macros.h"
#include "services/benefits/ledger/findings.h"
#include "services/benefits/ledger/moves.h"

namespace houniao::benefits {
namespace {

constexpr char kSqlBalances[] =
    "SELECT budget, cap_fen, reserved_fen, committed_fen, paid_fen FROM budget_balances WHERE (? = "
    "'' OR budget = ?) ORDER BY budget";
constexpr char kSqlAccounts[] =
    "SELECT id, debit_fen - credit_fen FROM ledger_accounts WHERE (? = '' OR budget = ?)";
constexpr char kSqlBudgets[] =
    "SELECT name, revision, body FROM budgets WHERE (? = '' OR name = ?) ORDER BY name";
constexpr char kSqlSubmitted[] =
    "SELECT budget, SUM(amount_fen) FROM payments WHERE state = 3 AND (? = '' OR budget = ?) GROUP "
    "BY budget";

static_assert(v1::Payment::SUBMITTED == 3);

struct Balance {
  int64_t cap = 0, reserved = 0, committed = 0, paid = 0;
};

}  // namespace

absl::Status CheckBalances(const Snapshot& snapshot, Findings& findings) {
  std::map<std::string, Balance> balances;
  std::map<std::string, int64_t> net, submitted;
  RETURN_IF_ERROR(snapshot.Each(kSqlBalances, [&](const db::Row& row) {
    balances[row.Bytes(0)] = {row.Int(1), row.Int(2), row.Int(3), row.Int(4)};
    return true;
  }));
  RETURN_IF_ERROR(snapshot.Each(kSqlAccounts, [&](const db::Row& row) {
    net[row.Bytes(0)] = row.Int(1);
    return true;
  }));
  RETURN_IF_ERROR(snapshot.Each(kSqlSubmitted, [&](const db::Row& row) {
    submitted[row.Bytes(0)] = row.Int(1);
    return true;
  }));
  const auto account = [&](absl::string_view name, const std::string& budget) {
    const auto found = net.find(absl::StrCat(name, ":", budget));
    return found == net.end() ? 0 : found->second;
  };

  findings.Rule("budget-within-cap", "已占用不超过预算额, 各项不为负");
  for (const auto& [budget, b] : balances) {
    findings.Checked();
    if (b.reserved < 0 || b.committed < 0 || b.paid < 0 ||
        b.reserved + b.committed + b.paid > b.cap) {
      findings.Violation(budget, absl::StrCat("cap ", b.cap, ", reserved ", b.reserved,
                                              ", committed ", b.committed, ", paid ", b.paid));
    }
  }
  findings.Rule("balance-equals-accounts", "预算余额与账户一致");
  for (const auto& [budget, b] : balances) {
    findings.Checked();
    const int64_t available = b.cap - b.reserved - b.committed - b.paid;
    if (account(kFunding, budget) != -b.cap || account(kAvailable, budget) != available ||
        account(kReserved, budget) != b.reserved ||
        account(kCommitted, budget) + account(kClearing, budget) != b.committed ||
        account(kPaid, budget) + account(kSettled, budget) != b.paid) {
      findings.Violation(budget, "the accounts of the budget differ from its balances");
    }
  }
  findings.Rule("budget-shows-balance", "预算资源显示的金额与余额一致");
  absl::Status decoded;
  RETURN_IF_ERROR(snapshot.Each(kSqlBudgets, [&](const db::Row& row) {
    findings.Checked();
    v1::Budget budget;
    decoded = snapshot.kinds.budget.Decode(row, snapshot.secrets, &budget);
    const auto b = balances.find(budget.name());
    if (b == balances.end() || budget.cap_fen() != b->second.cap ||
        budget.reserved_fen() != b->second.reserved ||
        budget.committed_fen() != b->second.committed || budget.paid_fen() != b->second.paid) {
      findings.Violation(row.Bytes(0), "the budget shows other figures than its balances");
    }
    return decoded.ok();
  }));
  RETURN_IF_ERROR(decoded);
  findings.Rule("clearing-matches-orders", "在途账户等于已提交银行的款项, 结清归零");
  for (const auto& [budget, b] : balances) {
    findings.Checked();
    if (account(kClearing, budget) != submitted[budget]) {
      findings.Violation(budget, absl::StrCat("clearing ", account(kClearing, budget),
                                              ", orders at the bank ", submitted[budget]));
    }
  }
  return absl::OkStatus();
}

}  // namespace houniao::benefits
