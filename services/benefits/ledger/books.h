// The books: every movement of money as a double entry, inside the caller's transaction.
//
// A movement is refused by a guarded UPDATE before it is posted; CHECK and UNIQUE constraints stand
// behind it. Nothing is read first and written later.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#include "common/resource/recorder.h"
#include "services/benefits/ledger/transfer_hash.h"
#include "services/benefits/store/kinds.h"

#include "houniao/benefits/v1/budget.pb.h"
#include "houniao/benefits/v1/payment.pb.h"

namespace houniao::benefits {

// Thread-safe; used on the recorder's thread only.
class Books {
 public:
  explicit Books(const Kinds& kinds) : kinds_(kinds) {}

  // Opens the accounts of a new budget and funds it with its cap. Sets its balances.
  absl::Status Open(resource::WriteScope& scope, v1::Budget& budget,
                    absl::string_view request_id) const;
  // Funds or defunds by what the cap changes. BUDGET_EXHAUSTED if it would fall below what is
  // bound. Sets the balances of `after`.
  absl::Status ChangeCap(resource::WriteScope& scope, const v1::Budget& before, v1::Budget& after,
                         absl::string_view request_id) const;
  // BUDGET_EXHAUSTED, with what is left, unless `fen` more can be bound: so that the refusal of
  // several payments names them all together. What holds is the guard of Post.
  absl::Status CheckRoom(resource::WriteScope& scope, const std::string& budget, int64_t fen) const;
  // Posts the movement of a payment from one state to the one it is in now, and writes the transfer
  // into its newest event. `from` is UNSPECIFIED for a new payment. BUDGET_EXHAUSTED names what is
  // left. The budget resource is not written: call Show once all movements are posted.
  absl::Status Post(resource::WriteScope& scope, v1::Payment& payment, v1::Payment::State from,
                    absl::string_view request_id) const;
  // Writes the balances into the budget resource.
  absl::Status Show(resource::WriteScope& scope, absl::string_view budget) const;

 private:
  absl::Status PostTransfer(resource::WriteScope& scope, Transfer transfer, absl::string_view debit,
                            absl::string_view credit) const;
  absl::Status PostEntry(resource::WriteScope& scope, const Transfer& transfer, const Side& side,
                         int64_t number) const;
  absl::Status SetBalances(resource::WriteScope& scope, v1::Budget& budget) const;

  const Kinds& kinds_;
};

}  // namespace houniao::benefits
