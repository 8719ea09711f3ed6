// Corrections and evaluations over the store: counts, bookings and history.
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

const absl::CivilDay kFirst(2026, 12, 1);

class CorrectionsTest : public EngagementTest {
 protected:
  // Two days, both served, recorded by the talent and confirmed by the unit.
  CorrectionsTest() {
    auto held = Hold(HoldDays("demands/d1", "a", kFirst, 2));
    EXPECT_OK(held.status());
    name_ = held.value_or(v1::Engagement()).name();
    EXPECT_OK(Confirm(name_).status());
    EXPECT_OK(journal_.clock.AdvanceTo(ShanghaiMidnight(kFirst + 1) + absl::Hours(20)));
    CallContext talent = TestCall("user:talent");
    v1::RecordServiceDaysRequest record;
    record.set_parent(name_);
    for (int i = 0; i < 2; ++i) *record.add_entries()->mutable_date() = ToDate(kFirst + i);
    EXPECT_OK(RecordServiceDays(context_, talent, record).status());
    EXPECT_OK(ConfirmDay("user:unit", kFirst));
    EXPECT_OK(ConfirmDay("user:unit", kFirst + 1));
  }

  std::string DayName(absl::CivilDay day) const {
    return absl::StrCat(name_, "/serviceDays/", FormatDay(day));
  }
  absl::Status ConfirmDay(const std::string& who, absl::CivilDay day) {
    CallContext call = TestCall(who);
    v1::ConfirmServiceDaysRequest request;
    request.set_parent(name_);
    request.add_names(DayName(day));
    return ConfirmServiceDays(context_, call, request).status();
  }
  absl::StatusOr<v1::ServiceDay> Correct(absl::CivilDay day, v1::DayHalf half,
                                         CallContext call = TestCall("user:clerk")) {
    v1::CorrectServiceDayRequest request;
    request.set_name(DayName(day));
    request.set_reason("记错");
    request.set_half(half);
    return CorrectServiceDay(context_, call, request);
  }
  absl::Status Complete() {
    CallContext call = TestCall();
    v1::CompleteEngagementRequest request;
    request.set_name(name_);
    return CompleteEngagement(context_, call, request).status();
  }

  std::string name_;
};
INSTANTIATE_TEST_SUITE_P(Engines, CorrectionsTest, kEngines, houniao::testing::EngineName);

TEST_P(CorrectionsTest, CountsFollowAndTheDayIsConfirmedAgain) {
  EXPECT_EQ(GetEngagement(name_).confirmed_half_day_count(), 4);
  ASSERT_OK_AND_ASSIGN(const auto day, Correct(kFirst, v1::DAY_HALF_MORNING));
  EXPECT_EQ(day.state(), v1::ServiceDay::RECORDED);
  EXPECT_EQ(day.corrections_size(), 1);
  EXPECT_EQ(GetEngagement(name_).confirmed_half_day_count(), 2);
  EXPECT_EQ(GetEngagement(name_).recorded_half_day_count(), 3);
  EXPECT_EQ(errors::ReasonOf(ConfirmDay("user:clerk", kFirst)), kSamePerson);
  EXPECT_EQ(errors::ReasonOf(Complete()), kServiceDaysOpen);
  ASSERT_OK(ConfirmDay("user:unit", kFirst));
  EXPECT_EQ(GetEngagement(name_).confirmed_half_day_count(), 3);
  v1::SummarizeServiceRequest sums;
  sums.set_talent("talents/a");
  ASSERT_OK_AND_ASSIGN(const auto summary, SummarizeService(context_, TestCall(), sums));
  EXPECT_EQ(summary.confirmed_half_day_count(), 3);
  EXPECT_EQ(summary.summaries(0).fee_fen(), 300000);
  // While it goes on the afternoon stays booked, and may be corrected back.
  EXPECT_EQ(CountBooked("a"), 4);
  ASSERT_OK(Correct(kFirst, v1::DAY_HALF_WHOLE).status());
  ASSERT_OK(ConfirmDay("user:unit", kFirst));
  ASSERT_OK(Complete());
  EXPECT_EQ(CountBooked("a"), 4);
}

TEST_P(CorrectionsTest, OneThatIsOverFreesTheHalfThatWasNotServed) {
  ASSERT_OK(Complete());
  ASSERT_OK(Correct(kFirst, v1::DAY_HALF_AFTERNOON).status());
  EXPECT_EQ(CountBooked("a"), 3);
  const v1::Engagement engagement = GetEngagement(name_);
  EXPECT_EQ(engagement.state(), v1::Engagement::COMPLETED);
  EXPECT_EQ(engagement.booked_half_day_count(), 3);
  EXPECT_EQ(engagement.booked_days(0).half(), v1::DAY_HALF_AFTERNOON);
  EXPECT_EQ(engagement.confirmed_half_day_count(), 2);
  // What is free again is not to be had by a correction.
  EXPECT_EQ(errors::ReasonOf(Correct(kFirst, v1::DAY_HALF_WHOLE).status()), kServiceDayNotBooked);
}

TEST_P(CorrectionsTest, AreTheOwnersAlone) {
  CallContext stranger = TestCall();
  stranger.employer = "employers/e2";
  EXPECT_THAT(Correct(kFirst, v1::DAY_HALF_MORNING, stranger),
              StatusIs(absl::StatusCode::kPermissionDenied));
  EXPECT_EQ(GetEngagement(name_).confirmed_half_day_count(), 4);
}

TEST_P(CorrectionsTest, BothSidesSpeakOnceItIsOver) {
  v1::EvaluateEngagementRequest request;
  request.set_name(name_);
  request.set_side(v1::EngagementParty::HOST);
  request.set_rating(5);
  CallContext hr = TestCall("user:hr");
  hr.employer = "employers/e1";
  EXPECT_EQ(errors::ReasonOf(EvaluateEngagement(context_, hr, request).status()),
            errors::kInvalidStateTransition);
  ASSERT_OK(Complete());
  CallContext stranger = TestCall();
  stranger.employer = "employers/e2";
  EXPECT_THAT(EvaluateEngagement(context_, stranger, request),
              StatusIs(absl::StatusCode::kPermissionDenied));
  ASSERT_OK(EvaluateEngagement(context_, hr, request).status());
  EXPECT_EQ(errors::ReasonOf(EvaluateEngagement(context_, hr, request).status()),
            kAlreadyEvaluated);
  request.set_side(v1::EngagementParty::TALENT);
  EXPECT_EQ(errors::ReasonOf(EvaluateEngagement(context_, hr, request).status()), kNotYourSide);
  CallContext clerk = TestCall();
  ASSERT_OK(EvaluateEngagement(context_, clerk, request).status());
  EXPECT_EQ(GetEngagement(name_).evaluations_size(), 2);
  EXPECT_EQ(GetEngagement(name_).evaluations(0).evaluated_by(), "user:hr");
}

}  // namespace
}  // namespace houniao::recruitment
