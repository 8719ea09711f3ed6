#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/base/clock.h"
#include "common/base/dates.h"
#include "common/errors/errors.h"
#include "services/recruitment/domain/demand_states.h"
#include "services/recruitment/domain/engagement_states.h"
#include "services/recruitment/domain/recruitment_errors.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/services/recruitment/demand_fixture.h"

namespace houniao::recruitment {
namespace {

using ::testing::HasSubstr;
using v1::Demand;
using v1::Engagement;

const absl::Time kNow = absl::FromCivil(absl::CivilHour(2026, 3, 2, 9), ShanghaiTimeZone());

TEST(DemandStates, OpensFillsAndOpensAgain) {
  Demand demand = WinterDemand();
  demand.set_state(Demand::DRAFT);
  EXPECT_EQ(errors::ReasonOf(RequireOpen(demand)), kDemandNotOpen);
  ASSERT_OK(Publish(demand, kNow));
  EXPECT_EQ(demand.state(), Demand::OPEN);
  EXPECT_OK(RequireOpen(demand));
  ASSERT_OK(AddFilled(demand));
  EXPECT_EQ(demand.state(), Demand::FILLED);
  EXPECT_EQ(errors::ReasonOf(AddFilled(demand)), kHeadcountFilled);
  EXPECT_EQ(errors::ReasonOf(RequireOpen(demand)), kHeadcountFilled);
  RemoveFilled(demand);
  EXPECT_EQ(demand.state(), Demand::OPEN);
  ASSERT_OK(Close(demand, "enough"));
  EXPECT_EQ(errors::ReasonOf(Close(demand, "")), "INVALID_STATE_TRANSITION");
  ASSERT_OK(Publish(demand, kNow));
  EXPECT_EQ(demand.close_reason(), "");
}

TEST(DemandStates, RefusesTextThatDiscriminatesWithTheWords) {
  Demand demand = WinterDemand();
  demand.set_state(Demand::DRAFT);
  demand.set_description("35岁以下, 限男");
  const absl::Status refused = Publish(demand, kNow);
  EXPECT_EQ(errors::ReasonOf(refused), kDiscriminatoryText);
  EXPECT_THAT(std::string(refused.message()), HasSubstr("35岁以下"));
  EXPECT_THAT(errors::MetadataOf(refused, "words"), HasSubstr("限男"));
  EXPECT_EQ(demand.state(), Demand::DRAFT);
}

TEST(DemandStates, ZeroHeadcountIsIncomplete) {
  Demand demand = WinterDemand();
  demand.set_state(Demand::DRAFT);
  demand.set_headcount(0);
  EXPECT_EQ(errors::ReasonOf(Publish(demand, kNow)), kDemandIncomplete);
}

TEST(DemandStates, AnOpenDemandStaysPublishable) {
  Demand before = WinterDemand();
  before.set_state(Demand::OPEN);
  before.set_headcount(2);
  before.set_filled_count(1);
  Demand after = before;
  after.set_title("仅限男性");
  EXPECT_EQ(errors::ReasonOf(CheckDemandUpdate(before, after, kNow)), kDiscriminatoryText);
  after = before;
  after.set_headcount(0);
  EXPECT_FALSE(CheckDemandUpdate(before, after, kNow).ok());
  after = before;
  after.set_headcount(1);
  ASSERT_OK(CheckDemandUpdate(before, after, kNow));
  EXPECT_EQ(after.state(), Demand::FILLED);
  before.set_state(Demand::CLOSED);
  EXPECT_EQ(errors::ReasonOf(CheckDemandUpdate(before, after, kNow)), "INVALID_STATE_TRANSITION");
}

Engagement Held() {
  Engagement engagement;
  engagement.set_name("engagements/x");
  engagement.set_state(Engagement::HELD);
  *engagement.mutable_hold_expire_time() = ToTimestamp(kNow + absl::Hours(1));
  return engagement;
}

TEST(EngagementStates, WalkTheWholeWay) {
  Engagement engagement = Held();
  ASSERT_OK(Confirm(engagement, kNow));
  ASSERT_OK(BeginService(engagement));
  EXPECT_EQ(engagement.state(), Engagement::ACTIVE);
  ASSERT_OK(BeginService(engagement));
  EXPECT_EQ(errors::ReasonOf(Complete(engagement, 1, 0, kNow)), kServiceDaysOpen);
  ASSERT_OK(Complete(engagement, 0, 0, kNow));
  EXPECT_FALSE(IsLive(engagement.state()));
  EXPECT_TRUE(TakesPlace(engagement.state()));
}

TEST(EngagementStates, AHoldRunsOutAtItsMoment) {
  Engagement engagement = Held();
  EXPECT_EQ(errors::ReasonOf(Confirm(engagement, kNow + absl::Hours(1))), kHoldExpired);
  EXPECT_FALSE(Expire(engagement, kNow).ok());
  ASSERT_OK(Expire(engagement, kNow + absl::Hours(1)));
  EXPECT_EQ(engagement.state(), Engagement::EXPIRED);
  EXPECT_EQ(errors::ReasonOf(Confirm(engagement, kNow)), kHoldExpired);
}

// Every verb from every state: the table of the schema.
TEST(EngagementStates, RefuseEverythingElse) {
  for (int state = Engagement::HELD; state <= Engagement::TERMINATED; ++state) {
    const auto from = static_cast<Engagement::State>(state);
    const auto start = [&] {
      Engagement engagement = Held();
      engagement.set_state(from);
      return engagement;
    };
    Engagement e = start();
    EXPECT_EQ(Confirm(e, kNow).ok(), from == Engagement::HELD) << state;
    e = start();
    EXPECT_EQ(Decline(e, "", kNow).ok(), from == Engagement::HELD) << state;
    e = start();
    EXPECT_EQ(Release(e, "", kNow).ok(), from <= Engagement::ACTIVE) << state;
    e = start();
    EXPECT_EQ(BeginService(e).ok(), from == Engagement::CONFIRMED || from == Engagement::ACTIVE);
    e = start();
    EXPECT_EQ(Complete(e, 0, 0, kNow).ok(), from == Engagement::ACTIVE) << state;
  }
}

TEST(EngagementStates, ReleaseAfterServiceIsTermination) {
  Engagement engagement = Held();
  engagement.set_state(Engagement::ACTIVE);
  ASSERT_OK(Release(engagement, "moved away", kNow));
  EXPECT_EQ(engagement.state(), Engagement::TERMINATED);
  EXPECT_EQ(engagement.end_reason(), "moved away");
}

}  // namespace
}  // namespace houniao::recruitment
