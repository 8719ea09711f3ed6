#include "common/codes/industries.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/status_matchers.h"

namespace houniao::codes {
namespace {

using ::houniao::testing::StatusIs;
using ::testing::HasSubstr;

TEST(Industries, AreCompleteAndHangTogether) {
  int count[5] = {};
  for (const Industry& industry : AllIndustries()) {
    ++count[industry.level];
    EXPECT_EQ(FindIndustry(industry.code), &industry);
    EXPECT_EQ(FindIndustry(industry.printed_code()), &industry);
    EXPECT_EQ(IndustryAncestors(industry.code).size(), static_cast<size_t>(industry.level - 1));
    EXPECT_TRUE(IsWithinIndustry(industry.code, std::string(1, industry.section)));
  }
  EXPECT_EQ(count[1], 20);
  EXPECT_EQ(count[2], 97);
  EXPECT_EQ(count[3], 473);
  EXPECT_EQ(count[4], 1381);
}

TEST(Industries, BothFormsMeanOne) {
  const Industry* other_batteries = FindIndustry("C3849");
  ASSERT_NE(other_batteries, nullptr);
  EXPECT_EQ(other_batteries->code, "3849");
  EXPECT_EQ(other_batteries->name, "其他电池制造");
  EXPECT_EQ(other_batteries->printed_code(), "C3849");
  EXPECT_EQ(FindIndustry("3849"), other_batteries);
  EXPECT_EQ(FindIndustry("ｃ３８４９"), other_batteries);
  EXPECT_EQ(FindIndustryByName("其他电池制造"), other_batteries);
  ASSERT_OK_AND_ASSIGN(const std::string canonical, CanonicalIndustry("c3849"));
  EXPECT_EQ(canonical, "3849");
}

TEST(Industries, AreOfTheEditionOf2017) {
  EXPECT_EQ(FindIndustry("D4414")->name, "核力发电");
  EXPECT_EQ(FindIndustry("D4415")->name, "风力发电");
  EXPECT_EQ(FindIndustry("D4416")->name, "太阳能发电");
  EXPECT_EQ(FindIndustry("F5267")->name, "机动车充电销售");
}

TEST(Industries, AWrongLetterIsSaid) {
  EXPECT_EQ(FindIndustry("D3849"), nullptr);
  EXPECT_THAT(CanonicalIndustry("D3849"),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("which is C")));
  EXPECT_THAT(CanonicalIndustry("9999"), StatusIs(absl::StatusCode::kInvalidArgument));
  for (absl::string_view wrong : {"", "CC", "C-3849", "38490", "\xFF", "Z"}) {
    EXPECT_EQ(FindIndustry(wrong), nullptr) << wrong;
  }
}

TEST(Industries, KnowWhatLiesWithin) {
  EXPECT_TRUE(IsWithinIndustry("3849", "384"));
  EXPECT_TRUE(IsWithinIndustry("C3849", "38"));
  EXPECT_TRUE(IsWithinIndustry("3849", "C"));
  EXPECT_FALSE(IsWithinIndustry("3849", "D"));
  EXPECT_FALSE(IsWithinIndustry("38", "3849"));
  EXPECT_FALSE(IsWithinIndustry("0000", "A"));
}

}  // namespace
}  // namespace houniao::codes
