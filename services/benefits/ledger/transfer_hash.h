// What a transfer says, as one hash: a changed row shows.
#pragma once

#include <string>
#include <vector>

#include "houniao/benefits/v1/budget.pb.h"

namespace houniao::benefits {

struct Transfer {
  std::string id;
  v1::LedgerEntry::Kind kind = v1::LedgerEntry::KIND_UNSPECIFIED;
  std::string budget;
  std::string payment;  // empty for FUND
  int64_t amount_fen = 0;
  std::string pending_id;  // transfer that it resolves; empty for the first
  std::string actor;
  std::string request_id;
  int64_t post_micros = 0;
};

struct Side {
  std::string account;
  int side = 0;  // v1::LedgerEntry::Side
  int64_t amount_fen = 0;
};

// SHA-256 over the transfer and its sides in the order of side; 32 bytes.
std::string TransferHash(const Transfer& transfer, const std::vector<Side>& sides);

}  // namespace houniao::benefits
