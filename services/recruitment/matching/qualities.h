// How well a fact meets what is asked for, in basis points: 0 not at all, 10000 entirely. Each is
// monotone: more of what is asked for never brings less.
#pragma once

#include <cstdint>

#include "common/population/facts.h"

#include "houniao/recruitment/v1/demand.pb.h"

namespace houniao::recruitment {

inline constexpr int kFullQuality = 10000;

// Level 70 %, years (up to 10) 20 %, vouched for 10 %; half of it if the level or the years asked
// for are not reached; two fifths of it for a neighbour of what is asked for.
int SkillQuality(const population::SkillFact& fact, const v1::SkillRequirement& wanted, bool near);

// A rank of 0 to `top`. With a least rank: half the way below it, the rest from it to the top.
// Without (0): in proportion.
int RankQuality(int rank, int least, int top);

// Tiers count from 1, the best. 0 is none. Without a lowest tier (0): six tiers in proportion.
int TierQuality(int rank, int lowest);

// Keys of codes_as_keys.h. One within the other 100 %, the same group 70 %, division 40 %.
int IndustryQuality(uint32_t had, uint32_t wanted);

// The same place 100 %, city 60 %, province 30 %.
int RegionQuality(uint32_t had, uint32_t wanted);

// Years up to 30. With a least number: 70 % on the way to it, the rest over ten more years.
int ExperienceQuality(int years, int least);

// Half days left against those needed: 0 if they do not do, 40 % if they just do, all from twice.
int AvailabilityQuality(int remaining, int needed);

// Fee asked for against the most that is paid, in fen. Not stated (0): half.
int FeeQuality(int64_t asked, int64_t most);

}  // namespace houniao::recruitment
