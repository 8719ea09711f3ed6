#include "services/benefits/rules/criteria.h"

#include <gtest/gtest.h>

#include "google/protobuf/text_format.h"

#include "services/benefits/rules/ages.h"
#include "services/benefits/rules/wording.h"

namespace houniao::benefits {
namespace {

const absl::CivilDay kDay(2026, 3, 2);

// criterion, key of a fact, its value (empty: absent), verdict.
struct Row {
  const char* criterion;
  const char* fact;
  const char* value;
  v1::Verdict verdict;
};

class CriterionTable : public ::testing::TestWithParam<Row> {};

TEST_P(CriterionTable, Holds) {
  v1::Criterion criterion;
  ASSERT_TRUE(google::protobuf::TextFormat::ParseFromString(GetParam().criterion, &criterion));
  FactSet facts;
  if (*GetParam().value != '\0') {
    v1::Fact fact;
    fact.set_key(GetParam().fact);
    ASSERT_TRUE(
        google::protobuf::TextFormat::ParseFromString(GetParam().value, fact.mutable_value()));
    facts.Set(fact);
  }
  const Tested tested = TestCriterion(criterion, facts, {"policies/p", "group", kDay});
  EXPECT_EQ(tested.verdict, GetParam().verdict) << GetParam().criterion << GetParam().value;
  EXPECT_FALSE(tested.needed.empty());
  EXPECT_EQ(tested.actual.empty(), tested.verdict == v1::VERDICT_UNKNOWN);
  ASSERT_EQ(tested.facts.size(), 1U);
  EXPECT_EQ(tested.facts[0], GetParam().fact);
}

constexpr v1::Verdict kYes = v1::VERDICT_YES, kNo = v1::VERDICT_NO, kUnknown = v1::VERDICT_UNKNOWN;

INSTANTIATE_TEST_SUITE_P(
    Typed, CriterionTable,
    ::testing::Values(
        Row{R"(tier { scheme: "s" tiers: "1" })", "tier-s", R"(text: "1")", kYes},
        Row{R"(tier { scheme: "s" tiers: "1" })", "tier-s", R"(text: "none")", kNo},
        Row{R"(tier { scheme: "s" tiers: "1" })", "tier-s", "", kUnknown},
        Row{R"(tier { scheme: "s" tiers: "1" })", "tier-s", "number: 1", kUnknown},
        Row{"service_days { min_days: 63 }", "service-days-year", "number: 63", kYes},
        Row{"service_days { min_days: 63 period: ROLLING_YEAR }", "service-days-rolling-year",
            "number: 62", kNo},
        Row{"service_days { min_days: 63 period: ENGAGEMENT }", "service-days-engagement", "",
            kUnknown},
        Row{"agreement_months { min: 36 max: 60 }", "agreement-months", "number: 60", kYes},
        Row{"agreement_months { min: 36 max: 60 }", "agreement-months", "number: 61", kNo},
        Row{"employment_status { none_of: EMPLOYMENT_STATUS_CIVIL_SERVANT }", "employment-status",
            R"(text: "EMPLOYMENT_STATUS_CIVIL_SERVANT")", kNo},
        Row{"employment_status { none_of: EMPLOYMENT_STATUS_CIVIL_SERVANT }", "employment-status",
            R"(text: "EMPLOYMENT_STATUS_RETIRED")", kYes},
        Row{"employment_status { none_of: EMPLOYMENT_STATUS_CIVIL_SERVANT }", "employment-status",
            R"(text: "NO_SUCH")", kUnknown},
        Row{R"(education { min_education: "14" })", "education", R"(text: "11")", kYes},
        Row{R"(education { min_education: "14" })", "education", R"(text: "21")", kNo},
        Row{R"(education { min_education: "11" })", "education", R"(text: "12")", kNo},
        Row{"title_rank { min_rank: TITLE_RANK_ASSOCIATE_SENIOR }", "title-rank",
            R"(text: "TITLE_RANK_SENIOR")", kYes},
        Row{"title_rank { min_rank: TITLE_RANK_ASSOCIATE_SENIOR }", "title-rank",
            R"(text: "TITLE_RANK_INTERMEDIATE")", kNo},
        Row{"first_time { scope: THIS_POLICY }", "received-policies",
            R"(texts { values: "policies/p" })", kNo},
        Row{"first_time { scope: THIS_POLICY }", "received-policies", "texts { }", kYes},
        Row{"first_time { scope: EXCLUSIVE_GROUP }", "received-groups",
            R"(texts { values: "group" })", kNo},
        Row{"first_time { scope: DISTRICT }", "new-to-district", "flag: true", kYes},
        Row{"first_time { scope: DISTRICT }", "new-to-district", "", kUnknown},
        Row{R"(excluded_programmes { programmes: "envoy" })", "programmes",
            R"(texts { values: "team" values: "envoy" })", kNo},
        Row{"engagement_form { any_of: ENGAGEMENT_FORM_SEASONAL }", "engagement-form",
            R"(text: "ENGAGEMENT_FORM_SEASONAL")", kYes},
        Row{R"(region { place: WORK any_of: "3509" })", "region-work", R"(text: "350902")", kYes},
        Row{R"(region { place: WORK any_of: "3509" none_of: "350902" })", "region-work",
            R"(text: "350902")", kNo},
        Row{R"(region { place: HOME any_of: "35" })", "region-home", R"(text: "110101")", kNo},
        Row{R"(document { document: "labour-contract" })", "document-labour-contract",
            "date { year: 2026 month: 3 day: 2 }", kYes},
        Row{R"(document { document: "labour-contract" })", "document-labour-contract",
            "date { year: 2026 month: 3 day: 1 }", kNo},
        Row{"evaluation { stage: ANNUAL }", "evaluation-annual", "flag: false", kNo},
        Row{R"(months_since { fact: "graduation-date" months { max: 36 } })", "graduation-date",
            "date { year: 2023 month: 2 day: 3 }", kYes},
        Row{R"(months_since { fact: "graduation-date" months { max: 36 } })", "graduation-date",
            "date { year: 2023 month: 2 day: 2 }", kNo}));

INSTANTIATE_TEST_SUITE_P(
    Generic, CriterionTable,
    ::testing::Values(
        Row{R"(fact { key: "k" op: EQUAL value { text: "a" } })", "k", R"(text: "a")", kYes},
        Row{R"(fact { key: "k" op: NOT_EQUAL value { text: "a" } })", "k", R"(text: "b")", kYes},
        Row{R"(fact { key: "k" op: EQUAL value { number: 1 } })", "k", R"(text: "1")", kUnknown},
        Row{R"(fact { key: "k" op: EQUAL value { texts { values: "a" values: "b" } } })", "k",
            R"(texts { values: "b" values: "a" })", kYes},
        Row{R"(fact { key: "k" op: AT_LEAST value { number: 5 } })", "k", "number: 5", kYes},
        Row{R"(fact { key: "k" op: ABOVE value { number: 5 } })", "k", "number: 5", kNo},
        Row{R"(fact { key: "k" op: BELOW value { number: 5 } })", "k", "number: 4", kYes},
        Row{R"(fact { key: "k" op: AT_MOST value { date { year: 2026 month: 1 day: 1 } } })", "k",
            "date { year: 2026 month: 1 day: 2 }", kNo},
        Row{R"(fact { key: "k" op: AT_MOST value { number: 5 } })", "k", "flag: true", kUnknown},
        Row{R"(fact { key: "k" op: ANY_OF value { texts { values: "a" values: "b" } } })", "k",
            R"(texts { values: "b" values: "c" })", kYes},
        Row{R"(fact { key: "k" op: NONE_OF value { texts { values: "a" } } })", "k", R"(text: "a")",
            kNo},
        Row{R"(fact { key: "k" op: STARTS_WITH value { texts { values: "38" } } })", "k",
            R"(text: "3849")", kYes},
        Row{R"(fact { key: "k" op: STARTS_WITH value { text: "38" } })", "k", "", kUnknown}));

TEST(Words, YuanAndClip) {
  EXPECT_EQ(YuanWords(5), "0.05 元");
  EXPECT_EQ(YuanWords(123456789), "1,234,567.89 元");
  EXPECT_EQ(YuanWords(100000), "1,000.00 元");
  EXPECT_EQ(YuanWords(-99900), "-999.00 元");
  EXPECT_EQ(Clip("工作津贴", 4), "工作津贴");
  EXPECT_EQ(Clip("工作津贴", 3), "工作…");
}

TEST(Ages, LeapDaysAndMonthEnds) {
  EXPECT_EQ(FullYears(absl::CivilDay(2000, 2, 29), absl::CivilDay(2025, 2, 28)), 24);
  EXPECT_EQ(FullYears(absl::CivilDay(2000, 2, 29), absl::CivilDay(2025, 3, 1)), 25);
  EXPECT_EQ(AddMonths(absl::CivilDay(2026, 1, 31), 1), absl::CivilDay(2026, 2, 28));
  EXPECT_EQ(AddMonths(absl::CivilDay(2026, 3, 31), -13), absl::CivilDay(2025, 2, 28));
  EXPECT_EQ(FullMonths(absl::CivilDay(2026, 1, 31), absl::CivilDay(2026, 2, 28)), 1);
  EXPECT_EQ(FullMonths(absl::CivilDay(2026, 1, 15), absl::CivilDay(2026, 2, 14)), 0);
  EXPECT_EQ(FullMonths(absl::CivilDay(2026, 2, 14), absl::CivilDay(2026, 1, 15)), 0);
}

}  // namespace
}  // namespace houniao::benefits
