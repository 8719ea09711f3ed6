#include "common/crypto/digest.h"

#include <string>

#include "absl/strings/escaping.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace houniao::crypto {
namespace {

TEST(Sha256, GivesTheKnownAnswersOfFips180) {
  EXPECT_EQ(Sha256Hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(Sha256Hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(Sha256Hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(Sha256("abc").size(), kDigestSize);
}

TEST(Chain, DependsOnEveryRecordAndTheirOrder) {
  const std::string ab = ChainNext(ChainNext(ChainStart(), "a"), "b");
  EXPECT_EQ(ab, ChainNext(ChainNext(ChainStart(), "a"), "b"));
  EXPECT_NE(ab, ChainNext(ChainNext(ChainStart(), "b"), "a"));
  EXPECT_NE(ab, ChainNext(ChainStart(), "ab"));
  EXPECT_NE(ChainNext(ChainStart(), ""), ChainStart());
}

TEST(Chain, IsTheHashOfPreviousAndRecord) {
  EXPECT_EQ(ChainNext(ChainStart(), "abc"), Sha256(std::string(32, '\0') + "abc"));
}

TEST(ChainDeathTest, RefusesALinkThatIsNoDigest) { EXPECT_DEATH(ChainNext("short", "a"), ""); }

TEST(Base64Url, RoundTripsEveryByteAndLength) {
  std::string bytes;
  for (int i = 0; i < 300; ++i) {
    const auto back = DecodeBase64Url(EncodeBase64Url(bytes));
    ASSERT_TRUE(back.has_value());
    EXPECT_EQ(*back, bytes);
    bytes += static_cast<char>(i);
  }
}

TEST(Base64Url, HasOneTextForOneValue) {
  EXPECT_EQ(EncodeBase64Url("\xfb\xff"), "-_8");
  for (const char* text : {"-_8=", "-_9", "+/8", "-_8 ", " -_8", "-_\n8", "A", "-_8A-", "-_8."}) {
    EXPECT_FALSE(DecodeBase64Url(text).has_value()) << text;
  }
}

}  // namespace
}  // namespace houniao::crypto
