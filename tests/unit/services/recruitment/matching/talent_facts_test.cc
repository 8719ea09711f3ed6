#include "services/recruitment/matching/talent_facts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/base/dates.h"
#include "common/population/codes_as_keys.h"
#include "services/recruitment/matching/matcher.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/services/recruitment/demand_fixture.h"

namespace houniao::recruitment {
namespace {

namespace tpb = ::houniao::talent::v1;
using population::TalentFacts;
using ::testing::ElementsAre;

const absl::CivilDay kToday(2026, 3, 2);

TEST(TalentFacts, TakeWhatMatchingMayKnow) {
  tpb::Talent talent = StorageTalent("a");
  talent.add_titles()->set_title("高级工程师");
  talent.add_educations()->set_major("电气工程及其自动化");
  talent.mutable_skills(0)->set_verifier("省人社厅");
  talent.add_skills()->set_skill("no-such-skill");
  talent.mutable_employment()->set_employer_credit_code("91350100m000100y43");
  const TalentFacts facts = FactsOfTalent(talent, kToday);
  EXPECT_EQ(facts.id, "a");
  ASSERT_EQ(facts.skills.size(), 1u);
  EXPECT_TRUE(facts.skills[0].verified);
  EXPECT_EQ(facts.title_rank, 3);
  EXPECT_EQ(facts.education_rank, 4);
  EXPECT_EQ(facts.experience_years, 8);
  EXPECT_THAT(facts.majors, ElementsAre("电气工程及其自动化"));
  EXPECT_EQ(facts.home_unit, population::EmployerKey("91350100M000100Y43"));
  EXPECT_FALSE(facts.share_consent);
}

TEST(TalentFacts, PostsAreTitlesOfNowAndBefore) {
  tpb::Talent talent = StorageTalent("a");
  talent.clear_work_experiences();
  talent.mutable_employment()->set_post("总工程师");
  talent.mutable_employment()->set_unit_name("某公司");
  tpb::WorkExperience* const work = talent.add_work_experiences();
  work->set_organization("某研究院");
  work->set_title(" 研究员 ");
  talent.add_work_experiences()->set_title("总工程师");
  talent.add_work_experiences()->set_organization("某大学");
  talent.add_part_time_posts()->set_title("理事");
  EXPECT_THAT(FactsOfTalent(talent, kToday).posts, ElementsAre("总工程师", "研究员", "理事"));
  for (int i = 0; i < 50; ++i) talent.add_work_experiences()->set_title(absl::StrCat("职务", i));
  TalentFacts facts = FactsOfTalent(talent, kToday);
  EXPECT_EQ(facts.posts.size(), static_cast<size_t>(population::kMaxPosts));
  EXPECT_OK(population::NormalizeFacts(facts));
}

TEST(TalentFacts, WithoutTermsNothingIsAccepted) {
  tpb::Talent talent = StorageTalent("a");
  talent.clear_flexible_terms();
  EXPECT_EQ(FactsOfTalent(talent, kToday).forms, 0);
}

TEST(TalentFacts, PublicInstitutionsMustConsent) {
  tpb::Talent talent = StorageTalent("a");
  EXPECT_EQ(FactsOfTalent(talent, kToday).home_unit_consent,
            population::HomeUnitConsent::kNotNeeded);
  talent.mutable_employment()->set_status(houniao::type::v1::EMPLOYMENT_STATUS_PUBLIC_INSTITUTION);
  EXPECT_EQ(FactsOfTalent(talent, kToday).home_unit_consent, population::HomeUnitConsent::kMissing);
  talent.mutable_home_unit_consent()->set_given(true);
  *talent.mutable_home_unit_consent()->mutable_expire_date() = ToDate(kToday);
  const TalentFacts facts = FactsOfTalent(talent, kToday);
  EXPECT_EQ(facts.home_unit_consent, population::HomeUnitConsent::kGiven);
  EXPECT_EQ(facts.home_unit_consent_until, DayNumber(kToday));
}

TEST(TalentFacts, TheDeadAndTheSuspendedAreNotMatched) {
  tpb::Talent talent = StorageTalent("a");
  EXPECT_FALSE(FactsOfTalent(talent, kToday).paused);
  *talent.mutable_death_date() = ToDate(kToday);
  EXPECT_TRUE(FactsOfTalent(talent, kToday).paused);
  talent.clear_death_date();
  talent.set_state(tpb::Talent::SUSPENDED);
  EXPECT_TRUE(FactsOfTalent(talent, kToday).paused);
}

TEST(TalentFacts, TiersAreReadAsSchemesWriteThem) {
  const std::pair<const char*, int> kTiers[] = {
      {"A", 1},        {"a", 1},  {"B2", 2},       {"F", 6}, {"1", 1},    {"5", 5},
      {"第一层次", 1}, {"三", 3}, {"特级", 1},     {"", 0},  {"不详", 0}, {"２", 2},
      {"99", 0},       {"T", 20}, {"第五层次", 5}, {"0", 0}, {"A类", 1}};
  for (const auto& [text, rank] : kTiers) EXPECT_EQ(TierRankOf(text), rank) << text;
}

TEST(TalentFacts, TheBestTierOfTheDayCounts) {
  const int today = DayNumber(kToday);
  const TierFact later{1, true, today + 1, std::nullopt};
  const TierFact over{1, true, 0, today - 1};
  const TierFact paused{1, false, 0, std::nullopt};
  const TierFact good{3, true, 0, today + 10};
  const TierFact lasting{3, true, 0, today + 99};
  TalentFacts facts;
  ApplyTiers({later, over, paused, good, lasting}, today, facts);
  EXPECT_EQ(facts.tier_rank, 3);
  EXPECT_EQ(facts.tier_until, today + 99);
  ApplyTiers({later, good}, today + 1, facts);
  EXPECT_EQ(facts.tier_rank, 1);
  EXPECT_FALSE(facts.tier_until.has_value());
  ApplyTiers({}, today, facts);
  EXPECT_EQ(facts.tier_rank, 0);
}

TEST(TalentFacts, RestrictionsAreUnitsAndIndustriesUntilADay) {
  tpb::Talent talent = StorageTalent("a");
  tpb::ServiceRestriction& restriction = *talent.add_service_restrictions();
  restriction.set_reason(tpb::ServiceRestriction::NON_COMPETE);
  restriction.add_credit_codes(" 91350100m000100y43");
  restriction.add_industries("C384");
  restriction.set_note("竞业限制协议");
  *restriction.mutable_expire_date() = ToDate(kToday + 100);
  const TalentFacts facts = FactsOfTalent(talent, kToday);
  ASSERT_EQ(facts.restrictions.size(), 1u);
  EXPECT_EQ(facts.restrictions[0].until, DayNumber(kToday) + 100);
  EXPECT_EQ(facts.restrictions[0].units,
            std::vector{population::EmployerKey(StorageEmployer().credit_code())});
  EXPECT_EQ(facts.restrictions[0].industries, std::vector{*population::ParseIndustryKey("384")});
}

// Whoever a person is: what they can do decides.
TEST(ProtectedAttributes, ChangeNoByteOfAnyAnswer) {
  const auto answers = [](const std::function<void(tpb::Talent&)>& change) {
    population::Population population;
    for (int i = 0; i < 8; ++i) {
      tpb::Talent talent = StorageTalent(absl::StrCat("t", i));
      talent.mutable_skills(0)->set_years(i);
      change(talent);
      TalentFacts facts = FactsOfTalent(talent, kToday);
      facts.share_consent = i != 3;
      EXPECT_OK(population.Upsert(std::move(facts), i + 1));
    }
    const Stations stations;
    const Matcher matcher(population, stations);
    const Subject subject = MakeSubject(WinterDemand(), StorageEmployer(), kToday);
    std::string bytes = matcher.Match(subject, {}, 5)->SerializeAsString();
    for (int i = 0; i < 8; ++i) {
      bytes += matcher.Explain(subject, {}, 3, absl::StrCat("talents/t", i))->SerializeAsString();
    }
    return bytes;
  };
  const std::string plain = answers([](tpb::Talent&) {});
  ASSERT_FALSE(plain.empty());
  const std::function<void(tpb::Talent&)> kChanges[] = {
      [](tpb::Talent& t) { t.set_sex(tpb::Talent::MALE); },
      [](tpb::Talent& t) { t.set_sex(tpb::Talent::FEMALE); },
      [](tpb::Talent& t) { *t.mutable_birth_date() = ToDate(absl::CivilDay(1950, 1, 1)); },
      [](tpb::Talent& t) { *t.mutable_birth_date() = ToDate(absl::CivilDay(2004, 1, 1)); },
      [](tpb::Talent& t) { t.set_display_name("王小明"); },
      [](tpb::Talent& t) { t.set_nationality("FRA"); },
      [](tpb::Talent& t) { t.mutable_identity_document()->set_number("350102199001011234"); },
      [](tpb::Talent& t) { t.mutable_contact_details()->set_phone("13800001234"); },
      [](tpb::Talent& t) { t.add_native_place_ties()->set_region("350902"); },
      [](tpb::Talent& t) {
        t.add_educations()->mutable_end_date()->set_year(1975);
        t.add_work_experiences()->mutable_start_date()->set_year(1976);
      },
      [](tpb::Talent& t) { t.add_honours()->set_title("三八红旗手"); },
      [](tpb::Talent& t) { t.set_source("party school"); },
  };
  for (const auto& change : kChanges) EXPECT_EQ(answers(change), plain);
}

}  // namespace
}  // namespace houniao::recruitment
