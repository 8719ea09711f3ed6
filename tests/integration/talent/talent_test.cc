#include <gmock/gmock.h>

#include "common/errors/errors.h"
#include "services/talent/domain/talent_errors.h"
#include "tests/integration/talent/talent_office.h"

namespace houniao::talent {
namespace {

using ::testing::ElementsAre;
using testing::StatusIs;
using Service = v1::TalentService::Stub;

// Well-known examples of GB 11643; they are nobody's.
constexpr char kIdNumber[] = "11010519491231002X";
constexpr char kWithIdNumber[] =
    "identity_document { type: CITIZEN_ID number: '11010519491231002x' }";

class TalentTest : public TalentOffice {};
INSTANTIATE_TEST_SUITE_P(Engines, TalentTest, testing::kEngines, testing::EngineName);

TEST_P(TalentTest, ComesBackAsItWasEntered) {
  ASSERT_OK_AND_ASSIGN(
      const auto created, CreateTalent("li-min", R"pb(
        external_id: "ND-1"
        display_name: "李敏"
        sex: FEMALE
        birth_date { year: 1949 month: 12 day: 31 }
        identity_document { type: CITIZEN_ID number: "11010519491231002x" }
        contact_details { phone: "13800000001" }
        skills { skill: "energy-storage-pcs" level: SKILL_LEVEL_EXPERT years: 12 }
        flexible_terms { forms: ENGAGEMENT_FORM_SEASONAL days_per_year: 90 })pb"));
  EXPECT_EQ(created.name(), "talents/li-min");
  EXPECT_EQ(created.state(), v1::Talent::ACTIVE);
  Restart();
  ASSERT_OK_AND_ASSIGN(const auto read, GetTalent("li-min"));
  EXPECT_EQ(read.identity_document().number(), kIdNumber);
  EXPECT_EQ(read.contact_details().phone(), "13800000001");
  EXPECT_EQ(read.flexible_terms().days_per_year(), 90);
  ASSERT_OK_AND_ASSIGN(const auto masked, GetTalent("li-min", "auditor"));
  EXPECT_EQ(masked.display_name(), "李**");
  EXPECT_EQ(masked.contact_details().phone(), "138****0001");
  EXPECT_NE(masked.identity_document().number(), kIdNumber);
}

TEST_P(TalentTest, OnePersonIsEnteredOnce) {
  ASSERT_OK(CreateTalent("a", kWithIdNumber).status());
  const auto again = CreateTalent("b", kWithIdNumber);
  EXPECT_EQ(errors::ReasonOf(again.status()), errors::kValueTaken);
  EXPECT_EQ(errors::MetadataOf(again.status(), "field"), "identity_document.number");
  // The same digits on a passport are another document.
  EXPECT_OK(CreateTalent("c", "identity_document { type: PASSPORT number: '11010519491231002X' }")
                .status());
  // Nor can an update bring the number in.
  ASSERT_OK(CreateTalent("d").status());
  v1::UpdateTalentRequest update;
  *update.mutable_talent() = FromText<v1::Talent>(kWithIdNumber);
  update.mutable_talent()->set_name("talents/d");
  EXPECT_EQ(errors::ReasonOf(Call(*talents_, &Service::UpdateTalent, update).status()),
            errors::kValueTaken);
  // A deleted profile keeps its number: bring it back instead.
  v1::DeleteTalentRequest remove;
  remove.set_name("talents/a");
  ASSERT_OK(Call(*talents_, &Service::DeleteTalent, remove).status());
  EXPECT_EQ(errors::ReasonOf(CreateTalent("b", kWithIdNumber).status()), errors::kValueTaken);
}

TEST_P(TalentTest, ExternalIdIsUniqueWhereItIsGiven) {
  ASSERT_OK(CreateTalent("a", "external_id: 'ND-1'").status());
  const auto again = CreateTalent("b", "external_id: 'ND-1'");
  EXPECT_EQ(errors::ReasonOf(again.status()), errors::kValueTaken);
  EXPECT_EQ(errors::MetadataOf(again.status(), "field"), "external_id");
  EXPECT_OK(CreateTalent("b").status());
  EXPECT_OK(CreateTalent("c").status());
}

TEST_P(TalentTest, RefusesWhatCannotBe) {
  const std::pair<const char*, const char*> cases[] = {
      {"identity_document { type: CITIZEN_ID number: '110105194912310021' }",
       "talent.identity_document.number"},
      {"identity_document { type: CITIZEN_ID number: '11010519491231002X' } "
       "birth_date { year: 1950 month: 1 day: 1 }",
       "talent.birth_date"},
      {"skills { skill: 'energy-storage-pcs' } skills { skill: 'flying' }",
       "talent.skills[1].skill"},
      {"birth_date { year: 2026 month: 3 day: 3 }", "talent.birth_date"},
      {"region: '999999'", "talent.region"},
  };
  for (const auto& [text, field] : cases) {
    const auto status = CreateTalent("x", text).status();
    EXPECT_EQ(errors::ReasonOf(status), errors::kInvalidField);
    const auto violations = errors::ViolationsOf(status);
    ASSERT_EQ(violations.size(), 1u) << status;
    EXPECT_EQ(violations[0].field, field);
  }
  EXPECT_EQ(Revision(), 0);
}

TEST_P(TalentTest, IsListedByItsColumns) {
  ASSERT_OK(CreateTalent("a",
                         "region: '3509' skills { skill: 'energy-storage-pcs' } "
                         "employment { status: EMPLOYMENT_STATUS_RETIRED } industries: '3849'")
                .status());
  ASSERT_OK(CreateTalent("b",
                         "region: '3501' skills { skill: 'energy-storage-ems' } "
                         "external_id: 'ND-2'")
                .status());
  const auto names = [&](const std::string& filter) {
    std::vector<std::string> found;
    for (const auto& talent : ListTalents(filter)) found.push_back(talent.name());
    return found;
  };
  EXPECT_THAT(names("skills:\"energy-storage-pcs\""), ElementsAre("talents/a"));
  EXPECT_THAT(names("region = \"35*\""), ElementsAre("talents/a", "talents/b"));
  EXPECT_THAT(names("employment.status = EMPLOYMENT_STATUS_RETIRED"), ElementsAre("talents/a"));
  EXPECT_THAT(names("external_id = \"ND-2\""), ElementsAre("talents/b"));
  EXPECT_THAT(names("industries:3849 AND state = ACTIVE"), ElementsAre("talents/a"));
}

TEST_P(TalentTest, IsSuspendedAndResumed) {
  ASSERT_OK(CreateTalent("a").status());
  v1::SuspendTalentRequest suspend;
  suspend.set_name("talents/a");
  suspend.set_reason("asked for it");
  ASSERT_OK_AND_ASSIGN(auto talent, Call(*talents_, &Service::SuspendTalent, suspend));
  EXPECT_EQ(talent.state(), v1::Talent::SUSPENDED);
  EXPECT_EQ(errors::ReasonOf(Call(*talents_, &Service::SuspendTalent, suspend).status()),
            errors::kInvalidStateTransition);
  v1::ResumeTalentRequest resume;
  resume.set_name("talents/a");
  resume.set_etag("\"1\"");
  EXPECT_EQ(errors::ReasonOf(Call(*talents_, &Service::ResumeTalent, resume).status()),
            errors::kEtagMismatch);
  resume.set_etag(talent.etag());
  ASSERT_OK_AND_ASSIGN(talent, Call(*talents_, &Service::ResumeTalent, resume));
  EXPECT_EQ(talent.state(), v1::Talent::ACTIVE);
  resume.set_name("talents/nobody");
  EXPECT_THAT(Call(*talents_, &Service::ResumeTalent, resume),
              StatusIs(absl::StatusCode::kNotFound));
}

TEST_P(TalentTest, AMaskedProfileWrittenBackLosesNothing) {
  ASSERT_OK(CreateTalent("a", kWithIdNumber).status());
  ASSERT_OK_AND_ASSIGN(auto masked, GetTalent("a", "admin"));
  ASSERT_NE(masked.identity_document().number(), kIdNumber);
  v1::UpdateTalentRequest update;
  *update.mutable_talent() = masked;
  update.mutable_talent()->set_region("3509");
  ASSERT_OK(Call(*talents_, &Service::UpdateTalent, update, "admin").status());
  ASSERT_OK_AND_ASSIGN(const auto read, GetTalent("a"));
  EXPECT_EQ(read.identity_document().number(), kIdNumber);
  EXPECT_EQ(read.region(), "3509");
}

TEST_P(TalentTest, ConsentIsGivenOnceAndWithdrawnOnce) {
  ASSERT_OK(CreateTalent("a").status());
  v1::CreateConsentRequest create;
  create.set_parent("talents/a");
  *create.mutable_consent() =
      FromText<v1::Consent>("purpose: SHARE_WITH_EMPLOYERS notice_version: '2026-01'");
  ASSERT_OK_AND_ASSIGN(const auto given,
                       Call(*consents_, &v1::ConsentService::Stub::CreateConsent, create));
  EXPECT_EQ(given.state(), v1::Consent::GIVEN);
  EXPECT_TRUE(given.has_given_time());
  EXPECT_EQ(
      errors::ReasonOf(Call(*consents_, &v1::ConsentService::Stub::CreateConsent, create).status()),
      kConsentAlreadyExists);
  v1::WithdrawConsentRequest withdraw;
  withdraw.set_name(given.name());
  ASSERT_OK_AND_ASSIGN(const auto withdrawn,
                       Call(*consents_, &v1::ConsentService::Stub::WithdrawConsent, withdraw));
  EXPECT_EQ(withdrawn.state(), v1::Consent::WITHDRAWN);
  EXPECT_EQ(errors::ReasonOf(
                Call(*consents_, &v1::ConsentService::Stub::WithdrawConsent, withdraw).status()),
            errors::kInvalidStateTransition);
  // A new consent to the same purpose is possible now, and both are kept.
  EXPECT_OK(Call(*consents_, &v1::ConsentService::Stub::CreateConsent, create).status());
  EXPECT_EQ(ListConsents("talents/a").size(), 2u);
  create.set_parent("talents/nobody");
  EXPECT_EQ(
      errors::ReasonOf(Call(*consents_, &v1::ConsentService::Stub::CreateConsent, create).status()),
      errors::kReferenceMissing);
}

}  // namespace
}  // namespace houniao::talent
