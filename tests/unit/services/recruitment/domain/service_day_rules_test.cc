#include "services/recruitment/domain/service_day_rules.h"

#include <gtest/gtest.h>

#include "common/base/clock.h"
#include "common/base/dates.h"
#include "common/errors/errors.h"
#include "services/recruitment/domain/recruitment_errors.h"
#include "tests/support/status_matchers.h"

namespace houniao::recruitment {
namespace {

using ::houniao::testing::StatusIs;
using v1::ServiceDay;

const absl::CivilDay kToday(2026, 3, 2);
const absl::Time kNow = absl::FromCivil(absl::CivilHour(2026, 3, 2, 9), ShanghaiTimeZone());

v1::Engagement Booked() {
  v1::Engagement engagement;
  engagement.set_name("engagements/x");
  engagement.set_talent("talents/a");
  engagement.add_members("talents/a");
  engagement.set_employer("employers/e1");
  engagement.set_day_fee_fen(100001);
  for (const absl::CivilDay day : {kToday - 1, kToday, kToday + 1}) {
    v1::BookedDay* booked = engagement.add_booked_days();
    *booked->mutable_date() = ToDate(day);
    booked->set_half(day == kToday - 1 ? v1::DAY_HALF_MORNING : v1::DAY_HALF_WHOLE);
  }
  return engagement;
}

v1::ServiceDayEntry Entry(absl::CivilDay day, v1::DayHalf half) {
  v1::ServiceDayEntry entry;
  *entry.mutable_date() = ToDate(day);
  entry.set_half(half);
  entry.set_work_done("调试");
  return entry;
}

absl::StatusOr<ServiceDay> Record(absl::CivilDay day, v1::DayHalf half) {
  return RecordServiceDay(Booked(), Entry(day, half), "entries[0]", "user:talent", kToday);
}

TEST(ServiceDayRules, NameIsTheDate) {
  ASSERT_OK_AND_ASSIGN(const auto day, Record(kToday, v1::DAY_HALF_UNSPECIFIED));
  EXPECT_EQ(day.name(), "engagements/x/serviceDays/2026-03-02");
  EXPECT_EQ(day.half(), v1::DAY_HALF_WHOLE);
  EXPECT_EQ(day.state(), ServiceDay::RECORDED);
  EXPECT_EQ(day.fee_fen(), 0);
}

TEST(ServiceDayRules, OnlyBookedHalvesThatAreNotInTheFuture) {
  EXPECT_OK(Record(kToday - 1, v1::DAY_HALF_MORNING).status());
  EXPECT_EQ(errors::ReasonOf(Record(kToday - 1, v1::DAY_HALF_WHOLE).status()),
            kServiceDayNotBooked);
  EXPECT_EQ(errors::ReasonOf(Record(kToday - 9, v1::DAY_HALF_WHOLE).status()),
            kServiceDayNotBooked);
  EXPECT_THAT(Record(kToday + 1, v1::DAY_HALF_WHOLE), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST(ServiceDayRules, AnotherPersonConfirmsAndTheDayEarnsItsFee) {
  ASSERT_OK_AND_ASSIGN(auto day, Record(kToday, v1::DAY_HALF_WHOLE));
  EXPECT_EQ(errors::ReasonOf(ConfirmServiceDay(day, Booked(), "user:talent", kNow)), kSamePerson);
  ASSERT_OK(ConfirmServiceDay(day, Booked(), "user:unit", kNow));
  EXPECT_EQ(day.fee_fen(), 100001);
  EXPECT_FALSE(ConfirmServiceDay(day, Booked(), "user:other", kNow).ok());
}

TEST(ServiceDayRules, HalfADayEarnsHalfRoundedDownAndUnpaidServiceNothing) {
  ASSERT_OK_AND_ASSIGN(auto day, Record(kToday, v1::DAY_HALF_AFTERNOON));
  ASSERT_OK(ConfirmServiceDay(day, Booked(), "user:unit", kNow));
  EXPECT_EQ(day.fee_fen(), 50000);
  v1::Engagement unpaid = Booked();
  unpaid.set_fee_model(houniao::type::v1::FEE_MODEL_PROJECT);
  ASSERT_OK_AND_ASSIGN(day, Record(kToday, v1::DAY_HALF_WHOLE));
  ASSERT_OK(ConfirmServiceDay(day, unpaid, "user:unit", kNow));
  EXPECT_EQ(day.fee_fen(), 0);
}

TEST(ServiceDayRules, ADisputeEndsForHalfOrAgainstTheDay) {
  ASSERT_OK_AND_ASSIGN(const auto recorded, Record(kToday, v1::DAY_HALF_WHOLE));
  ServiceDay day = recorded;
  v1::SettleServiceDayRequest request;
  request.set_outcome(v1::SettleServiceDayRequest::UPHELD);
  request.set_half(v1::DAY_HALF_MORNING);
  EXPECT_FALSE(SettleServiceDay(day, Booked(), request, "user:office").ok());
  ASSERT_OK(DisputeServiceDay(day, "user:unit", "only the morning"));
  EXPECT_FALSE(Counts(day));
  EXPECT_EQ(errors::ReasonOf(SettleServiceDay(day, Booked(), request, "user:unit")), kSamePerson);
  ASSERT_OK(SettleServiceDay(day, Booked(), request, "user:office"));
  EXPECT_EQ(day.state(), ServiceDay::SETTLED);
  EXPECT_EQ(day.half(), v1::DAY_HALF_MORNING);
  EXPECT_EQ(day.fee_fen(), 50000);
  EXPECT_FALSE(DisputeServiceDay(day, "user:unit", "again").ok());

  day = recorded;
  ASSERT_OK(DisputeServiceDay(day, "user:unit", "was not here"));
  request.set_outcome(v1::SettleServiceDayRequest::REJECTED);
  EXPECT_FALSE(SettleServiceDay(day, Booked(), request, "user:office").ok());
  request.clear_half();
  ASSERT_OK(SettleServiceDay(day, Booked(), request, "user:office"));
  EXPECT_FALSE(Counts(day));
  EXPECT_EQ(day.fee_fen(), 0);
}

TEST(ServiceDayRules, CountsFollowTheStates) {
  v1::Engagement engagement = Booked();
  ASSERT_OK_AND_ASSIGN(auto day, Record(kToday, v1::DAY_HALF_WHOLE));
  AddToCounts(day, 1, engagement);
  EXPECT_EQ(engagement.recorded_half_day_count(), 2);
  EXPECT_EQ(engagement.confirmed_half_day_count(), 0);
  AddToCounts(day, -1, engagement);
  ASSERT_OK(ConfirmServiceDay(day, engagement, "user:unit", kNow));
  AddToCounts(day, 1, engagement);
  EXPECT_EQ(engagement.confirmed_half_day_count(), 2);
  AddToCounts(day, -1, engagement);
  ASSERT_OK(DisputeServiceDay(day, "user:talent", "wrong place"));
  AddToCounts(day, 1, engagement);
  EXPECT_EQ(engagement.confirmed_half_day_count(), 0);
  EXPECT_EQ(engagement.disputed_half_day_count(), 2);
  EXPECT_EQ(engagement.recorded_half_day_count(), 2);
}

}  // namespace
}  // namespace houniao::recruitment
