#include "common/rpc/authenticator.h"

#include <gmock/gmock.h>

#include "common/crypto/signed_token.h"
#include "common/errors/errors.h"
#include "tests/support/status_matchers.h"

namespace houniao::rpc {
namespace {

using ::houniao::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class AuthenticatorTest : public ::testing::Test {
 protected:
  AuthenticatorTest() : policy_(Policy()), authenticator_(Options(), policy_) {}

  static AccessPolicy Policy() {
    return *AccessPolicy::Parse(R"(
identities:
  - {spiffe: "spiffe://houniao/service/talent", principal: "service:talent", roles: [service]}
)");
  }
  AuthenticatorOptions Options() {
    AuthenticatorOptions options;
    options.keys.Add(key_);
    options.wall_clock = &clock_;
    return options;
  }
  std::string Token(const std::string& principal, const std::string& audience = "houniao") {
    crypto::TokenClaims claims;
    claims.principal = principal;
    claims.roles = {"reviewer", "clerk", "reviewer"};
    claims.audience = audience;
    claims.employer = "employers/e-1";
    claims.issued_at = clock_.Now();
    claims.expires_at = clock_.Now() + absl::Minutes(10);
    return *crypto::IssueToken(key_, claims);
  }

  crypto::SigningKey key_ = crypto::SigningKey::Generate();
  SimulatedClock clock_{absl::FromUnixSeconds(1'770'000'000)};
  const AccessPolicy policy_;
  const Authenticator authenticator_;
};

TEST_F(AuthenticatorTest, TakesThePersonFromTheToken) {
  const std::string token = Token("user:li.min");
  ASSERT_OK_AND_ASSIGN(const Caller caller, authenticator_.Authenticate({token, "", ""}));
  EXPECT_EQ(caller.identity->principal, "user:li.min");
  EXPECT_THAT(caller.identity->roles, ElementsAre("clerk", "reviewer"));
  EXPECT_EQ(caller.identity->employer, "employers/e-1");
  EXPECT_EQ(caller.via, "");
}

TEST_F(AuthenticatorTest, TakesTheServiceFromTheCertificate) {
  ASSERT_OK_AND_ASSIGN(const Caller caller, authenticator_.Authenticate(
                                                {"", "spiffe://houniao/service/talent", "talent"}));
  EXPECT_EQ(caller.identity->principal, "service:talent");
  EXPECT_EQ(caller.via, "");
}

TEST_F(AuthenticatorTest, TokenNamesThePersonAndCertificateTheService) {
  const std::string token = Token("user:li.min");
  ASSERT_OK_AND_ASSIGN(const Caller caller,
                       authenticator_.Authenticate({token, "spiffe://houniao/service/talent", ""}));
  EXPECT_EQ(caller.identity->principal, "user:li.min");
  EXPECT_EQ(caller.via, "service:talent");
}

TEST_F(AuthenticatorTest, RefusesNobodyAndStrangers) {
  const auto nobody = authenticator_.Authenticate({});
  EXPECT_EQ(errors::ReasonOf(nobody.status()), "CREDENTIALS_MISSING");
  const auto stranger = authenticator_.Authenticate({"", "spiffe://elsewhere/x", "x"});
  EXPECT_EQ(errors::ReasonOf(stranger.status()), "CREDENTIALS_INVALID");
}

TEST_F(AuthenticatorTest, RefusesGarbageAndOtherAudiences) {
  for (const std::string& token : {std::string("garbage"), std::string(100000, 'a'),
                                   std::string("a.b.c"), Token("user:li.min", "elsewhere")}) {
    EXPECT_EQ(errors::ReasonOf(authenticator_.Authenticate({token, "", ""}).status()),
              "CREDENTIALS_INVALID");
  }
}

TEST_F(AuthenticatorTest, RemembersATokenNoLongerThanItLives) {
  const std::string token = Token("user:li.min");
  ASSERT_OK(authenticator_.Authenticate({token, "", ""}));
  ASSERT_OK(authenticator_.Authenticate({token, "", ""}));
  ASSERT_OK(clock_.AdvanceTo(clock_.Now() + absl::Minutes(10)));
  EXPECT_THAT(authenticator_.Authenticate({token, "", ""}).status(),
              StatusIs(absl::StatusCode::kUnauthenticated, HasSubstr("the token has expired")));
}

TEST_F(AuthenticatorTest, SurvivesMoreTokensThanItRemembers) {
  for (int i = 0; i < 300; ++i) {
    const std::string token = Token(absl::StrCat("user:u", i));
    ASSERT_OK_AND_ASSIGN(const Caller caller, authenticator_.Authenticate({token, "", ""}));
    EXPECT_EQ(caller.identity->principal, absl::StrCat("user:u", i));
  }
}

}  // namespace
}  // namespace houniao::rpc
