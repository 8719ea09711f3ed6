// Replies that are kept are exactly as fresh as the database. All persons are made up.
#include "common/resource/kept_replies.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "common/resource/recorder.h"
#include "tests/support/journal.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/common/resource/talent_kind.h"

namespace houniao::resource {
namespace {

using talent::v1::Talent;

KeptReplies::Bytes Text(const std::string& text) {
  return std::make_shared<const std::string>(text);
}

class KeptRepliesTest : public ::testing::Test {
 protected:
  std::string Find(absl::string_view name, int rights = 0) {
    const auto bytes = replies_.Find(kind_, name, rights, ticket_);
    return bytes == nullptr ? "-" : *bytes;
  }

  const Kind kind_{testing::TalentOptions()};
  const Kind other_kind_{testing::TalentOptions()};
  KeptReplies replies_{true};
  uint64_t ticket_ = 0;
};

TEST_F(KeptRepliesTest, AreFoundForTheSameRightsAndKindOnly) {
  EXPECT_EQ(Find("talents/a"), "-");
  replies_.Keep(kind_, "talents/a", 0, ticket_, Text("masked"));
  EXPECT_EQ(Find("talents/a", 1), "-");
  replies_.Keep(kind_, "talents/a", 1, ticket_, Text("with names"));
  EXPECT_EQ(Find("talents/a"), "masked");
  EXPECT_EQ(Find("talents/a", 1), "with names");
  EXPECT_EQ(replies_.Find(other_kind_, "talents/a", 0, ticket_), nullptr);
  EXPECT_EQ(Find("talents/b"), "-");
}

TEST_F(KeptRepliesTest, ACommitForgetsWhatItWrites) {
  replies_.Keep(kind_, "talents/a", 0, ticket_, Text("before"));
  {
    const KeptReplies::Commit commit(replies_, {"talents/a"});
    EXPECT_EQ(Find("talents/a"), "-");
    // Read while the commit was on its way: before or after, nobody can tell.
    replies_.Keep(kind_, "talents/a", 0, ticket_, Text("perhaps"));
    EXPECT_EQ(Find("talents/a"), "-");
  }
  replies_.Keep(kind_, "talents/a", 0, ticket_, Text("perhaps"));
  EXPECT_EQ(Find("talents/a"), "-");
  replies_.Keep(kind_, "talents/a", 0, ticket_, Text("after"));
  EXPECT_EQ(Find("talents/a"), "after");
}

TEST_F(KeptRepliesTest, WhatWasReadBeforeACommitIsNotKeptAfterIt) {
  EXPECT_EQ(Find("talents/a"), "-");
  const uint64_t before = ticket_;
  { const KeptReplies::Commit commit(replies_, {"talents/a", "talents/b", "talents/a"}); }
  replies_.Keep(kind_, "talents/a", 0, before, Text("before"));
  EXPECT_EQ(Find("talents/a"), "-");
}

TEST_F(KeptRepliesTest, AreBounded) {
  constexpr int kCount = 4000;
  const std::string large(16384, 'x');
  for (int i = 0; i < kCount; ++i) {
    const std::string name = absl::StrCat("talents/", i);
    EXPECT_EQ(Find(name), "-");
    replies_.Keep(kind_, name, 0, ticket_, Text(large));
  }
  int kept = 0;
  for (int i = 0; i < kCount; ++i) {
    if (replies_.Find(kind_, absl::StrCat("talents/", i), 0, ticket_) != nullptr) ++kept;
  }
  EXPECT_GT(kept, 100);
  EXPECT_LE(static_cast<size_t>(kept) * large.size(), KeptReplies::kMostBytes);
}

TEST_F(KeptRepliesTest, NothingIsKeptWhereOthersWriteToo) {
  KeptReplies off(false);
  EXPECT_EQ(off.Find(kind_, "talents/a", 0, ticket_), nullptr);
  off.Keep(kind_, "talents/a", 0, ticket_, Text("masked"));
  EXPECT_EQ(off.Find(kind_, "talents/a", 0, ticket_), nullptr);
}

// A writer that has been answered sees its own write at once, and nobody goes back in time.
TEST(KeptRepliesOfAJournalTest, AreNeverOlderThanAnAnsweredWrite) {
  const Kind kind(testing::TalentOptions());
  testing::TestJournal journal(db::Engine::kSqlite, testing::TalentMigrations());
  const Store& store = journal.store();
  KeptReplies& replies = store.recorder().kept_replies();
  ASSERT_TRUE(replies.enabled());
  const auto write = [&](int years, bool create) {
    CallContext call = testing::TestCall();
    Talent reply;
    Mutation mutation;
    mutation.call = &call;
    mutation.reply = &reply;
    mutation.work = [&](WriteScope& scope, Message* out) {
      auto& talent = static_cast<Talent&>(*out);
      talent.set_name("talents/a");
      talent.set_source(absl::StrCat(years));
      return create ? scope.Insert(kind, talent) : scope.Replace(kind, talent);
    };
    return store.recorder().Run(std::move(mutation));
  };
  const auto read = [&]() -> int {
    uint64_t ticket = 0;
    auto bytes = replies.Find(kind, "talents/a", 0, ticket);
    if (bytes == nullptr) {
      const auto talent = store.Get<Talent>(testing::TestCall(), kind, "talents/a");
      if (!talent.ok()) return -1;
      bytes = Text(talent->source());
      replies.Keep(kind, "talents/a", 0, ticket, bytes);
    }
    return std::stoi(*bytes);
  };
  ASSERT_OK(write(0, true));
  std::atomic<int> answered{0};
  std::atomic<bool> stopping{false};
  std::vector<std::thread> readers;
  for (int i = 0; i < 3; ++i) {
    readers.emplace_back([&] {
      int newest = 0;
      while (!stopping) {
        const int least = std::max(newest, answered.load());
        newest = read();
        EXPECT_GE(newest, least);
      }
    });
  }
  for (int version = 1; version <= 300; ++version) {
    ASSERT_OK(write(version, false));
    answered = version;
    ASSERT_EQ(read(), version);
  }
  stopping = true;
  for (std::thread& reader : readers) reader.join();
}

}  // namespace
}  // namespace houniao::resource
