#include "services/talent/import/cells.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/base/dates.h"
#include "tests/support/status_matchers.h"

namespace houniao::talent {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::StatusIs;

TEST(ReadDate, TakesTheFormsOfTableProgrammes) {
  for (const char* form : {"2026-03-02", "2026/3/2", "2026.03.02", "20260302", "2026年3月2日",
                           "２０２６－０３－０２", " 2026-3-02 "}) {
    const auto date = ReadDate(form);
    ASSERT_OK(date.status()) << form;
    EXPECT_EQ(ToCivilDay(*date), absl::CivilDay(2026, 3, 2)) << form;
  }
  for (const char* form : {"", "2026", "2026-03", "2026-02-30", "2026-13-01", "02.03.2026",
                           "20260230", "26-3-2x", "yesterday", "-1-1-1", "99999-1-1", "今天"}) {
    EXPECT_THAT(ReadDate(form), StatusIs(absl::StatusCode::kInvalidArgument)) << form;
  }
}

TEST(ReadHundredths, CountsExactly) {
  ASSERT_OK_AND_ASSIGN(int64_t fen, ReadHundredths("1500", 100000000));
  EXPECT_EQ(fen, 150000);
  ASSERT_OK_AND_ASSIGN(fen, ReadHundredths("0.29", 100000000));
  EXPECT_EQ(fen, 29);
  ASSERT_OK_AND_ASSIGN(fen, ReadHundredths("12.5", 100000000));
  EXPECT_EQ(fen, 1250);
  for (const char* form :
       {"", "-1", "1.234", "1.", ".5", "1e3", "1,000", "1000000.01", "99999999999999999999"}) {
    EXPECT_THAT(ReadHundredths(form, 100000000), StatusIs(absl::StatusCode::kInvalidArgument))
        << form;
  }
}

TEST(ReadYesNo, KnowsBothLanguages) {
  for (const char* yes : {"是", "Yes", "TRUE", "1", "Ｙ"}) {
    ASSERT_OK_AND_ASSIGN(const bool read, ReadYesNo(yes));
    EXPECT_TRUE(read) << yes;
  }
  for (const char* no : {"否", "no", "False", "0", "n"}) {
    ASSERT_OK_AND_ASSIGN(const bool read, ReadYesNo(no));
    EXPECT_FALSE(read) << no;
  }
  EXPECT_FALSE(ReadYesNo("maybe").ok());
}

TEST(ReadRegion, TakesCodesAndNames) {
  for (const char* form : {"3509", "350900", "宁德市", "福建省宁德市"}) {
    ASSERT_OK_AND_ASSIGN(const std::string code, ReadRegion(form));
    EXPECT_EQ(code, "3509") << form;
  }
  EXPECT_THAT(ReadRegion("999999"),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("GB/T 2260")));
  EXPECT_FALSE(ReadRegion("朝阳区").ok()) << "several places have that name";
}

TEST(ReadSeason, MayWrapTheYear) {
  for (const char* form : {"12-01~03-31", "12-1～3-31", "12月1日至3月31日"}) {
    const auto season = ReadSeason(form);
    ASSERT_OK(season.status()) << form;
    EXPECT_EQ(season->start_month(), 12);
    EXPECT_EQ(season->end_day(), 31);
  }
  for (const char* form : {"", "winter", "12-01", "12-01~", "12~3", "1-2-3~4-5"}) {
    EXPECT_FALSE(ReadSeason(form).ok()) << form;
  }
}

TEST(ReadSkill, TakesKeyOrNameAndWhatIsKnown) {
  ASSERT_OK_AND_ASSIGN(auto skill, ReadSkill("energy-storage-pcs:精通:12:2026"));
  EXPECT_EQ(skill.skill(), "energy-storage-pcs");
  EXPECT_EQ(skill.level(), type::v1::SKILL_LEVEL_EXPERT);
  EXPECT_EQ(skill.years(), 12);
  EXPECT_EQ(skill.last_used_year(), 2026);
  ASSERT_OK_AND_ASSIGN(skill, ReadSkill("储能变流器：熟练"));
  EXPECT_EQ(skill.skill(), "energy-storage-pcs");
  EXPECT_EQ(skill.level(), type::v1::SKILL_LEVEL_SKILLED);
  ASSERT_OK_AND_ASSIGN(skill, ReadSkill("pcs::3"));
  EXPECT_EQ(skill.years(), 3);
  for (const char* form : {"", "flying", "pcs:superb", "pcs:精通:99", "pcs:精通:1:2:3"}) {
    EXPECT_FALSE(ReadSkill(form).ok()) << form;
  }
}

TEST(ReadExperience, EndsMayBeOpen) {
  ASSERT_OK_AND_ASSIGN(auto work, ReadExperience("示例储能公司|工程师|2004-07-01~2012-06-30"));
  EXPECT_EQ(work.organization(), "示例储能公司");
  EXPECT_EQ(work.end_date().year(), 2012);
  ASSERT_OK_AND_ASSIGN(work, ReadExperience("示例储能公司|工程师|2012-07-01~"));
  EXPECT_FALSE(work.has_end_date());
  ASSERT_OK_AND_ASSIGN(work, ReadExperience("示例储能公司"));
  EXPECT_FALSE(work.has_start_date());
  EXPECT_FALSE(ReadExperience("|工程师").ok());
  EXPECT_FALSE(ReadExperience("a|b|2012-07-01~x").ok());
}

TEST(ReadHonour, TakesTitleIssuerAndDay) {
  ASSERT_OK_AND_ASSIGN(const auto honour, ReadHonour("市劳动模范|示例市|2020-05-01"));
  EXPECT_EQ(honour.organization(), "示例市");
  EXPECT_EQ(honour.award_date().day(), 1);
  EXPECT_FALSE(ReadHonour("").ok());
}

TEST(ReadList, PartsItems) {
  EXPECT_THAT(ReadList("a; b；c\n\nd、e"), ElementsAre("a", "b", "c", "d、e"));
  EXPECT_THAT(ReadCodeList("3849；4415、3824;"), ElementsAre("3849", "4415", "3824"));
  EXPECT_THAT(ReadList(" ; ；"), ElementsAre());
}

}  // namespace
}  // namespace houniao::talent
