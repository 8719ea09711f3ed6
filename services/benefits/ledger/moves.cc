#include "services/benefits/ledger/moves.h"

namespace houniao::benefits {
namespace {

using Entry = v1::LedgerEntry;
using P = v1::Payment;

constexpr Move kMoves[] = {
    {Entry::RESERVE, P::STATE_UNSPECIFIED, P::PLANNED, kReserved, kAvailable, 1, 0, 0},
    {Entry::COMMIT, P::PLANNED, P::COMMITTED, kCommitted, kReserved, -1, 1, 0},
    {Entry::SUBMIT, P::COMMITTED, P::SUBMITTED, kClearing, kCommitted, 0, 0, 0},
    {Entry::PAY, P::COMMITTED, P::PAID, kPaid, kCommitted, 0, -1, 1},
    {Entry::PAY, P::SUBMITTED, P::PAID, kPaid, kClearing, 0, -1, 1},
    {Entry::SETTLE, P::PAID, P::SETTLED, kSettled, kPaid, 0, 0, 0},
    {Entry::RELEASE, P::PLANNED, P::RELEASED, kAvailable, kReserved, -1, 0, 0},
    {Entry::RELEASE, P::COMMITTED, P::RELEASED, kAvailable, kCommitted, 0, -1, 0},
};

}  // namespace

const Move* FindMove(v1::Payment::State from, v1::Payment::State to) {
  for (const Move& move : kMoves) {
    if (move.from == from && move.to == to) return &move;
  }
  return nullptr;
}

v1::Payment::State StateAfter(v1::LedgerEntry::Kind kind) {
  for (const Move& move : kMoves) {
    if (move.kind == kind) return move.to;
  }
  return P::STATE_UNSPECIFIED;
}

}  // namespace houniao::benefits
