#include "services/talent/domain/talent_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/errors/reasons.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/services/talent/parse_text.h"

namespace houniao::talent {
namespace {

using ::testing::IsEmpty;

const absl::CivilDay kToday(2026, 3, 2);

struct Case {
  const char* name;
  const char* talent;
  std::vector<std::string> fields;
};

// The numbers are the well-known examples of the standard; they are nobody's.
const Case kCases[] = {
    {"NothingStated", "", {}},
    {"GoodNumber", "identity_document { type: CITIZEN_ID number: '11010519491231002X' }", {}},
    {"BirthDateAgrees",
     "identity_document { type: CITIZEN_ID number: '11010519491231002X' } "
     "birth_date { year: 1949 month: 12 day: 31 }",
     {}},
    {"BirthDateDiffers",
     "identity_document { type: CITIZEN_ID number: '11010519491231002X' } "
     "birth_date { year: 1949 month: 12 day: 30 }",
     {"talent.birth_date"}},
    {"CheckDigitWrong",
     "identity_document { type: CITIZEN_ID number: '110105194912310021' }",
     {"talent.identity_document.number"}},
    {"NumberTooShort",
     "identity_document { type: CITIZEN_ID number: '1101051949' }",
     {"talent.identity_document.number"}},
    {"PassportIsNotChecked", "identity_document { type: PASSPORT number: 'E12345678' }", {}},
    {"NumberWithoutType",
     "identity_document { number: 'E12345678' }",
     {"talent.identity_document.type"}},
    {"BornToday", "birth_date { year: 2026 month: 3 day: 2 }", {}},
    {"BornTomorrow", "birth_date { year: 2026 month: 3 day: 3 }", {"talent.birth_date"}},
    {"DeadBeforeBirth",
     "birth_date { year: 1950 month: 1 day: 1 } death_date { year: 1949 month: 1 day: 1 }",
     {"talent.death_date"}},
    {"RetiredBeforeBegin",
     "employment { start_date { year: 2020 month: 1 day: 1 } "
     "retire_date { year: 2019 month: 1 day: 1 } }",
     {"talent.employment.retire_date"}},
    {"UnknownSkill",
     "skills { skill: 'energy-storage-pcs' } skills { skill: 'flying' }",
     {"talent.skills[1].skill"}},
    {"RepeatedSkill",
     "skills { skill: 'energy-storage-pcs' } skills { skill: 'energy-storage-pcs' }",
     {"talent.skills[1].skill"}},
    {"SkillUsedNextYear",
     "skills { skill: 'energy-storage-pcs' last_used_year: 2027 }",
     {"talent.skills[0].last_used_year"}},
    {"SeasonWraps",
     "flexible_terms { seasons { start_month: 12 start_day: 1 end_month: 3 end_day: 31 } }",
     {}},
    {"SeasonOf31February",
     "flexible_terms { seasons { start_month: 2 start_day: 31 end_month: 3 end_day: 31 } }",
     {"talent.flexible_terms.seasons[0]"}},
    {"EducationBackwards",
     "educations { start_date { year: 2004 month: 9 day: 1 } "
     "end_date { year: 2000 month: 6 day: 30 } }",
     {"talent.educations[0].end_date"}},
    {"RestrictionOfAUnitAndAnIndustry",
     "service_restrictions { credit_codes: '91350100M000100Y43' } "
     "service_restrictions { industries: 'C384' }",
     {}},
    {"RestrictionOfNobody",
     "service_restrictions { industries: '38' } service_restrictions { note: 'all' }",
     {"talent.service_restrictions[1]"}},
    {"RestrictionOfNoIndustry",
     "service_restrictions { industries: '38' industries: '3999' }",
     {"talent.service_restrictions[0].industries[1]"}},
    {"ConfirmedTomorrow",
     "last_confirmed_time { seconds: 1772500000 }",
     {"talent.last_confirmed_time"}},
};

class TalentRules : public ::testing::TestWithParam<Case> {};

TEST_P(TalentRules, NameEveryFault) {
  const auto talent = ParseText<v1::Talent>(GetParam().talent);
  EXPECT_THAT(FieldsOf(CheckTalent(talent, kToday)),
              ::testing::ElementsAreArray(GetParam().fields));
}

INSTANTIATE_TEST_SUITE_P(Cases, TalentRules, ::testing::ValuesIn(kCases),
                         [](const auto& info) { return std::string(info.param.name); });

TEST(NormalizeTalent, MakesNumbersComparable) {
  auto talent = ParseText<v1::Talent>(
      "identity_document { type: CITIZEN_ID number: ' １１０１０５１９４９１２３１００２x ' }");
  NormalizeTalent(talent);
  EXPECT_EQ(talent.identity_document().number(), "11010519491231002X");
  v1::Talent empty;
  NormalizeTalent(empty);
  EXPECT_FALSE(empty.has_identity_document());
}

TEST(SuspendTalent, GoesAndComesBackOnce) {
  auto talent = ParseText<v1::Talent>("name: 'talents/li-min' state: ACTIVE");
  EXPECT_EQ(errors::ReasonOf(ResumeTalent(talent)), errors::kInvalidStateTransition);
  EXPECT_OK(SuspendTalent(talent, "asked for it"));
  EXPECT_EQ(talent.state(), v1::Talent::SUSPENDED);
  EXPECT_EQ(talent.suspend_reason(), "asked for it");
  const absl::Status again = SuspendTalent(talent, "again");
  EXPECT_EQ(errors::ReasonOf(again), errors::kInvalidStateTransition);
  EXPECT_EQ(errors::MetadataOf(again, "allowed"), "resume");
  EXPECT_OK(ResumeTalent(talent));
  EXPECT_EQ(talent.state(), v1::Talent::ACTIVE);
  EXPECT_THAT(talent.suspend_reason(), IsEmpty());
}

}  // namespace
}  // namespace houniao::talent
