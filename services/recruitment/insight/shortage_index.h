// How short a post is: an index of five parts, stars, and the kind of shortage. Whole numbers, so
// the same demands and people always give the same stars.
//
// The five dimensions are those of the catalogue of Zhengzhou, 《郑州市急需紧缺人才需求目录》
// (2021; 243 posts, 1 to 5 stars): external supply and demand, education, experience, composite
// demand, annual pay. The kinds of shortage are those of the catalogue of Guangxi,
// 《广西急需紧缺人才目录》: 数量紧缺, 能力紧缺, 供给紧缺, 动态紧缺. Neither publishes its weights;
// these are ours.
#pragma once

#include <array>
#include <cstdint>

#include "houniao/recruitment/v1/demand.pb.h"

namespace houniao::recruitment {

// Parts, each 0 to 10000.
struct ShortageParts {
  int supply = 0;
  int demand = 0;
  int education = 0;
  int experience = 0;
  int pay = 0;
};

// What the parts weigh in the index; they sum to 100.
struct ShortageWeights {
  int supply = 40;
  int demand = 20;
  int education = 10;
  int experience = 10;
  int pay = 20;
};

inline constexpr int kFullPart = 10000;
// For what is not known, and for what is as it is on the average.
inline constexpr int kMiddlePart = 5000;
// Candidates for a seat from which on there is no shortage of people.
inline constexpr int kPlentyPerSeat = 3;
// Least index of two, three, four and five stars.
inline constexpr std::array<int, 4> kStarsFrom = {2500, 4000, 5500, 7000};

// 10000 with nobody, 0 from kPlentyPerSeat candidates for each empty seat on, and in proportion
// between; 0 without an empty seat.
int SupplyPart(int64_t supply, int64_t empty_seats);
// 5000 at the mean of all posts, 10000 from twice the mean on: `value` against `sum` over `count`
// posts. 5000 if there is nothing to compare with.
int PartAgainstMean(int64_t value, int64_t sum, int64_t count);
// A doctorate asked of everybody is 10000, a master's 7500, a bachelor's 5000, a college's 2500;
// one that is only wished for counts half. `rank` as codes::kRankDoctor.
int EducationPart(int rank, bool must);
// 1000 for each year asked for, at most 10000.
int ExperiencePart(int years);

int ShortageIndex(const ShortageParts& parts, const ShortageWeights& weights = {});
// 1 to 5.
int StarsOf(int index);

// What is known of who could fill the seats of a post.
struct SupplyCounts {
  int64_t supply = 0;  // pass the gates of one of its demands
  int64_t abler = 0;  // would, if no level and no years of skill were asked for; without the former
  int64_t skilled = 0;  // have the skills of one of its demands at any level, whatever else
};

// For a post of which no demand states why people are lacking and none belongs to a major project:
//   kPlentyPerSeat candidates for each empty seat, or no empty seat: not stated, there is no lack;
//   at least as many fail on level or years of skill alone as pass, and somebody does: ABILITY;
//   fewer people than kPlentyPerSeat for each empty seat have the skills at all: SUPPLY, too few
//     are being trained;
//   else QUANTITY: they are there, but too few can come.
v1::Demand::ShortageType DeriveShortageType(const SupplyCounts& counts, int64_t empty_seats);

}  // namespace houniao::recruitment
