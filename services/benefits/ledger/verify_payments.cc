// Payments and the transfers behind them: state, once only, three persons.
#include <map>
#include <set>

#include "common/base/status_macros.h"
#include "common/resource/names.h"
#include "services/benefits/ledger/findings.h"
#include "services/benefits/ledger/moves.h"

namespace houniao::benefits {
namespace {

using Entry = v1::LedgerEntry;

constexpr char kSqlTransfers[] =
    "SELECT id, payment, kind, amount_fen, pending_id, actor FROM ledger_transfers WHERE payment "
    "IS "
    "NOT NULL AND (? = '' OR budget = ?)";
constexpr char kSqlPayments[] =
    "SELECT name, state, amount_fen FROM payments WHERE (? = '' OR budget = ?) ORDER BY name";
constexpr char kSqlCases[] =
    "SELECT name, revision, body FROM cases WHERE budget <> '' AND (? = '' OR budget = ?)";

struct Posted {
  std::string id, pending, actor;
  Entry::Kind kind = Entry::KIND_UNSPECIFIED;
  int64_t amount_fen = 0;
};

struct Duties {
  std::set<std::string> makers_and_reviewers;
  std::string approver;
};

// The transfer that no other one resolves.
const Posted* Newest(const std::vector<Posted>& chain, const std::set<std::string>& resolved) {
  const Posted* newest = nullptr;
  for (const Posted& posted : chain) {
    if (resolved.count(posted.id) == 0) newest = &posted;
  }
  return newest;
}

void CheckDuties(const std::string& payment, const std::vector<Posted>& chain, const Duties& duties,
                 Findings& findings) {
  std::string approver = duties.approver;
  for (const Posted& posted : chain) {
    if (posted.kind == Entry::RESERVE) approver = posted.actor;
  }
  if (duties.makers_and_reviewers.count(approver) > 0) {
    findings.Violation(payment, "the approver submitted or reviewed the case");
  }
  for (const Posted& posted : chain) {
    if (posted.kind != Entry::SUBMIT && posted.kind != Entry::PAY) continue;
    if (posted.actor == approver || duties.makers_and_reviewers.count(posted.actor) > 0) {
      findings.Violation(payment, "whoever paid it submitted, reviewed or approved the case");
    }
  }
}

}  // namespace

absl::Status CheckPayments(const Snapshot& snapshot, Findings& findings) {
  std::map<std::string, std::vector<Posted>> chains;
  std::map<std::string, int> resolutions;
  std::set<std::string> resolved;
  RETURN_IF_ERROR(snapshot.Each(kSqlTransfers, [&](const db::Row& row) {
    chains[row.Bytes(1)].push_back({row.Bytes(0), row.Bytes(4), row.Bytes(5),
                                    static_cast<Entry::Kind>(row.Int(2)), row.Int(3)});
    if (!row.IsNull(4)) {
      ++resolutions[row.Bytes(4)];
      resolved.insert(row.Bytes(4));
    }
    return true;
  }));
  std::map<std::string, Duties> duties;
  absl::Status decoded;
  RETURN_IF_ERROR(snapshot.Each(kSqlCases, [&](const db::Row& row) {
    v1::Case subject;
    decoded = snapshot.kinds.subject.Decode(row, snapshot.secrets, &subject);
    Duties& of = duties[subject.name()];
    of.makers_and_reviewers.insert(subject.submitters().begin(), subject.submitters().end());
    of.makers_and_reviewers.insert(subject.reviewers().begin(), subject.reviewers().end());
    of.approver = subject.approver();
    return decoded.ok();
  }));
  RETURN_IF_ERROR(decoded);
  std::map<std::string, std::pair<int64_t, int64_t>> payments;  // state, amount
  RETURN_IF_ERROR(snapshot.Each(kSqlPayments, [&](const db::Row& row) {
    payments[row.Bytes(0)] = {row.Int(1), row.Int(2)};
    return true;
  }));

  findings.Rule("resolved-once", "每笔待结划转至多结转一次");
  for (const auto& [id, count] : resolutions) {
    findings.Checked();
    if (count > 1) findings.Violation(id, absl::StrCat("resolved ", count, " times"));
  }
  findings.Rule("paid-once", "每期至多支付一次");
  for (const auto& [payment, chain] : chains) {
    findings.Checked();
    int paid = 0, reserved = 0;
    for (const Posted& posted : chain) {
      paid += posted.kind == Entry::PAY;
      reserved += posted.kind == Entry::RESERVE;
    }
    if (paid > 1 || reserved != 1) {
      findings.Violation(payment, absl::StrCat("reserved ", reserved, " times, paid ", paid));
    }
  }
  findings.Rule("payment-matches-ledger", "付款状态、金额与账一致");
  for (const auto& [payment, row] : payments) {
    findings.Checked();
    const auto chain = chains.find(payment);
    const Posted* newest = chain == chains.end() ? nullptr : Newest(chain->second, resolved);
    if (newest == nullptr || StateAfter(newest->kind) != row.first ||
        newest->amount_fen != row.second) {
      findings.Violation(payment, absl::StrCat("state ", row.first, " of ", row.second,
                                               " fen is not what the ledger says"));
    }
  }
  for (const auto& [payment, chain] : chains) {
    if (payments.count(payment) == 0) findings.Violation(payment, "the payment is missing");
  }
  findings.Rule("three-persons", "申报、审核与审批、拨付分人办理");
  for (const auto& [payment, chain] : chains) {
    findings.Checked();
    const auto of = duties.find(resource::NamePattern::ParentOf(payment));
    if (of == duties.end()) {
      findings.Violation(payment, "the case is missing");
    } else {
      CheckDuties(payment, chain, of->second, findings);
    }
  }
  return absl::OkStatus();
}

}  // namespace houniao::benefits
