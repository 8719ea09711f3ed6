// Forgeries and garbage against VerifyToken: every one must be refused, none may crash.
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/crypto/digest.h"
#include "common/crypto/hmac.h"
#include "common/crypto/signed_token.h"

namespace houniao::crypto {
namespace {

class TokenAttackTest : public testing::Test {
 protected:
  TokenAttackTest() { keys_.Add(key_); }

  std::string Header() const {
    return absl::StrCat(R"({"alg":"EdDSA","kid":")", key_.kid(), R"(","typ":"JWT"})");
  }
  static std::string Body() {
    return R"({"aud":"houniao","exp":1772410500,"iat":1772409600,"sub":"user:a"})";
  }
  // Signed with the right key, whatever the parts say.
  std::string Signed(const std::string& header, const std::string& body) const {
    const std::string part = absl::StrCat(EncodeBase64Url(header), ".", EncodeBase64Url(body));
    return absl::StrCat(part, ".", EncodeBase64Url(key_.Sign(part)));
  }
  std::string Reason(const std::string& token) const {
    const auto claims = VerifyToken(keys_, token, TokenCheck{now_, "houniao"});
    if (claims.ok()) return "";
    EXPECT_TRUE(absl::IsUnauthenticated(claims.status())) << claims.status();
    return std::string(claims.status().message());
  }

  const absl::Time now_ = absl::FromUnixSeconds(1772409600);
  const SigningKey key_ = SigningKey::Generate();
  VerificationKeys keys_;
};

TEST_F(TokenAttackTest, TheFrameItselfIsAccepted) {
  EXPECT_EQ(Reason(Signed(Header(), Body())), "");
}

TEST_F(TokenAttackTest, NoOtherAlgorithmIsAccepted) {
  for (const char* alg : {"none", "None", "NONE", "", "HS256", "HS512", "RS256", "ES256", "EDDSA",
                          "eddsa", "Ed25519", "EdDSA "}) {
    const std::string header = absl::StrReplaceAll(Header(), {{"EdDSA", alg}});
    EXPECT_EQ(Reason(Signed(header, Body())), "The token is not signed with EdDSA.") << alg;
  }
}

TEST_F(TokenAttackTest, ThePublicKeyIsNoHmacKey) {
  const std::string header = absl::StrReplaceAll(Header(), {{"EdDSA", "HS256"}});
  const std::string part = absl::StrCat(EncodeBase64Url(header), ".", EncodeBase64Url(Body()));
  const std::string mac = HmacSha256(key_.PublicPem(), part);
  EXPECT_NE(Reason(absl::StrCat(part, ".", EncodeBase64Url(mac))), "");
  const std::string honest = absl::StrCat(EncodeBase64Url(Header()), ".", EncodeBase64Url(Body()));
  EXPECT_EQ(
      Reason(absl::StrCat(honest, ".", EncodeBase64Url(HmacSha256(key_.PublicPem(), honest)))),
      "The token's signature is wrong.");
}

TEST_F(TokenAttackTest, AMissingSignatureIsRefused) {
  const std::string part = absl::StrCat(EncodeBase64Url(Header()), ".", EncodeBase64Url(Body()));
  EXPECT_EQ(Reason(part + "."), "The token's signature is wrong.");
  EXPECT_EQ(Reason(part), "The token does not have three parts.");
}

TEST_F(TokenAttackTest, HeadersThatBringKeysOrDemandsAreRefused) {
  const SigningKey evil = SigningKey::Generate();
  for (const char* extra :
       {R"("jku":"https://evil.example/keys")", R"("jwk":{"kty":"OKP"})", R"("x5u":"https://x")",
        R"("x5c":["AAAA"])", R"("crit":["exp"])", R"("b64":false)", R"("cty":"JWT")",
        R"("alg":"none")", R"("kid":"other")"}) {
    std::string header = Header();
    header.insert(header.size() - 1, absl::StrCat(",", extra));
    EXPECT_NE(Reason(Signed(header, Body())), "") << extra;
  }
}

TEST_F(TokenAttackTest, OddHeadersAreRefused) {
  for (const std::string& header :
       {std::string(), std::string("{}"), std::string("[]"), std::string("null"), std::string("1"),
        std::string(R"({"alg":"EdDSA","typ":"JWT"})"),
        std::string(R"({"alg":"EdDSA","kid":"","typ":"JWT"})"),
        std::string(R"({"alg":"EdDSA","kid":7,"typ":"JWT"})"),
        std::string(R"({"alg":["EdDSA"],"kid":"x","typ":"JWT"})"),
        absl::StrReplaceAll(Header(), {{"JWT", "at+jwt"}}),
        absl::StrReplaceAll(Header(), {{R"(,"typ":"JWT")", ""}}), Header() + "x",
        "\xef\xbb\xbf" + Header().substr(0, 5), Header().substr(0, Header().size() - 1)}) {
    EXPECT_NE(Reason(Signed(header, Body())), "") << header;
  }
}

TEST_F(TokenAttackTest, OddBodiesAreRefusedThoughRightlySigned) {
  const std::string body = Body();
  for (const std::string& odd :
       {std::string(),
        std::string("{}"),
        std::string("[]"),
        std::string("\"text\""),
        std::string("{\"sub\":\"user:a\""),
        body + body,
        absl::StrReplaceAll(body, {{R"(,"sub":"user:a")", ""}}),
        absl::StrReplaceAll(body, {{R"("aud":"houniao",)", ""}}),
        absl::StrReplaceAll(body, {{R"("exp":1772410500,)", ""}}),
        absl::StrReplaceAll(body, {{R"("iat":1772409600,)", ""}}),
        absl::StrReplaceAll(body, {{"\"user:a\"", "\"\""}}),
        absl::StrReplaceAll(body, {{"\"user:a\"", "7"}}),
        absl::StrReplaceAll(body, {{"\"user:a\"", "null"}}),
        absl::StrReplaceAll(body, {{"\"user:a\"", "\"user:\\u0000a\""}}),
        absl::StrReplaceAll(body, {{"\"user:a\"", "\"\xff\""}}),
        absl::StrReplaceAll(body, {{"\"user:a\"", "\"\\ud800\""}}),
        absl::StrReplaceAll(body, {{"\"houniao\"", "[\"houniao\"]"}}),
        absl::StrReplaceAll(body, {{"1772410500", "1772410500.5"}}),
        absl::StrReplaceAll(body, {{"1772410500", "1e30"}}),
        absl::StrReplaceAll(body, {{"1772410500", "-1"}}),
        absl::StrReplaceAll(body, {{"1772410500", "18446744073709551615"}}),
        absl::StrReplaceAll(body, {{"1772410500", "99999999999999999999999"}}),
        absl::StrReplaceAll(body, {{"1772410500", "\"1772410500\""}}),
        absl::StrReplaceAll(body, {{"1772410500", "true"}}),
        absl::StrReplaceAll(body, {{"1772410500", "1772409600"}}),
        absl::StrReplaceAll(body, {{R"("sub")", R"("cnf":{"x5t#S256":"A"},"sub")"}}),
        absl::StrReplaceAll(body, {{R"("sub")", R"("nbf":9999999999,"sub")"}}),
        absl::StrReplaceAll(body, {{R"("sub")", R"("sub":"user:root","sub")"}}),
        absl::StrReplaceAll(body, {{R"("sub")", R"("roles":"admin","sub")"}}),
        absl::StrReplaceAll(body, {{R"("sub")", R"("roles":[["admin"]],"sub")"}}),
        absl::StrReplaceAll(body, {{R"("sub")", R"("roles":{"0":"admin"},"sub")"}}),
        absl::StrReplaceAll(body, {{R"("sub")", R"("roles":[null],"sub")"}}),
        absl::StrReplaceAll(body, {{R"("sub")", R"("employer":"","sub")"}}),
        std::string(2900, '[')}) {
    EXPECT_NE(Reason(Signed(Header(), odd)), "") << odd;
  }
}

TEST_F(TokenAttackTest, NoChangedBitPasses) {
  const std::string token = Signed(Header(), Body());
  for (size_t i = 0; i < token.size() * 8; ++i) {
    std::string changed = token;
    changed[i / 8] = static_cast<char>(changed[i / 8] ^ (1 << i % 8));
    EXPECT_NE(Reason(changed), "") << i;
  }
}

TEST_F(TokenAttackTest, NoOtherTextOfTheSameTokenPasses) {
  const std::string token = Signed(Header(), Body());
  for (const std::string& other :
       {token + "=", token + "==", " " + token, token + "\n", token + ".", "." + token,
        "Bearer " + token, absl::StrReplaceAll(token, {{".", ".."}}), token + "A"}) {
    EXPECT_NE(Reason(other), "") << other;
  }
  // The last character of a 64-byte signature holds four bits that say nothing.
  int accepted = 0;
  for (char c : std::string("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")) {
    accepted += Reason(token.substr(0, token.size() - 1) + c).empty() ? 1 : 0;
  }
  EXPECT_EQ(accepted, 1);
}

TEST_F(TokenAttackTest, OversizeIsRefusedBeforeAnythingElse) {
  EXPECT_EQ(Reason(std::string(kMaxTokenSize + 1, 'A')), "The token is too long.");
  EXPECT_EQ(Reason(std::string(64 * 1024, '.')), "The token is too long.");
  EXPECT_EQ(Reason(std::string(kMaxTokenSize, '.')), "The token does not have three parts.");
}

TEST_F(TokenAttackTest, PartsOfTwoTokensDoNotCombine) {
  const std::vector<std::string> mine = absl::StrSplit(Signed(Header(), Body()), '.');
  const std::vector<std::string> theirs =
      absl::StrSplit(Signed(Header(), absl::StrReplaceAll(Body(), {{"user:a", "user:root"}})), '.');
  EXPECT_EQ(Reason(absl::StrCat(mine[0], ".", theirs[1], ".", mine[2])),
            "The token's signature is wrong.");
}

TEST_F(TokenAttackTest, GarbageIsRefusedQuietly) {
  std::mt19937 random(20260302);  // fixed seed: the same garbage every time
  const std::string alphabet = "{}[]\",:.eyJ0AZ-_=\\u \n";
  for (int round = 0; round < 20000; ++round) {
    std::string garbage(random() % 200, '\0');
    for (char& c : garbage) {
      c = round % 2 == 0 ? static_cast<char>(random() & 0xff)
                         : alphabet[random() % alphabet.size()];
    }
    EXPECT_NE(Reason(garbage), "");
    if (round % 20 == 0) EXPECT_NE(Reason(Signed(Header(), garbage)), "");
    if (round % 20 == 0) EXPECT_NE(Reason(Signed(garbage, Body())), "");
  }
}

}  // namespace
}  // namespace houniao::crypto
