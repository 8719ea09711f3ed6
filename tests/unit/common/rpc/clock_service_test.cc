#include "common/rpc/clock_service.h"

#include <gmock/gmock.h>

#include "common/base/dates.h"
#include "common/errors/errors.h"
#include "common/resource/audit.h"
#include "tests/support/journal.h"
#include "tests/unit/common/rpc/fixture.h"

namespace houniao::rpc {
namespace {

using ::houniao::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class ClockServiceTest : public RpcTest {
 protected:
  void StartExercise(std::vector<std::function<void()>> listeners = {}) {
    options_.clock = &clock_;
    tables_.push_back(MakeClockService(clock_, &clock_, std::move(listeners)));
    Start();
  }
  absl::Status Advance(const pb::AdvanceClockRequest& request, pb::ClockState* state) {
    auto context = ContextOf(Token("user:li.min", {"mover"}));
    return AnswerOf(*context, pb::ClockService::NewStub(server_->InProcessChannel(nullptr))
                                  ->AdvanceClock(context.get(), request, state))
        .status;
  }

  const absl::Time start_ = absl::FromUnixSeconds(1'770'000'000);
  SimulatedClock clock_{start_};
};

TEST_F(ClockServiceTest, TellsTheTime) {
  StartExercise();
  auto context = Context();
  pb::ClockState state;
  ASSERT_OK(CallGetClock(*context, &state).status);
  EXPECT_EQ(FromTimestamp(state.time()), start_);
  EXPECT_TRUE(state.exercise());
}

TEST_F(ClockServiceTest, MovesByADurationOrToATimeAndTellsEverybody) {
  std::vector<absl::Time> heard;
  StartExercise({[&] { heard.push_back(clock_.Now()); }});
  pb::ClockState state;
  pb::AdvanceClockRequest request;
  request.mutable_duration()->set_seconds(86400);
  ASSERT_OK(Advance(request, &state));
  EXPECT_EQ(FromTimestamp(state.time()), start_ + absl::Hours(24));
  *request.mutable_time() = ToTimestamp(start_ + absl::Hours(48));
  ASSERT_OK(Advance(request, &state));
  EXPECT_EQ(clock_.Now(), start_ + absl::Hours(48));
  EXPECT_THAT(heard, ElementsAre(start_ + absl::Hours(24), start_ + absl::Hours(48)));
}

TEST_F(ClockServiceTest, EveryServiceHasARecordOfTheMove) {
  const houniao::testing::TestJournal one(db::Engine::kSqlite, {});
  const houniao::testing::TestJournal two(db::Engine::kSqlite, {});
  options_.clock = &clock_;
  tables_.push_back(MakeClockService(clock_, &clock_, {}, {&one.store(), &two.store()}));
  Start();
  pb::ClockState state;
  pb::AdvanceClockRequest request;
  request.mutable_duration()->set_seconds(3600);
  request.set_request_id("6a5ffd2c-61cf-4b8f-9b4e-3f6a0c6b1d11");
  ASSERT_OK(Advance(request, &state));
  ASSERT_OK(Advance(request, &state));  // repeated: moves and records nothing
  EXPECT_EQ(clock_.Now(), start_ + absl::Hours(1));
  for (const auto* journal : {&one, &two}) {
    ASSERT_OK_AND_ASSIGN(const auto records, resource::ListAudit(*journal->database, "", 0, 10,
                                                                 houniao::testing::Soon()));
    ASSERT_EQ(records.size(), 1u);
    EXPECT_EQ(records[0].method(), "houniao.api.v1.ClockService/AdvanceClock");
    EXPECT_EQ(records[0].principal(), "user:li.min");
  }
  // A move that is refused leaves none, and moves nothing.
  request.clear_request_id();
  request.mutable_duration()->set_seconds(-1);
  EXPECT_THAT(Advance(request, &state), StatusIs(absl::StatusCode::kInvalidArgument));
  ASSERT_OK_AND_ASSIGN(const auto records,
                       resource::ListAudit(*one.database, "", 0, 10, houniao::testing::Soon()));
  EXPECT_EQ(records.size(), 1u);
}

TEST_F(ClockServiceTest, RefusesToGoBackTooFarOrNowhere) {
  StartExercise();
  pb::ClockState state;
  pb::AdvanceClockRequest request;
  EXPECT_THAT(Advance(request, &state), StatusIs(absl::StatusCode::kInvalidArgument));
  request.mutable_duration()->set_seconds(-1);
  EXPECT_THAT(Advance(request, &state), StatusIs(absl::StatusCode::kInvalidArgument));
  request.mutable_duration()->set_seconds(11LL * 366 * 86400);
  EXPECT_THAT(Advance(request, &state),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("10 years")));
  *request.mutable_time() = ToTimestamp(start_ - absl::Seconds(1));
  EXPECT_THAT(Advance(request, &state), StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_EQ(clock_.Now(), start_);
}

TEST_F(ClockServiceTest, MovesOnceForARequestId) {
  StartExercise();
  pb::ClockState state;
  pb::AdvanceClockRequest request;
  request.set_request_id("7c9e6679-7425-40de-944b-e07fc1f90ae7");
  request.mutable_duration()->set_seconds(60);
  ASSERT_OK(Advance(request, &state));
  ASSERT_OK(Advance(request, &state));
  EXPECT_EQ(FromTimestamp(state.time()), start_ + absl::Seconds(60));
  request.mutable_duration()->set_seconds(61);
  EXPECT_EQ(errors::ReasonOf(Advance(request, &state)), "REQUEST_ID_REUSED");
}

TEST_F(ClockServiceTest, RealClocksStandTheirGround) {
  tables_.push_back(MakeClockService(wall_clock_, nullptr, {}));
  Start();
  pb::ClockState state;
  pb::AdvanceClockRequest request;
  request.mutable_duration()->set_seconds(60);
  EXPECT_EQ(errors::ReasonOf(Advance(request, &state)), "NOT_EXERCISE_MODE");
  auto context = Context();
  ASSERT_OK(CallGetClock(*context, &state).status);
  EXPECT_FALSE(state.exercise());
}

}  // namespace
}  // namespace houniao::rpc
