#include "services/recruitment/matching/qualities.h"

#include <algorithm>

#include "common/population/codes_as_keys.h"

namespace houniao::recruitment {

int SkillQuality(const population::SkillFact& fact, const v1::SkillRequirement& wanted, bool near) {
  static constexpr int kLevel[] = {3000, 5000, 8000, 10000};
  const int level = kLevel[std::clamp(fact.level, 0, 3)];
  const int years = 1000 * std::clamp(fact.years, 0, 10);
  int quality = (7 * level + 2 * years + (fact.verified ? kFullQuality : 0)) / 10;
  if (fact.level < wanted.min_level() || fact.years < wanted.min_years()) quality /= 2;
  return near ? quality * 2 / 5 : quality;
}

int RankQuality(int rank, int least, int top) {
  rank = std::clamp(rank, 0, top);
  if (least <= 0) return kFullQuality * rank / top;
  if (rank < least) return 5000 * rank / least;
  return least >= top ? kFullQuality : 6000 + 4000 * (rank - least) / (top - least);
}

int TierQuality(int rank, int lowest) {
  if (rank <= 0) return 0;
  if (lowest <= 0) return kFullQuality * std::max(0, 7 - rank) / 6;
  if (rank > lowest) return 5000 * lowest / rank;
  return lowest == 1 ? kFullQuality : 6000 + 4000 * (lowest - rank) / (lowest - 1);
}

int IndustryQuality(uint32_t had, uint32_t wanted) {
  using population::IndustryRange;
  using population::InRange;
  if (InRange(IndustryRange(wanted), had) || InRange(IndustryRange(had), wanted)) {
    return kFullQuality;
  }
  const bool both_have_groups = (had >> 4 & 0xF) != 0 && (wanted >> 4 & 0xF) != 0;
  if (both_have_groups && had >> 4 == wanted >> 4) return 7000;
  const bool both_have_divisions = (had >> 8 & 0x7F) != 0 && (wanted >> 8 & 0x7F) != 0;
  return both_have_divisions && had >> 8 == wanted >> 8 ? 4000 : 0;
}

int RegionQuality(uint32_t had, uint32_t wanted) {
  if (had == 0) return 0;
  if (population::InRange(population::RegionRange(wanted), had)) return kFullQuality;
  const bool both_have_cities = had / 100 % 100 != 0 && wanted / 100 % 100 != 0;
  if (both_have_cities && had / 100 == wanted / 100) return 6000;
  return had / 10000 == wanted / 10000 ? 3000 : 0;
}

int ExperienceQuality(int years, int least) {
  if (least <= 0) return 500 * std::clamp(years, 0, 20);
  if (years < least) return 7000 * years / least;
  return 7000 + 300 * std::min(years - least, 10);
}

int AvailabilityQuality(int remaining, int needed) {
  if (needed <= 0) return kFullQuality;
  if (remaining < needed) return 0;
  return 4000 + 6000 * std::min(remaining - needed, needed) / needed;
}

int FeeQuality(int64_t asked, int64_t most) {
  if (asked <= 0) return 5000;
  if (most <= 0 || asked > most) return 0;
  return static_cast<int>(5000 + 5000 * (most - asked) / most);
}

}  // namespace houniao::recruitment
