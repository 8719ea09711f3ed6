#include <gmock/gmock.h>

#include "common/base/dates.h"
#include "common/errors/errors.h"
#include "services/benefits/domain/benefits_errors.h"
#include "tests/integration/benefits/benefits_office.h"
#include "tests/unit/services/benefits/rules/policy_cards.h"

namespace houniao::benefits {
namespace {

using Policies = v1::PolicyService::Stub;
using Reply = v1::ApplyPolicyResponse;

class PolicyTest : public BenefitsOffice {
 protected:
  v1::PolicyVersion Version(int number) {
    v1::GetPolicyVersionRequest request;
    request.set_name(absl::StrCat("policies/silver/versions/", number));
    auto version = Call(*policies_, &Policies::GetPolicyVersion, request, "auditor");
    EXPECT_OK(version.status());
    return version.value_or(v1::PolicyVersion());
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, PolicyTest, testing::kEngines, testing::EngineName);

TEST_P(PolicyTest, ADocumentIsBroughtAboutStepByStep) {
  v1::PolicyTerms terms = QuanzhouSilver();
  ASSERT_OK_AND_ASSIGN(auto reply, Apply("silver", terms, false));
  EXPECT_EQ(reply.outcome(), Reply::CREATED);
  EXPECT_EQ(reply.policy().state(), v1::Policy::DRAFT);
  const int64_t revision = Revision();
  ASSERT_OK_AND_ASSIGN(reply, Apply("silver", terms, false));
  EXPECT_EQ(reply.outcome(), Reply::UNCHANGED);
  EXPECT_EQ(Revision(), revision);
  terms.set_quota_per_year(20);
  ASSERT_OK_AND_ASSIGN(reply, Apply("silver", terms, false));
  EXPECT_EQ(reply.outcome(), Reply::DRAFT_REPLACED);
  ASSERT_OK_AND_ASSIGN(reply, Apply("silver", terms, true));
  EXPECT_EQ(reply.outcome(), Reply::PUBLISHED);
  EXPECT_EQ(reply.policy().current_version(), "policies/silver/versions/1");
  terms.set_quota_per_year(30);
  ASSERT_OK_AND_ASSIGN(reply, Apply("silver", terms, false));
  EXPECT_EQ(reply.outcome(), Reply::NEW_VERSION);
  EXPECT_EQ(reply.policy().current_version(), "policies/silver/versions/1");
  EXPECT_EQ(reply.policy().latest_version(), "policies/silver/versions/2");
  v1::PublishPolicyRequest publish;
  publish.set_name("policies/silver");
  ASSERT_OK_AND_ASSIGN(const auto published,
                       Call(*policies_, &Policies::PublishPolicy, publish, "approver"));
  EXPECT_EQ(published.current_version(), "policies/silver/versions/2");
  EXPECT_EQ(Version(1).state(), v1::PolicyVersion::SUPERSEDED);
  EXPECT_EQ(Version(1).terms().quota_per_year(), 20) << "published versions never change";
  EXPECT_EQ(Version(2).publisher(), "user:approver");
  v1::ListPolicyVersionsRequest list;
  list.set_parent("policies/silver");
  ASSERT_OK_AND_ASSIGN(const auto page,
                       Call(*policies_, &Policies::ListPolicyVersions, list, "auditor"));
  EXPECT_EQ(page.policy_versions_size(), 2);
}

TEST_P(PolicyTest, ErrorsKeepAPolicyFromForce) {
  v1::PolicyTerms terms = QuanzhouSilver();
  terms.clear_budget_line();
  const auto refused = Apply("silver", terms).status();
  EXPECT_EQ(errors::ReasonOf(refused), kReasonPolicyHasErrors);
  v1::GetPolicyRequest get;
  get.set_name("policies/silver");
  EXPECT_EQ(errors::ReasonOf(Call(*policies_, &Policies::GetPolicy, get, "clerk").status()),
            "POLICY_NOT_FOUND")
      << "nothing half done";
  ASSERT_OK_AND_ASSIGN(const auto draft, Apply("silver", terms, false));
  EXPECT_EQ(draft.findings(0).code(), "money-without-budget");
  v1::LintPolicyRequest lint;
  lint.set_policy_version("policies/silver/versions/1");
  ASSERT_OK_AND_ASSIGN(const auto found, Call(*policies_, &Policies::LintPolicy, lint, "clerk"));
  EXPECT_EQ(found.findings(0).severity(), v1::LintFinding::ERROR);
}

TEST_P(PolicyTest, ARetiredPolicyOpensNoCaseAndEndsNone) {
  AddExpert("li-min", 63);
  v1::PolicyTerms terms = NingdeFlexible();
  ASSERT_OK(Apply("silver", terms));
  ASSERT_OK(CreateCase("c1", "li-min", "silver"));
  v1::RetirePolicyRequest retire;
  retire.set_name("policies/silver");
  ASSERT_OK(Call(*policies_, &Policies::RetirePolicy, retire, "approver"));
  EXPECT_OK(Verb(&v1::CaseService::Stub::SubmitCase, "c1", "clerk"));
  AddExpert("other", 63);
  EXPECT_EQ(errors::ReasonOf(CreateCase("c2", "other", "silver").status()), kReasonPolicyNotActive);
  EXPECT_EQ(
      errors::ReasonOf(Call(*policies_, &Policies::RetirePolicy, retire, "approver").status()),
      "INVALID_STATE_TRANSITION");
}

class EligibilityTest : public BenefitsOffice {};
INSTANTIATE_TEST_SUITE_P(Engines, EligibilityTest, testing::kEngines, testing::EngineName);

TEST_P(EligibilityTest, OneYesOneUnknownOneNo) {
  AddExpert("li-min", 63);
  v1::PolicyTerms open = Terms(std::string(R"(
      effective { start_date { year: 2023 month: 1 day: 1 } }
      awards { key: "check" title: "体检"
               amount { in_kind { item: "健康体检" quantity_per_year: 1 unit: "次" } } })") +
                               kSteps);
  ASSERT_OK(Apply("check-up", open));
  ASSERT_OK(Apply("flexible", NingdeFlexible()));
  ASSERT_OK(Apply("silver", QuanzhouSilver()));
  v1::PolicyTerms over = open;
  *over.mutable_effective()->mutable_end_date() = ToDate(absl::CivilDay(2025, 1, 1));
  ASSERT_OK(Apply("over", over));
  ASSERT_OK_AND_ASSIGN(const auto reply, Evaluate("li-min"));
  ASSERT_EQ(reply.evaluations_size(), 3) << "policies in force only";
  EXPECT_EQ(reply.evaluations(0).policy(), "policies/check-up");
  EXPECT_EQ(reply.evaluations(0).verdict(), v1::VERDICT_YES);
  EXPECT_EQ(reply.evaluations(0).schedule().in_kind_grants(0).item(), "健康体检");
  EXPECT_EQ(reply.evaluations(1).verdict(), v1::VERDICT_UNKNOWN);
  EXPECT_EQ(reply.evaluations(2).verdict(), v1::VERDICT_NO);
  EXPECT_THAT(reply.evaluations(2).failing_condition(), ::testing::HasSubstr("周岁"));
  EXPECT_EQ(reply.next_question().key(), "programmes");
  ASSERT_OK_AND_ASSIGN(const auto asked, Evaluate("li-min", "over"));
  EXPECT_EQ(asked.evaluations(0).verdict(), v1::VERDICT_NO);
}

TEST_P(EligibilityTest, AWhatIfPrevailsAndChangesNothing) {
  AddExpert("li-min", 62);
  ASSERT_OK(Apply("flexible", NingdeFlexible()));
  const int64_t revision = Revision();
  auto request = Parse<v1::EvaluateTalentRequest>(R"(talent: "talents/li-min"
      extra_facts { key: "service-days-year" value { number: 63 } source: "what-if" }
      extra_facts { key: "programmes" value { texts { } } })");
  using Stub = v1::EligibilityService::Stub;
  ASSERT_OK_AND_ASSIGN(const auto reply,
                       Call(*eligibility_, &Stub::EvaluateTalent, request, "clerk"));
  EXPECT_EQ(reply.evaluations(0).verdict(), v1::VERDICT_YES);
  EXPECT_EQ(Revision(), revision);
  request.mutable_extra_facts(0)->set_key("service-day-year");
  const absl::Status mistyped =
      Call(*eligibility_, &Stub::EvaluateTalent, request, "clerk").status();
  EXPECT_EQ(errors::ReasonOf(mistyped), "INVALID_FIELD");
  EXPECT_THAT(std::string(mistyped.message()),
              ::testing::HasSubstr("extra_facts[0].key: `service-day-year` is read by no policy"));
  request.mutable_extra_facts(0)->set_key("service-days-year");
  request.set_engagement("engagements/none");
  EXPECT_EQ(errors::ReasonOf(Call(*eligibility_, &Stub::EvaluateTalent, request, "clerk").status()),
            "REFERENCE_MISSING");
  people_.engagements["engagements/e2"].set_name("engagements/e2");
  people_.engagements["engagements/e2"].set_talent("talents/other");
  request.set_engagement("engagements/e2");
  EXPECT_EQ(errors::ReasonOf(Call(*eligibility_, &Stub::EvaluateTalent, request, "clerk").status()),
            "INVALID_FIELD");
}

TEST_P(EligibilityTest, ARegisterThatIsGoneIsSaidToBe) {
  AddExpert("li-min", 63);
  ASSERT_OK(Apply("flexible", NingdeFlexible()));
  registers_.reset();
  EXPECT_EQ(Evaluate("li-min").status().code(), absl::StatusCode::kUnavailable);
}

}  // namespace
}  // namespace houniao::benefits
