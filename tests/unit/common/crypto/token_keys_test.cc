#include "common/crypto/token_keys.h"

#include <sys/stat.h>

#include <string>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/crypto/digest.h"
#include "tests/unit/common/crypto/scratch_folder.h"

namespace houniao::crypto {
namespace {

using ::testing::HasSubstr;

// PKCS #8 form (RFC 8410) of 32 bytes of Ed25519 private key.
std::string PrivatePemOf(absl::string_view base64url) {
  const std::string der = absl::StrCat(absl::HexStringToBytes("302e020100300506032b657004220420"),
                                       DecodeBase64Url(base64url).value());
  return absl::StrCat("-----BEGIN PRIVATE KEY-----\n", absl::Base64Escape(der),
                      "\n-----END PRIVATE KEY-----\n");
}

// The example key of RFC 8037 appendix A.
SigningKey Rfc8037Key() {
  return SigningKey::FromPem(PrivatePemOf("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A")).value();
}

constexpr char kEcPublicKey[] =
    "-----BEGIN PUBLIC KEY-----\n"
    "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEYdDwlM4EyHwQfWw4fT25y0ZGgflb\n"
    "9sUu2ooK2Qdh4jlN5FTUvHIZCQC4EmBuiJOBPATuBjkbvyGW17itr3ys5w==\n"
    "-----END PUBLIC KEY-----\n";

TEST(SigningKey, GivesTheKnownAnswersOfRfc8037) {
  const SigningKey key = Rfc8037Key();
  EXPECT_EQ(key.kid(), "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
  const std::string input = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc";
  const std::string signature = key.Sign(input);
  EXPECT_EQ(
      EncodeBase64Url(signature),
      "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg");
  VerificationKeys keys;
  keys.Add(key);
  EXPECT_TRUE(keys.Verify(key.kid(), input, signature));
}

TEST(SigningKey, RoundTripsThroughItsFiles) {
  const ScratchFolder scratch;
  ASSERT_TRUE(GenerateTokenKeyFiles(scratch.File("token.key"), scratch.File("token.pub")).ok());
  EXPECT_EQ(ModeOf(scratch.File("token.key")), 0600);
  EXPECT_EQ(ModeOf(scratch.File("token.pub")), 0644);
  const auto key = SigningKey::Load(scratch.File("token.key"));
  ASSERT_TRUE(key.ok()) << key.status();
  const auto keys = VerificationKeys::Load(scratch.File("token.pub"));
  ASSERT_TRUE(keys.ok()) << keys.status();
  EXPECT_TRUE(keys->Verify(key->kid(), "m", key->Sign("m")));
  EXPECT_FALSE(keys->Verify(key->kid(), "n", key->Sign("m")));
  EXPECT_FALSE(keys->Verify("other", "m", key->Sign("m")));
}

TEST(SigningKey, FilesAreNeverReplaced) {
  const ScratchFolder scratch;
  WriteFile(scratch.File("a"), "mine", 0600);
  EXPECT_TRUE(absl::IsAlreadyExists(GenerateTokenKeyFiles(scratch.File("a"), scratch.File("b"))));
  EXPECT_TRUE(absl::IsAlreadyExists(GenerateTokenKeyFiles(scratch.File("c"), scratch.File("a"))));
  EXPECT_EQ(ContentOf(scratch.File("a")), "mine");
  EXPECT_EQ(scratch.CountFiles(), 1);
}

TEST(SigningKey, IsRefusedWhenOthersMayReadIt) {
  const ScratchFolder scratch;
  WriteFile(scratch.File("k"), SigningKey::Generate().PrivatePem(), 0640);
  EXPECT_TRUE(absl::IsFailedPrecondition(SigningKey::Load(scratch.File("k")).status()));
}

TEST(SigningKey, RefusesWhatIsNoEd25519PrivateKey) {
  EXPECT_FALSE(SigningKey::FromPem("").ok());
  EXPECT_FALSE(SigningKey::FromPem("garbage").ok());
  EXPECT_FALSE(SigningKey::FromPem(SigningKey::Generate().PublicPem()).ok());
  EXPECT_FALSE(
      SigningKey::FromPem("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----").ok());
}

TEST(VerificationKeys, HoldSeveralForARotation) {
  const SigningKey old_key = SigningKey::Generate();
  const SigningKey new_key = SigningKey::Generate();
  const auto keys = VerificationKeys::FromPem(old_key.PublicPem() + new_key.PublicPem());
  ASSERT_TRUE(keys.ok());
  EXPECT_EQ(keys->size(), 2u);
  EXPECT_TRUE(keys->Verify(old_key.kid(), "m", old_key.Sign("m")));
  EXPECT_TRUE(keys->Verify(new_key.kid(), "m", new_key.Sign("m")));
  EXPECT_FALSE(keys->Verify(new_key.kid(), "m", old_key.Sign("m")));
}

TEST(VerificationKeys, RefuseDamagedForeignAndMissingKeys) {
  const std::string good = SigningKey::Generate().PublicPem();
  EXPECT_FALSE(VerificationKeys::FromPem("").ok());
  EXPECT_FALSE(VerificationKeys::FromPem("# none\n").ok());
  EXPECT_EQ(VerificationKeys::FromPem(kEcPublicKey).status().message(),
            "A public key in the list is not an Ed25519 key.");
  EXPECT_FALSE(VerificationKeys::FromPem(good + kEcPublicKey).ok());
  EXPECT_FALSE(VerificationKeys::FromPem(good + SigningKey::Generate().PrivatePem()).ok());
  EXPECT_FALSE(
      VerificationKeys::FromPem(good + "-----BEGIN PUBLIC KEY-----\n!!\n-----END PUBLIC KEY-----\n")
          .ok());
  std::string many;
  for (int i = 0; i <= VerificationKeys::kMaxKeys; ++i) many += SigningKey::Generate().PublicPem();
  EXPECT_FALSE(VerificationKeys::FromPem(many).ok());
}

TEST(VerificationKeys, FileMustNotBeWritableByOthers) {
  const ScratchFolder scratch;
  WriteFile(scratch.File("p"), SigningKey::Generate().PublicPem(), 0664);
  const auto keys = VerificationKeys::Load(scratch.File("p"));
  EXPECT_TRUE(absl::IsFailedPrecondition(keys.status()));
  EXPECT_THAT(std::string(keys.status().message()), HasSubstr("chmod go-w"));
  chmod(scratch.File("p").c_str(), 0644);
  EXPECT_TRUE(VerificationKeys::Load(scratch.File("p")).ok());
  EXPECT_TRUE(absl::IsNotFound(VerificationKeys::Load(scratch.File("q")).status()));
  EXPECT_FALSE(VerificationKeys::Load(scratch.path()).ok());
}

TEST(VerificationKeys, RefuseSignaturesOfAnotherLength) {
  const SigningKey key = SigningKey::Generate();
  VerificationKeys keys;
  keys.Add(key);
  const std::string signature = key.Sign("m");
  EXPECT_FALSE(keys.Verify(key.kid(), "m", ""));
  EXPECT_FALSE(keys.Verify(key.kid(), "m", signature.substr(0, 63)));
  EXPECT_FALSE(keys.Verify(key.kid(), "m", signature + "x"));
}

}  // namespace
}  // namespace houniao::crypto
