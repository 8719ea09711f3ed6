#include "services/benefits/rules/lint.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/services/benefits/rules/policy_cards.h"

namespace houniao::benefits {
namespace {

using ::testing::Contains;
using ::testing::IsEmpty;

std::vector<std::string> Codes(const v1::PolicyTerms& terms,
                               v1::LintFinding::Severity least = v1::LintFinding::WARNING) {
  v1::Policy head;
  std::vector<std::string> codes;
  for (const auto& finding : Lint("policies/p", head, terms)) {
    if (finding.severity() >= least) codes.push_back(finding.code());
  }
  return codes;
}

TEST(Lint, RealPoliciesAreClean) {
  EXPECT_THAT(Codes(NingdeFlexible()), IsEmpty());
  EXPECT_THAT(Codes(QuanzhouSilver()), IsEmpty());
  EXPECT_THAT(Codes(HomePurchase()), IsEmpty());
  EXPECT_THAT(Codes(Schooling()), IsEmpty());
  EXPECT_THAT(Codes(AcademicianStation()), IsEmpty());
}

struct Row {
  const char* code;
  const char* more;  // added to a policy that is clean
};

class LintTable : public ::testing::TestWithParam<Row> {};

TEST_P(LintTable, Finds) {
  v1::PolicyTerms terms = NingdeFlexible();
  ASSERT_TRUE(google::protobuf::TextFormat::MergeFromString(GetParam().more, &terms));
  EXPECT_THAT(Codes(terms), Contains(GetParam().code));
}

INSTANTIATE_TEST_SUITE_P(
    All, LintTable,
    ::testing::Values(
        Row{"effective-reversed", "effective { end_date { year: 2019 month: 1 day: 1 } }"},
        Row{"window-invalid",
            "application_windows { start_month: 2 start_day: 30 end_month: 3 end_day: 1 }"},
        Row{"excludes-itself", R"(excluded_policies: "policies/p")"},
        Row{"offset-without-source", "offsets { deducted_bp: 10000 }"},
        Row{"cap-without-limit", "caps { scope: PERSON }"},
        Row{"claw-back-without-months", "claw_back { method: PRO_RATA }"},
        Row{"duplicate-key",
            R"(required_documents { key: "a" title: "a" } required_documents { key: "a" title: "a" })"},
        Row{"one-approval", R"(steps { key: "again" title: "x" kind: STEP_KIND_APPROVAL
            owner_department: "x" promised_working_days: 1 })"},
        Row{"step-order", R"(steps { key: "late" title: "x" kind: STEP_KIND_REVIEW
            owner_department: "x" promised_working_days: 1 })"},
        Row{"notice-without-length", R"(steps { key: "n" title: "x" kind: STEP_KIND_PUBLIC_NOTICE
            owner_department: "x" })"},
        Row{"promise-above-law", R"(steps { key: "n" title: "x" kind: STEP_KIND_RECEIPT
            owner_department: "x" legal_working_days: 3 promised_working_days: 4 })"},
        Row{"award-without-amount", R"(awards { key: "x" title: "x" })"},
        Row{"amount-without-form", R"(awards { key: "x" title: "x" amount { } })"},
        Row{"parts-sum", R"(awards { key: "x" title: "x" amount { unequal_instalments {
            total_fen: 100 parts_bp: 5000 parts_bp: 4000 interval_months: 12 } } })"},
        Row{"tier-twice", R"(awards { key: "x" title: "x" tier_table { scheme: "ningde"
            rows { tiers: "1" amount { once { amount_fen: 1 } } }
            rows { tiers: "1" amount { once { amount_fen: 2 } } } } })"},
        Row{"too-many-instalments", R"(awards { key: "x" title: "x" amount { monthly {
            amount_fen: 1 max_months: 600 } } })"},
        Row{"tier-gap", R"(awards { key: "x" title: "x" tier_table { scheme: "ningde"
            rows { tiers: "1" amount { once { amount_fen: 1 } } } } })"},
        Row{"dead-row", R"(awards { key: "x" title: "x" tier_table { scheme: "ningde"
            rows { tiers: "9" amount { once { amount_fen: 1 } } } } })"},
        Row{"range-empty", R"(criterion_sets { criteria { key: "a" age { min: 71 max: 70 } } })"},
        Row{"range-open", R"(criterion_sets { criteria { key: "a" age { } } })"},
        Row{"criterion-without-test", R"(criterion_sets { criteria { key: "a" } })"},
        Row{"dead-criterion-set", R"(criterion_sets { criteria { key: "a" age { min: 60 } }
            criteria { key: "b" age { max: 59 } } })"},
        Row{"kinds-never-agree", R"(criterion_sets { criteria { key: "a"
            fact { key: "birth-date" op: AT_LEAST value { number: 5 } } } })"},
        Row{"covered-set",
            R"(criterion_sets { criteria { key: "z" agreement_months { min: 36 } } })"}));

TEST(Lint, MoneyNeedsABudgetLine) {
  auto terms = NingdeFlexible();
  terms.clear_budget_line();
  EXPECT_THAT(Codes(terms), Contains("money-without-budget"));
  EXPECT_TRUE(HasErrors(Lint("policies/p", v1::Policy(), terms)));
}

TEST(Lint, ErrorsComeFirst) {
  auto terms = NingdeFlexible();
  terms.clear_budget_line();
  terms.mutable_steps(0)->set_promised_working_days(100);
  const auto findings = Lint("policies/p", v1::Policy(), terms);
  for (size_t i = 1; i < findings.size(); ++i) {
    EXPECT_GE(findings[i - 1].severity(), findings[i].severity());
  }
}

}  // namespace
}  // namespace houniao::benefits
