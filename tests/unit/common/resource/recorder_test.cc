// The recorder when a mutation misbehaves: it alone bears the consequences, on both engines.
#include "common/resource/recorder.h"

#include <gmock/gmock.h>
#include <google/protobuf/empty.pb.h>
#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>
#include <thread>

#include "common/errors/errors.h"
#include "common/resource/audit.h"
#include "tests/support/journal.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/common/resource/talent_kind.h"

namespace houniao::resource {
namespace {

using talent::v1::Talent;
using ::testing::Each;

class RecorderTest : public ::testing::TestWithParam<db::Engine> {
 protected:
  absl::Status Run(Work work) {
    CallContext call = testing::TestCall();
    Talent reply;
    Mutation mutation;
    mutation.call = &call;
    mutation.reply = &reply;
    mutation.work = std::move(work);
    return journal_.store().recorder().Run(std::move(mutation));
  }

  absl::Status Create(const std::string& id) {
    return Run([&](WriteScope& scope, Message* reply) {
      auto& talent = static_cast<Talent&>(*reply);
      talent.set_name("talents/" + id);
      talent.set_display_name("李敏");
      return scope.Insert(kind_, talent);
    });
  }

  // Runs `bad` in one batch with ten creations, the sixth of them. Returns how `bad` ended.
  absl::Status RunAmongOthers(const Work& bad) {
    std::atomic<bool> queued{false};
    std::thread holder([&] {
      EXPECT_OK(Run([&](WriteScope&, Message*) {
        while (!queued) std::this_thread::sleep_for(std::chrono::milliseconds(1));
        return absl::OkStatus();
      }));
    });
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    absl::Status ended;
    std::vector<absl::Status> created(10);
    std::vector<std::thread> clients;
    for (int i = 0; i < 11; ++i) {
      clients.emplace_back([&, i] {
        if (i == 5)
          ended = Run(bad);
        else
          created[i - (i > 5 ? 1 : 0)] = Create(absl::StrCat("t", i));
      });
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    queued = true;
    holder.join();
    for (auto& client : clients) client.join();
    EXPECT_THAT(created, Each(testing::IsOk()));
    return ended;
  }

  const Kind kind_{testing::TalentOptions()};
  testing::TestJournal journal_{GetParam(), testing::TalentMigrations()};
};

INSTANTIATE_TEST_SUITE_P(Engines, RecorderTest, testing::kEngines, testing::EngineName);

TEST_P(RecorderTest, WorkThatThrowsIsRefusedAndNothingElse) {
  const absl::Status status = RunAmongOthers([&](WriteScope& scope, Message*) -> absl::Status {
    Talent talent;
    talent.set_name("talents/half");
    if (absl::Status s = scope.Insert(kind_, talent); !s.ok()) return s;
    throw std::runtime_error("out of memory, say");
  });
  EXPECT_EQ(status.code(), absl::StatusCode::kInternal);
  const auto half = journal_.store().Get<Talent>(testing::TestCall(), kind_, "talents/half");
  EXPECT_EQ(half.status().code(), absl::StatusCode::kNotFound);
}

TEST_P(RecorderTest, WorkThatEndsTheTransactionFailsAlone) {
  std::atomic<int> runs{0};
  const absl::Status status = RunAmongOthers([&](WriteScope& scope, Message*) {
    ++runs;
    scope.tx().Rollback();
    return absl::InternalError("the engine gave up the transaction");
  });
  EXPECT_EQ(status.code(), absl::StatusCode::kInternal);
  EXPECT_LE(runs, 2);
}

TEST_P(RecorderTest, WorkThatTakesTooLongFailsAlone) {
  const absl::Status status = RunAmongOthers([](WriteScope&, Message*) {
    return absl::DeadlineExceededError("the statement took too long");
  });
  EXPECT_EQ(status.code(), absl::StatusCode::kDeadlineExceeded);
}

TEST_P(RecorderTest, AReadThatIsAuditedClaimsNoRevision) {
  ASSERT_OK(Create("a"));
  ASSERT_OK(journal_->AuditRead(testing::TestCall(), {"talents/a"}));
  ASSERT_OK_AND_ASSIGN(const auto records,
                       ListAudit(*journal_.database, "", 0, 10, testing::Soon()));
  ASSERT_EQ(records.size(), 2u);
  EXPECT_EQ(records[0].revision(), 1);
  EXPECT_EQ(records[1].revision(), 0);
}

TEST_P(RecorderTest, ALargeReplyIsKept) {
  CallContext call = testing::TestCall();
  for (int i = 0; i < 2; ++i) {
    Talent reply;
    Mutation mutation;
    mutation.call = &call;
    mutation.request_id = "7f9c24e8-3b12-4fef-91d1-0a2b6c8d4e5f";
    mutation.reply = &reply;
    mutation.work = [](WriteScope&, Message* out) {
      static_cast<Talent&>(*out).set_display_name(std::string(3 << 20, 'x'));
      return absl::OkStatus();
    };
    ASSERT_OK(journal_.store().recorder().Run(std::move(mutation)));
    EXPECT_EQ(reply.display_name().size(), size_t{3} << 20);
  }
}

}  // namespace
}  // namespace houniao::resource
