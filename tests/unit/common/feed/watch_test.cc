// A watch: snapshot, then every change once and in order, on both engines.
#include "common/feed/watch.h"

#include <gmock/gmock.h>
#include <google/protobuf/empty.pb.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "common/errors/errors.h"
#include "common/resource/standard_methods.h"
#include "tests/support/journal.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/common/resource/talent_kind.h"

namespace houniao::feed {
namespace {

using resource::StandardMethods;
using ::testing::ElementsAre;

// Writes down what arrives and goes away after `limit` changes (or snapshot ends, if it is 0).
class Recording : public WatchSink {
 public:
  explicit Recording(int limit) : limit_(limit) {}
  bool Snapshot(const Kind&, std::vector<std::unique_ptr<Message>> resources, int64_t) override {
    for (const auto& item : resources) names.push_back(resource::GetText(*item, "name"));
    return true;
  }
  bool SnapshotEnd(int64_t at, const std::string& resume) override {
    revision = at;
    token = resume;
    names.push_back("end");
    return limit_ > 0;
  }
  bool Changes(std::vector<WatchedChange> items, int64_t at, const std::string& resume) override {
    for (auto& item : items) {
      EXPECT_EQ(item.change.revision(), revision + 1);
      revision = item.change.revision();
      changes.push_back(
          absl::StrCat(api::v1::Change::Kind_Name(item.change.kind()), " ", item.change.name()));
    }
    EXPECT_EQ(at, revision);
    token = resume;
    return static_cast<int>(changes.size()) < limit_;
  }
  bool Heartbeat(int64_t, const std::string&) override {
    ++heartbeats;
    return limit_ > 0;
  }

  std::vector<std::string> names, changes;
  int64_t revision = 0;
  int heartbeats = 0;
  std::string token;

 private:
  const int limit_;
};

class WatchTest : public ::testing::TestWithParam<db::Engine> {
 protected:
  void Create(const std::string& id) {
    talent::v1::CreateTalentRequest request;
    request.mutable_talent()->set_display_name("李敏");
    request.set_talent_id(id);
    talent::v1::Talent reply;
    CallContext call = testing::TestCall();
    EXPECT_OK(talents_.Create(call, request, &reply));
  }
  void Delete(const std::string& id) {
    talent::v1::DeleteTalentRequest request;
    request.set_name("talents/" + id);
    talent::v1::Talent reply;
    CallContext call = testing::TestCall();
    EXPECT_OK(talents_.Delete(call, request, &reply));
  }
  absl::Status Watch(Recording& sink, const std::string& token = "") {
    WatchRequest request;
    request.kinds = {&kind_};
    request.resume_token = token;
    request.heartbeat = absl::Milliseconds(20);
    return ServeWatch(*journal_, testing::TestCall(), request, sink);
  }

  const Kind kind_{testing::TalentOptions()};
  testing::TestJournal journal_{GetParam(), testing::TalentMigrations()};
  const StandardMethods talents_{journal_.store(), kind_, nullptr, journal_.clock};
};

INSTANTIATE_TEST_SUITE_P(Engines, WatchTest, testing::kEngines, testing::EngineName);

TEST_P(WatchTest, SnapshotComesFirst) {
  Create("b");
  Create("a");
  Recording sink(0);
  ASSERT_OK(Watch(sink));
  EXPECT_THAT(sink.names, ElementsAre("talents/a", "talents/b", "end"));
  EXPECT_EQ(sink.revision, 2);
}

TEST_P(WatchTest, ResumesExactlyWhereItStopped) {
  Create("a");
  Recording first(0);
  ASSERT_OK(Watch(first));
  Create("b");
  Delete("a");
  journal_.Reopen();
  Recording second(2);
  second.revision = first.revision;
  ASSERT_OK(Watch(second, first.token));
  EXPECT_THAT(second.names, ElementsAre());
  EXPECT_THAT(second.changes, ElementsAre("CREATED talents/b", "DELETED talents/a"));
}

TEST_P(WatchTest, SeveralWatchersMissNothingWhileOthersWrite) {
  constexpr int kWrites = 60;
  std::vector<std::unique_ptr<Recording>> sinks;
  std::vector<std::thread> watchers, writers;
  for (int i = 0; i < 3; ++i) {
    sinks.push_back(std::make_unique<Recording>(kWrites));
    watchers.emplace_back([this, sink = sinks.back().get()] {
      WatchRequest request;
      request.kinds = {&kind_};
      CallContext call = testing::TestCall();
      // The snapshot may already hold some of the writes; then fewer changes come.
      call.cancelled = [sink] { return sink->names.size() > 0 && sink->revision >= kWrites; };
      request.poll = absl::Milliseconds(10);
      EXPECT_OK(ServeWatch(*journal_, call, request, *sink));
    });
  }
  for (int t = 0; t < 4; ++t) {
    writers.emplace_back([this, t] {
      for (int i = 0; i < kWrites / 4; ++i) Create(absl::StrCat("t", t, "-", i));
    });
  }
  for (auto& writer : writers) writer.join();
  for (auto& watcher : watchers) watcher.join();
  for (const auto& sink : sinks) {
    EXPECT_EQ(sink->names.size() - 1 + sink->changes.size(), static_cast<size_t>(kWrites));
  }
}

TEST_P(WatchTest, ForeignKeysAreNoticedAtTheStart) {
  journal_->hub().Close();
  const crypto::Keyring foreign = crypto::Keyring::Generate();
  auto opened = Journal::Open(*journal_.database, journal_.clock, journal_.ids, foreign,
                              testing::TalentMigrations());
  EXPECT_THAT(opened.status(), testing::StatusIs(absl::StatusCode::kFailedPrecondition,
                                                 ::testing::HasSubstr("other keys")));
}

TEST_P(WatchTest, HeartbeatsWhenNothingHappens) {
  class TwoBeats : public Recording {
   public:
    TwoBeats() : Recording(1) {}
    bool Heartbeat(int64_t at, const std::string& resume) override {
      Recording::Heartbeat(at, resume);
      return heartbeats < 2;
    }
  } sink;
  ASSERT_OK(Watch(sink));
  EXPECT_EQ(sink.heartbeats, 2);
}

TEST_P(WatchTest, ForeignAndFutureTokensAreRefused) {
  Recording sink(1);
  EXPECT_EQ(errors::ReasonOf(Watch(sink, "garbage")), errors::kInvalidResumeToken);
  const std::string ahead = journal_->secrets().resume_tokens.Wrap("talent.houniao/Talent |99");
  EXPECT_EQ(errors::ReasonOf(Watch(sink, ahead)), errors::kInvalidResumeToken);
}

TEST_P(WatchTest, HeartbeatsComeWhileOthersAreBusy) {
  const Kind recognition_kind{testing::RecognitionOptions()};
  const StandardMethods recognitions{journal_.store(), recognition_kind, &kind_, journal_.clock};
  Create("a");
  std::atomic<bool> enough{false};
  std::thread busy([&] {
    while (!enough) {
      talent::v1::CreateRecognitionRequest request;
      request.set_parent("talents/a");
      request.mutable_recognition()->set_scheme("s");
      talent::v1::Recognition reply;
      CallContext call = testing::TestCall();
      EXPECT_OK(recognitions.Create(call, request, &reply));
    }
  });
  Recording sink(1);
  CallContext call = testing::TestCall();
  const absl::Time end = absl::Now() + absl::Seconds(1);
  call.cancelled = [&] { return absl::Now() > end; };
  WatchRequest request;
  request.kinds = {&kind_};
  request.heartbeat = absl::Milliseconds(20);
  EXPECT_OK(ServeWatch(*journal_, call, request, sink));
  enough = true;
  busy.join();
  EXPECT_GT(sink.heartbeats, 3);
}

TEST_P(WatchTest, ASnapshotOfMoreThanAMessageHoldsIsWhole) {
  CallContext call = testing::TestCall();
  google::protobuf::Empty nothing;
  resource::Mutation mutation;
  mutation.call = &call;
  mutation.reply = &nothing;
  mutation.work = [&](resource::WriteScope& scope, resource::Message*) -> absl::Status {
    for (int i = 0; i < 1001; ++i) {
      talent::v1::Talent talent;
      talent.set_name(absl::StrFormat("talents/t%04d", i));
      if (absl::Status status = scope.Insert(kind_, talent); !status.ok()) return status;
    }
    return absl::OkStatus();
  };
  ASSERT_OK(journal_.store().recorder().Run(std::move(mutation)));
  Recording sink(0);
  EXPECT_OK(Watch(sink));
  ASSERT_EQ(sink.names.size(), 1002u);
  EXPECT_TRUE(std::is_sorted(sink.names.begin(), sink.names.end() - 1));
  EXPECT_EQ(sink.names[1000], "talents/t1000");
}

}  // namespace
}  // namespace houniao::feed
