#include "common/rpc/call_metadata.h"

#include <gmock/gmock.h>

#include "tests/support/status_matchers.h"

namespace houniao::rpc {
namespace {

using ::houniao::testing::StatusIs;

TEST(CallMetadata, PurposeGoesRoundInPercentEncoding) {
  const std::string purpose = "核对住房补贴申请 (2026)";
  ASSERT_OK_AND_ASSIGN(const std::string back, PurposeOf(PercentEncoded(purpose)));
  EXPECT_EQ(back, purpose);
  ASSERT_OK_AND_ASSIGN(const std::string none, PurposeOf(""));
  EXPECT_EQ(none, "");
}

TEST(CallMetadata, RefusesPurposesThatAreNoText) {
  for (const std::string& text : {std::string("%"), std::string("%4"), std::string("%zz"),
                                  std::string("%ff"), std::string("a%0Ab"), std::string("%E4%B8"),
                                  PercentEncoded(std::string(201, 'a')), std::string(3000, 'a')}) {
    EXPECT_THAT(PurposeOf(text).status(), StatusIs(absl::StatusCode::kInvalidArgument)) << text;
  }
  EXPECT_OK(PurposeOf(std::string(200, 'a')));
}

TEST(CallMetadata, ReadsBearerTokensAlone) {
  CallMetadata metadata;
  ASSERT_OK_AND_ASSIGN(const auto none, BearerToken(metadata));
  EXPECT_EQ(none, "");
  metadata.authorization = "bearer abc";
  ASSERT_OK_AND_ASSIGN(const auto token, BearerToken(metadata));
  EXPECT_EQ(token, "abc");
  for (const char* wrong : {"Basic abc", "Bearer", "Bearer ", "abc"}) {
    metadata.authorization = wrong;
    EXPECT_THAT(BearerToken(metadata).status(), StatusIs(absl::StatusCode::kUnauthenticated));
  }
  metadata.authorization = "Bearer abc";
  metadata.authorized_twice = true;
  EXPECT_THAT(BearerToken(metadata).status(), StatusIs(absl::StatusCode::kUnauthenticated));
}

TEST(CallMetadata, KnowsIdsAndPrincipals) {
  EXPECT_TRUE(IsRequestId("9f1c2e1a-0000-4000-8000-000000000001"));
  EXPECT_FALSE(IsRequestId(""));
  EXPECT_FALSE(IsRequestId("a b"));
  EXPECT_FALSE(IsRequestId("a\"b"));
  EXPECT_FALSE(IsRequestId(std::string(65, 'a')));
  EXPECT_TRUE(IsPrincipal("user:li.min"));
  EXPECT_FALSE(IsPrincipal("user li"));
  EXPECT_FALSE(IsPrincipal("用户"));
}

}  // namespace
}  // namespace houniao::rpc
