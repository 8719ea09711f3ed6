#include "common/codes/regions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace houniao::codes {
namespace {

TEST(Regions, AreCompleteAndHangTogether) {
  EXPECT_EQ(AllRegions().size(), 31u + 3 + 342 + 2975);
  for (const Region& region : AllRegions()) {
    EXPECT_EQ(&AllRegions()[static_cast<size_t>(region.index)], &region);
    if (!region.parent.empty()) {
      ASSERT_NE(FindRegion(region.parent), nullptr) << region.code;
      EXPECT_TRUE(IsWithinRegion(region.code, region.parent)) << region.code;
      EXPECT_EQ(FindRegion(region.parent)->level(), region.level() - 1);
    }
    EXPECT_EQ(FindRegion(region.padded_code()), &region) << region.code;
  }
}

TEST(Regions, AreFoundByCode) {
  ASSERT_NE(FindRegion("350902"), nullptr);
  EXPECT_EQ(FindRegion("350902")->name, "蕉城区");
  EXPECT_EQ(FindRegion("350902")->full_name, "福建省宁德市蕉城区");
  EXPECT_EQ(FindRegion("110105")->full_name, "北京市朝阳区");
  EXPECT_EQ(FindRegion("350000"), FindRegion("35"));
  EXPECT_EQ(FindRegion("350900"), FindRegion("3509"));
  EXPECT_EQ(FindRegion(" ３５ "), FindRegion("35"));
  EXPECT_EQ(FindRegion("441900")->full_name, "广东省东莞市");
  for (absl::string_view wrong : {"", "3", "99", "352201", "3509020", "蕉城", "00", "0000"}) {
    EXPECT_EQ(FindRegion(wrong), nullptr) << wrong;
  }
}

TEST(Regions, AreFoundByNameIfOnlyOneHasIt) {
  ASSERT_NE(FindRegionByName("蕉城区"), nullptr);
  EXPECT_EQ(FindRegionByName("蕉城区")->code, "350902");
  EXPECT_EQ(FindRegionByName("福建省 宁德市"), FindRegion("3509"));
  EXPECT_EQ(FindRegionByName("朝阳区"), nullptr);
  EXPECT_EQ(FindRegionByName("北京市朝阳区"), FindRegion("110105"));
  EXPECT_EQ(FindRegionByName("东莞市"), FindRegion("4419"));
  EXPECT_EQ(FindRegionByName("市辖区"), nullptr);
  EXPECT_EQ(FindRegionByName("福建省"), FindRegion("35"));
}

TEST(Regions, KnowWhatLiesWithin) {
  EXPECT_TRUE(IsWithinRegion("350902", "35"));
  EXPECT_TRUE(IsWithinRegion("350902", "350900"));
  EXPECT_TRUE(IsWithinRegion("35", "35"));
  EXPECT_FALSE(IsWithinRegion("35", "350902"));
  EXPECT_FALSE(IsWithinRegion("350902", "36"));
  EXPECT_FALSE(IsWithinRegion("350902", "99"));
  EXPECT_FALSE(IsWithinRegion("359999", "35"));
}

TEST(Regions, KnowHongKongMacaoTaiwan) {
  EXPECT_EQ(FindRegion("810000")->name, "香港特别行政区");
  EXPECT_EQ(FindRegion("82")->name, "澳门特别行政区");
  EXPECT_EQ(FindRegion("71")->name, "台湾省");
  EXPECT_THAT(DistrictNames("81"), ::testing::Contains("九龙油尖旺区"));
  EXPECT_EQ(DistrictNames("82").size(), 7u);
  EXPECT_TRUE(DistrictNames("35").empty());
  EXPECT_TRUE(IsKnownNumberRegion("830000"));
  EXPECT_TRUE(IsKnownNumberRegion("350902"));
  EXPECT_TRUE(IsKnownNumberRegion("440101"));
  EXPECT_EQ(FindRegionByName("嘉峪关市"), FindRegion("6202"));
  EXPECT_FALSE(IsKnownNumberRegion("35"));
  EXPECT_FALSE(IsKnownNumberRegion("999999"));
}

}  // namespace
}  // namespace houniao::codes
