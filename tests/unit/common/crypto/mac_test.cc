#include "common/crypto/mac.h"

#include <string>

#include "gtest/gtest.h"

#include "common/crypto/digest.h"
#include "tests/unit/common/crypto/scratch_folder.h"

namespace houniao::crypto {
namespace {

TEST(TokenMac, UnwrapsWhatItWrapped) {
  const TokenMac mac(Keyring::Generate(), "page/v1");
  for (size_t size : {0, 1, 15, 16, 17, 100, 3000}) {
    const std::string payload(size, 'p');
    const auto back = mac.Unwrap(mac.Wrap(payload));
    ASSERT_TRUE(back.ok()) << size;
    EXPECT_EQ(*back, payload);
  }
  EXPECT_EQ(mac.Tag("x").size(), kMacSize);
}

TEST(TokenMac, RefusesEveryChangedBitAndCharacter) {
  const TokenMac mac(Keyring::Generate(), "page/v1");
  const std::string text = mac.Wrap("talents/t-0042");
  const std::string bytes = DecodeBase64Url(text).value();
  for (size_t i = 0; i < bytes.size() * 8; ++i) {
    std::string changed = bytes;
    changed[i / 8] = static_cast<char>(changed[i / 8] ^ (1 << i % 8));
    EXPECT_TRUE(absl::IsInvalidArgument(mac.Unwrap(EncodeBase64Url(changed)).status())) << i;
  }
  for (size_t i = 0; i < text.size(); ++i) {
    std::string changed = text;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(mac.Unwrap(changed).ok()) << i;
    EXPECT_FALSE(mac.Unwrap(text.substr(0, i)).ok()) << i;
  }
}

TEST(TokenMac, RefusesOtherUsesOtherInstallationsAndGarbage) {
  const Keyring ring = Keyring::Generate();
  const TokenMac page(ring, "page/v1");
  const std::string text = page.Wrap("x");
  EXPECT_FALSE(TokenMac(ring, "resume/v1").Unwrap(text).ok());
  EXPECT_FALSE(TokenMac(Keyring::Generate(), "page/v1").Unwrap(text).ok());
  EXPECT_TRUE(TokenMac(ring, "page/v1").Unwrap(text).ok());
  for (const std::string& garbage :
       {std::string(), std::string("A"), std::string("????"), std::string(5000, 'A')}) {
    EXPECT_TRUE(absl::IsInvalidArgument(page.Unwrap(garbage).status()));
  }
}

TEST(TokenMac, KeepsOldTokensValidThroughARotation) {
  const ScratchFolder scratch;
  const TokenMac before(Keyring::OpenOrCreate(scratch.File("k"), true).value(), "page/v1");
  const std::string text = before.Wrap("x");
  ASSERT_TRUE(Keyring::AddKey(scratch.File("k"), KeyPurpose::kMac, false).ok());
  const TokenMac after(Keyring::OpenOrCreate(scratch.File("k"), false).value(), "page/v1");
  EXPECT_TRUE(after.Unwrap(text).ok());
  EXPECT_NE(after.Wrap("x"), text);
  EXPECT_FALSE(before.Unwrap(after.Wrap("x")).ok());
}

TEST(TokenMac, VerifiesADetachedTag) {
  const TokenMac mac(Keyring::Generate(), "resume/v1");
  EXPECT_TRUE(mac.Verify("m", mac.Tag("m")));
  EXPECT_FALSE(mac.Verify("n", mac.Tag("m")));
  EXPECT_FALSE(mac.Verify("m", ""));
  EXPECT_FALSE(mac.Verify("m", mac.Tag("m").substr(0, 8)));
}

}  // namespace
}  // namespace houniao::crypto
