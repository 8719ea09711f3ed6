#include "services/recruitment/insight/shortage_index.h"

#include <gtest/gtest.h>

#include <random>

#include "services/recruitment/insight/post_family.h"

namespace houniao::recruitment {
namespace {

using v1::Demand;

TEST(ShortageIndex, PartsAreWholeNumbersFromNothingToAll) {
  EXPECT_EQ(SupplyPart(0, 4), 10000);
  EXPECT_EQ(SupplyPart(6, 4), 5000);
  EXPECT_EQ(SupplyPart(12, 4), 0);
  EXPECT_EQ(SupplyPart(1000000, 4), 0);
  EXPECT_EQ(SupplyPart(0, 0), 0);
  EXPECT_EQ(PartAgainstMean(10, 30, 3), 5000);
  EXPECT_EQ(PartAgainstMean(20, 30, 3), 10000);
  EXPECT_EQ(PartAgainstMean(1000, 1010, 3), 10000);
  EXPECT_EQ(PartAgainstMean(0, 30, 3), 0);
  EXPECT_EQ(PartAgainstMean(5, 0, 0), kMiddlePart);
  EXPECT_EQ(PartAgainstMean(100'000'000'000, 200'000'000'000'000'000, 2'000'000), 5000);
  EXPECT_EQ(EducationPart(4, true), 10000);
  EXPECT_EQ(EducationPart(2, true), 5000);
  EXPECT_EQ(EducationPart(4, false), 5000);
  EXPECT_EQ(EducationPart(0, true), 0);
  EXPECT_EQ(ExperiencePart(3), 3000);
  EXPECT_EQ(ExperiencePart(30), 10000);
}

TEST(ShortageIndex, WeightsSumToAHundred) {
  const ShortageWeights weights;
  EXPECT_EQ(weights.supply + weights.demand + weights.education + weights.experience + weights.pay,
            100);
  EXPECT_EQ(ShortageIndex({10000, 10000, 10000, 10000, 10000}), 10000);
  EXPECT_EQ(ShortageIndex({}), 0);
  EXPECT_EQ(ShortageIndex({10000, 0, 0, 0, 0}), 4000);
  EXPECT_EQ(ShortageIndex({0, 10000, 0, 0, 10000}), 4000);
}

TEST(ShortageIndex, MoreOfAnyPartNeverMeansFewerStars) {
  std::mt19937 random(11);
  const auto any = [&] { return static_cast<int>(random() % 10001); };
  for (int round = 0; round < 10000; ++round) {
    ShortageParts parts{any(), any(), any(), any(), any()};
    const int before = ShortageIndex(parts);
    int* const all[] = {&parts.supply, &parts.demand, &parts.education, &parts.experience,
                        &parts.pay};
    int& part = *all[random() % 5];
    part = std::min(10000, part + any());
    ASSERT_GE(ShortageIndex(parts), before);
    ASSERT_GE(StarsOf(ShortageIndex(parts)), StarsOf(before));
  }
}

TEST(ShortageIndex, StarsByThresholds) {
  const std::pair<int, int> cases[] = {{0, 1},    {2499, 1}, {2500, 2}, {3999, 2}, {4000, 3},
                                       {5499, 3}, {5500, 4}, {6999, 4}, {7000, 5}, {10000, 5}};
  for (const auto& [index, stars] : cases) EXPECT_EQ(StarsOf(index), stars) << index;
}

TEST(ShortageIndex, DerivesWhyPeopleAreLacking) {
  struct Case {
    SupplyCounts counts;
    int64_t empty;
    Demand::ShortageType type;
  };
  const Case cases[] = {
      {{12, 0, 50}, 4, Demand::SHORTAGE_TYPE_UNSPECIFIED},
      {{0, 0, 0}, 0, Demand::SHORTAGE_TYPE_UNSPECIFIED},
      {{3, 5, 50}, 4, Demand::ABILITY},
      {{3, 3, 3}, 4, Demand::ABILITY},
      {{0, 1, 1}, 4, Demand::ABILITY},
      {{3, 2, 11}, 4, Demand::SUPPLY},
      {{0, 0, 0}, 1, Demand::SUPPLY},
      {{3, 2, 12}, 4, Demand::QUANTITY},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(DeriveShortageType(c.counts, c.empty), c.type)
        << c.counts.supply << " " << c.counts.abler << " " << c.counts.skilled << " " << c.empty;
  }
}

TEST(PostFamily, IsTheOccupationThePostOrTheTitle) {
  const PostFamily coded = PostFamilyOf("2-02-15-05", "什么专家");
  EXPECT_EQ(coded.label, "2-02-15-05");
  const PostFamily named = PostFamilyOf("2-02-15-05", "硅片工程师");
  EXPECT_EQ(named.label, "2-02-15-05 硅片工程师");
  // Two names of one post of the skill table.
  EXPECT_EQ(PostFamilyOf("", "硅片工程师").key, PostFamilyOf("", "拉晶工程师").key);
  EXPECT_EQ(PostFamilyOf("", "拉晶工程师").label, "硅片工程师");
  // A skill is no post.
  EXPECT_EQ(PostFamilyOf("", "储能变流器").key, "title 储能变流器");
  // The same title, however it is written.
  EXPECT_EQ(PostFamilyOf("", "储能 PCS/EMS 专家").key, PostFamilyOf("", "储能ＰＣＳ/ems专家").key);
  EXPECT_NE(PostFamilyOf("", "储能专家").key, PostFamilyOf("", "储能顾问").key);
}

}  // namespace
}  // namespace houniao::recruitment
