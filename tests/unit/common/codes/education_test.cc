#include "common/codes/education.h"

#include <gtest/gtest.h>

namespace houniao::codes {
namespace {

TEST(Education, RanksCompletedLevels) {
  EXPECT_EQ(FindEducationLevel("11")->rank, kRankDoctor);
  EXPECT_EQ(FindEducationLevel("14")->rank, kRankMaster);
  EXPECT_EQ(FindEducationLevel("21")->rank, kRankBachelor);
  EXPECT_EQ(FindEducationLevel("31")->rank, kRankCollege);
  EXPECT_EQ(FindEducationLevel("61")->rank, kRankBelowCollege);
  EXPECT_LT(FindEducationLevel("13")->rank, kRankDoctor);
  EXPECT_LT(FindEducationLevel("23")->rank, kRankBachelor);
  for (absl::string_view wrong : {"", "01", "99", "1", "111", "博士"}) {
    EXPECT_EQ(FindEducationLevel(wrong), nullptr) << wrong;
  }
}

TEST(Education, IsFoundByName) {
  EXPECT_EQ(FindEducationLevelByName("博士研究生毕业")->code, "11");
  EXPECT_EQ(FindEducationLevelByName("博士")->code, "11");
  EXPECT_EQ(FindEducationLevelByName("本科")->code, "21");
  EXPECT_EQ(FindEducationLevelByName("大专")->code, "31");
  EXPECT_EQ(FindEducationLevelByName("２１")->code, "21");
  EXPECT_EQ(FindEducationLevelByName("仙人"), nullptr);
  for (const EducationLevel& level : AllEducationLevels()) {
    EXPECT_EQ(FindEducationLevelByName(level.name), &level);
    EXPECT_EQ(level.code.size(), 2u);
  }
}

TEST(Titles, AreRanked) {
  EXPECT_EQ(RankOfTitle("教授"), TitleRank::kSenior);
  EXPECT_EQ(RankOfTitle("正高级工程师"), TitleRank::kSenior);
  EXPECT_EQ(RankOfTitle("教授级高级工程师"), TitleRank::kSenior);
  EXPECT_EQ(RankOfTitle("高级工程师（正高级）"), TitleRank::kSenior);
  EXPECT_EQ(RankOfTitle("副教授"), TitleRank::kAssociateSenior);
  EXPECT_EQ(RankOfTitle("高级工程师"), TitleRank::kAssociateSenior);
  EXPECT_EQ(RankOfTitle("高级工程师(电气)"), TitleRank::kAssociateSenior);
  EXPECT_EQ(RankOfTitle("主任编辑"), TitleRank::kAssociateSenior);
  EXPECT_EQ(RankOfTitle("工程师"), TitleRank::kIntermediate);
  EXPECT_EQ(RankOfTitle("助理研究员"), TitleRank::kIntermediate);
  EXPECT_EQ(RankOfTitle("助理工程师"), TitleRank::kJunior);
  EXPECT_EQ(RankOfTitle("二级演员"), TitleRank::kAssociateSenior);
  EXPECT_EQ(RankOfTitle("副高"), TitleRank::kAssociateSenior);
}

TEST(Titles, SkillGradesAreAnotherLadder) {
  for (absl::string_view other : {"高级技师", "技师", "高级工", "经理", "", "高级", "(", "()"}) {
    EXPECT_EQ(RankOfTitle(other), std::nullopt) << other;
  }
}

}  // namespace
}  // namespace houniao::codes
