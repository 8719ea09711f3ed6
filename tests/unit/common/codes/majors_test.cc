#include "common/codes/majors.h"

#include <gtest/gtest.h>

namespace houniao::codes {
namespace {

TEST(Majors, AreComplete) {
  EXPECT_EQ(AllMajors().size(), 1968u);
  for (const Major& major : AllMajors()) EXPECT_TRUE(IsMajor(major.name)) << major.name;
}

TEST(Majors, AreFoundByName) {
  const auto found = FindMajors(" 新能源科学与工程");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0]->category, "工学");
  EXPECT_EQ(found[0]->programme, MajorProgramme::kUndergraduate);
  EXPECT_GT(FindMajors("旅游管理").size(), 1u);
  EXPECT_TRUE(FindMajors("屠龙学").empty());
  EXPECT_FALSE(IsMajor(""));
}

TEST(Majors, BelongToClassAndCategory) {
  EXPECT_TRUE(IsMajorWithin("新能源科学与工程", "能源动力类"));
  EXPECT_TRUE(IsMajorWithin("新能源科学与工程", "工学"));
  EXPECT_TRUE(IsMajorWithin("新能源科学与工程", "新能源科学与工程"));
  EXPECT_FALSE(IsMajorWithin("新能源科学与工程", "文学"));
  EXPECT_FALSE(IsMajorWithin("屠龙学", "屠龙学"));
}

}  // namespace
}  // namespace houniao::codes
