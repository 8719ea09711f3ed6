#include "common/crypto/signed_token.h"

#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/crypto/digest.h"

namespace houniao::crypto {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class TokenTest : public testing::Test {
 protected:
  TokenTest() { keys_.Add(key_); }

  TokenClaims Claims() const {
    TokenClaims claims;
    claims.principal = "user:li.min";
    claims.name = "李敏";
    claims.roles = {"reviewer", "auditor"};
    claims.employer = "employers/e-1";
    claims.audience = "houniao";
    claims.issued_at = now_;
    claims.expires_at = now_ + absl::Minutes(15);
    return claims;
  }
  TokenCheck Check() const { return TokenCheck{now_, "houniao"}; }
  std::string ReasonAt(absl::Time now) const {
    TokenCheck check = Check();
    check.now = now;
    const auto claims = VerifyToken(keys_, IssueToken(key_, Claims()).value(), check);
    return std::string(claims.status().message());
  }

  const absl::Time now_ = absl::FromUnixSeconds(1772409600);
  const SigningKey key_ = SigningKey::Generate();
  VerificationKeys keys_;
};

TEST_F(TokenTest, CarriesItsClaims) {
  const auto token = IssueToken(key_, Claims());
  ASSERT_TRUE(token.ok()) << token.status();
  const auto claims = VerifyToken(keys_, *token, Check());
  ASSERT_TRUE(claims.ok()) << claims.status();
  EXPECT_EQ(claims->principal, "user:li.min");
  EXPECT_EQ(claims->name, "李敏");
  EXPECT_THAT(claims->roles, ElementsAre("reviewer", "auditor"));
  EXPECT_EQ(claims->employer, "employers/e-1");
  EXPECT_EQ(claims->audience, "houniao");
  EXPECT_EQ(claims->issued_at, now_);
  EXPECT_EQ(claims->expires_at, now_ + absl::Minutes(15));
}

TEST_F(TokenTest, IsACompactJws) {
  const std::string token = IssueToken(key_, Claims()).value();
  const std::vector<std::string> parts = absl::StrSplit(token, '.');
  ASSERT_EQ(parts.size(), 3u);
  EXPECT_EQ(DecodeBase64Url(parts[0]).value(),
            absl::StrCat("{\"alg\":\"EdDSA\",\"kid\":\"", key_.kid(), "\",\"typ\":\"JWT\"}"));
  const std::string body = DecodeBase64Url(parts[1]).value();
  EXPECT_THAT(body, HasSubstr("\"sub\":\"user:li.min\""));
  EXPECT_THAT(body, HasSubstr("\"exp\":1772410500"));
}

TEST_F(TokenTest, NeedsOnlyPrincipalAudienceAndTimes) {
  TokenClaims claims = Claims();
  claims.name.clear();
  claims.roles.clear();
  claims.employer.clear();
  const auto read = VerifyToken(keys_, IssueToken(key_, claims).value(), Check());
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_TRUE(read->roles.empty());
  EXPECT_TRUE(read->employer.empty());
}

TEST_F(TokenTest, ExpiresOnTheSecond) {
  EXPECT_EQ(ReasonAt(now_ + absl::Minutes(15) - absl::Milliseconds(1)), "");
  EXPECT_EQ(ReasonAt(now_ + absl::Minutes(15)), "The token has expired.");
  EXPECT_EQ(ReasonAt(now_ + absl::Hours(1000)), "The token has expired.");
}

TEST_F(TokenTest, AllowsAMinuteOfSkewBeforeItIsIssued) {
  EXPECT_EQ(ReasonAt(now_ - absl::Seconds(60)), "");
  EXPECT_EQ(ReasonAt(now_ - absl::Seconds(61)), "The token is not valid yet.");
}

TEST_F(TokenTest, IsRefusedByAnotherAudience) {
  TokenCheck check = Check();
  check.audience = "houniao-test";
  const auto claims = VerifyToken(keys_, IssueToken(key_, Claims()).value(), check);
  EXPECT_TRUE(absl::IsUnauthenticated(claims.status()));
  EXPECT_EQ(claims.status().message(), "The token is meant for another audience.");
}

TEST_F(TokenTest, IsRefusedWhenItLivesTooLong) {
  TokenCheck check = Check();
  check.max_lifetime = absl::Minutes(14);
  const auto claims = VerifyToken(keys_, IssueToken(key_, Claims()).value(), check);
  EXPECT_EQ(claims.status().message(), "The token is valid for longer than 14m.");
}

TEST_F(TokenTest, IsRefusedFromAKeyThatIsNotAccepted) {
  const auto claims =
      VerifyToken(keys_, IssueToken(SigningKey::Generate(), Claims()).value(), Check());
  EXPECT_EQ(claims.status().message(), "The token is signed with a key that is not accepted here.");
  EXPECT_FALSE(VerifyToken(VerificationKeys(), IssueToken(key_, Claims()).value(), Check()).ok());
}

TEST_F(TokenTest, IsNotIssuedBeyondItsLimits) {
  const auto refused = [this](auto change) {
    TokenClaims claims = Claims();
    change(claims);
    return absl::IsInvalidArgument(IssueToken(key_, claims).status());
  };
  EXPECT_FALSE(refused([](TokenClaims&) {}));
  EXPECT_TRUE(refused([](TokenClaims& c) { c.principal.clear(); }));
  EXPECT_TRUE(refused([](TokenClaims& c) { c.audience.clear(); }));
  EXPECT_TRUE(refused([](TokenClaims& c) { c.principal = std::string(257, 'x'); }));
  EXPECT_TRUE(refused([](TokenClaims& c) { c.principal = "user:\n"; }));
  EXPECT_TRUE(refused([](TokenClaims& c) { c.name = "\xff\xfe"; }));
  EXPECT_TRUE(refused([](TokenClaims& c) { c.roles = std::vector<std::string>(33, "r"); }));
  EXPECT_TRUE(refused([](TokenClaims& c) { c.roles = {std::string(65, 'r')}; }));
  EXPECT_TRUE(refused([](TokenClaims& c) { c.roles = {""}; }));
  EXPECT_TRUE(refused([](TokenClaims& c) { c.expires_at = c.issued_at; }));
  EXPECT_TRUE(refused([](TokenClaims& c) { c.expires_at = absl::InfiniteFuture(); }));
  EXPECT_TRUE(refused([](TokenClaims& c) { c.issued_at = absl::InfinitePast(); }));
  EXPECT_TRUE(refused([](TokenClaims& c) {
    c.roles = std::vector<std::string>(32, std::string(64, '"'));  // doubled by escaping
  }));
}

TEST_F(TokenTest, NamesNothingOfItsContentInRefusals) {
  TokenCheck check = Check();
  check.audience = "other";
  const auto claims = VerifyToken(keys_, IssueToken(key_, Claims()).value(), check);
  EXPECT_FALSE(absl::StrContains(claims.status().message(), "li.min"));
}

}  // namespace
}  // namespace houniao::crypto
