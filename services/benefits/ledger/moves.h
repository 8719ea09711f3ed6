// The double entry behind each kind of transfer: which account is debited, which credited, and
// what it does to the balances of the budget.
//
// Accounts of a budget, `reserved:budgets/flexible-talent-2026`:
//   funding    where the money comes from; credits are never below debits
//   available  not bound yet
//   reserved   approved; committed: checked again; clearing: ordered at the bank;
//   paid       paid; settled: receipt confirmed       (debits never below credits)
#pragma once

#include "absl/strings/string_view.h"

#include "houniao/benefits/v1/budget.pb.h"
#include "houniao/benefits/v1/payment.pb.h"

namespace houniao::benefits {

inline constexpr char kFunding[] = "funding";
inline constexpr char kAvailable[] = "available";
inline constexpr char kReserved[] = "reserved";
inline constexpr char kCommitted[] = "committed";
inline constexpr char kClearing[] = "clearing";
inline constexpr char kPaid[] = "paid";
inline constexpr char kSettled[] = "settled";

struct Move {
  v1::LedgerEntry::Kind kind;
  // State that the payment leaves; UNSPECIFIED for one that is new.
  v1::Payment::State from;
  // State that it enters.
  v1::Payment::State to;
  absl::string_view debit;
  absl::string_view credit;
  // Change of the budget's balances, times the amount.
  int reserved;
  int committed;
  int paid;
};

// Null if no money moves so.
const Move* FindMove(v1::Payment::State from, v1::Payment::State to);
// State that a payment is in after a transfer of that kind.
v1::Payment::State StateAfter(v1::LedgerEntry::Kind kind);

}  // namespace houniao::benefits
