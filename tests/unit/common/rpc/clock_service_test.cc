#include "common/rpc/clock_service.h"

#include <gmock/gmock.h>

#include "common/base/dates.h"
#include "common/errors/errors.h"
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
