// How much an award gives. Integer arithmetic in fen; shares are rounded down to the fen and what
// does not divide goes into the last part.
#pragma once

#include <string>
#include <vector>

#include "services/benefits/rules/fact_set.h"

#include "houniao/benefits/v1/eligibility.pb.h"
#include "houniao/benefits/v1/policy.pb.h"

namespace houniao::benefits {

// Largest base of a percentage, fen: above it a fact is taken for a slip.
inline constexpr int64_t kMaxBaseFen = 100'000'000'000'000;

// floor(total × bp ÷ 10000), exact for 0 <= total <= kMaxBaseFen and 0 <= bp <= 1000000.
int64_t ShareOf(int64_t total_fen, int64_t bp);
// Parts of `parts_bp`; their sum is `total_fen`.
std::vector<int64_t> SplitByShares(int64_t total_fen, const std::vector<int32_t>& parts_bp);
// `count` equal parts; their sum is `total_fen`.
std::vector<int64_t> SplitEqually(int64_t total_fen, int count);

// One part of a sum, `months` after the first due date of its award.
struct Part {
  int64_t amount_fen = 0;
  int months = 0;
};

struct Granted {
  // UNKNOWN if the tier or the base is not known, NO if the table has no row for the tier.
  v1::Verdict verdict = v1::VERDICT_UNKNOWN;
  std::vector<Part> parts;
  int64_t points = 0;
  std::vector<v1::InKindGrant> in_kind;
  std::vector<std::string> workings;
  // The tier or base that the amount needs; empty if it needs none.
  std::vector<v1::CriterionTrace> traces;
};

// Amount of `award`, its tier looked up; criteria of the award are not looked at.
Granted GrantOf(const v1::Award& award, const FactSet& facts);

}  // namespace houniao::benefits
