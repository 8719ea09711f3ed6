#include "common/crypto/sealing.h"

#include <set>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/crypto/digest.h"

namespace houniao::crypto {
namespace {

std::string Raw(absl::string_view hex) { return absl::HexStringToBytes(hex); }

struct GcmVector {
  const char* name;
  const char* key;
  const char* nonce;
  const char* aad;
  const char* plaintext;
  const char* ciphertext;
  const char* tag;
};

// Test cases 13, 14 and 16 of the GCM submission to NIST (McGrew and Viega, appendix B).
constexpr GcmVector kVectors[] = {
    {"empty", "0000000000000000000000000000000000000000000000000000000000000000",
     "000000000000000000000000", "", "", "", "530f8afbc74536b9a963b4f1c4cb738b"},
    {"block", "0000000000000000000000000000000000000000000000000000000000000000",
     "000000000000000000000000", "", "00000000000000000000000000000000",
     "cea7403d4d606b6e074ec5d3baf39d18", "d0d1c8a799996bf0265b98b5d48ab919"},
    {"with aad", "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308",
     "cafebabefacedbaddecaf888", "feedfacedeadbeeffeedfacedeadbeefabaddad2",
     "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b"
     "5"
     "25b16aedf5aa0de657ba637b39",
     "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828"
     "8"
     "38c5f61e6393ba7a0abcc9f662",
     "76fc6ece0f4e1768cddf8853bb2d551b"},
};

TEST(Aes256Gcm, GivesTheKnownAnswersOfNist) {
  for (const GcmVector& v : kVectors) {
    const auto sealed = Aes256GcmEncrypt(Raw(v.key), Raw(v.nonce), Raw(v.aad), Raw(v.plaintext));
    ASSERT_TRUE(sealed.ok()) << v.name;
    EXPECT_EQ(absl::BytesToHexString(*sealed), absl::StrCat(v.ciphertext, v.tag)) << v.name;
    const auto opened = Aes256GcmDecrypt(Raw(v.key), Raw(v.nonce), Raw(v.aad), *sealed);
    ASSERT_TRUE(opened.ok()) << v.name;
    EXPECT_EQ(*opened, Raw(v.plaintext)) << v.name;
  }
}

TEST(Aes256Gcm, RefusesKeysAndNoncesOfAnotherLength) {
  EXPECT_FALSE(Aes256GcmEncrypt("short", std::string(12, 'n'), "", "x").ok());
  EXPECT_FALSE(Aes256GcmEncrypt(std::string(32, 'k'), "short", "", "x").ok());
  EXPECT_FALSE(Aes256GcmDecrypt(std::string(32, 'k'), std::string(12, 'n'), "", "x").ok());
}

class SealerTest : public testing::Test {
 protected:
  const Keyring ring_ = Keyring::Generate();
  const Sealer sealer_{ring_};
};

TEST_F(SealerTest, RoundTripsTextOfAnyLength) {
  for (size_t size : {size_t{0}, size_t{1}, size_t{15}, size_t{16}, size_t{17}, size_t{4096},
                      kMaxSealedPlaintext}) {
    const std::string text(size, 'z');
    const auto sealed = sealer_.Seal(text, "talents|phone|t-1");
    ASSERT_TRUE(sealed.ok()) << size;
    EXPECT_TRUE(IsSealed(*sealed));
    EXPECT_EQ(sealer_.Unseal(*sealed, "talents|phone|t-1").value(), text) << size;
  }
  EXPECT_TRUE(absl::IsInvalidArgument(
      sealer_.Seal(std::string(kMaxSealedPlaintext + 1, 'z'), "").status()));
}

TEST_F(SealerTest, WritesTheDocumentedForm) {
  const std::string sealed = sealer_.Seal("abc", "").value();
  ASSERT_TRUE(absl::StartsWith(sealed, "hn1."));
  const std::string bytes = DecodeBase64Url(sealed.substr(4)).value();
  EXPECT_EQ(bytes.size(), 6u + 12u + 3u + 16u);
  EXPECT_EQ(bytes[0], 1);
  EXPECT_EQ(bytes[1], 1);
  EXPECT_EQ(absl::BytesToHexString(bytes.substr(2, 4)), KidText(sealer_.active_kid()));
}

TEST_F(SealerTest, HidesTheTextAndItsEquality) {
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) seen.insert(sealer_.Seal("+8613800000000", "a").value());
  EXPECT_EQ(seen.size(), 1000u);
  EXPECT_FALSE(absl::StrContains(*seen.begin(), EncodeBase64Url("138000")));
}

TEST_F(SealerTest, RefusesEveryChangedByte) {
  const std::string bytes =
      DecodeBase64Url(sealer_.Seal("0123456789", "talents|phone|t-1").value().substr(4)).value();
  for (size_t i = 0; i < bytes.size(); ++i) {
    for (int bit = 0; bit < 8; ++bit) {
      std::string changed = bytes;
      changed[i] = static_cast<char>(changed[i] ^ (1 << bit));
      const auto opened =
          sealer_.Unseal(absl::StrCat("hn1.", EncodeBase64Url(changed)), "talents|phone|t-1");
      EXPECT_FALSE(opened.ok()) << i << " bit " << bit;
    }
  }
}

TEST_F(SealerTest, RefusesEveryChangedCharacterAndEveryTruncation) {
  const std::string sealed = sealer_.Seal("0123456789", "a").value();
  for (size_t i = 0; i < sealed.size(); ++i) {
    for (char c : {'A', 'B', '_', '=', ' ', '\0'}) {
      std::string changed = sealed;
      if (changed[i] == c) continue;
      changed[i] = c;
      EXPECT_FALSE(sealer_.Unseal(changed, "a").ok()) << i << c;
    }
    EXPECT_FALSE(sealer_.Unseal(sealed.substr(0, i), "a").ok()) << i;
  }
  EXPECT_FALSE(sealer_.Unseal(sealed + "A", "a").ok());
  EXPECT_FALSE(sealer_.Unseal(sealed + "=", "a").ok());
}

TEST_F(SealerTest, RefusesAValueFromElsewhere) {
  const std::string sealed = sealer_.Seal("x", "talents|phone|t-1").value();
  for (const char* aad : {"talents|phone|t-2", "talents|email|t-1", "", "talents|phone|t-1 "}) {
    EXPECT_TRUE(absl::IsDataLoss(sealer_.Unseal(sealed, aad).status())) << aad;
  }
}

TEST_F(SealerTest, RefusesUnknownVersionsAlgorithmsAndKeys) {
  std::string bytes = DecodeBase64Url(sealer_.Seal("x", "a").value().substr(4)).value();
  for (size_t i : {0, 1}) {
    std::string changed = bytes;
    changed[i] = 2;
    const auto status =
        sealer_.Unseal(absl::StrCat("hn1.", EncodeBase64Url(changed)), "a").status();
    EXPECT_TRUE(absl::IsDataLoss(status));
    EXPECT_THAT(std::string(status.message()), testing::HasSubstr("unknown version or algorithm"));
  }
  const Sealer stranger(Keyring::Generate());
  EXPECT_TRUE(
      absl::IsFailedPrecondition(stranger.Unseal(sealer_.Seal("x", "a").value(), "a").status()));
}

TEST_F(SealerTest, TakesNoPlainTextForSealedNorTheOtherWay) {
  EXPECT_FALSE(IsSealed(""));
  EXPECT_FALSE(IsSealed("+8613800000000"));
  EXPECT_FALSE(IsSealed("hn2.AAAA"));
  EXPECT_TRUE(IsSealed("hn1.damaged!"));
  EXPECT_TRUE(absl::IsDataLoss(sealer_.Unseal("+8613800000000", "a").status()));
  EXPECT_TRUE(absl::IsDataLoss(sealer_.Unseal("hn1.", "a").status()));
  EXPECT_TRUE(absl::IsDataLoss(SealedKid("plain").status()));
}

TEST_F(SealerTest, ServesManyThreads) {
  std::vector<std::thread> threads;
  std::atomic<int> right = 0;
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([this, t, &right] {
      for (int i = 0; i < 200; ++i) {
        const std::string text = absl::StrCat(t, "/", i);
        if (sealer_.Unseal(sealer_.Seal(text, text).value(), text).value() == text) ++right;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(right, 1600);
}

}  // namespace
}  // namespace houniao::crypto
