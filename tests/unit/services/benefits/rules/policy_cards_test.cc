// Rule cards of real policies at their edges.
#include "tests/unit/services/benefits/rules/policy_cards.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/base/dates.h"
#include "services/benefits/rules/evaluate.h"

namespace houniao::benefits {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

const absl::CivilDay kToday(2026, 6, 1);

class Person {
 public:
  Person& Number(absl::string_view key, int64_t value) {
    facts_.Set(NumberFact(key, value, "test", kToday));
    return *this;
  }
  Person& Text(absl::string_view key, absl::string_view value) {
    facts_.Set(TextFact(key, value, "test", kToday));
    return *this;
  }
  Person& Flag(absl::string_view key, bool value) {
    facts_.Set(FlagFact(key, value, "test", kToday));
    return *this;
  }
  Person& Day(absl::string_view key, absl::CivilDay value) {
    facts_.Set(DayFact(key, value, "test", kToday));
    return *this;
  }
  Person& Received(const std::vector<std::string>& policies,
                   const std::vector<std::string>& groups = {}) {
    facts_.Set(TextsFact("received-policies", policies, "test", kToday));
    facts_.Set(TextsFact("received-groups", groups, "test", kToday));
    return *this;
  }
  const FactSet& facts() const { return facts_; }

 private:
  FactSet facts_;
};

v1::PolicyEvaluation Ask(const v1::PolicyTerms& terms, const Person& person,
                         absl::CivilDay as_of = kToday, Usage usage = {}) {
  Inquiry inquiry;
  inquiry.policy = "policies/p";
  inquiry.terms = &terms;
  inquiry.facts = &person.facts();
  inquiry.usage = std::move(usage);
  inquiry.as_of = as_of;
  inquiry.approval = as_of;
  return Evaluate(inquiry, calendar::WorkingCalendar::Announced());
}

std::vector<int64_t> Amounts(const v1::AmountSchedule& schedule) {
  std::vector<int64_t> amounts;
  for (const auto& instalment : schedule.instalments()) amounts.push_back(instalment.amount_fen());
  return amounts;
}

Person FlexibleExpert() {
  Person person;
  person.Text("tier-ningde", "3").Number("service-days-year", 63).Number("agreement-months", 36);
  person.Received({});
  return person;
}

TEST(NingdeFlexible, SixtyThreeDaysAreEnoughSixtyTwoAreNot) {
  const auto terms = NingdeFlexible();
  Person person = FlexibleExpert();
  person.Text("programmes", "none");
  EXPECT_EQ(Ask(terms, person).verdict(), v1::VERDICT_YES);
  person.Number("service-days-year", 62);
  const auto refused = Ask(terms, person);
  EXPECT_EQ(refused.verdict(), v1::VERDICT_NO);
  EXPECT_THAT(refused.failing_condition(), HasSubstr("≥ 63 个工作日"));
  EXPECT_THAT(refused.failing_condition(), HasSubstr("62"));
  EXPECT_TRUE(refused.awards().empty());
}

TEST(NingdeFlexible, PaysThirtySixMonthsAndKeepsTheBonusOpen) {
  Person person = FlexibleExpert();
  person.Text("programmes", "none");
  const auto granted = Ask(NingdeFlexible(), person);
  ASSERT_EQ(granted.verdict(), v1::VERDICT_YES);
  EXPECT_EQ(granted.schedule().total_fen(), 36 * 400000);
  EXPECT_EQ(granted.schedule().instalments_size(), 36);
  // 2026-06-01 and ten working days.
  EXPECT_EQ(FormatDay(*ToCivilDay(granted.schedule().instalments(0).due_date())), "2026-06-15");
  // January 2027 is past the announced calendar.
  EXPECT_TRUE(granted.schedule().instalments(7).due_unknown());
  EXPECT_EQ(granted.awards(1).verdict(), v1::VERDICT_UNKNOWN);
}

TEST(NingdeFlexible, AsksTheCheapestQuestionFirst) {
  Person person;
  person.Text("tier-ningde", "2").Received({});
  const auto asked = Ask(NingdeFlexible(), person);
  EXPECT_EQ(asked.verdict(), v1::VERDICT_UNKNOWN);
  std::vector<std::string> keys;
  for (const auto& missing : asked.missing_facts()) keys.push_back(missing.key());
  EXPECT_THAT(keys, ElementsAre("agreement-months", "programmes", "service-days-year"));
  EXPECT_EQ(asked.next_question().key(), "agreement-months");
  EXPECT_EQ(asked.next_question().cost(), v1::MissingFact::RECORD);
}

TEST(NingdeFlexible, AnExcludedProgrammeAndAnExpiredTierSayNo) {
  Person envoy = FlexibleExpert();
  envoy.Text("programmes", "provincial-science-envoy");
  EXPECT_EQ(Ask(NingdeFlexible(), envoy).verdict(), v1::VERDICT_NO);
  Person lapsed = FlexibleExpert();
  lapsed.Text("programmes", "none").Text("tier-ningde", "none");
  EXPECT_THAT(Ask(NingdeFlexible(), lapsed).failing_condition(), HasSubstr("无有效认定"));
}

TEST(NingdeFlexible, ASecondPolicyOfTheGroupIsRefused) {
  Person person = FlexibleExpert();
  person.Text("programmes", "none").Received({"policies/other"}, {"living-allowance"});
  const auto refused = Ask(NingdeFlexible(), person);
  EXPECT_EQ(refused.verdict(), v1::VERDICT_NO);
  EXPECT_THAT(refused.failing_condition(), HasSubstr("living-allowance"));
}

struct AgeCase {
  const char* name;
  absl::CivilDay birth;
  v1::Verdict verdict;
};

class SilverAge : public ::testing::TestWithParam<AgeCase> {};

TEST_P(SilverAge, IsKeptToTheDay) {
  Person person;
  person.Day("birth-date", GetParam().birth).Text("education", "11").Number("contract-months", 24);
  person.Number("annual-pay-fen", 8000000);
  EXPECT_EQ(Ask(QuanzhouSilver(), person).verdict(), GetParam().verdict);
}

INSTANTIATE_TEST_SUITE_P(
    Edges, SilverAge,
    ::testing::Values(AgeCase{"SixtyLessADay", absl::CivilDay(1966, 6, 2), v1::VERDICT_NO},
                      AgeCase{"Sixty", absl::CivilDay(1966, 6, 1), v1::VERDICT_YES},
                      AgeCase{"SeventyLessADay", absl::CivilDay(1956, 6, 2), v1::VERDICT_YES},
                      AgeCase{"Seventy", absl::CivilDay(1956, 6, 1), v1::VERDICT_YES},
                      AgeCase{"SeventyAndADay", absl::CivilDay(1956, 5, 31), v1::VERDICT_NO}),
    [](const auto& info) { return info.param.name; });

Person SilverExpert() {
  Person person;
  person.Day("birth-date", absl::CivilDay(1960, 1, 1)).Text("education", "11");
  person.Number("contract-months", 24).Number("annual-pay-fen", 12000000);
  return person;
}

TEST(QuanzhouSilver, TheSixteenthOfTheYearIsRefused) {
  Usage usage;
  usage.cases_this_year = 14;
  EXPECT_EQ(Ask(QuanzhouSilver(), SilverExpert(), kToday, usage).verdict(), v1::VERDICT_YES);
  usage.cases_this_year = 15;
  const auto refused = Ask(QuanzhouSilver(), SilverExpert(), kToday, usage);
  EXPECT_EQ(refused.verdict(), v1::VERDICT_NO);
  EXPECT_THAT(refused.failing_condition(), HasSubstr("年度名额"));
}

TEST(QuanzhouSilver, HalfOfThePayUpToTheCap) {
  EXPECT_EQ(Ask(QuanzhouSilver(), SilverExpert()).schedule().total_fen(), 5000000);
  Person person = SilverExpert();
  person.Number("annual-pay-fen", 6000001);
  // Rounded down to the fen.
  EXPECT_EQ(Ask(QuanzhouSilver(), person).schedule().total_fen(), 3000000);
}

TEST(QuanzhouSilver, TheSecondSetOpensAnotherWay) {
  Person person = SilverExpert();
  person.Number("contract-months", 12).Number("annual-pay-fen", 10000000);
  EXPECT_EQ(Ask(QuanzhouSilver(), person).verdict(), v1::VERDICT_YES);
  person.Number("annual-pay-fen", 9999999);
  const auto refused = Ask(QuanzhouSilver(), person);
  EXPECT_EQ(refused.verdict(), v1::VERDICT_NO);
  const auto& pay = refused.traces(refused.traces_size() - 1);
  EXPECT_EQ(pay.needed(), "≥ 100,000.00 元");
  EXPECT_EQ(pay.actual(), "99,999.99 元");
}

TEST(QuanzhouSilver, TheBaseIsAskedForWithThePolicysOwnWords) {
  Person person;
  person.Day("birth-date", absl::CivilDay(1960, 1, 1)).Text("education", "11");
  person.Number("contract-months", 24);
  const auto asked = Ask(QuanzhouSilver(), person);
  EXPECT_EQ(asked.verdict(), v1::VERDICT_UNKNOWN);
  EXPECT_EQ(asked.next_question().key(), "annual-pay-fen");
  EXPECT_EQ(asked.next_question().question(), "全年劳务报酬是多少?");
}

TEST(QuanzhouSilver, HoldsWithinItsDatesOnly) {
  const auto terms = QuanzhouSilver();
  Person person = SilverExpert();
  EXPECT_EQ(Ask(terms, person, absl::CivilDay(2026, 2, 28)).verdict(), v1::VERDICT_NO);
  EXPECT_EQ(Ask(terms, person, absl::CivilDay(2026, 3, 1)).verdict(), v1::VERDICT_YES);
  EXPECT_EQ(Ask(terms, person, absl::CivilDay(2029, 12, 31)).verdict(), v1::VERDICT_YES);
  EXPECT_EQ(Ask(terms, person, absl::CivilDay(2031, 1, 1)).verdict(), v1::VERDICT_NO);
}

// 青岛高层次团队 2016, valid for two years.
TEST(QingdaoTeam, ExpiredPoliciesSayNo) {
  const auto terms = Terms(std::string(R"(
      effective { start_date { year: 2016 month: 11 day: 1 }
                  end_date { year: 2018 month: 10 day: 31 } }
      awards { key: "leader" title: "带头人生活补贴"
        amount { equal_instalments { total_fen: 100000000 count: 3 interval_months: 12 } } }
      budget_line: "teams")") +
                           kSteps);
  EXPECT_EQ(Ask(terms, Person(), absl::CivilDay(2018, 10, 31)).verdict(), v1::VERDICT_YES);
  const auto refused = Ask(terms, Person());
  EXPECT_EQ(refused.verdict(), v1::VERDICT_NO);
  EXPECT_THAT(refused.failing_condition(), HasSubstr("2018-10-31"));
}

Person Buyer() {
  Person person;
  person.Text("tier-city", "C").Received({}).Number("home-price-fen", 120000000);
  return person;
}

TEST(HomePurchase, PaysFortyThirtyThirty) {
  const auto granted = Ask(HomePurchase(), Buyer());
  ASSERT_EQ(granted.verdict(), v1::VERDICT_YES);
  EXPECT_THAT(Amounts(granted.schedule()), ElementsAre(24000000, 18000000, 18000000));
}

TEST(HomePurchase, TheCapOfTheClassHolds) {
  Person person = Buyer();
  person.Number("home-price-fen", 300000000);
  EXPECT_EQ(Ask(HomePurchase(), person).schedule().total_fen(), 70000000);
}

TEST(HomePurchase, RentReceivedIsDeductedFromTheFirstInstalmentOn) {
  Usage usage;
  usage.offsets = {25000000};
  const auto granted = Ask(HomePurchase(), Buyer(), kToday, usage);
  EXPECT_THAT(Amounts(granted.schedule()), ElementsAre(17000000, 18000000));
  EXPECT_EQ(granted.schedule().total_fen(), 35000000);
}

TEST(HomePurchase, OnceInALife) {
  Person person = Buyer();
  person.Received({"policies/p"});
  EXPECT_EQ(Ask(HomePurchase(), person).verdict(), v1::VERDICT_NO);
}

TEST(HomePurchase, ACoupleGetsNoMoreThanTheFamilyCap) {
  auto terms = HomePurchase();
  auto& cap = *terms.add_caps();
  cap.set_scope(v1::Cap::FAMILY);
  cap.set_amount_fen(80000000);
  Person person = Buyer();
  const auto asked = Ask(terms, person);
  EXPECT_EQ(asked.verdict(), v1::VERDICT_UNKNOWN);
  EXPECT_EQ(asked.next_question().key(), "spouse-received-fen");
  person.Number("spouse-received-fen", 50000000);
  // Cut from the last instalment back: 24 + 6 of 24 + 18 + 18.
  EXPECT_THAT(Amounts(Ask(terms, person).schedule()), ElementsAre(24000000, 6000000));
  person.Number("spouse-received-fen", 80000000);
  EXPECT_EQ(Ask(terms, person).verdict(), v1::VERDICT_NO);
}

TEST(Schooling, TheWindowIncludesItsEdges) {
  Person person;
  person.Text("tier-quanzhou", "1");
  const auto verdict = [&](int month, int day) {
    return Ask(Schooling(), person, absl::CivilDay(2026, month, day)).verdict();
  };
  EXPECT_EQ(verdict(6, 5), v1::VERDICT_NO);
  EXPECT_EQ(verdict(6, 6), v1::VERDICT_YES);
  EXPECT_EQ(verdict(6, 28), v1::VERDICT_YES);
  EXPECT_EQ(verdict(6, 29), v1::VERDICT_NO);
  EXPECT_EQ(Ask(Schooling(), person, absl::CivilDay(2026, 6, 10)).schedule().points(), 5);
}

TEST(LiuzhouRecognition, SubmissionsAfterTheCutOffDayCountFromTheNextMonth) {
  EXPECT_EQ(CountedDay(absl::CivilDay(2026, 3, 10), 10), absl::CivilDay(2026, 3, 10));
  EXPECT_EQ(CountedDay(absl::CivilDay(2026, 3, 11), 10), absl::CivilDay(2026, 4, 1));
  EXPECT_EQ(CountedDay(absl::CivilDay(2026, 12, 31), 10), absl::CivilDay(2027, 1, 1));
  EXPECT_EQ(CountedDay(absl::CivilDay(2026, 3, 31), 0), absl::CivilDay(2026, 3, 31));
}

TEST(AcademicianStation, OneBeforeRetirementThreeAfter) {
  Person person;
  person.Flag("academician", true)
      .Text("employment-status", "EMPLOYMENT_STATUS_PUBLIC_INSTITUTION");
  person.Number("station-count", 0);
  EXPECT_EQ(Ask(AcademicianStation(), person).verdict(), v1::VERDICT_YES);
  person.Number("station-count", 1);
  const auto refused = Ask(AcademicianStation(), person);
  EXPECT_EQ(refused.verdict(), v1::VERDICT_NO);
  EXPECT_THAT(refused.failing_condition(), HasSubstr("在站不超过一个"));
  person.Text("employment-status", "EMPLOYMENT_STATUS_RETIRED");
  EXPECT_EQ(Ask(AcademicianStation(), person).verdict(), v1::VERDICT_YES);
  person.Number("station-count", 3);
  EXPECT_EQ(Ask(AcademicianStation(), person).verdict(), v1::VERDICT_NO);
}

// 福田引才中介: caps per unit and year.
TEST(IntermediaryReward, CapsPerUnitAndYear) {
  const auto terms = Terms(std::string(R"(
      effective { start_date { year: 2020 month: 1 day: 1 } }
      awards { key: "reward" title: "引才奖励" payee: PAYEE_KIND_INTERMEDIARY
               amount { once { amount_fen: 5000000 } } }
      caps { scope: EMPLOYER period: YEAR amount_fen: 12000000 }
      budget_line: "intermediaries")") +
                           kSteps);
  Person person;
  const auto asked = Ask(terms, person);
  EXPECT_EQ(asked.verdict(), v1::VERDICT_UNKNOWN);
  EXPECT_EQ(asked.next_question().key(), "employer");
  person.Text("employer", "employers/e1");
  Usage usage;
  usage.caps = {{10000000, 2}};
  EXPECT_EQ(Ask(terms, person, kToday, usage).schedule().total_fen(), 2000000);
  usage.caps = {{12000000, 3}};
  EXPECT_EQ(Ask(terms, person, kToday, usage).verdict(), v1::VERDICT_NO);
}

TEST(Standing, TheDeadTheSuspendedAndTheDishonestGetNothing) {
  const auto terms = Schooling();
  const absl::CivilDay day(2026, 6, 10);
  Person person;
  person.Text("tier-quanzhou", "1");
  Person dead = person, suspended = person, barred = person, cleared = person;
  dead.Day("death-date", day);
  suspended.Flag("profile-suspended", true);
  barred.Day("integrity-record-end-date", day);
  cleared.Day("integrity-record-end-date", day - 1);
  EXPECT_EQ(Ask(terms, dead, day).verdict(), v1::VERDICT_NO);
  EXPECT_EQ(Ask(terms, suspended, day).verdict(), v1::VERDICT_NO);
  EXPECT_EQ(Ask(terms, barred, day).verdict(), v1::VERDICT_NO);
  EXPECT_EQ(Ask(terms, cleared, day).verdict(), v1::VERDICT_YES);
}

TEST(ServiceMonths, EveryTwentyOneDaysEarnAMonthPaidTogether) {
  auto terms = NingdeFlexible();
  auto& row = *terms.mutable_awards(0)->mutable_tier_table()->mutable_rows(2);
  row.mutable_amount()->mutable_monthly()->set_working_days_per_month(21);
  Person person = FlexibleExpert();
  person.Text("programmes", "none").Number("service-days-year", 83);
  const auto granted = Ask(terms, person);
  ASSERT_EQ(granted.verdict(), v1::VERDICT_YES);
  EXPECT_THAT(Amounts(granted.schedule()), ElementsAre(3 * 400000));
  // A winter lies in two calendar years.
  row.mutable_amount()->mutable_monthly()->set_service_period(
      v1::ServiceDaysCriterion::ROLLING_YEAR);
  person.Number("service-days-rolling-year", 105);
  EXPECT_THAT(Amounts(Ask(terms, person).schedule()), ElementsAre(5 * 400000));
}

}  // namespace
}  // namespace houniao::benefits
