#include "common/host/data_folder.h"

#include <gmock/gmock.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "absl/strings/strip.h"

#include "common/crypto/signed_token.h"
#include "tests/support/process.h"
#include "tests/support/status_matchers.h"

namespace houniao::host {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::StatusIs;
constexpr auto kRefused = absl::StatusCode::kFailedPrecondition;
const absl::CivilDay kFirstDay(2026, 3, 2);

int ModeOf(const std::string& path) {
  struct stat info;
  return ::stat(path.c_str(), &info) == 0 ? static_cast<int>(info.st_mode & 07777) : -1;
}

std::string ContentOf(const std::string& path) {
  std::ifstream file(path);
  return std::string(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
}

class DataFolderTest : public ::testing::Test {
 protected:
  auto Open(std::optional<absl::CivilDay> exercise = std::nullopt) {
    return DataFolder::Open(path_, exercise);
  }

  const testing::TempFolder parent_{"host"};
  const std::string path_ = parent_.File("data");
};

TEST_F(DataFolderTest, IsMadeForItsOwnerAlone) {
  ASSERT_OK_AND_ASSIGN(const auto folder, Open());
  EXPECT_TRUE(folder->fresh());
  EXPECT_EQ(ModeOf(path_), 0700);
  for (const char* file : {"keys", "houniao.mode", "houniao.lock"}) {
    EXPECT_EQ(ModeOf(folder->Path(file)), 0600) << file;
  }
  EXPECT_EQ(ContentOf(folder->Path("houniao.mode")), "real\n");
  EXPECT_EQ(folder->simulated(), nullptr);
}

TEST_F(DataFolderTest, KeepsTheRightsOfAFolderThatWasThere) {
  std::filesystem::create_directory(path_);
  for (const int mode : {0750, 0777}) {
    std::filesystem::permissions(path_, static_cast<std::filesystem::perms>(mode));
    ASSERT_OK_AND_ASSIGN(const auto folder, Open());
    EXPECT_EQ(ModeOf(path_), mode);
    // What is secret is closed by itself.
    EXPECT_EQ(ModeOf(folder->Path("keys")), 0600);
  }
}

TEST_F(DataFolderTest, KeepsItsKeys) {
  std::string before;
  {
    ASSERT_OK_AND_ASSIGN(const auto folder, Open());
    before = folder->keyring().ToText();
  }
  ASSERT_OK_AND_ASSIGN(const auto folder, Open());
  EXPECT_FALSE(folder->fresh());
  EXPECT_EQ(folder->keyring().ToText(), before);
}

TEST_F(DataFolderTest, OneProcessAtATime) {
  ASSERT_OK_AND_ASSIGN(auto folder, Open());
  EXPECT_THAT(Open(), StatusIs(kRefused, HasSubstr("Another process")));
  folder.reset();
  EXPECT_OK(Open().status());
}

TEST_F(DataFolderTest, RealAndExerciseNeverMix) {
  ASSERT_OK(Open().status());
  EXPECT_THAT(Open(kFirstDay), StatusIs(kRefused, HasSubstr("made in mode `real`")));
  EXPECT_OK(Open().status());
}

TEST_F(DataFolderTest, AnExerciseStaysInItsOwnTime) {
  ASSERT_OK(Open(kFirstDay).status());
  EXPECT_THAT(Open(), StatusIs(kRefused, HasSubstr("made in mode `exercise 2026-03-02`")));
  EXPECT_THAT(Open(kFirstDay + 1), StatusIs(kRefused, HasSubstr("2026-03-02")));
  EXPECT_OK(Open(kFirstDay).status());
}

// The database that they sealed may be on another machine.
TEST_F(DataFolderTest, MissingKeysAreNeverReplaced) {
  ASSERT_OK(Open().status());
  std::filesystem::remove(path_ + "/keys");
  EXPECT_THAT(Open(), StatusIs(kRefused, HasSubstr("keys")));
  EXPECT_FALSE(std::filesystem::exists(path_ + "/keys"));
}

TEST_F(DataFolderTest, KeysAreNotMadeBesideADatabase) {
  std::filesystem::create_directory(path_);
  std::ofstream(path_ + "/talent.db") << "data";
  EXPECT_THAT(Open(), StatusIs(kRefused, HasSubstr("keys")));
  EXPECT_FALSE(std::filesystem::exists(path_ + "/keys"));
}

// A start that broke off before the mode was written goes on.
TEST_F(DataFolderTest, AnInterruptedFirstStartIsRepeated) {
  std::string before;
  {
    ASSERT_OK_AND_ASSIGN(const auto folder, Open());
    before = folder->keyring().ToText();
  }
  std::filesystem::remove(path_ + "/houniao.mode");
  ASSERT_OK_AND_ASSIGN(const auto folder, Open(kFirstDay));
  EXPECT_EQ(folder->keyring().ToText(), before);
}

TEST_F(DataFolderTest, KeysThatOthersCanReadAreRefused) {
  ASSERT_OK(Open().status());
  std::filesystem::permissions(path_ + "/keys", std::filesystem::perms::others_read,
                               std::filesystem::perm_options::add);
  EXPECT_THAT(Open(), StatusIs(kRefused, HasSubstr("keys")));
}

TEST_F(DataFolderTest, TheSimulatedClockGoesOnWhereItStood) {
  const absl::Time nine = ShanghaiMidnight(kFirstDay) + absl::Hours(9);
  {
    ASSERT_OK_AND_ASSIGN(const auto folder, Open(kFirstDay));
    EXPECT_TRUE(folder->clock().simulated());
    EXPECT_EQ(folder->clock().Now(), nine);
    ASSERT_OK(folder->simulated()->AdvanceTo(nine + absl::Hours(24 * 30)));
    ASSERT_OK(folder->SaveClock());
    EXPECT_EQ(ModeOf(folder->Path("exercise.clock")), 0600);
    ASSERT_OK(folder->simulated()->AdvanceTo(nine + absl::Hours(24 * 31)));
  }
  ASSERT_OK_AND_ASSIGN(const auto folder, Open(kFirstDay));
  EXPECT_EQ(folder->clock().Now(), nine + absl::Hours(24 * 30));
}

TEST_F(DataFolderTest, TheRealClockIsNotKept) {
  ASSERT_OK_AND_ASSIGN(const auto folder, Open());
  EXPECT_FALSE(folder->clock().simulated());
  ASSERT_OK(folder->SaveClock());
  EXPECT_FALSE(std::filesystem::exists(folder->Path("exercise.clock")));
}

TEST_F(DataFolderTest, TokenKeyIsMadeOnceAndPrivate) {
  ASSERT_OK_AND_ASSIGN(const auto folder, Open());
  ASSERT_OK_AND_ASSIGN(const auto key, folder->TokenKey());
  ASSERT_OK_AND_ASSIGN(const auto again, folder->TokenKey());
  EXPECT_EQ(key.kid(), again.kid());
  EXPECT_EQ(ModeOf(folder->Path(kTokenKeyFile)), 0600);
  EXPECT_EQ(ContentOf(folder->Path(kTokenPublicFile)), key.PublicPem());
}

TEST_F(DataFolderTest, HalfAPairOfTokenKeysIsLeftToTheOperator) {
  ASSERT_OK_AND_ASSIGN(const auto folder, Open());
  ASSERT_OK_AND_ASSIGN(const auto key, folder->TokenKey());
  std::filesystem::remove(folder->Path(kTokenKeyFile));
  const absl::Status refused = folder->TokenKey().status();
  EXPECT_THAT(refused, StatusIs(kRefused));
  EXPECT_THAT(std::string(refused.message()), HasSubstr("token.key is missing"));
  EXPECT_THAT(std::string(refused.message()), HasSubstr("remove token.pub"));
  std::filesystem::remove(folder->Path(kTokenPublicFile));
  ASSERT_OK_AND_ASSIGN(const auto fresh, folder->TokenKey());
  EXPECT_NE(fresh.kid(), key.kid());
}

TEST_F(DataFolderTest, AdminTokenIsPrivateAndGood) {
  ASSERT_OK_AND_ASSIGN(const auto folder, Open(kFirstDay));
  ASSERT_OK_AND_ASSIGN(const auto key, folder->TokenKey());
  ASSERT_OK(folder->WriteAdminToken(key));
  const std::string path = folder->Path(kAdminTokenFile);
  EXPECT_EQ(ModeOf(path), 0600);
  crypto::VerificationKeys keys;
  keys.Add(key);
  const std::string text = ContentOf(path);
  ASSERT_OK_AND_ASSIGN(const auto claims,
                       crypto::VerifyToken(keys, absl::StripSuffix(text, "\n"),
                                           {.now = absl::Now(), .audience = "houniao"}));
  EXPECT_EQ(claims.principal, "user:admin");
  EXPECT_THAT(claims.roles, ElementsAre("admin"));
  // Renewed over the old one, still private.
  ASSERT_OK(folder->WriteAdminToken(key));
  EXPECT_EQ(ModeOf(path), 0600);
}

}  // namespace
}  // namespace houniao::host
