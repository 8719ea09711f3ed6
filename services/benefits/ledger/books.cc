#include "services/benefits/ledger/books.h"

#include <cstdlib>

#include "common/base/dates.h"
#include "common/base/status_macros.h"
#include "common/errors/errors.h"
#include "services/benefits/domain/benefits_errors.h"
#include "services/benefits/ledger/moves.h"

namespace houniao::benefits {
namespace {

using resource::WriteScope;

constexpr char kSqlBalanceInsert[] =
    "INSERT INTO budget_balances (budget, cap_fen, reserved_fen, committed_fen, paid_fen) "
    "VALUES (?, ?, 0, 0, 0)";
constexpr char kSqlBalanceMove[] =
    "UPDATE budget_balances SET reserved_fen = reserved_fen + ?, committed_fen = committed_fen + "
    "?, paid_fen = paid_fen + ? WHERE budget = ? AND reserved_fen + ? >= 0 AND committed_fen + ? "
    ">= 0 AND paid_fen + ? >= 0 AND reserved_fen + committed_fen + paid_fen + ? <= cap_fen";
constexpr char kSqlBalanceCap[] =
    "UPDATE budget_balances SET cap_fen = ? WHERE budget = ? AND reserved_fen + committed_fen + "
    "paid_fen <= ?";
constexpr char kSqlBalanceSelect[] =
    "SELECT cap_fen, reserved_fen, committed_fen, paid_fen FROM budget_balances WHERE budget = ?";
constexpr char kSqlAccountInsert[] =
    "INSERT INTO ledger_accounts (id, budget, normal_side, debit_fen, credit_fen, version) "
    "VALUES (?, ?, ?, 0, 0, 0)";
constexpr char kSqlAccountMove[] =
    "UPDATE ledger_accounts SET debit_fen = debit_fen + ?, credit_fen = credit_fen + ?, version = "
    "version + 1 WHERE id = ?";
constexpr char kSqlTransferInsert[] =
    "INSERT INTO ledger_transfers (id, kind, budget, payment, amount_fen, pending_id, actor, "
    "request_id, post_time, state_hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr char kSqlNextEntry[] = "SELECT next_entry FROM ledger_state WHERE id = 1";
constexpr char kSqlNextEntryMove[] =
    "UPDATE ledger_state SET next_entry = next_entry + 2 WHERE id = 1";

constexpr absl::string_view kAccounts[] = {kFunding,  kAvailable, kReserved, kCommitted,
                                           kClearing, kPaid,      kSettled};

std::string AccountOf(absl::string_view name, absl::string_view budget) {
  return absl::StrCat(name, ":", budget);
}

struct Balances {
  int64_t cap = 0, reserved = 0, committed = 0, paid = 0;
  int64_t bound() const { return reserved + committed + paid; }
};

absl::StatusOr<Balances> ReadBalances(db::Session& session, absl::string_view budget) {
  std::optional<Balances> found;
  RETURN_IF_ERROR(session.Query(kSqlBalanceSelect, {budget}, [&](const db::Row& row) {
    found = Balances{row.Int(0), row.Int(1), row.Int(2), row.Int(3)};
    return false;
  }));
  if (!found) return errors::NotFound("benefits.houniao/Budget", budget);
  return *found;
}

// The transfer of the newest event that has one: what the next one resolves.
std::string PendingOf(const v1::Payment& payment) {
  for (int i = payment.events_size() - 1; i >= 0; --i) {
    if (!payment.events(i).transfer().empty()) return payment.events(i).transfer();
  }
  return "";
}

Transfer NewTransfer(WriteScope& scope, v1::LedgerEntry::Kind kind, absl::string_view budget,
                     int64_t amount_fen, absl::string_view request_id) {
  Transfer transfer;
  transfer.id = scope.ids().NewId();
  transfer.kind = kind;
  transfer.budget = std::string(budget);
  transfer.amount_fen = amount_fen;
  transfer.actor = scope.call().principal;
  transfer.request_id = std::string(request_id);
  transfer.post_micros = absl::ToUnixMicros(scope.now());
  return transfer;
}

db::Value OrNull(const std::string& text) {
  return text.empty() ? db::Value::Null() : db::Value(text);
}

}  // namespace

absl::Status Books::Open(WriteScope& scope, v1::Budget& budget,
                         absl::string_view request_id) const {
  db::Session& session = scope.tx();
  RETURN_IF_ERROR(session.Execute(kSqlBalanceInsert, {budget.name(), budget.cap_fen()}).status());
  for (absl::string_view account : kAccounts) {
    const int normal_side = account == kFunding ? v1::LedgerEntry::CREDIT : v1::LedgerEntry::DEBIT;
    RETURN_IF_ERROR(session
                        .Execute(kSqlAccountInsert,
                                 {AccountOf(account, budget.name()), budget.name(), normal_side})
                        .status());
  }
  RETURN_IF_ERROR(PostTransfer(
      scope, NewTransfer(scope, v1::LedgerEntry::FUND, budget.name(), budget.cap_fen(), request_id),
      kAvailable, kFunding));
  return SetBalances(scope, budget);
}

absl::Status Books::ChangeCap(WriteScope& scope, const v1::Budget& before, v1::Budget& after,
                              absl::string_view request_id) const {
  const int64_t change = after.cap_fen() - before.cap_fen();
  if (change != 0) {
    ASSIGN_OR_RETURN(
        const int64_t rows,
        scope.tx().Execute(kSqlBalanceCap, {after.cap_fen(), after.name(), after.cap_fen()}));
    if (rows == 0) {
      ASSIGN_OR_RETURN(const Balances balances, ReadBalances(scope.tx(), after.name()));
      return BudgetBelowBound(after.name(), after.cap_fen(), balances.bound());
    }
    const Transfer transfer =
        NewTransfer(scope, v1::LedgerEntry::FUND, after.name(), std::abs(change), request_id);
    RETURN_IF_ERROR(PostTransfer(scope, transfer, change > 0 ? kAvailable : kFunding,
                                 change > 0 ? kFunding : kAvailable));
  }
  return SetBalances(scope, after);
}

absl::Status Books::CheckRoom(WriteScope& scope, const std::string& budget, int64_t fen) const {
  ASSIGN_OR_RETURN(const Balances balances, ReadBalances(scope.tx(), budget));
  const int64_t left = balances.cap - balances.bound();
  return fen <= left ? absl::OkStatus() : BudgetExhausted(budget, fen, left);
}

absl::Status Books::Post(WriteScope& scope, v1::Payment& payment, v1::Payment::State from,
                         absl::string_view request_id) const {
  const Move* move = FindMove(from, payment.state());
  if (move == nullptr) return absl::InternalError("no money moves between these states");
  const int64_t fen = payment.amount_fen();
  const int64_t reserved = move->reserved * fen, committed = move->committed * fen,
                paid = move->paid * fen;
  ASSIGN_OR_RETURN(
      const int64_t rows,
      scope.tx().Execute(kSqlBalanceMove, {reserved, committed, paid, payment.budget(), reserved,
                                           committed, paid, reserved + committed + paid}));
  if (rows == 0) {
    ASSIGN_OR_RETURN(const Balances balances, ReadBalances(scope.tx(), payment.budget()));
    return BudgetExhausted(payment.budget(), fen, balances.cap - balances.bound());
  }
  Transfer transfer = NewTransfer(scope, move->kind, payment.budget(), fen, request_id);
  transfer.payment = payment.name();
  transfer.pending_id = PendingOf(payment);
  RETURN_IF_ERROR(PostTransfer(scope, transfer, move->debit, move->credit));
  payment.mutable_events(payment.events_size() - 1)->set_transfer(transfer.id);
  return absl::OkStatus();
}

absl::Status Books::PostTransfer(WriteScope& scope, Transfer transfer, absl::string_view debit,
                                 absl::string_view credit) const {
  const Side sides[] = {
      {AccountOf(debit, transfer.budget), v1::LedgerEntry::DEBIT, transfer.amount_fen},
      {AccountOf(credit, transfer.budget), v1::LedgerEntry::CREDIT, transfer.amount_fen}};
  const std::string hash = TransferHash(transfer, {sides[0], sides[1]});
  db::Session& session = scope.tx();
  RETURN_IF_ERROR(session
                      .Execute(kSqlTransferInsert,
                               {transfer.id, static_cast<int>(transfer.kind), transfer.budget,
                                OrNull(transfer.payment), transfer.amount_fen,
                                OrNull(transfer.pending_id), transfer.actor, transfer.request_id,
                                transfer.post_micros, db::Value::Blob(hash)})
                      .status());
  ASSIGN_OR_RETURN(const auto next, session.QueryInt(kSqlNextEntry));
  RETURN_IF_ERROR(session.Execute(kSqlNextEntryMove).status());
  for (int i = 0; i < 2; ++i) {
    RETURN_IF_ERROR(PostEntry(scope, transfer, sides[i], next.value_or(1) + i));
  }
  return absl::OkStatus();
}

absl::Status Books::PostEntry(WriteScope& scope, const Transfer& transfer, const Side& side,
                              int64_t number) const {
  const bool debit = side.side == v1::LedgerEntry::DEBIT;
  ASSIGN_OR_RETURN(
      const int64_t rows,
      scope.tx().Execute(kSqlAccountMove, {debit ? side.amount_fen : int64_t{0},
                                           debit ? int64_t{0} : side.amount_fen, side.account}));
  if (rows != 1) return absl::InternalError("an account of the ledger is missing");
  v1::LedgerEntry entry;
  entry.set_name(absl::StrFormat("ledgerEntries/%012d", number));
  entry.set_transfer(transfer.id);
  entry.set_kind(transfer.kind);
  entry.set_account(side.account);
  entry.set_side(static_cast<v1::LedgerEntry::Side>(side.side));
  entry.set_amount_fen(side.amount_fen);
  *entry.mutable_post_time() = ToTimestamp(absl::FromUnixMicros(transfer.post_micros));
  entry.set_actor(transfer.actor);
  entry.set_request_id(transfer.request_id);
  entry.set_budget(transfer.budget);
  entry.set_payment(transfer.payment);
  return scope.Insert(kinds_.entry, entry);
}

absl::Status Books::SetBalances(WriteScope& scope, v1::Budget& budget) const {
  ASSIGN_OR_RETURN(const Balances balances, ReadBalances(scope.tx(), budget.name()));
  budget.set_reserved_fen(balances.reserved);
  budget.set_committed_fen(balances.committed);
  budget.set_paid_fen(balances.paid);
  budget.set_available_fen(balances.cap - balances.bound());
  return absl::OkStatus();
}

absl::Status Books::Show(WriteScope& scope, absl::string_view name) const {
  ASSIGN_OR_RETURN(v1::Budget budget, scope.Get<v1::Budget>(kinds_.budget, name));
  RETURN_IF_ERROR(SetBalances(scope, budget));
  return scope.Replace(kinds_.budget, budget);
}

}  // namespace houniao::benefits
