#include "services/recruitment/insight/shortage_index.h"

#include <algorithm>

#include "absl/numeric/int128.h"

namespace houniao::recruitment {

int SupplyPart(int64_t supply, int64_t empty_seats) {
  if (empty_seats <= 0) return 0;
  const int64_t plenty = empty_seats * kPlentyPerSeat;
  const int64_t lacking = std::max<int64_t>(0, plenty - std::max<int64_t>(0, supply));
  return static_cast<int>(kFullPart * lacking / plenty);
}

int PartAgainstMean(int64_t value, int64_t sum, int64_t count) {
  if (sum <= 0 || count <= 0 || value < 0) return kMiddlePart;
  // Fees of up to 10^11 fen of up to 10^6 posts: beyond 64 bits.
  const absl::int128 part = absl::int128(kMiddlePart) * value * count / sum;
  return static_cast<int>(std::min<absl::int128>(part, kFullPart));
}

int EducationPart(int rank, bool must) {
  const int part = std::clamp(rank, 0, 4) * kFullPart / 4;
  return must ? part : part / 2;
}

int ExperiencePart(int years) { return std::clamp(years, 0, 10) * kFullPart / 10; }

int ShortageIndex(const ShortageParts& parts, const ShortageWeights& weights) {
  const int sum =
      weights.supply + weights.demand + weights.education + weights.experience + weights.pay;
  if (sum <= 0) return 0;
  const int64_t weighted =
      int64_t{1} * parts.supply * weights.supply + int64_t{1} * parts.demand * weights.demand +
      int64_t{1} * parts.education * weights.education +
      int64_t{1} * parts.experience * weights.experience + int64_t{1} * parts.pay * weights.pay;
  return static_cast<int>(weighted / sum);
}

int StarsOf(int index) {
  return 1 + static_cast<int>(std::count_if(kStarsFrom.begin(), kStarsFrom.end(),
                                            [index](int least) { return index >= least; }));
}

v1::Demand::ShortageType DeriveShortageType(const SupplyCounts& counts, int64_t empty_seats) {
  const int64_t plenty = empty_seats * kPlentyPerSeat;
  if (counts.supply >= plenty) return v1::Demand::SHORTAGE_TYPE_UNSPECIFIED;
  if (counts.abler > 0 && counts.abler >= counts.supply) return v1::Demand::ABILITY;
  return counts.skilled < plenty ? v1::Demand::SUPPLY : v1::Demand::QUANTITY;
}

}  // namespace houniao::recruitment
