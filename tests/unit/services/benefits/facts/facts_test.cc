#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "google/protobuf/text_format.h"

#include "services/benefits/facts/service_facts.h"
#include "services/benefits/facts/talent_facts.h"

namespace houniao::benefits {
namespace {

const absl::CivilDay kDay(2026, 3, 2);

template <typename T>
T Parse(const std::string& text) {
  T message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message)) << text;
  return message;
}

TEST(TalentFacts, WhatIsFilledInIsAFactTheRestIsUnknown) {
  TalentRecord record;
  record.talent = Parse<talent::v1::Talent>(R"(
      name: "talents/t" birth_date { year: 1960 month: 5 day: 4 } region: "350902"
      employment { status: EMPLOYMENT_STATUS_RETIRED } education_level: "11"
      titles { title: "教授" } titles { title: "讲师" level: INTERMEDIATE })");
  FactSet facts;
  AddTalentFacts(record, kDay, facts);
  EXPECT_EQ(facts.Day("birth-date"), absl::CivilDay(1960, 5, 4));
  EXPECT_EQ(facts.Text("employment-status"), "EMPLOYMENT_STATUS_RETIRED");
  EXPECT_EQ(facts.Text("education"), "11");
  EXPECT_EQ(facts.Text("title-rank"), "TITLE_RANK_SENIOR");
  EXPECT_EQ(facts.Text("region-home"), "350902");
  EXPECT_EQ(facts.Find("death-date"), nullptr);
  EXPECT_EQ(facts.Find("tier-ningde"), nullptr);
}

TEST(TalentFacts, ABirthYearAloneIsNoBirthDate) {
  TalentRecord record;
  record.talent = Parse<talent::v1::Talent>("birth_date { year: 1960 }");
  FactSet facts;
  AddTalentFacts(record, kDay, facts);
  EXPECT_EQ(facts.Find("birth-date"), nullptr);
}

TEST(TalentFacts, TiersCountOnTheDaysOfTheirValidity) {
  TalentRecord record;
  record.talent.set_name("talents/t");
  record.recognitions = {Parse<talent::v1::Recognition>(R"(scheme: "a" tier: "3" state: VALID
          start_date { year: 2025 month: 1 day: 1 } end_date { year: 2026 month: 3 day: 2 })"),
                         Parse<talent::v1::Recognition>(R"(scheme: "a" tier: "2" state: VALID
          start_date { year: 2026 month: 3 day: 3 })"),
                         Parse<talent::v1::Recognition>(R"(scheme: "a" tier: "1" state: PAUSED
          start_date { year: 2020 month: 1 day: 1 })"),
                         Parse<talent::v1::Recognition>(R"(scheme: "b" tier: "B" state: CANCELLED
          start_date { year: 2020 month: 1 day: 1 })")};
  FactSet today, tomorrow, before;
  AddTalentFacts(record, kDay, today);
  AddTalentFacts(record, kDay + 1, tomorrow);
  AddTalentFacts(record, absl::CivilDay(2024, 1, 1), before);
  EXPECT_EQ(today.Text("tier-a"), "3");
  EXPECT_EQ(tomorrow.Text("tier-a"), "2");
  EXPECT_EQ(before.Text("tier-a"), "none");
  EXPECT_EQ(today.Text("tier-b"), "none");
}

TEST(TalentFacts, NothingIsPaidToTheDead) {
  talent::v1::Talent talent;
  EXPECT_EQ(PaymentObstacle(talent, kDay), "");
  talent = Parse<talent::v1::Talent>("death_date { year: 2026 month: 3 day: 2 }");
  EXPECT_NE(PaymentObstacle(talent, kDay), "");
  talent = Parse<talent::v1::Talent>("state: SUSPENDED");
  EXPECT_NE(PaymentObstacle(talent, kDay), "");
}

constexpr char kService[] = R"(
  summaries { engagement: "engagements/a" employer: "employers/x" year: 2025
              confirmed_half_day_count: 80 confirmed_workday_half_count: 80
              agreement_months: 36 form: ENGAGEMENT_FORM_SEASONAL region: "350902" }
  summaries { engagement: "engagements/a" employer: "employers/x" year: 2026
              confirmed_half_day_count: 50 confirmed_workday_half_count: 47
              agreement_months: 36 form: ENGAGEMENT_FORM_SEASONAL region: "350902" }
  summaries { engagement: "engagements/b" year: 2026 confirmed_half_day_count: 99
              confirmed_workday_half_count: 99 })";

TEST(ServiceFacts, TheEngagementWithTheMostDaysCounts) {
  ServiceRecord record;
  record.all = Parse<recruitment::v1::SummarizeServiceResponse>(kService);
  record.rolling_year = record.all;
  FactSet facts;
  AddServiceFacts(record, kDay, facts);
  EXPECT_EQ(facts.Number("service-days-year"), 23) << "47 halves on working days";
  EXPECT_EQ(facts.Number("service-days-engagement"), 63);
  EXPECT_EQ(facts.Number("agreement-months"), 36);
  EXPECT_EQ(facts.Text("engagement-form"), "ENGAGEMENT_FORM_SEASONAL");
  EXPECT_EQ(facts.Text("employer"), "employers/x");
}

TEST(ServiceFacts, TheEngagementAskedForCountsAlone) {
  ServiceRecord record;
  record.all = Parse<recruitment::v1::SummarizeServiceResponse>(kService);
  record.engagement =
      Parse<recruitment::v1::Engagement>(R"(name: "engagements/b" agreement_months: 12)");
  FactSet facts;
  AddServiceFacts(record, kDay, facts);
  EXPECT_EQ(facts.Number("service-days-year"), 49);
  EXPECT_EQ(facts.Number("agreement-months"), 12);
  EXPECT_EQ(facts.Find("engagement-form"), nullptr);
}

TEST(ServiceFacts, WithoutServiceNothingIsKnown) {
  FactSet facts;
  AddServiceFacts({}, kDay, facts);
  EXPECT_TRUE(facts.All().empty());
  EXPECT_EQ(RollingYearStart(kDay), absl::CivilDay(2025, 3, 3));
}

}  // namespace
}  // namespace houniao::benefits
