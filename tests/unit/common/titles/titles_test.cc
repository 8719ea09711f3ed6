#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/titles/title_query.h"
#include "common/titles/title_table.h"
#include "common/titles/units.h"

namespace houniao::titles {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::Ge;
using ::testing::Le;

int Quality(absl::string_view wanted, absl::string_view had) {
  return TitleQuery(wanted).Quality(ParseTitle(had).view());
}

TitleFit FitOf(absl::string_view wanted, absl::string_view had) {
  return TitleQuery(wanted).Fit(ParseTitle(had).view());
}

std::string HeadOf(absl::string_view title) {
  const int head = ParseTitle(title).head;
  return head == kNoHead ? ""
                         : codes::OccupationTable::BuiltIn().heads()[static_cast<size_t>(head)].key;
}

TEST(Units, AreCharactersAndWords) {
  EXPECT_EQ(Units("高级 Java 开发工程师（后端）").all(), "高级java开发工程师后端");
  EXPECT_EQ(Units("Senior Software  Engineers").all(), "senior software engineer");
  EXPECT_EQ(Units("C++/C#/.NET").all(), "c++ c# .net");
  EXPECT_EQ(Units("ＵＩ设计师").all(), "ui设计师");
  EXPECT_EQ(Units("iOS, Windows, business").all(), "ios windows business");
  EXPECT_EQ(Units("java开发").size(), 3u);
  EXPECT_EQ(Units("").size(), 0u);
  EXPECT_EQ(Units(" -- ").size(), 0u);
  EXPECT_LE(Units(std::string(5000, 'x')).size(), kMostUnits);
  EXPECT_LE(Units("很长的" + std::string(900, ' ') + "职位").size(), kMostUnits);
}

TEST(ParseTitle, FindsHeadAndRank) {
  EXPECT_EQ(HeadOf("储能系统工程师"), "engineer");
  EXPECT_EQ(HeadOf("php程序员"), "developer");
  EXPECT_EQ(HeadOf("助理足球教练"), "trainer");
  EXPECT_EQ(HeadOf("销售总监助理"), "assistant");
  EXPECT_EQ(HeadOf("Director of Sales"), "director");
  EXPECT_GT(ParseTitle("高级会计").rank, ParseTitle("会计").rank);
  EXPECT_LT(ParseTitle("副经理").rank, ParseTitle("经理").rank);
}

TEST(ParseTitle, KnowsOneCharacterOnlyByItself) {
  // 核 is the nuclear field, but not within a word that nobody knows.
  EXPECT_EQ(ParseTitle("甪核员").parts.size(), 0u);
  EXPECT_EQ(ParseTitle("核工程师").parts.size(), 1u);
}

TEST(TitleQuery, IsFullForTheSameTitle) {
  EXPECT_EQ(Quality("软件工程师", "软件工程师"), kFull);
  EXPECT_EQ(Quality("UI设计师", "ｕｉ 设计师"), kFull);
  EXPECT_EQ(Quality("甪直", "甪直"), kFull);  // known to nobody
  EXPECT_EQ(Quality("", ""), 0);
  EXPECT_EQ(Quality("律师", ""), 0);
  EXPECT_EQ(Quality("律师", "!!"), 0);
}

TEST(TitleQuery, KnowsSynonymsThatShareNoCharacter) {
  EXPECT_GE(Quality("厨师", "Chef"), 6000);
  EXPECT_GE(Quality("程序员", "软件开发"), 3500);
  EXPECT_GE(Quality("律师", "attorney"), 6000);
  EXPECT_GE(Quality("HR", "人力资源专员"), 5000);
  EXPECT_EQ(FitOf("大夫", "医师"), TitleFit::kOccupation);
  EXPECT_EQ(FitOf("护士", "护士长"), TitleFit::kFamily);
  EXPECT_EQ(FitOf("律师", "律师"), TitleFit::kSame);
  EXPECT_EQ(FitOf("律师", "水稻"), TitleFit::kNone);
}

// The first is nearer than the second.
TEST(TitleQuery, PutsTheNearerFirst) {
  struct Case {
    const char* wanted;
    const char* nearer;
    const char* farther;
  };
  const Case cases[] = {
      {"会计", "财务经理", "厨师"},
      {"税务会计", "报税员", "成本会计"},
      {"java开发人员", "后端开发工程师", "产品经理"},
      {"ios开发人员", "安卓开发工程师", "网络工程师"},
      {"前端工程师", "网页开发", "厨师"},
      {"ui设计师", "交互设计师", "服装设计师"},
      {"网络工程师", "网络管理员", "土木工程师"},
      {"投资银行分析师", "私募股权分析师", "数据分析师"},
      {"体育教练", "足球教练", "健身房前台"},
      {"物流专员", "仓库管理员", "平面设计师"},
      {"护士", "护理员", "护肤顾问"},
      {"客服代表", "呼叫中心座席", "销售总监"},
      {"招聘专员", "猎头", "培训师"},
      {"卡车司机", "货运司机", "司法助理"},
      {"储能系统工程师", "电池工程师", "系统管理员"},
      {"景区策划", "旅游规划师", "建筑工人"},
      {"Software Engineer", "程序员", "Sales Engineer"},
      {"销售工程师", "售前工程师", "软件工程师"},
      {"酒店前台", "前台接待", "前端开发"},
      {"核工程师", "核电技术员", "核保员"},
  };
  for (const Case& c : cases) {
    EXPECT_GT(Quality(c.wanted, c.nearer), Quality(c.wanted, c.farther))
        << c.wanted << ": " << c.nearer << " before " << c.farther;
  }
}

TEST(TitleQuery, IsSymmetricAndWithinBounds) {
  const char* const titles[] = {"高级会计",
                                "Java开发工程师",
                                "销售总监助理",
                                "护士长",
                                "Chef de partie",
                                "储能PCS专家",
                                "甪直",
                                "经理",
                                "网络安全分析师",
                                "副教授",
                                "",
                                "医疗销售代表"};
  for (const char* a : titles) {
    for (const char* b : titles) {
      const int quality = Quality(a, b);
      EXPECT_EQ(quality, Quality(b, a)) << a << " " << b;
      EXPECT_THAT(quality, AllOf(Ge(0), Le(kFull))) << a << " " << b;
      if (quality > 0 && *a != '\0') {
        EXPECT_NE(FitOf(a, b), TitleFit::kNone) << a << " " << b;
      }
    }
  }
}

TEST(TitleQuery, LevelsMatterLittle) {
  EXPECT_GT(Quality("软件工程师", "高级软件工程师"), 7500);
  EXPECT_GT(Quality("软件工程师", "高级软件工程师"), Quality("软件工程师", "首席软件工程师实习生"));
}

TEST(TitleTable, AnswersAsTheQueryAndGrows) {
  TitleTable table;
  EXPECT_EQ(table.Intern("会计"), 0u);
  EXPECT_EQ(table.Intern("律师"), 1u);
  EXPECT_EQ(table.Intern("会计"), 0u);
  EXPECT_THAT(*table.QualitiesFor("出纳"),
              ElementsAre(Quality("出纳", "会计"), Quality("出纳", "律师")));
  const auto before = table.QualitiesFor("出纳");
  EXPECT_EQ(before, table.QualitiesFor("出纳"));  // kept
  EXPECT_EQ(table.Intern("出纳员"), 2u);
  EXPECT_EQ(before->size(), 2u);  // whoever holds an answer keeps it
  EXPECT_THAT(*table.QualitiesFor("出纳"),
              ElementsAre((*before)[0], (*before)[1], Quality("出纳", "出纳员")));
  EXPECT_EQ(table.Find("律师"), 1u);
  EXPECT_EQ(table.Find("法官"), std::nullopt);
  EXPECT_EQ(table.Name(2), "出纳员");
  EXPECT_GT(table.bytes(), 0u);
  for (int i = 0; i < 200; ++i) (void)table.QualitiesFor(std::to_string(i));
  EXPECT_EQ(*table.QualitiesFor("出纳"),
            (TitleQualities{(*before)[0], (*before)[1], Quality("出纳", "出纳员")}));
}

}  // namespace
}  // namespace houniao::titles
