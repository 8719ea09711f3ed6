// From hold to completion, and every way out.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/base/dates.h"
#include "common/errors/errors.h"
#include "services/recruitment/domain/recruitment_errors.h"
#include "tests/unit/services/recruitment/engagement/engagement_fixture.h"

namespace houniao::recruitment {
namespace {

using houniao::testing::kEngines;
using houniao::testing::StatusIs;
using houniao::testing::TestCall;

class LifeTest : public EngagementTest {
 protected:
  v1::Engagement Booked(int days = 3) {
    auto engagement = Hold(HoldDays("demands/d1", "a", absl::CivilDay(2026, 12, 1), days));
    EXPECT_OK(engagement.status());
    return engagement.value_or(v1::Engagement());
  }
  void Advance(absl::CivilDay day) {
    EXPECT_OK(journal_.clock.AdvanceTo(ShanghaiMidnight(day) + absl::Hours(20)));
  }
  absl::StatusOr<v1::RecordServiceDaysResponse> Record(const std::string& engagement,
                                                       const std::vector<absl::CivilDay>& days,
                                                       v1::DayHalf half = v1::DAY_HALF_WHOLE) {
    CallContext call = TestCall("user:talent");
    v1::RecordServiceDaysRequest request;
    request.set_parent(engagement);
    for (const absl::CivilDay day : days) {
      v1::ServiceDayEntry* const entry = request.add_entries();
      *entry->mutable_date() = ToDate(day);
      entry->set_half(half);
      entry->set_work_done("PCS 联调");
    }
    return RecordServiceDays(context_, call, request);
  }
  absl::StatusOr<v1::ConfirmServiceDaysResponse> ConfirmDays(const std::string& engagement,
                                                             const std::vector<std::string>& names,
                                                             const std::string& who = "user:unit") {
    CallContext call = TestCall(who);
    v1::ConfirmServiceDaysRequest request;
    request.set_parent(engagement);
    for (const std::string& name : names) request.add_names(name);
    return ConfirmServiceDays(context_, call, request);
  }
  absl::StatusOr<v1::Engagement> Complete(const std::string& name) {
    CallContext call = TestCall();
    v1::CompleteEngagementRequest request;
    request.set_name(name);
    return CompleteEngagement(context_, call, request);
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, LifeTest, kEngines, houniao::testing::EngineName);

TEST_P(LifeTest, ConfirmingFillsTheDemandAndReleasingOpensItAgain) {
  OpenDemand("demands/d2");
  AddTalent("b");
  const v1::Engagement first = Booked();
  ASSERT_OK_AND_ASSIGN(const auto second,
                       Hold(HoldDays("demands/d1", "b", absl::CivilDay(2026, 12, 1), 2)));
  ASSERT_OK(Confirm(first.name()).status());
  EXPECT_EQ(GetDemand("demands/d1").state(), v1::Demand::FILLED);
  EXPECT_EQ(GetDemand("demands/d1").filled_count(), 1);
  EXPECT_EQ(errors::ReasonOf(Confirm(second.name()).status()), kHeadcountFilled);
  EXPECT_EQ(errors::ReasonOf(Hold(HoldRequest("demands/d1", "b")).status()), kHeadcountFilled);
  ASSERT_OK(Release(first.name()).status());
  EXPECT_EQ(GetDemand("demands/d1").state(), v1::Demand::OPEN);
  EXPECT_EQ(CountBooked("a"), 0);
  EXPECT_EQ(GetEngagement(first.name()).booked_days_size(), 0);
  ASSERT_OK(Confirm(second.name()).status());
}

TEST_P(LifeTest, AHoldExpiresByTheGivenClock) {
  const v1::Engagement held = Booked();
  EXPECT_FALSE(SweepExpired(context_));
  EXPECT_EQ(GetEngagement(held.name()).state(), v1::Engagement::HELD);
  EXPECT_OK(journal_.clock.AdvanceTo(journal_.clock.Now() + absl::Hours(72)));
  EXPECT_EQ(errors::ReasonOf(Confirm(held.name()).status()), kHoldExpired);
  SweepExpired(context_);
  EXPECT_EQ(GetEngagement(held.name()).state(), v1::Engagement::EXPIRED);
  EXPECT_EQ(CountBooked("a"), 0);
  EXPECT_EQ(errors::ReasonOf(Confirm(held.name()).status()), kHoldExpired);
  ASSERT_OK(Hold(HoldDays("demands/d1", "a", absl::CivilDay(2026, 12, 1), 3)).status());
}

TEST_P(LifeTest, ADemandExpiresWithItsLastDayAndReleasesItsHolds) {
  auto request = HoldDays("demands/d1", "a", absl::CivilDay(2027, 3, 31), 1);
  request.mutable_hold_duration()->set_seconds(29 * 86400);
  Advance(absl::CivilDay(2027, 3, 30));
  ASSERT_OK_AND_ASSIGN(const auto held, Hold(request));
  Advance(absl::CivilDay(2027, 3, 31));
  SweepExpired(context_);
  EXPECT_EQ(GetDemand("demands/d1").state(), v1::Demand::OPEN);
  Advance(absl::CivilDay(2027, 4, 1));
  SweepExpired(context_);
  EXPECT_EQ(GetDemand("demands/d1").state(), v1::Demand::EXPIRED);
  EXPECT_EQ(GetEngagement(held.name()).state(), v1::Engagement::RELEASED);
}

TEST_P(LifeTest, ClosingADemandReleasesHoldsAndKeepsWhatIsConfirmed) {
  AddTalent("b");
  OpenDemand("demands/d2", [](v1::Demand& d) { d.set_headcount(2); });
  ASSERT_OK_AND_ASSIGN(const auto confirmed,
                       Hold(HoldDays("demands/d2", "a", absl::CivilDay(2026, 12, 1), 2)));
  ASSERT_OK(Confirm(confirmed.name()).status());
  ASSERT_OK_AND_ASSIGN(const auto held,
                       Hold(HoldDays("demands/d2", "b", absl::CivilDay(2026, 12, 1), 2)));
  CallContext call = TestCall();
  v1::CloseDemandRequest request;
  request.set_name("demands/d2");
  ASSERT_OK(CloseDemand(context_, call, request).status());
  EXPECT_EQ(GetEngagement(held.name()).state(), v1::Engagement::RELEASED);
  EXPECT_EQ(GetEngagement(confirmed.name()).state(), v1::Engagement::CONFIRMED);
  EXPECT_EQ(CountBooked("b"), 0);
  EXPECT_EQ(errors::ReasonOf(Hold(HoldRequest("demands/d2", "b")).status()), kDemandNotOpen);
}

TEST_P(LifeTest, DecliningFreesTheDays) {
  const v1::Engagement held = Booked();
  CallContext call = TestCall();
  v1::DeclineEngagementRequest request;
  request.set_name(held.name());
  request.set_reason("另有安排");
  ASSERT_OK_AND_ASSIGN(const auto declined, DeclineEngagement(context_, call, request));
  EXPECT_EQ(declined.state(), v1::Engagement::DECLINED);
  EXPECT_EQ(declined.end_reason(), "另有安排");
  EXPECT_EQ(CountBooked("a"), 0);
}

TEST_P(LifeTest, DaysAreRecordedConfirmedDisputedSettledAndSummedUp) {
  const v1::Engagement held = Booked(4);  // Tuesday 1 to Friday 4 December
  EXPECT_EQ(errors::ReasonOf(Record(held.name(), {absl::CivilDay(2026, 12, 1)}).status()),
            "INVALID_STATE_TRANSITION");
  ASSERT_OK(Confirm(held.name()).status());
  EXPECT_THAT(Record(held.name(), {absl::CivilDay(2026, 12, 1)}),
              StatusIs(absl::StatusCode::kInvalidArgument));
  Advance(absl::CivilDay(2026, 12, 3));
  // All or none: the second is not booked.
  EXPECT_FALSE(
      Record(held.name(), {absl::CivilDay(2026, 12, 1), absl::CivilDay(2026, 11, 30)}).ok());
  EXPECT_EQ(GetEngagement(held.name()).recorded_half_day_count(), 0);
  ASSERT_OK_AND_ASSIGN(const auto recorded, Record(held.name(), {absl::CivilDay(2026, 12, 1),
                                                                 absl::CivilDay(2026, 12, 2),
                                                                 absl::CivilDay(2026, 12, 3)}));
  EXPECT_EQ(recorded.engagement().state(), v1::Engagement::ACTIVE);
  EXPECT_EQ(errors::ReasonOf(Record(held.name(), {absl::CivilDay(2026, 12, 2)}).status()),
            kServiceDayAlreadyRecorded);

  const std::string first = held.name() + "/serviceDays/2026-12-01";
  const std::string second = held.name() + "/serviceDays/2026-12-02";
  const std::string third = held.name() + "/serviceDays/2026-12-03";
  EXPECT_EQ(errors::ReasonOf(ConfirmDays(held.name(), {first}, "user:talent").status()),
            kSamePerson);
  ASSERT_OK_AND_ASSIGN(const auto confirmed, ConfirmDays(held.name(), {first, second}));
  EXPECT_EQ(confirmed.engagement().confirmed_half_day_count(), 4);
  EXPECT_EQ(errors::ReasonOf(Complete(held.name()).status()), kServiceDaysOpen);

  CallContext unit = TestCall("user:unit"), office = TestCall("user:office");
  v1::DisputeServiceDayRequest dispute;
  dispute.set_name(third);
  dispute.set_reason("只来了上午");
  ASSERT_OK(DisputeServiceDay(context_, unit, dispute).status());
  EXPECT_EQ(GetEngagement(held.name()).disputed_half_day_count(), 2);
  v1::SettleServiceDayRequest settle;
  settle.set_name(third);
  settle.set_outcome(v1::SettleServiceDayRequest::UPHELD);
  settle.set_half(v1::DAY_HALF_MORNING);
  settle.set_settlement("按半天计");
  EXPECT_EQ(errors::ReasonOf(SettleServiceDay(context_, unit, settle).status()), kSamePerson);
  ASSERT_OK(SettleServiceDay(context_, office, settle).status());

  v1::SummarizeServiceRequest sums;
  sums.set_talent("talents/a");
  ASSERT_OK_AND_ASSIGN(const auto summary, SummarizeService(context_, office, sums));
  ASSERT_EQ(summary.summaries_size(), 1);
  EXPECT_EQ(summary.confirmed_half_day_count(), 5);
  EXPECT_EQ(summary.summaries(0).confirmed_workday_half_count(), 5);
  EXPECT_EQ(summary.summaries(0).fee_fen(), 2 * 200000 + 100000);
  EXPECT_EQ(summary.summaries(0).year(), 2026);
  EXPECT_EQ(summary.summaries(0).region(), "350902");
  CallContext stranger = TestCall();
  stranger.employer = "employers/e2";
  ASSERT_OK_AND_ASSIGN(const auto nothing, SummarizeService(context_, stranger, sums));
  EXPECT_EQ(nothing.summaries_size(), 0);

  ASSERT_OK_AND_ASSIGN(const auto completed, Complete(held.name()));
  EXPECT_EQ(completed.state(), v1::Engagement::COMPLETED);
  // The fourth day is free, and so is the afternoon that was not served.
  EXPECT_EQ(CountBooked("a"), 5);
  EXPECT_EQ(completed.booked_half_day_count(), 5);
  EXPECT_EQ(GetDemand("demands/d1").state(), v1::Demand::FILLED);
}

TEST_P(LifeTest, TerminationKeepsTheDaysThatWereServed) {
  const v1::Engagement held = Booked(4);
  ASSERT_OK(Confirm(held.name()).status());
  Advance(absl::CivilDay(2026, 12, 2));
  ASSERT_OK(Record(held.name(), {absl::CivilDay(2026, 12, 1)}).status());
  ASSERT_OK_AND_ASSIGN(const auto ended, Release(held.name()));
  EXPECT_EQ(ended.state(), v1::Engagement::TERMINATED);
  EXPECT_EQ(CountBooked("a"), 2);
  EXPECT_EQ(GetDemand("demands/d1").state(), v1::Demand::OPEN);
  // What was recorded can still be confirmed.
  ASSERT_OK(ConfirmDays(held.name(), {held.name() + "/serviceDays/2026-12-01"}).status());
}

TEST_P(LifeTest, EnterprisesTouchTheirOwnEngagements) {
  const v1::Engagement held = Booked();
  CallContext stranger = TestCall();
  stranger.employer = "employers/e2";
  v1::ConfirmEngagementRequest request;
  request.set_name(held.name());
  EXPECT_THAT(ConfirmEngagement(context_, stranger, request),
              StatusIs(absl::StatusCode::kPermissionDenied));
  request.set_name("engagements/none");
  EXPECT_THAT(ConfirmEngagement(context_, stranger, request),
              StatusIs(absl::StatusCode::kPermissionDenied));
  v1::RecordServiceDaysRequest record;
  record.set_parent(held.name());
  EXPECT_THAT(RecordServiceDays(context_, stranger, record),
              StatusIs(absl::StatusCode::kPermissionDenied));
}

}  // namespace
}  // namespace houniao::recruitment
