#include "services/talent/import/check_row.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/errors/reasons.h"
#include "tests/support/status_matchers.h"

namespace houniao::talent {
namespace {

using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using ::testing::HasSubstr;
using ::testing::Not;

// 2026-03-02 09:00 in Shanghai.
const absl::Time kNow = absl::FromUnixSeconds(1772413200);

// `2: column field` for every fault of every row.
std::vector<std::string> Faults(const std::string& bytes) {
  auto file = TalentFile::Open(bytes, v1::ImportOptions::ENCODING_UNSPECIFIED);
  if (!file.ok()) return {std::string(file.status().message())};
  RowChecker checker(*file, kNow);
  std::vector<std::string> faults;
  while (const auto row = file->Next()) {
    for (const auto& fault : checker.Check(*row)) {
      faults.push_back(absl::StrCat(row->number, ": ", fault.column(), " ", fault.field()));
    }
  }
  return faults;
}

struct RowCase {
  const char* name;
  // Columns beside external_id and display_name, and one row of them.
  const char* columns;
  const char* cells;
  std::vector<std::string> faults;
};

const RowCase kRows[] = {
    {"Plain", "sex", "女", {}},
    {"Complete",
     "性别,birth_date,id_number,region,employment_status,skills,industries,forms,days_per_year,"
     "seasons,remote_share,fee_models,day_fee,tie_region,tie_relation,return_intention,school,"
     "major,"
     "education_level,degree,title,认定办法,认定层次,认定起,认定止,consent_notice,share_consent_"
     "date",
     "女,1949-12-31,11010519491231002X,350104,退休,储能变流器:精通:12:2026;能量管理系统,"
     "3849；D4415,"
     "候鸟服务、项目合作,90,12-01~03-31,20%,按日,1500.50,宁德市,祖籍,柔性,示例大学,电气工程,"
     "硕士研究生,硕士,高级工程师,ningde-2020,3,2025-01-01,2029-12-31,2026-01,2026-01-15",
     {}},
    {"WrongIdNumber", "证件号码", "110105194912310021", {"2: 证件号码 identity_document.number"}},
    {"BirthDateDiffers",
     "id_number,birth_date",
     "11010519491231002X,1950-01-01",
     {"2: birth_date birth_date"}},
    {"FutureBirthDate", "出生日期", "2030-01-01", {"2: 出生日期 birth_date"}},
    {"NoSuchDay", "birth_date", "1980-02-30", {"2: birth_date birth_date"}},
    {"UnknownRegion", "所在地", "999999", {"2: 所在地 region"}},
    {"UnknownSkill", "skills", "pcs;flying", {"2: skills skills"}},
    {"SkillTwice", "skills", "pcs;储能变流器", {"2: skills skills[1].skill"}},
    {"BadPhoneAndMail",
     "phone,email",
     "12,nobody",
     {"2: phone contact_details.phone", "2: email contact_details.email"}},
    {"BadCreditCode",
     "unit_credit_code",
     "91110105JQWYLF556P",
     {"2: unit_credit_code employment.employer_credit_code"}},
    {"MajorWithoutSchool", "major", "电气工程", {"2: school educations[0].institution"}},
    {"TieWithoutRegion", "tie_relation", "祖籍", {"2: tie_region native_place_ties[0].region"}},
    {"SeasonOfNoYear", "seasons", "02-31~03-31", {"2: seasons flexible_terms.seasons[0]"}},
    {"TooManyDays", "days_per_year", "400", {"2: days_per_year flexible_terms.days_per_year"}},
    {"RecognitionWithoutTier",
     "recognition_scheme,recognition_from",
     "ningde-2020,2025-01-01",
     {"2: recognition_tier recognition.tier"}},
    {"RecognitionEndsEarly",
     "recognition_scheme,recognition_tier,recognition_from,recognition_to",
     "ningde-2020,3,2025-01-01,2024-01-01",
     {"2: recognition_to recognition.end_date"}},
    {"ConsentWithoutNotice",
     "share_consent_date",
     "2026-01-15",
     {"2: consent_notice consents[SHARE_WITH_EMPLOYERS].notice_version"}},
    {"RefusalOfAutomation", "consent_notice,拒绝自动匹配日期", "2026-01,2026-01-15", {}},
    {"ConsentInFuture",
     "consent_notice,同意联络日期",
     "2026-01,2026-12-31",
     {"2: 同意联络日期 consents[OUTREACH].given_time"}},
    {"BadId", "talent_id", "Li Min", {"2: talent_id name"}},
    {"AllFaultsAtOnce",
     "sex,birth_date,days_per_year",
     "x,1980-02-30,-1",
     {"2: sex sex", "2: birth_date birth_date", "2: days_per_year flexible_terms.days_per_year"}},
};

class CheckRow : public ::testing::TestWithParam<RowCase> {};

TEST_P(CheckRow, NamesColumnAndField) {
  const std::string bytes = absl::StrCat("external_id,display_name,", GetParam().columns,
                                         "\nND-1,李敏,", GetParam().cells, "\n");
  EXPECT_THAT(Faults(bytes), ElementsAreArray(GetParam().faults));
}

INSTANTIATE_TEST_SUITE_P(Rows, CheckRow, ::testing::ValuesIn(kRows),
                         [](const auto& info) { return std::string(info.param.name); });

TEST(RowChecker, WantsAName) {
  EXPECT_THAT(Faults("external_id,姓名\n1,\n"), ElementsAre("2: 姓名 display_name"));
}

TEST(RowChecker, WantsAKeyOnce) {
  EXPECT_THAT(Faults("external_id,display_name,id_number\n"
                     ",a,\n"
                     "1,b,11010519491231002X\n"
                     "1,c,\n"
                     "2,d,11010519491231002x\n"),
              ElementsAre("2: external_id external_id", "4: external_id external_id",
                          "5: id_number identity_document.number"));
}

TEST(RowChecker, NeverRepeatsASensitiveValue) {
  auto file =
      TalentFile::Open("external_id,display_name,id_number,phone\n1,a,110105194912310021,99x\n",
                       v1::ImportOptions::UTF_8);
  ASSERT_OK(file.status());
  RowChecker checker(*file, kNow);
  const auto row = file->Next();
  ASSERT_TRUE(row);
  const auto faults = checker.Check(*row);
  EXPECT_EQ(faults.size(), 2u);
  for (const auto& fault : faults) {
    EXPECT_THAT(fault.message(), Not(HasSubstr("110105")));
    EXPECT_THAT(fault.message(), Not(HasSubstr("99x")));
    EXPECT_EQ(fault.reason(), errors::kInvalidField);
  }
}

TEST(ApplyRow, LeavesWhatTheRowDoesNotSay) {
  auto file =
      TalentFile::Open("external_id,display_name,weekend_only,skills,post\n1,李敏,否,pcs,\n",
                       v1::ImportOptions::UTF_8);
  ASSERT_OK(file.status());
  const auto row = file->Next();
  ASSERT_TRUE(row);
  ImportRow stored;
  stored.talent.mutable_employment()->set_post("总工程师");
  stored.talent.mutable_flexible_terms()->set_weekend_only(true);
  stored.talent.mutable_flexible_terms()->set_days_per_year(30);
  stored.talent.add_skills()->set_skill("energy-storage-ems");
  ASSERT_OK(ApplyRow(*row, stored));
  EXPECT_EQ(stored.talent.employment().post(), "总工程师");
  EXPECT_FALSE(stored.talent.flexible_terms().weekend_only());
  EXPECT_EQ(stored.talent.flexible_terms().days_per_year(), 30);
  ASSERT_EQ(stored.talent.skills_size(), 1);
  EXPECT_EQ(stored.talent.skills(0).skill(), "energy-storage-pcs");
}

}  // namespace
}  // namespace houniao::talent
