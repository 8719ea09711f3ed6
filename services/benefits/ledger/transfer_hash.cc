#include "services/benefits/ledger/transfer_hash.h"

#include "common/crypto/digest.h"

namespace houniao::benefits {

std::string TransferHash(const Transfer& transfer, const std::vector<Side>& sides) {
  // Ids, accounts and principals hold no line breaks, so the seams are unambiguous.
  std::string text = absl::StrJoin(
      std::vector<std::string>{transfer.id, absl::StrCat(static_cast<int>(transfer.kind)),
                               transfer.budget, transfer.payment, absl::StrCat(transfer.amount_fen),
                               transfer.pending_id, transfer.actor, transfer.request_id,
                               absl::StrCat(transfer.post_micros)},
      "\n");
  for (const Side& side : sides) {
    absl::StrAppend(&text, "\n", side.account, "\n", side.side, "\n", side.amount_fen);
  }
  return crypto::Sha256(text);
}

}  // namespace houniao::benefits
