#include "services/recruitment/matching/gates.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/base/dates.h"
#include "common/codes/skills.h"
#include "common/population/codes_as_keys.h"
#include "services/recruitment/matching/talent_facts.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/services/recruitment/demand_fixture.h"

namespace houniao::recruitment {
namespace {

using namespace houniao::type::v1;
using population::TalentFacts;
using ::testing::HasSubstr;

const absl::CivilDay kToday(2026, 3, 2);

TalentFacts GoodFacts() {
  TalentFacts facts = FactsOfTalent(StorageTalent("a"), kToday);
  facts.share_consent = true;
  return facts;
}

uint32_t Industry(const char* code) { return population::ParseIndustryKey(code).value_or(0); }

v1::GateResult FirstFailed(const v1::Demand& demand, const TalentFacts& facts,
                           const Stations* stations = nullptr) {
  population::Store store{population::RestDays(calendar::WorkingCalendar::Announced())};
  EXPECT_OK(store.Upsert(facts));
  const Subject subject = MakeSubject(demand, StorageEmployer(), kToday);
  const GateList gates(subject, store, stations);
  const Applicant applicant{&store, *store.RowOf(facts.id)};
  const GateRule* const failed = gates.FirstFailed(applicant);
  return failed == nullptr ? v1::GateResult() : failed->Explain(applicant);
}

TEST(Gates, LetAGoodApplicantPass) {
  EXPECT_EQ(FirstFailed(WinterDemand(), GoodFacts()).gate(), v1::GATE_UNSPECIFIED);
}

struct GateCase {
  v1::Gate gate;
  void (*spoil)(v1::Demand&, TalentFacts&);
  int64_t shortfall = 0;
  v1::GateResult::Unit unit = v1::GateResult::UNIT_UNSPECIFIED;
};

class OneGate : public ::testing::TestWithParam<GateCase> {};

TEST_P(OneGate, FailsAloneAndSaysHowFarOff) {
  v1::Demand demand = WinterDemand();
  TalentFacts facts = GoodFacts();
  GetParam().spoil(demand, facts);
  const v1::GateResult failed = FirstFailed(demand, facts);
  EXPECT_EQ(failed.gate(), GetParam().gate) << failed.DebugString();
  EXPECT_EQ(failed.shortfall(), GetParam().shortfall) << failed.DebugString();
  EXPECT_EQ(failed.unit(), GetParam().unit);
  EXPECT_FALSE(failed.passed());
  EXPECT_FALSE(failed.needed().empty());
  EXPECT_FALSE(failed.actual().empty());
  EXPECT_FALSE(failed.basis().empty());
}

INSTANTIATE_TEST_SUITE_P(
    Table, OneGate,
    ::testing::Values(
        GateCase{v1::GATE_SHARE_CONSENT, [](auto&, auto& f) { f.share_consent = false; }},
        GateCase{v1::GATE_AUTOMATED_MATCHING,
                 [](auto&, auto& f) { f.manual_matching_only = true; }},
        GateCase{v1::GATE_PROFILE_ACTIVE, [](auto&, auto& f) { f.paused = true; }},
        GateCase{v1::GATE_STATUS_ALLOWED,
                 [](auto&, auto& f) { f.employment_status = EMPLOYMENT_STATUS_CIVIL_SERVANT; }},
        GateCase{v1::GATE_STATUS_ALLOWED,
                 [](auto& d, auto&) {
                   d.clear_forms();
                   d.add_forms(ENGAGEMENT_FORM_RETIREE);
                 }},
        GateCase{v1::GATE_FORM_ACCEPTED,
                 [](auto&, auto& f) { f.forms = population::Bit(ENGAGEMENT_FORM_EQUITY); }},
        GateCase{v1::GATE_FORM_ACCEPTED, [](auto&, auto& f) { f.forms = 0; }},
        GateCase{v1::GATE_HOME_UNIT_CONSENT,
                 [](auto&, auto& f) {
                   f.home_unit_consent = population::HomeUnitConsent::kMissing;
                 }},
        GateCase{v1::GATE_HOME_UNIT_CONSENT,
                 [](auto&, auto& f) {
                   f.home_unit_consent = population::HomeUnitConsent::kGiven;
                   f.home_unit_consent_until = DayNumber(kToday) - 1;
                 }},
        GateCase{v1::GATE_CONFLICT_OF_INTEREST,
                 [](auto&, auto& f) {
                   f.home_unit = population::EmployerKey(StorageEmployer().credit_code());
                 }},
        GateCase{v1::GATE_CONFLICT_OF_INTEREST,
                 [](auto&, auto& f) {
                   f.interests = {population::EmployerKey(StorageEmployer().credit_code())};
                 }},
        GateCase{v1::GATE_SERVICE_RESTRICTION,
                 [](auto&, auto& f) {
                   const uint64_t host = population::EmployerKey(StorageEmployer().credit_code());
                   f.restrictions = {{DayNumber(absl::CivilDay(2026, 12, 5)), {host}, {}}};
                 },
                 5, v1::GateResult::DAY},
        GateCase{v1::GATE_SERVICE_RESTRICTION,
                 [](auto&, auto& f) {
                   f.restrictions = {{DayNumber(absl::CivilDay(2026, 12, 1)), {}, {Industry("38")}}};
                 },
                 1, v1::GateResult::DAY},
        // Of a demand that has no days: today.
        GateCase{v1::GATE_SERVICE_RESTRICTION,
                 [](auto& d, auto& f) {
                   d.clear_period();
                   f.restrictions = {{DayNumber(kToday) + 1, {}, {Industry("C")}}};
                 },
                 2, v1::GateResult::DAY},
        GateCase{v1::GATE_INTEGRITY_RECORD,
                 [](auto&, auto& f) { f.integrity_until = DayNumber(kToday); }},
        GateCase{v1::GATE_SEASON,
                 [](auto&, auto& f) { f.seasons = {{12, 1, 12, 31}}; }, 2 * (63 - 31),
                 v1::GateResult::HALF_DAY},
        GateCase{v1::GATE_REMAINING_DAYS, [](auto&, auto& f) { f.days_per_year = 20; },
                 2 * (63 - 20 - 20), v1::GateResult::HALF_DAY},
        GateCase{v1::GATE_MUST_HAVE_SKILL, [](auto&, auto& f) { f.skills[0].level = 1; }, 1,
                 v1::GateResult::STEP},
        GateCase{v1::GATE_MUST_HAVE_SKILL, [](auto&, auto& f) { f.skills.clear(); }, 2,
                 v1::GateResult::STEP},
        GateCase{v1::GATE_MUST_HAVE_SKILL,
                 [](auto& d, auto&) {
                   d.mutable_requirements(0)->mutable_skill()->set_min_years(11);
                 },
                 3, v1::GateResult::YEAR},
        GateCase{v1::GATE_EDUCATION,
                 [](auto& d, auto& f) {
                   d.mutable_requirements(1)->set_necessity(v1::Requirement::MUST);
                   f.education_rank = 1;
                 },
                 2, v1::GateResult::STEP},
        GateCase{v1::GATE_TITLE_RANK,
                 [](auto& d, auto&) {
                   auto* r = d.add_requirements();
                   r->set_necessity(v1::Requirement::MUST);
                   r->mutable_title_rank()->set_min_rank(v1::TITLE_RANK_ASSOCIATE_SENIOR);
                 },
                 3, v1::GateResult::STEP},
        GateCase{v1::GATE_TIER,
                 [](auto& d, auto& f) {
                   auto* r = d.add_requirements();
                   r->set_necessity(v1::Requirement::MUST);
                   r->mutable_tier()->set_max_rank(2);
                   f.tier_rank = 5;
                 },
                 3, v1::GateResult::STEP},
        GateCase{v1::GATE_INDUSTRY,
                 [](auto& d, auto&) {
                   auto* r = d.add_requirements();
                   r->set_necessity(v1::Requirement::MUST);
                   r->mutable_industry_experience()->add_industries("88");
                 }},
        GateCase{v1::GATE_EXPERIENCE,
                 [](auto& d, auto&) {
                   auto* r = d.add_requirements();
                   r->set_necessity(v1::Requirement::MUST);
                   r->mutable_experience()->set_min_years(10);
                 },
                 2, v1::GateResult::YEAR},
        GateCase{v1::GATE_MAJOR,
                 [](auto& d, auto&) {
                   auto* r = d.add_requirements();
                   r->set_necessity(v1::Requirement::MUST);
                   r->mutable_major()->add_majors("旅游管理");
                 }},
        GateCase{v1::GATE_WORK_REGION,
                 [](auto& d, auto&) {
                   auto* r = d.add_requirements();
                   r->set_necessity(v1::Requirement::MUST);
                   r->mutable_work_region()->add_regions("46");
                 }},
        GateCase{v1::GATE_REGION, [](auto&, auto& f) { f.served_regions = {"46"}; }},
        GateCase{v1::GATE_FEE_MODEL,
                 [](auto&, auto& f) { f.fee_models = population::Bit(FEE_MODEL_EQUITY); }},
        GateCase{v1::GATE_FEE, [](auto&, auto& f) { f.day_fee_fen = 200050; }, 50,
                 v1::GateResult::FEN},
        GateCase{v1::GATE_ON_SITE_SHARE,
                 [](auto& d, auto& f) {
                   d.set_on_site_share_bp(6000);
                   f.remote_share_bp = 5000;
                 },
                 1000, v1::GateResult::BASIS_POINT}));

TEST(Gates, ACivilServantMayServeUnpaid) {
  v1::Demand demand = WinterDemand();
  demand.set_fee_model(FEE_MODEL_UNPAID);
  demand.clear_day_fee_fen();
  TalentFacts facts = GoodFacts();
  facts.employment_status = EMPLOYMENT_STATUS_CIVIL_SERVANT;
  EXPECT_EQ(FirstFailed(demand, facts).gate(), v1::GATE_UNSPECIFIED);
  demand.clear_forms();
  demand.add_forms(ENGAGEMENT_FORM_EQUITY);
  EXPECT_EQ(FirstFailed(demand, facts).gate(), v1::GATE_STATUS_ALLOWED);
}

TEST(Gates, RestrictionsBarNobodyElseAndNotForEver) {
  const int last = DayNumber(absl::CivilDay(2027, 3, 31));
  TalentFacts facts = GoodFacts();
  // Another unit, a neighbouring industry, and one within the host's: the host does more.
  facts.restrictions = {{last, {population::EmployerKey("another")}, {Industry("3841")}}};
  EXPECT_EQ(FirstFailed(WinterDemand(), facts).gate(), v1::GATE_UNSPECIFIED);
  // Over on the day before the first.
  facts.restrictions = {{DayNumber(absl::CivilDay(2026, 11, 30)), {}, {Industry("3849")}}};
  EXPECT_EQ(FirstFailed(WinterDemand(), facts).gate(), v1::GATE_UNSPECIFIED);
  // Work of an industry that is barred, for an employer of another one.
  facts.restrictions = {{last, {}, {Industry("75")}}};
  v1::Demand demand = WinterDemand();
  EXPECT_EQ(FirstFailed(demand, facts).gate(), v1::GATE_UNSPECIFIED);
  demand.set_industry("7511");
  EXPECT_EQ(FirstFailed(demand, facts).gate(), v1::GATE_SERVICE_RESTRICTION);
  // Of several the one that lasts longest.
  facts.restrictions.push_back({last + 10, {}, {Industry("M")}});
  EXPECT_THAT(FirstFailed(demand, facts).actual(), HasSubstr("2027-04-10"));
}

TEST(Gates, AcademiciansHoldOneStationAndThreeOnceRetired) {
  Stations stations;
  TalentFacts facts = GoodFacts();
  facts.academician = true;
  EXPECT_EQ(FirstFailed(WinterDemand(), facts, &stations).gate(), v1::GATE_UNSPECIFIED);
  stations.Set("x1", "employers/e2", {"a"}, true);
  const v1::GateResult failed = FirstFailed(WinterDemand(), facts, &stations);
  EXPECT_EQ(failed.gate(), v1::GATE_ACADEMICIAN_QUOTA);
  EXPECT_EQ(failed.shortfall(), 1);
  facts.employment_status = EMPLOYMENT_STATUS_RETIRED;
  stations.Set("x2", "employers/e3", {"a"}, true);
  EXPECT_EQ(FirstFailed(WinterDemand(), facts, &stations).gate(), v1::GATE_UNSPECIFIED);
  stations.Set("x3", "employers/e4", {"a"}, true);
  EXPECT_EQ(FirstFailed(WinterDemand(), facts, &stations).gate(), v1::GATE_ACADEMICIAN_QUOTA);
  // The host they serve already is no further station.
  stations.Set("x3", "employers/e1", {"a"}, true);
  EXPECT_EQ(FirstFailed(WinterDemand(), facts, &stations).gate(), v1::GATE_UNSPECIFIED);
  // Over is over.
  facts.employment_status = EMPLOYMENT_STATUS_ENTERPRISE;
  for (const char* id : {"x1", "x2", "x3"}) stations.Set(id, "", {}, false);
  EXPECT_EQ(FirstFailed(WinterDemand(), facts, &stations).gate(), v1::GATE_UNSPECIFIED);
}

TEST(Gates, NarrowerSkillsAndAlternativesMeetAMust) {
  const auto& table = codes::SkillTable::BuiltIn();
  // Any skill with a parent.
  for (codes::SkillId id = 0; id < table.size(); ++id) {
    if (!table.parent(id).has_value()) continue;
    v1::Demand demand = WinterDemand();
    TalentFacts facts = GoodFacts();
    facts.skills[0].skill = id;
    demand.mutable_requirements(0)->mutable_skill()->set_skill(table.Get(*table.parent(id)).key);
    EXPECT_EQ(FirstFailed(demand, facts).gate(), v1::GATE_UNSPECIFIED);
    facts.skills[0].skill = *table.parent(id);
    demand.mutable_requirements(0)->mutable_skill()->set_skill(table.Get(id).key);
    EXPECT_EQ(FirstFailed(demand, facts).gate(), v1::GATE_MUST_HAVE_SKILL);
    demand.mutable_requirements(0)->mutable_skill()->add_alternatives(
        table.Get(*table.parent(id)).key);
    EXPECT_EQ(FirstFailed(demand, facts).gate(), v1::GATE_UNSPECIFIED);
    return;
  }
  FAIL() << "no skill has a parent";
}

TEST(Gates, DaysThatArePastDoNotCount) {
  v1::Demand demand = WinterDemand();
  *demand.mutable_period() = Period(absl::CivilDay(2026, 1, 1), absl::CivilDay(2026, 4, 30));
  demand.set_day_count(60);
  EXPECT_EQ(FirstFailed(demand, GoodFacts()).gate(), v1::GATE_UNSPECIFIED);  // 2 March on: 60 days
  demand.set_day_count(61);
  EXPECT_EQ(FirstFailed(demand, GoodFacts()).gate(), v1::GATE_SEASON);
}

TEST(Gates, SeasonsWrapTheYearOnBothSides) {
  v1::Demand demand = WinterDemand();
  *demand.mutable_period() = Period(absl::CivilDay(2027, 9, 1), absl::CivilDay(2028, 8, 31));
  *demand.mutable_season() = Season(12, 1, 2, 29);
  TalentFacts facts = GoodFacts();
  facts.days_per_year.reset();
  facts.seasons = {{2, 15, 11, 30}};
  demand.set_day_count(15);  // 15 to 29 February 2028
  EXPECT_EQ(FirstFailed(demand, facts).gate(), v1::GATE_UNSPECIFIED);
  demand.set_day_count(16);
  const v1::GateResult failed = FirstFailed(demand, facts);
  EXPECT_EQ(failed.gate(), v1::GATE_SEASON);
  EXPECT_EQ(failed.shortfall(), 2);
  EXPECT_THAT(failed.actual(), HasSubstr("15 天"));
}

}  // namespace
}  // namespace houniao::recruitment
