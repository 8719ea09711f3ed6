#include "common/rpc/access_policy.h"

#include <gmock/gmock.h>

#include "tests/support/status_matchers.h"

namespace houniao::rpc {
namespace {

using ::houniao::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(AccessPolicy, AllowsWhatIsListedAndNothingElse) {
  ASSERT_OK_AND_ASSIGN(const auto policy, AccessPolicy::Parse(R"(
roles:
  clerk: [talent.talents.*, benefits.cases.create]
  auditor: [api.*]
)"));
  EXPECT_TRUE(policy.RoleAllows("clerk", "talent.talents.create"));
  EXPECT_TRUE(policy.RoleAllows("clerk", "benefits.cases.create"));
  EXPECT_FALSE(policy.RoleAllows("clerk", "benefits.cases.approve"));
  EXPECT_FALSE(policy.RoleAllows("clerk", "talent.talentsx.create"));
  EXPECT_FALSE(policy.RoleAllows("clerk", "talent.talents"));
  EXPECT_TRUE(policy.RoleAllows("auditor", "api.audit.list"));
  EXPECT_FALSE(policy.RoleAllows("nobody", "api.audit.list"));
  EXPECT_FALSE(policy.Allows({}, "api.audit.list"));
  EXPECT_TRUE(policy.Allows({"clerk", "auditor"}, "api.audit.list"));
  EXPECT_THAT(policy.RolesWith("api.audit.list"), ElementsAre("auditor"));
}

TEST(AccessPolicy, FindsCertificatesBySpiffeIdThenCommonName) {
  ASSERT_OK_AND_ASSIGN(const auto policy, AccessPolicy::Parse(R"(
identities:
  - {spiffe: "spiffe://x/a", principal: "service:a", roles: [service, auditor, service]}
  - {common_name: gate, principal: "service:gate", employer: employers/e-1}
)"));
  EXPECT_EQ(policy.FindCertificate("spiffe://x/a", "gate")->principal, "service:a");
  EXPECT_THAT(policy.FindCertificate("spiffe://x/a", "")->roles, ElementsAre("auditor", "service"));
  EXPECT_EQ(policy.FindCertificate("spiffe://x/b", "gate")->employer, "employers/e-1");
  EXPECT_EQ(policy.FindCertificate("spiffe://x/b", "other"), nullptr);
  EXPECT_EQ(policy.FindCertificate("", ""), nullptr);
}

struct BadPolicy {
  const char* yaml;
  const char* complaint;
};

class BadPolicies : public ::testing::TestWithParam<BadPolicy> {};

TEST_P(BadPolicies, AreRefusedWithTheirLine) {
  EXPECT_THAT(AccessPolicy::Parse(GetParam().yaml).status(),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(GetParam().complaint)));
}

INSTANTIATE_TEST_SUITE_P(
    All, BadPolicies,
    ::testing::Values(
        BadPolicy{"roles: {a: ['*']}", "`*` is no permission"},
        BadPolicy{"roles: {a: ['*.get']}", "`*.get` is no permission"},
        BadPolicy{"roles: {a: [talent.*.get]}", "is no permission"},
        BadPolicy{"roles: {a: [talent.talents]}", "is no permission"},
        BadPolicy{"roles: {a: [talent.talents.get.more]}", "is no permission"},
        BadPolicy{"roles:\n  a: []\n  a: []\n", "line 3: role `a` stands there twice"},
        BadPolicy{"roles: {a: talent.talents.get}", "permissions must be a list"},
        BadPolicy{"roles: []", "section `roles`"}, BadPolicy{"rolls: {}", "section `rolls`"},
        BadPolicy{"identities: [{principal: 'service:a'}]", "either a spiffe id or a common name"},
        BadPolicy{"identities: [{common_name: a}]", "needs a principal"},
        BadPolicy{"identities: [{common_name: a, principal: b, admin: true}]",
                  "unknown key `admin`"},
        BadPolicy{"identities: [{common_name: a, principal: b}, {common_name: a, principal: c}]",
                  "`a` stands there twice"},
        BadPolicy{"roles: {a: [", "line 1"}, BadPolicy{"- a", "must be a map"}));

TEST(AccessPolicy, BuiltInSeparatesDuties) {
  const AccessPolicy& policy = AccessPolicy::BuiltIn();
  const std::string approve = "benefits.cases.approve";
  const std::string pay = "benefits.payments.pay";
  EXPECT_THAT(policy.RolesWith(approve), ElementsAre("approver"));
  EXPECT_THAT(policy.RolesWith(pay), ElementsAre("disburser"));
  EXPECT_THAT(policy.RolesWith("sensitive.accounts.read"), ElementsAre("disburser"));
  EXPECT_THAT(policy.RolesWith("sensitive.identity.read"), ElementsAre("clerk", "reviewer"));
  EXPECT_FALSE(policy.RoleAllows("enterprise", "sensitive.names.read"));
  EXPECT_FALSE(policy.RoleAllows("service", "sensitive.contacts.read"));
  EXPECT_EQ(policy.FindCertificate("spiffe://houniao/service/talent", "")->principal,
            "service:talent");
}

}  // namespace
}  // namespace houniao::rpc
