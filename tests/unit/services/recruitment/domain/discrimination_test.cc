#include "services/recruitment/domain/discrimination.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace houniao::recruitment {
namespace {

using ::testing::Contains;
using ::testing::IsEmpty;

std::vector<std::string> Words(const std::string& text) {
  std::vector<std::string> words;
  for (const auto& found : FindDiscriminatingWords("title", text)) words.push_back(found.words);
  return words;
}

std::vector<std::string> Grounds(const std::string& text) {
  std::vector<std::string> grounds;
  for (const auto& found : FindDiscriminatingWords("title", text)) grounds.push_back(found.ground);
  return grounds;
}

struct RefusedText {
  const char* text;
  const char* words;
  const char* ground;
};

class RefusedTexts : public ::testing::TestWithParam<RefusedText> {};

TEST_P(RefusedTexts, AreFoundWithWordsAndGround) {
  EXPECT_THAT(Words(GetParam().text), Contains(GetParam().words)) << GetParam().text;
  EXPECT_THAT(Grounds(GetParam().text), Contains(GetParam().ground)) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Table, RefusedTexts,
    ::testing::Values(
        RefusedText{"储能工程师(限男)", "限男", "sex"}, RefusedText{"仅限女性", "限女", "sex"},
        RefusedText{"男性优先", "男性优先", "sex"}, RefusedText{"性别:男", "性别男", "sex"},
        RefusedText{"性 别 ： 男", "性别男", "sex"}, RefusedText{"Male  Only", "maleonly", "sex"},
        RefusedText{"３５岁以下", "35岁以下", "age"},
        RefusedText{"三十五周岁以下", "三十五周岁以下", "age"},
        RefusedText{"年龄不超过45岁", "年龄不超过", "age"},
        RefusedText{"不超过 45 周岁", "不超过45周岁", "age"},
        RefusedText{"90后优先", "90后优先", "age"}, RefusedText{"年龄25-40岁", "年龄25", "age"},
        RefusedText{"已婚已育优先", "已婚已育", "marital status"},
        RefusedText{"请注明婚育状况", "婚育状况", "marital status"},
        RefusedText{"三年内不得生育", "三年内不得生育", "marital status"},
        RefusedText{"限汉族", "限汉族", "ethnicity"},
        RefusedText{"少数民族勿扰", "少数民族勿", "ethnicity"},
        RefusedText{"本地户籍", "本地户籍", "household registration"},
        RefusedText{"有本市户口者", "本市户口", "household registration"},
        RefusedText{"外地人勿扰", "外地人勿", "household registration"}));

class AllowedTexts : public ::testing::TestWithParam<const char*> {};

TEST_P(AllowedTexts, Pass) { EXPECT_THAT(Words(GetParam()), IsEmpty()) << GetParam(); }

INSTANTIATE_TEST_SUITE_P(Table, AllowedTexts,
                         ::testing::Values("储能 PCS/EMS 专家", "不限男女",
                                           "性别不限,年龄不限,户籍不限", "无年龄要求",
                                           "少数民族地区文旅线路设计", "民族文化展演策划",
                                           "12岁以下儿童研学课程开发", "负责6岁以下的儿童游乐设施",
                                           "已婚夫妇旅拍产品策划", "年满18周岁", "年龄18周岁以上",
                                           "五年以上经验", "男女皆可", "户口簿数字化项目",
                                           "女性游客线路设计", "本地文化研究"));

TEST(Discrimination, NamesTheFieldsOfADemand) {
  v1::Demand demand;
  demand.set_title("讲解员 限女");
  demand.set_description("年龄要求:35岁以下");
  demand.add_requirements()->mutable_major()->add_majors("旅游管理");
  demand.mutable_requirements(0)->mutable_major()->add_majors("导游(男优先)");
  std::vector<std::string> fields;
  for (const auto& found : FindDiscriminatingWords(demand)) fields.push_back(found.field);
  EXPECT_THAT(fields, Contains("title"));
  EXPECT_THAT(fields, Contains("description"));
  EXPECT_THAT(fields, Contains("requirements[0].major.majors[1]"));
}

TEST(Discrimination, ListIsRead) { EXPECT_GT(DiscriminationRuleCount(), 90); }

}  // namespace
}  // namespace houniao::recruitment
