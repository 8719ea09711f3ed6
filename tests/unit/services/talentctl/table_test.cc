#include "services/talentctl/output/table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "services/talentctl/output/width.h"

namespace houniao::talentctl {
namespace {

TEST(DisplayWidth, CountsColumns) {
  EXPECT_EQ(DisplayWidth(""), 0);
  EXPECT_EQ(DisplayWidth("abc"), 3);
  EXPECT_EQ(DisplayWidth("李敏"), 4);
  EXPECT_EQ(DisplayWidth("储能PCS专家"), 11);
  EXPECT_EQ(DisplayWidth("（演示）"), 8);
  EXPECT_EQ(DisplayWidth("Ａ"), 2);
  EXPECT_EQ(DisplayWidth("𠮷野家"), 6);     // outside the basic plane
  EXPECT_EQ(DisplayWidth("e\xCC\x81"), 1);  // combining accent
  EXPECT_EQ(DisplayWidth("a\xE2\x80\x8B"
                         "b"),
            2);                            // zero width space
  EXPECT_EQ(DisplayWidth("\xFF\xFE"), 2);  // broken
}

TEST(Printable, HoldsNothingThatMovesTheCursor) {
  EXPECT_EQ(Printable("李敏\t\n好"), "李敏  好");
  EXPECT_EQ(Printable("\x1b[2Jx"), "\xEF\xBF\xBD[2Jx");
  EXPECT_EQ(Printable("\xC2\x9B"
                      "31m"),
            "\xEF\xBF\xBD"
            "31m");  // C1 escape
  EXPECT_EQ(Printable("a\xE2\x80\xAE"
                      "b"),
            "a\xEF\xBF\xBD"
            "b");                                    // right-to-left override
  EXPECT_EQ(Printable("\xE4\xBD"), "\xEF\xBF\xBD");  // cut in a character
}

TEST(FitTo, NeverCutsACharacterInHalf) {
  EXPECT_EQ(FitTo("储能专家", 8), "储能专家");
  EXPECT_EQ(FitTo("储能专家", 7), "储能专…");
  EXPECT_EQ(FitTo("储能专家", 6), "储能…");
  EXPECT_EQ(FitTo("abc", 3), "abc");
}

TEST(WrapTo, BreaksAtBlanksAndBetweenCharacters) {
  EXPECT_THAT(WrapTo("储能专家", 4), ::testing::ElementsAre("储能", "专家"));
  EXPECT_THAT(WrapTo("one two three", 8), ::testing::ElementsAre("one two", "three"));
  EXPECT_THAT(WrapTo("abcdefgh", 3), ::testing::ElementsAre("abc", "def", "gh"));
  EXPECT_THAT(WrapTo("", 5), ::testing::ElementsAre(""));
}

TEST(WrapTo, LosesNothingButBlanksAtBreaks) {
  const std::string text = "PCS 调试 and EMS 策略, 现场指导 63 天";
  for (int width = 2; width < 40; ++width) {
    std::string joined;
    for (const std::string& line : WrapTo(text, width)) {
      EXPECT_LE(DisplayWidth(line), width);
      joined += line;
    }
    std::string expected = text;
    for (std::string* s : {&joined, &expected})
      s->erase(std::remove(s->begin(), s->end(), ' '), s->end());
    EXPECT_EQ(joined, expected) << width;
  }
}

class TableTest : public ::testing::Test {
 protected:
  std::ostringstream out_, err_;
  Terminal plain_{out_, err_};
};

TEST_F(TableTest, AlignsChineseText) {
  Table table({{"NAME"}, {"UNIT"}, {"YUAN", Align::kRight}});
  table.Add({"李敏", "宁德（演示）有限公司", "12,000.00"});
  table.Add({"Ann", "ABB", "9.50"});
  EXPECT_EQ(table.Render(plain_),
            "NAME  UNIT                       YUAN\n"
            "李敏  宁德（演示）有限公司  12,000.00\n"
            "Ann   ABB                        9.50\n");
}

TEST_F(TableTest, LeavesNoBlanksAtTheEndOfALine) {
  Table table({{"A"}, {"B"}, {"C", Align::kRight}});
  table.Add({"x", "", ""});
  table.Add({"x", "long", "1"});
  EXPECT_EQ(table.Render(plain_), "A  B     C\nx\nx  long  1\n");
}

TEST_F(TableTest, DropsEmptyColumns) {
  Table table({{"A"}, {"B"}, {"C"}});
  table.Add({"", "", "c"});
  table.DropEmptyColumns();
  EXPECT_EQ(table.Render(plain_), "A  C\n   c\n");
}

TEST_F(TableTest, WrapsOnATerminalAlone) {
  Table table({{"KEY"}, {"WHY", Align::kLeft, true}});
  table.Add({"k", "服务天数不足六十三个工作日需要补足"});
  EXPECT_EQ(table.Render(plain_), "KEY  WHY\nk    服务天数不足六十三个工作日需要补足\n");
  Terminal narrow{out_, err_};
  narrow.out_is_terminal = true;
  narrow.width = 25;
  EXPECT_EQ(table.Render(narrow), "KEY  WHY\nk    服务天数不足六十三个\n     工作日需要补足\n");
}

TEST_F(TableTest, ColoursOnlyWhereColourIsTaken) {
  Table table({{"V"}});
  table.Add({Cell("yes", Colour::kGood)});
  EXPECT_EQ(table.Render(plain_), "V\nyes\n");
  Terminal colourful{out_, err_};
  colourful.colour = true;
  EXPECT_EQ(table.Render(colourful), "\033[1mV\033[0m\n\033[32myes\033[0m\n");
}

TEST_F(TableTest, CellsCannotForgeRows) {
  Table table({{"A"}, {"B"}});
  table.Add({"x\ny  z", "\x1b[31m"});
  EXPECT_EQ(table.Render(plain_), "A       B\nx y  z  \xEF\xBF\xBD[31m\n");
}

}  // namespace
}  // namespace houniao::talentctl
