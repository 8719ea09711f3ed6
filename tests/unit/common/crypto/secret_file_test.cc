#include "common/crypto/secret_file.h"

#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <string>
#include <thread>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "tests/unit/common/crypto/scratch_folder.h"

namespace houniao::crypto {
namespace {

using ::testing::HasSubstr;

TEST(SecretFile, IsWrittenForItsOwnerAlone) {
  const ScratchFolder scratch;
  const mode_t old = umask(0);
  ASSERT_TRUE(CreateSecretFile(scratch.File("k"), "content").ok());
  umask(old);
  EXPECT_EQ(ModeOf(scratch.File("k")), 0600);
  EXPECT_EQ(ReadSecretFile(scratch.File("k")).value(), "content");
  EXPECT_EQ(scratch.CountFiles(), 1);
}

TEST(SecretFile, KeepsItsModeUnderAWideUmask) {
  const ScratchFolder scratch;
  const mode_t old = umask(0777);
  ASSERT_TRUE(CreateSecretFile(scratch.File("k"), "content", 0644).ok());
  umask(old);
  EXPECT_EQ(ModeOf(scratch.File("k")), 0644);
}

TEST(SecretFile, IsNeverReplacedByCreating) {
  const ScratchFolder scratch;
  ASSERT_TRUE(CreateSecretFile(scratch.File("k"), "first").ok());
  EXPECT_TRUE(absl::IsAlreadyExists(CreateSecretFile(scratch.File("k"), "second")));
  EXPECT_EQ(ReadSecretFile(scratch.File("k")).value(), "first");
  EXPECT_EQ(scratch.CountFiles(), 1);
}

TEST(SecretFile, HasOneWinnerAmongManyCreators) {
  const ScratchFolder scratch;
  std::vector<std::thread> threads;
  std::atomic<int> winners = 0;
  for (int i = 0; i < 16; ++i) {
    threads.emplace_back([&scratch, &winners, i] {
      if (CreateSecretFile(scratch.File("k"), std::string(1000, 'a' + i)).ok()) ++winners;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(winners, 1);
  EXPECT_EQ(ReadSecretFile(scratch.File("k")).value().size(), 1000u);
  EXPECT_EQ(scratch.CountFiles(), 1);
}

TEST(SecretFile, IsReplacedWhole) {
  const ScratchFolder scratch;
  ASSERT_TRUE(CreateSecretFile(scratch.File("k"), "first").ok());
  ASSERT_TRUE(ReplaceSecretFile(scratch.File("k"), "second").ok());
  EXPECT_EQ(ReadSecretFile(scratch.File("k")).value(), "second");
  EXPECT_EQ(ModeOf(scratch.File("k")), 0600);
  EXPECT_EQ(scratch.CountFiles(), 1);
}

TEST(SecretFile, SurvivesAWriteThatFails) {
  const ScratchFolder scratch;
  ASSERT_TRUE(CreateSecretFile(scratch.File("k"), "first").ok());
  const auto old_handler = std::signal(SIGXFSZ, SIG_IGN);
  rlimit before;
  getrlimit(RLIMIT_FSIZE, &before);
  rlimit tight = before;
  tight.rlim_cur = 16;
  setrlimit(RLIMIT_FSIZE, &tight);
  const absl::Status status = ReplaceSecretFile(scratch.File("k"), std::string(1000, 'x'));
  setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, old_handler);
  EXPECT_FALSE(status.ok());
  EXPECT_EQ(ReadSecretFile(scratch.File("k")).value(), "first");
  EXPECT_EQ(scratch.CountFiles(), 1);
}

TEST(SecretFile, IsRefusedWhenOthersHaveAnyRight) {
  const ScratchFolder scratch;
  for (int mode : {0640, 0604, 0620, 0602, 0610, 0601, 0644, 0777, 0660}) {
    WriteFile(scratch.File("k"), "content", mode);
    const auto content = ReadSecretFile(scratch.File("k"));
    EXPECT_TRUE(absl::IsFailedPrecondition(content.status())) << mode;
    EXPECT_THAT(std::string(content.status().message()), HasSubstr("chmod 600"));
  }
  for (int mode : {0600, 0400, 0700}) {
    WriteFile(scratch.File("k"), "content", mode);
    EXPECT_TRUE(ReadSecretFile(scratch.File("k")).ok()) << mode;
  }
}

TEST(SecretFile, IsRefusedWhenItBelongsToAnother) {
  if (geteuid() != 0) GTEST_SKIP() << "only root can give a file away";
  const ScratchFolder scratch;
  WriteFile(scratch.File("k"), "content", 0600);
  ASSERT_EQ(chown(scratch.File("k").c_str(), 12345, 12345), 0);
  EXPECT_TRUE(absl::IsFailedPrecondition(ReadSecretFile(scratch.File("k")).status()));
}

TEST(SecretFile, IsRefusedWhenItIsNoFileOrTooLarge) {
  const ScratchFolder scratch;
  EXPECT_TRUE(absl::IsNotFound(ReadSecretFile(scratch.File("missing")).status()));
  EXPECT_TRUE(absl::IsFailedPrecondition(ReadSecretFile(scratch.path()).status()));
  ASSERT_EQ(mkfifo(scratch.File("pipe").c_str(), 0600), 0);
  EXPECT_TRUE(absl::IsFailedPrecondition(ReadSecretFile(scratch.File("pipe")).status()));
  WriteFile(scratch.File("big"), std::string(kMaxSecretFileSize + 1, 'x'), 0600);
  EXPECT_TRUE(absl::IsOutOfRange(ReadSecretFile(scratch.File("big")).status()));
  WriteFile(scratch.File("largest"), std::string(kMaxSecretFileSize, 'x'), 0600);
  EXPECT_TRUE(ReadSecretFile(scratch.File("largest")).ok());
}

TEST(SecretFile, IsReadThroughALink) {
  const ScratchFolder scratch;
  WriteFile(scratch.File("k"), "content", 0600);
  ASSERT_EQ(symlink(scratch.File("k").c_str(), scratch.File("link").c_str()), 0);
  EXPECT_EQ(ReadSecretFile(scratch.File("link")).value(), "content");
}

TEST(SecretFile, IsNotMadeInAMissingFolder) {
  const ScratchFolder scratch;
  EXPECT_TRUE(absl::IsNotFound(CreateSecretFile(scratch.File("no/k"), "content")));
}

}  // namespace
}  // namespace houniao::crypto
