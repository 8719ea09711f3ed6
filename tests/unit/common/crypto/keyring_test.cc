#include "common/crypto/keyring.h"

#include <unistd.h>

#include <set>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/crypto/sealing.h"
#include "common/crypto/search_hash.h"
#include "tests/unit/common/crypto/scratch_folder.h"

namespace houniao::crypto {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(Keyring, IsCreatedOnceForItsOwnerAlone) {
  const ScratchFolder scratch;
  const auto first = Keyring::OpenOrCreate(scratch.File("keys"), true);
  ASSERT_TRUE(first.ok()) << first.status();
  EXPECT_EQ(ModeOf(scratch.File("keys")), 0600);
  EXPECT_EQ(scratch.CountFiles(), 1);
  const auto second = Keyring::OpenOrCreate(scratch.File("keys"), true);
  ASSERT_TRUE(second.ok());
  for (KeyPurpose purpose : kAllKeyPurposes) {
    EXPECT_EQ(first->active(purpose).kid, second->active(purpose).kid);
    EXPECT_EQ(first->active(purpose).secret.bytes(), second->active(purpose).secret.bytes());
  }
}

TEST(Keyring, IsNotMadeAnewWhenDataExists) {
  const ScratchFolder scratch;
  const auto ring = Keyring::OpenOrCreate(scratch.File("keys"), false);
  EXPECT_TRUE(absl::IsFailedPrecondition(ring.status()));
  EXPECT_THAT(std::string(ring.status().message()), HasSubstr("Put back the copy"));
  EXPECT_EQ(scratch.CountFiles(), 0);
}

TEST(Keyring, IsTheSameForAllWhoStartTogether) {
  const ScratchFolder scratch;
  std::vector<std::thread> threads;
  std::vector<uint32_t> kids(12);
  for (size_t i = 0; i < kids.size(); ++i) {
    threads.emplace_back([&scratch, &kids, i] {
      const auto ring = Keyring::OpenOrCreate(scratch.File("keys"), true);
      if (ring.ok()) kids[i] = ring->active(KeyPurpose::kSeal).kid;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(std::set<uint32_t>(kids.begin(), kids.end()).size(), 1u);
  EXPECT_NE(kids[0], 0u);
}

TEST(Keyring, IsRefusedWhenOthersMayReadIt) {
  const ScratchFolder scratch;
  ASSERT_TRUE(Keyring::OpenOrCreate(scratch.File("keys"), true).ok());
  const std::string before = ContentOf(scratch.File("keys"));
  for (int mode : {0640, 0604, 0644}) {
    chmod(scratch.File("keys").c_str(), static_cast<mode_t>(mode));
    const auto ring = Keyring::OpenOrCreate(scratch.File("keys"), true);
    EXPECT_TRUE(absl::IsFailedPrecondition(ring.status())) << mode;
  }
  EXPECT_EQ(ContentOf(scratch.File("keys")), before);
}

TEST(Keyring, IsNeverReplacedWhenDamaged) {
  const ScratchFolder scratch;
  for (const char* content : {"", "# nothing\n", "garbage\n", "00000000 seal AAAA\n"}) {
    WriteFile(scratch.File("keys"), content, 0600);
    EXPECT_FALSE(Keyring::OpenOrCreate(scratch.File("keys"), true).ok()) << content;
    EXPECT_EQ(ContentOf(scratch.File("keys")), content);
  }
}

TEST(Keyring, RefusesEveryChangedCharacterOfAKeyLine) {
  const std::string text = Keyring::Generate().ToText();
  ASSERT_TRUE(Keyring::Parse(text).ok());
  const size_t start = text.rfind("\n", text.size() - 2) + 1;
  int checked = 0;
  for (size_t i = start; i + 1 < text.size(); ++i) {
    std::string changed = text;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(Keyring::Parse(changed).ok()) << i - start;
    ++checked;
  }
  EXPECT_GT(checked, 50);
}

TEST(Keyring, NamesTheDamagedLineAndNothingOfItsContent) {
  std::string text = Keyring::Generate().ToText();
  const std::vector<std::string> lines = absl::StrSplit(text, '\n');
  const std::vector<std::string> words = absl::StrSplit(lines[3], ' ');
  const auto ring = Keyring::Parse(absl::StrReplaceAll(text, {{words[0], "00000000"}}));
  EXPECT_TRUE(absl::IsDataLoss(ring.status()));
  EXPECT_THAT(std::string(ring.status().message()), HasSubstr("line 4"));
  EXPECT_THAT(std::string(ring.status().message()), Not(HasSubstr(words[2].substr(0, 8))));
}

TEST(Keyring, RefusesRepeatedKeysUnknownPurposesAndMissingOnes) {
  const std::string text = Keyring::Generate().ToText();
  EXPECT_FALSE(Keyring::Parse(absl::StrCat(text, text)).ok());
  EXPECT_FALSE(Keyring::Parse(absl::StrReplaceAll(text, {{" mac ", " tax "}})).ok());
  std::vector<std::string> lines = absl::StrSplit(text, '\n');
  lines.resize(5);  // three of comment, seal and search
  EXPECT_TRUE(absl::IsFailedPrecondition(Keyring::Parse(absl::StrJoin(lines, "\n")).status()));
}

TEST(Keyring, TakesBlankLinesCommentsAndDosLineEnds) {
  const std::string text = Keyring::Generate().ToText();
  EXPECT_TRUE(
      Keyring::Parse(absl::StrCat("\r\n# note\r\n\n", absl::StrReplaceAll(text, {{"\n", "\r\n"}})))
          .ok());
}

TEST(Keyring, RotatesAndStillReadsTheOld) {
  const ScratchFolder scratch;
  const std::string path = scratch.File("keys");
  const auto before = Keyring::OpenOrCreate(path, true);
  ASSERT_TRUE(before.ok());
  const std::string sealed = Sealer(*before).Seal("李敏", "t|c|1").value();
  const std::string hash = SearchHasher(*before).Hash("phone", "+8613800000000");

  const auto kid = Keyring::AddKey(path, KeyPurpose::kSeal, false);
  ASSERT_TRUE(kid.ok()) << kid.status();
  ASSERT_TRUE(Keyring::AddKey(path, KeyPurpose::kSearch, false).ok());
  EXPECT_EQ(ModeOf(path), 0600);

  const auto after = Keyring::OpenOrCreate(path, false);
  ASSERT_TRUE(after.ok());
  EXPECT_EQ(after->active(KeyPurpose::kSeal).kid, *kid);
  const Sealer sealer(*after);
  EXPECT_EQ(sealer.Unseal(sealed, "t|c|1").value(), "李敏");
  EXPECT_EQ(SealedKid(sealed).value(), before->active(KeyPurpose::kSeal).kid);
  EXPECT_EQ(SealedKid(sealer.Seal("x", "").value()).value(), *kid);
  // A process that still runs with the old ring cannot read the new key's values, and says so.
  EXPECT_TRUE(absl::IsFailedPrecondition(
      Sealer(*before).Unseal(sealer.Seal("x", "").value(), "").status()));
  const SearchHasher hasher(*after);
  EXPECT_NE(hasher.Hash("phone", "+8613800000000"), hash);
  EXPECT_THAT(hasher.AllHashes("phone", "+8613800000000"),
              testing::ElementsAre(hasher.Hash("phone", "+8613800000000"), hash));
}

TEST(Keyring, ReadsWithAStandbyKeyButWritesWithTheActiveOne) {
  const ScratchFolder scratch;
  const std::string path = scratch.File("keys");
  const auto first = Keyring::OpenOrCreate(path, true);
  ASSERT_TRUE(first.ok());
  const uint32_t old_kid = first->active(KeyPurpose::kSeal).kid;
  const uint32_t new_kid = Keyring::AddKey(path, KeyPurpose::kSeal, true).value();

  const auto standby = Keyring::OpenOrCreate(path, false);
  ASSERT_TRUE(standby.ok());
  EXPECT_EQ(standby->active(KeyPurpose::kSeal).kid, old_kid);
  ASSERT_TRUE(Keyring::ActivateKey(path, new_kid).ok());
  const auto active = Keyring::OpenOrCreate(path, false);
  ASSERT_TRUE(active.ok());
  EXPECT_EQ(active->active(KeyPurpose::kSeal).kid, new_kid);
  // A replica that has only the standby form reads what the next one writes.
  EXPECT_EQ(Sealer(*standby).Unseal(Sealer(*active).Seal("x", "a").value(), "a").value(), "x");
  EXPECT_TRUE(absl::IsNotFound(Keyring::ActivateKey(path, new_kid ^ old_kid)));
}

TEST(Keyring, KeepsEveryKeyOfRotationsThatRace) {
  const ScratchFolder scratch;
  const std::string path = scratch.File("keys");
  ASSERT_TRUE(Keyring::OpenOrCreate(path, true).ok());
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&path] { (void)Keyring::AddKey(path, KeyPurpose::kMac, false); });
  }
  for (std::thread& thread : threads) thread.join();
  const auto ring = Keyring::OpenOrCreate(path, false);
  ASSERT_TRUE(ring.ok());
  EXPECT_EQ(ring->ForReading(KeyPurpose::kMac).size(), 9u);
}

TEST(Keyring, TellsAForeignKeyFileBeforeServing) {
  const Keyring mine = Keyring::Generate();
  const uint32_t kid = mine.active(KeyPurpose::kSeal).kid;
  EXPECT_TRUE(mine.CheckHolds(KeyPurpose::kSeal, {kid}).ok());
  const absl::Status status = Keyring::Generate().CheckHolds(KeyPurpose::kSeal, {kid});
  EXPECT_TRUE(absl::IsFailedPrecondition(status));
  EXPECT_THAT(std::string(status.message()), HasSubstr(KidText(kid)));
}

TEST(Keyring, RotationNeedsAnExistingFile) {
  const ScratchFolder scratch;
  EXPECT_TRUE(
      absl::IsNotFound(Keyring::AddKey(scratch.File("keys"), KeyPurpose::kSeal, false).status()));
  EXPECT_EQ(scratch.CountFiles(), 0);
}

}  // namespace
}  // namespace houniao::crypto
