// Transfers and entries: balanced, summed, unchanged.
#include <map>

#include "common/base/status_macros.h"
#include "services/benefits/ledger/findings.h"
#include "services/benefits/ledger/transfer_hash.h"

namespace houniao::benefits {
namespace {

constexpr char kSqlEntries[] =
    "SELECT transfer, account, side, amount_fen, name, body, revision FROM ledger_entries WHERE (? "
    "= '' OR budget = ?) ORDER BY transfer, side";
constexpr char kSqlTransfers[] =
    "SELECT id, kind, budget, payment, amount_fen, pending_id, actor, request_id, post_time, "
    "state_hash FROM ledger_transfers WHERE (? = '' OR budget = ?) ORDER BY id";
constexpr char kSqlAccounts[] =
    "SELECT id, debit_fen, credit_fen FROM ledger_accounts WHERE (? = '' OR budget = ?) ORDER BY "
    "id";

struct Sums {
  int64_t debit = 0;
  int64_t credit = 0;
  int entries = 0;

  void Add(int side, int64_t fen) {
    (side == v1::LedgerEntry::DEBIT ? debit : credit) += fen;
    ++entries;
  }
};

struct Read {
  Transfer transfer;
  std::string hash;
  std::vector<Side> sides;
};

Transfer TransferOf(const db::Row& row) {
  Transfer transfer;
  transfer.id = row.Bytes(0);
  transfer.kind = static_cast<v1::LedgerEntry::Kind>(row.Int(1));
  transfer.budget = row.Bytes(2);
  transfer.payment = row.Bytes(3);
  transfer.amount_fen = row.Int(4);
  transfer.pending_id = row.Bytes(5);
  transfer.actor = row.Bytes(6);
  transfer.request_id = row.Bytes(7);
  transfer.post_micros = row.Int(8);
  return transfer;
}

// True if the entry that clients see says the same as its columns.
bool BodyAgrees(const db::Row& row) {
  v1::LedgerEntry entry;
  const std::string body = row.Bytes(5);
  return entry.ParseFromString(body) && entry.transfer() == row.Bytes(0) &&
         entry.account() == row.Bytes(1) && entry.side() == row.Int(2) &&
         entry.amount_fen() == row.Int(3);
}

}  // namespace

absl::Status CheckEntries(const Snapshot& snapshot, Findings& findings) {
  std::map<std::string, Read> transfers;
  std::map<std::string, Sums> accounts;
  std::vector<std::string> altered;
  int64_t entries = 0;
  Sums all;
  RETURN_IF_ERROR(snapshot.Each(kSqlTransfers, [&](const db::Row& row) {
    Read& read = transfers[row.Bytes(0)];
    read.transfer = TransferOf(row);
    read.hash = row.Bytes(9);
    return true;
  }));
  RETURN_IF_ERROR(snapshot.Each(kSqlEntries, [&](const db::Row& row) {
    const Side side{row.Bytes(1), static_cast<int>(row.Int(2)), row.Int(3)};
    transfers[row.Bytes(0)].sides.push_back(side);
    accounts[side.account].Add(side.side, side.amount_fen);
    all.Add(side.side, side.amount_fen);
    if (!BodyAgrees(row)) altered.push_back(row.Bytes(4));
    ++entries;
    return true;
  }));

  findings.Rule("transfer-balanced", "每笔划转借贷相等, 且不少于两条分录");
  for (const auto& [id, read] : transfers) {
    findings.Checked();
    Sums sums;
    for (const Side& side : read.sides) sums.Add(side.side, side.amount_fen);
    if (sums.entries < 2 || sums.debit != sums.credit || sums.debit != read.transfer.amount_fen) {
      findings.Violation(id, absl::StrCat(sums.entries, " entries, debit ", sums.debit, ", credit ",
                                          sums.credit, ", amount ", read.transfer.amount_fen));
    }
  }
  findings.Rule("books-balanced", "全部分录借贷相等");
  findings.Checked(entries);
  if (all.debit != all.credit) {
    findings.Violation("ledger", absl::StrCat("debit ", all.debit, ", credit ", all.credit));
  }
  findings.Rule("entry-unchanged", "分录与划转未被改动");
  findings.Checked(static_cast<int64_t>(transfers.size()));
  for (const auto& [id, read] : transfers) {
    if (TransferHash(read.transfer, read.sides) == read.hash) continue;
    findings.Violation(id, "the hash of the transfer does not match its rows");
  }
  for (const std::string& name : altered) {
    findings.Violation(name, "the body of the entry differs from its row");
  }
  findings.Rule("account-sums", "账户余额等于其分录之和");
  return snapshot.Each(kSqlAccounts, [&](const db::Row& row) {
    findings.Checked();
    const Sums sums = accounts[row.Bytes(0)];
    if (sums.debit != row.Int(1) || sums.credit != row.Int(2)) {
      findings.Violation(row.Bytes(0),
                         absl::StrCat("debit ", row.Int(1), " should be ", sums.debit, ", credit ",
                                      row.Int(2), " should be ", sums.credit));
    }
    return true;
  });
}

}  // namespace houniao::benefits
