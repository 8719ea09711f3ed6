#include "common/population/codes_as_keys.h"

#include <gtest/gtest.h>

#include "common/codes/industries.h"
#include "common/codes/regions.h"
#include "tests/support/status_matchers.h"

namespace houniao::population {
namespace {

using ::houniao::testing::StatusIs;

TEST(CodesAsKeysTest, EveryIndustryOfTheStandard) {
  for (const codes::Industry& industry : codes::AllIndustries()) {
    ASSERT_OK_AND_ASSIGN(const uint32_t key, ParseIndustryKey(industry.code));
    EXPECT_EQ(IndustryText(key), industry.code);
    ASSERT_OK_AND_ASSIGN(const uint32_t printed, ParseIndustryKey(industry.printed_code()));
    EXPECT_EQ(printed, key);
    std::vector<uint32_t> ancestors;
    for (const codes::Industry* above : codes::IndustryAncestors(industry.code)) {
      ancestors.push_back(*ParseIndustryKey(above->code));
      EXPECT_TRUE(InRange(IndustryRange(ancestors.back()), key)) << industry.code;
    }
    EXPECT_EQ(IndustryAncestors(key), ancestors) << industry.code;
  }
}

TEST(CodesAsKeysTest, RangesHoldNothingElse) {
  for (const codes::Industry& a : codes::AllIndustries()) {
    if (a.level > 2) continue;
    const KeyRange range = IndustryRange(*ParseIndustryKey(a.code));
    for (const codes::Industry& b : codes::AllIndustries()) {
      EXPECT_EQ(InRange(range, *ParseIndustryKey(b.code)), codes::IsWithinIndustry(b.code, a.code))
          << a.code << " " << b.code;
    }
  }
}

TEST(CodesAsKeysTest, EveryRegion) {
  for (const codes::Region& region : codes::AllRegions()) {
    ASSERT_OK_AND_ASSIGN(const uint32_t key, ParseRegionKey(region.code));
    EXPECT_EQ(RegionText(key), region.code);
    EXPECT_EQ(*ParseRegionKey(region.padded_code()), key);
    if (region.parent.empty()) continue;
    const uint32_t parent = *ParseRegionKey(region.parent);
    EXPECT_TRUE(InRange(RegionRange(parent), key));
    EXPECT_EQ(RegionAncestors(key).front(), parent) << region.code;
    EXPECT_EQ(RegionAncestors(key).size(), region.code.size() / 2 - 1);
  }
}

TEST(CodesAsKeysTest, RefusesWhatIsNoCode) {
  for (const char* code : {"", "3", "U", "D3841", "38411", "3a", "99", "00", "c38", "3841 "}) {
    EXPECT_THAT(ParseIndustryKey(code), StatusIs(absl::StatusCode::kInvalidArgument)) << code;
  }
  for (const char* code : {"", "3", "350", "35090", "3509021", "35a9", "035090"}) {
    EXPECT_THAT(ParseRegionKey(code), StatusIs(absl::StatusCode::kInvalidArgument)) << code;
  }
}

}  // namespace
}  // namespace houniao::population
