// Corrections of service days: what it said before is kept, and somebody else confirms again.
#include <gtest/gtest.h>

#include "common/base/clock.h"
#include "common/base/dates.h"
#include "common/errors/errors.h"
#include "services/recruitment/domain/recruitment_errors.h"
#include "services/recruitment/domain/service_day_rules.h"
#include "tests/support/status_matchers.h"

namespace houniao::recruitment {
namespace {

using v1::ServiceDay;

const absl::CivilDay kToday(2026, 3, 2);
const absl::Time kNow = absl::FromCivil(absl::CivilHour(2026, 3, 2, 9), ShanghaiTimeZone());

// One day, wholly booked, or in half.
v1::Engagement Booked(v1::DayHalf half = v1::DAY_HALF_WHOLE) {
  v1::Engagement engagement;
  engagement.set_name("engagements/x");
  engagement.set_day_fee_fen(100000);
  v1::BookedDay* const booked = engagement.add_booked_days();
  *booked->mutable_date() = ToDate(kToday);
  booked->set_half(half);
  return engagement;
}

ServiceDay Recorded() {
  ServiceDay day;
  day.set_name("engagements/x/serviceDays/2026-03-02");
  *day.mutable_date() = ToDate(kToday);
  day.set_half(v1::DAY_HALF_MORNING);
  day.set_place("漳湾基地");
  day.set_work_done("调试");
  day.set_state(ServiceDay::RECORDED);
  day.set_recorded_by("user:talent");
  return day;
}

v1::CorrectServiceDayRequest Request() {
  v1::CorrectServiceDayRequest request;
  request.set_reason("记错");
  return request;
}

TEST(Corrections, KeepWhatItSaid) {
  ServiceDay day = Recorded();
  v1::CorrectServiceDayRequest request = Request();
  request.set_half(v1::DAY_HALF_WHOLE);
  request.set_remote(true);
  ASSERT_OK(CorrectServiceDay(day, Booked(), request, "user:clerk", kNow));
  EXPECT_EQ(day.state(), ServiceDay::RECORDED);
  EXPECT_EQ(day.half(), v1::DAY_HALF_WHOLE);
  EXPECT_TRUE(day.remote());
  EXPECT_EQ(day.place(), "漳湾基地") << "as it stood";
  ASSERT_EQ(day.corrections_size(), 1);
  const v1::ServiceDayCorrection& kept = day.corrections(0);
  EXPECT_EQ(kept.half(), v1::DAY_HALF_MORNING);
  EXPECT_FALSE(kept.remote());
  EXPECT_EQ(kept.place(), "漳湾基地");
  EXPECT_EQ(kept.work_done(), "调试");
  EXPECT_EQ(kept.corrected_by(), "user:clerk");
  EXPECT_EQ(kept.reason(), "记错");
  EXPECT_EQ(kept.state(), ServiceDay::RECORDED);
  EXPECT_EQ(FromTimestamp(kept.correct_time()), kNow);
  // A text can be taken away too.
  request = Request();
  request.set_place("");
  ASSERT_OK(CorrectServiceDay(day, Booked(), request, "user:clerk", kNow));
  EXPECT_EQ(day.place(), "");
  EXPECT_EQ(day.corrections(1).half(), v1::DAY_HALF_WHOLE);
}

TEST(Corrections, AConfirmedDayIsConfirmedAgainByNobodyWhoWroteIt) {
  ServiceDay day = Recorded();
  ASSERT_OK(ConfirmServiceDay(day, Booked(), "user:unit", kNow));
  EXPECT_EQ(day.fee_fen(), 50000);
  v1::CorrectServiceDayRequest request = Request();
  request.set_half(v1::DAY_HALF_WHOLE);
  ASSERT_OK(CorrectServiceDay(day, Booked(), request, "user:clerk", kNow));
  EXPECT_EQ(day.state(), ServiceDay::RECORDED);
  EXPECT_EQ(day.corrections(0).state(), ServiceDay::CONFIRMED);
  EXPECT_EQ(day.confirmed_by(), "");
  EXPECT_FALSE(day.has_confirm_time());
  EXPECT_EQ(day.fee_fen(), 0);
  EXPECT_FALSE(Counts(day));
  for (const char* maker : {"user:talent", "user:clerk"}) {
    EXPECT_EQ(errors::ReasonOf(ConfirmServiceDay(day, Booked(), maker, kNow)), kSamePerson);
  }
  ASSERT_OK(ConfirmServiceDay(day, Booked(), "user:unit", kNow));
  EXPECT_EQ(day.fee_fen(), 100000);
}

TEST(Corrections, BadInput) {
  struct Case {
    const char* what;
    ServiceDay::State state;
    v1::DayHalf booked;
    v1::DayHalf half;
    const char* work;  // null: absent
    std::string reason;
  };
  const std::string state = errors::kInvalidStateTransition;
  const Case cases[] = {
      {"nothing", ServiceDay::RECORDED, v1::DAY_HALF_WHOLE, v1::DAY_HALF_UNSPECIFIED, nullptr,
       errors::kInvalidField},
      {"the same half", ServiceDay::RECORDED, v1::DAY_HALF_WHOLE, v1::DAY_HALF_MORNING, nullptr,
       errors::kInvalidField},
      {"the same text", ServiceDay::RECORDED, v1::DAY_HALF_WHOLE, v1::DAY_HALF_UNSPECIFIED, "调试",
       errors::kInvalidField},
      {"a half that is not booked", ServiceDay::RECORDED, v1::DAY_HALF_MORNING,
       v1::DAY_HALF_AFTERNOON, nullptr, kServiceDayNotBooked},
      {"more than is booked", ServiceDay::RECORDED, v1::DAY_HALF_MORNING, v1::DAY_HALF_WHOLE,
       nullptr, kServiceDayNotBooked},
      {"disputed", ServiceDay::DISPUTED, v1::DAY_HALF_WHOLE, v1::DAY_HALF_WHOLE, nullptr, state},
      {"settled", ServiceDay::SETTLED, v1::DAY_HALF_WHOLE, v1::DAY_HALF_WHOLE, nullptr, state},
      {"rejected", ServiceDay::REJECTED, v1::DAY_HALF_WHOLE, v1::DAY_HALF_WHOLE, nullptr, state},
      {"the other half", ServiceDay::CONFIRMED, v1::DAY_HALF_WHOLE, v1::DAY_HALF_AFTERNOON, nullptr,
       ""},
      {"another text", ServiceDay::RECORDED, v1::DAY_HALF_MORNING, v1::DAY_HALF_UNSPECIFIED, "检修",
       ""},
  };
  for (const Case& c : cases) {
    ServiceDay day = Recorded();
    day.set_state(c.state);
    const ServiceDay before = day;
    v1::CorrectServiceDayRequest request = Request();
    request.set_half(c.half);
    if (c.work != nullptr) request.set_work_done(c.work);
    const absl::Status status =
        CorrectServiceDay(day, Booked(c.booked), request, "user:clerk", kNow);
    EXPECT_EQ(errors::ReasonOf(status), c.reason) << c.what;
    if (!status.ok()) {
      EXPECT_EQ(day.SerializeAsString(), before.SerializeAsString()) << c.what;
    }
  }
}

TEST(Corrections, AreBounded) {
  ServiceDay day = Recorded();
  for (int i = 0; i < kMostCorrections; ++i) {
    v1::CorrectServiceDayRequest request = Request();
    request.set_work_done(absl::StrCat("第", i, "次"));
    ASSERT_OK(CorrectServiceDay(day, Booked(), request, "user:clerk", kNow));
  }
  v1::CorrectServiceDayRequest request = Request();
  request.set_place("别处");
  EXPECT_EQ(errors::ReasonOf(CorrectServiceDay(day, Booked(), request, "user:clerk", kNow)),
            kTooManyCorrections);
}

}  // namespace
}  // namespace houniao::recruitment
