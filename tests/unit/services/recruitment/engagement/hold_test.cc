#include "services/recruitment/engagement/hold.h"

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
using ::testing::HasSubstr;

class HoldTest : public EngagementTest {};
INSTANTIATE_TEST_SUITE_P(Engines, HoldTest, kEngines, houniao::testing::EngineName);

TEST_P(HoldTest, PicksTheFirstWorkingDaysOfTheSeason) {
  ASSERT_OK_AND_ASSIGN(const auto engagement, Hold(HoldRequest("demands/d1", "a")));
  EXPECT_EQ(engagement.state(), v1::Engagement::HELD);
  EXPECT_EQ(engagement.booked_half_day_count(), 126);
  EXPECT_EQ(engagement.form(), houniao::type::v1::ENGAGEMENT_FORM_SEASONAL);
  EXPECT_EQ(FormatDay(*ToCivilDay(engagement.booked_days(0).date())), "2026-12-01");
  for (const v1::BookedDay& day : engagement.booked_days()) {
    EXPECT_FALSE(rest_days_.IsRest(DayNumber(*ToCivilDay(day.date()))));
  }
  EXPECT_EQ(CountBooked("a"), 126);
  EXPECT_EQ(FromTimestamp(engagement.hold_expire_time()), journal_.clock.Now() + absl::Hours(72));
  EXPECT_EQ(engagement.region(), "350902");
  ASSERT_EQ(engagement.parties_size(), 2);
  EXPECT_EQ(engagement.parties(0).title(), StorageEmployer().title());
}

TEST_P(HoldTest, RefusesTakenDaysAndNamesThemWithoutTheOther) {
  const absl::CivilDay first(2026, 12, 1);
  ASSERT_OK_AND_ASSIGN(const auto held, Hold(HoldDays("demands/d1", "a", first, 12)));
  v1::Employer other = StorageEmployer();
  other.set_name("employers/e2");
  other.set_title("另一家公司");
  other.set_credit_code("another-code");
  Store(kinds_.employer, other);
  OpenDemand("demands/d2", [](v1::Demand& d) { d.set_employer("employers/e2"); });
  const absl::Status refused = Hold(HoldDays("demands/d2", "a", first, 14)).status();
  EXPECT_EQ(errors::ReasonOf(refused), kDaysNotAvailable);
  EXPECT_THAT(std::string(refused.message()), HasSubstr("12 days"));
  EXPECT_THAT(std::string(refused.message()), HasSubstr("2026-12-01 whole day (held)"));
  EXPECT_THAT(std::string(refused.message()), HasSubstr("2 more"));
  EXPECT_EQ(refused.message().find("e1"), absl::string_view::npos);
  EXPECT_EQ(CountBooked("a"), 24);

  ASSERT_OK(Confirm(held.name()).status());
  EXPECT_THAT(std::string(Hold(HoldDays("demands/d2", "a", first, 1)).status().message()),
              HasSubstr("confirmed elsewhere"));
  ASSERT_OK(Hold(HoldDays("demands/d2", "a", first + 12, 2)).status());
}

TEST_P(HoldTest, HalvesOfOneDayCanServeTwo) {
  auto morning = HoldDays("demands/d1", "a", absl::CivilDay(2026, 12, 1), 1);
  morning.mutable_booked_days(0)->set_half(v1::DAY_HALF_MORNING);
  ASSERT_OK(Hold(morning).status());
  EXPECT_EQ(errors::ReasonOf(Hold(morning).status()), kDaysNotAvailable);
  auto whole = HoldDays("demands/d1", "a", absl::CivilDay(2026, 12, 1), 1);
  EXPECT_THAT(std::string(Hold(whole).status().message()), HasSubstr("morning (held)"));
  auto afternoon = morning;
  afternoon.mutable_booked_days(0)->set_half(v1::DAY_HALF_AFTERNOON);
  ASSERT_OK(Hold(afternoon).status());
}

TEST_P(HoldTest, KeepsTheCapOfEachYear) {
  AddTalent("a").mutable_flexible_terms()->set_days_per_year(5);
  ASSERT_OK(Hold(HoldDays("demands/d1", "a", absl::CivilDay(2026, 12, 1), 4)).status());
  const absl::Status over =
      Hold(HoldDays("demands/d1", "a", absl::CivilDay(2026, 12, 10), 2)).status();
  EXPECT_THAT(std::string(over.message()), HasSubstr("2026-12-11 whole day (above the days of"));
  // The next year has days of its own.
  ASSERT_OK(Hold(HoldDays("demands/d1", "a", absl::CivilDay(2026, 12, 31), 2)).status());
  auto pick = HoldRequest("demands/d1", "a");
  pick.mutable_day_selection()->set_day_count(5);
  EXPECT_THAT(Hold(pick),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("8 half days left")));
  pick.mutable_day_selection()->set_day_count(4);
  ASSERT_OK_AND_ASSIGN(const auto rest, Hold(pick));
  EXPECT_EQ(ToCivilDay(rest.booked_days(0).date())->year(), 2027);
}

TEST_P(HoldTest, KeepsSeasonAndDaysOfRest) {
  talent::v1::Talent& talent = AddTalent("a");
  *talent.mutable_flexible_terms()->add_seasons() = Season(1, 1, 2, 29);
  EXPECT_THAT(
      std::string(
          Hold(HoldDays("demands/d1", "a", absl::CivilDay(2026, 12, 31), 2)).status().message()),
      HasSubstr("1 day cannot be booked: 2026-12-31 whole day (out of season)"));
  talent.mutable_flexible_terms()->set_weekend_only(true);
  EXPECT_THAT(
      std::string(
          Hold(HoldDays("demands/d1", "a", absl::CivilDay(2027, 1, 4), 1)).status().message()),
      HasSubstr("not a day of rest"));
  auto pick = HoldRequest("demands/d1", "a");
  pick.mutable_day_selection()->set_day_count(3);
  ASSERT_OK_AND_ASSIGN(const auto engagement, Hold(pick));
  for (const v1::BookedDay& day : engagement.booked_days()) {
    EXPECT_TRUE(rest_days_.IsRest(DayNumber(*ToCivilDay(day.date()))));
  }
}

TEST_P(HoldTest, The29thOfFebruaryCanBeBookedWhereThereIsOne) {
  OpenDemand("demands/leap", [](v1::Demand& d) {
    *d.mutable_period() = Period(absl::CivilDay(2028, 2, 1), absl::CivilDay(2028, 3, 31));
    d.set_day_count(1);
  });
  *AddTalent("a").mutable_flexible_terms()->add_seasons() = Season(2, 29, 2, 29);
  auto pick = HoldRequest("demands/leap", "a");
  ASSERT_OK_AND_ASSIGN(const auto engagement, Hold(pick));
  ASSERT_EQ(engagement.booked_days_size(), 1);
  EXPECT_EQ(FormatDay(*ToCivilDay(engagement.booked_days(0).date())), "2028-02-29");
  auto none = HoldDays("demands/d1", "a", absl::CivilDay(2027, 3, 1), 1);
  none.mutable_booked_days(0)->mutable_date()->set_month(2);
  none.mutable_booked_days(0)->mutable_date()->set_day(29);
  EXPECT_THAT(Hold(none), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST_P(HoldTest, AsksLawAndOwnTermsAgain) {
  talent::v1::Talent& talent = AddTalent("a");
  talent.set_state(talent::v1::Talent::SUSPENDED);
  EXPECT_EQ(errors::ReasonOf(Hold(HoldRequest("demands/d1", "a")).status()), kTalentSuspended);
  talent.set_state(talent::v1::Talent::ACTIVE);
  directory_.talents["talents/a"].share_consent = false;
  const absl::Status refused = Hold(HoldRequest("demands/d1", "a")).status();
  EXPECT_EQ(errors::ReasonOf(refused), kNotEligible);
  EXPECT_EQ(errors::MetadataOf(refused, "gate"), "GATE_SHARE_CONSENT");
  directory_.talents["talents/a"].share_consent = true;
  talent.mutable_employment()->set_status(houniao::type::v1::EMPLOYMENT_STATUS_CIVIL_SERVANT);
  EXPECT_EQ(errors::MetadataOf(Hold(HoldRequest("demands/d1", "a")).status(), "gate"),
            "GATE_STATUS_ALLOWED");
  talent.mutable_employment()->set_status(houniao::type::v1::EMPLOYMENT_STATUS_ENTERPRISE);
  talent::v1::ServiceRestriction& restriction = *talent.add_service_restrictions();
  restriction.add_industries("38");
  *restriction.mutable_expire_date() = ToDate(absl::CivilDay(2026, 12, 31));
  EXPECT_EQ(errors::MetadataOf(Hold(HoldRequest("demands/d1", "a")).status(), "gate"),
            "GATE_SERVICE_RESTRICTION");
  talent.clear_service_restrictions();
  auto cheap = HoldRequest("demands/d1", "a");
  cheap.set_day_fee_fen(100);
  EXPECT_EQ(errors::MetadataOf(Hold(cheap).status(), "gate"), "GATE_FEE");
  EXPECT_EQ(CountBooked("a"), 0);
  EXPECT_EQ(errors::ReasonOf(Hold(HoldRequest("demands/d1", "nobody")).status()),
            "REFERENCE_MISSING");
}

TEST_P(HoldTest, AnAcademicianHoldsOneStation) {
  AddTalent("a").set_academician(true);
  auto request = HoldDays("demands/d1", "a", absl::CivilDay(2026, 12, 1), 1);
  ASSERT_OK_AND_ASSIGN(const auto first, Hold(request));
  v1::Employer other = StorageEmployer();
  other.set_name("employers/e2");
  other.set_credit_code("another-code");
  Store(kinds_.employer, other);
  OpenDemand("demands/d2", [](v1::Demand& d) { d.set_employer("employers/e2"); });
  auto second = HoldDays("demands/d2", "a", absl::CivilDay(2026, 12, 9), 1);
  EXPECT_EQ(errors::MetadataOf(Hold(second).status(), "gate"), "GATE_ACADEMICIAN_QUOTA");
  ASSERT_OK(Hold(HoldDays("demands/d1", "a", absl::CivilDay(2026, 12, 9), 1)).status());
  directory_.talents["talents/a"].talent.mutable_employment()->set_status(
      houniao::type::v1::EMPLOYMENT_STATUS_RETIRED);
  second.mutable_booked_days(0)->mutable_date()->set_day(10);
  ASSERT_OK(Hold(second).status());
}

TEST_P(HoldTest, ATeamIsBookedWholeOrNotAtAll) {
  OpenDemand("demands/t", [](v1::Demand& d) { d.set_kind(v1::Demand::TEAM); });
  AddTeam("x", {"l", "m", "n"});
  ASSERT_OK(Hold(HoldDays("demands/d1", "n", absl::CivilDay(2026, 12, 2), 1)).status());
  auto request = HoldDays("demands/t", "l", absl::CivilDay(2026, 12, 1), 3);
  EXPECT_THAT(Hold(request), StatusIs(absl::StatusCode::kInvalidArgument));
  request.set_team("teams/x");
  const absl::Status refused = Hold(request).status();
  EXPECT_THAT(std::string(refused.message()), HasSubstr("1 day cannot be booked: 2026-12-02"));
  EXPECT_EQ(CountBooked("l"), 0);
  // The server finds days that all have.
  request.clear_booked_days();
  request.mutable_day_selection()->set_day_count(3);
  ASSERT_OK_AND_ASSIGN(const auto engagement, Hold(request));
  EXPECT_EQ(engagement.members_size(), 3);
  EXPECT_EQ(FormatDay(*ToCivilDay(engagement.booked_days(1).date())), "2026-12-03");
  EXPECT_EQ(CountBooked("l"), 6);
  EXPECT_EQ(CountBooked("m"), 6);
  EXPECT_EQ(CountBooked("n"), 8);
}

TEST_P(HoldTest, RefusesBadDaysAndTwoWays) {
  auto past = HoldDays("demands/d1", "a", absl::CivilDay(2026, 3, 1), 1);
  EXPECT_THAT(Hold(past), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("past")));
  auto outside = HoldDays("demands/d1", "a", absl::CivilDay(2026, 11, 30), 1);
  EXPECT_THAT(Hold(outside), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("outside")));
  auto twice = HoldDays("demands/d1", "a", absl::CivilDay(2026, 12, 1), 1);
  *twice.add_booked_days() = twice.booked_days(0);
  EXPECT_THAT(Hold(twice), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("twice")));
  auto both = HoldDays("demands/d1", "a", absl::CivilDay(2026, 12, 1), 1);
  both.mutable_day_selection()->set_day_count(1);
  EXPECT_THAT(Hold(both), StatusIs(absl::StatusCode::kInvalidArgument));
  auto brief = HoldDays("demands/d1", "a", absl::CivilDay(2026, 12, 1), 1);
  brief.mutable_hold_duration()->set_seconds(59);
  EXPECT_THAT(Hold(brief), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST_P(HoldTest, IsForTheCallersOwnDemands) {
  CallContext call = TestCall();
  call.employer = "employers/e2";
  EXPECT_THAT(HoldEngagement(context_, call, HoldRequest("demands/d1", "a")),
              StatusIs(absl::StatusCode::kPermissionDenied));
  EXPECT_THAT(HoldEngagement(context_, call, HoldRequest("demands/none", "a")),
              StatusIs(absl::StatusCode::kPermissionDenied));
  call.employer = "employers/e1";
  EXPECT_OK(HoldEngagement(context_, call, HoldRequest("demands/d1", "a")).status());
}

TEST_P(HoldTest, TheSameRequestIdHoldsOnce) {
  auto request = HoldDays("demands/d1", "a", absl::CivilDay(2026, 12, 1), 2);
  request.set_request_id("7b1e7a52-5b0d-4a5c-9f0e-0123456789ab");
  ASSERT_OK_AND_ASSIGN(const auto first, Hold(request));
  ASSERT_OK_AND_ASSIGN(const auto again, Hold(request));
  EXPECT_EQ(first.name(), again.name());
  EXPECT_EQ(CountBooked("a"), 4);
  // Also once a new hold would be refused.
  ASSERT_OK(Confirm(first.name()).status());
  EXPECT_EQ(errors::ReasonOf(Hold(HoldRequest("demands/d1", "a")).status()), kHeadcountFilled);
  ASSERT_OK_AND_ASSIGN(const auto later, Hold(request));
  EXPECT_EQ(later.name(), first.name());
}

TEST_P(HoldTest, ValidateOnlyBooksNothing) {
  auto request = HoldDays("demands/d1", "a", absl::CivilDay(2026, 12, 1), 2);
  request.set_validate_only(true);
  ASSERT_OK(Hold(request).status());
  EXPECT_EQ(CountBooked("a"), 0);
}

}  // namespace
}  // namespace houniao::recruitment
