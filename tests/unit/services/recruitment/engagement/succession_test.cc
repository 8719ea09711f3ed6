// Renewal and the next season.
#include "services/recruitment/engagement/succession.h"

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
using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::vector<std::string> Dates(const v1::Engagement& engagement) {
  std::vector<std::string> dates;
  for (const v1::BookedDay& day : engagement.booked_days()) {
    dates.push_back(FormatDay(*ToCivilDay(day.date())));
  }
  return dates;
}

class SuccessionTest : public EngagementTest {
 protected:
  v1::Engagement Agreed(const v1::HoldEngagementRequest& request) {
    auto held = Hold(request);
    EXPECT_OK(held.status());
    auto confirmed = Confirm(held.value_or(v1::Engagement()).name());
    EXPECT_OK(confirmed.status());
    return confirmed.value_or(v1::Engagement());
  }
  // Tuesday 1 December 2026 and the days after it.
  v1::Engagement Agreed(int days = 3) {
    return Agreed(HoldDays("demands/d1", "a", absl::CivilDay(2026, 12, 1), days));
  }
  absl::StatusOr<v1::Engagement> Renew(const v1::RenewEngagementRequest& request,
                                       CallContext call = TestCall()) {
    return RenewEngagement(context_, call, request);
  }
  absl::StatusOr<v1::Engagement> Renew(const std::string& name) {
    v1::RenewEngagementRequest request;
    request.set_name(name);
    return Renew(request);
  }
  absl::StatusOr<v1::Engagement> Reinvite(const std::string& name, const std::string& demand = "",
                                          CallContext call = TestCall()) {
    v1::ReinviteEngagementRequest request;
    request.set_name(name);
    request.set_demand(demand);
    return ReinviteEngagement(context_, call, request);
  }
  v1::Demand NextWinter(const std::string& name,
                        const std::function<void(v1::Demand&)>& change = nullptr) {
    return OpenDemand(name, [&](v1::Demand& demand) {
      *demand.mutable_period() = Period(absl::CivilDay(2027, 12, 1), absl::CivilDay(2028, 3, 31));
      if (change) change(demand);
    });
  }
  absl::Status Decline(const std::string& name) {
    CallContext call = TestCall();
    v1::DeclineEngagementRequest request;
    request.set_name(name);
    return DeclineEngagement(context_, call, request).status();
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, SuccessionTest, kEngines, houniao::testing::EngineName);

TEST_P(SuccessionTest, RenewsAfterTheLastDayOnTheSameTerms) {
  auto request = HoldDays("demands/d1", "a", absl::CivilDay(2026, 12, 1), 3);
  request.set_day_fee_fen(250000);
  request.mutable_booked_days(2)->set_half(v1::DAY_HALF_MORNING);
  v1::EngagementParty& home = *request.add_parties();
  home.set_role(v1::EngagementParty::HOME_UNIT);
  home.set_title("福州电力电子研究所");
  *home.mutable_sign_date() = ToDate(absl::CivilDay(2026, 3, 1));
  request.add_deliverables()->set_title("调试报告");
  const v1::Engagement first = Agreed(request);
  ASSERT_OK_AND_ASSIGN(const auto next, Renew(first.name()));
  // Thursday's afternoon is free, but not after the last day.
  EXPECT_THAT(Dates(next), ElementsAre("2026-12-04", "2026-12-07", "2026-12-08"));
  EXPECT_EQ(next.booked_half_day_count(), 5);
  EXPECT_EQ(next.state(), v1::Engagement::HELD);
  EXPECT_EQ(next.day_fee_fen(), 250000);
  EXPECT_EQ(next.form(), first.form());
  EXPECT_EQ(next.parties_size(), first.parties_size());
  EXPECT_EQ(next.parties(0).title(), "福州电力电子研究所");
  EXPECT_FALSE(next.parties(0).has_sign_date()) << "signed anew";
  EXPECT_EQ(next.deliverables_size(), 0);
  EXPECT_EQ(next.previous_engagement(), first.name());
  EXPECT_EQ(GetEngagement(first.name()).next_engagement(), next.name());
  EXPECT_EQ(CountBooked("a"), 10);
}

TEST_P(SuccessionTest, OneThatRenewsServesInTheSamePlace) {
  AddTalent("b");
  const v1::Engagement first = Agreed();
  EXPECT_EQ(GetDemand("demands/d1").state(), v1::Demand::FILLED);
  EXPECT_EQ(errors::ReasonOf(Hold(HoldRequest("demands/d1", "b")).status()), kHeadcountFilled);
  ASSERT_OK_AND_ASSIGN(const auto second, Renew(first.name()));
  ASSERT_OK(Confirm(second.name()).status());
  EXPECT_EQ(GetDemand("demands/d1").filled_count(), 1);
  ASSERT_OK_AND_ASSIGN(const auto third, Renew(second.name()));
  // The place is left by the last of them.
  ASSERT_OK(Release(first.name()).status());
  EXPECT_EQ(GetDemand("demands/d1").filled_count(), 1);
  ASSERT_OK(Release(second.name()).status());
  EXPECT_EQ(GetDemand("demands/d1").filled_count(), 0);
  EXPECT_EQ(GetDemand("demands/d1").state(), v1::Demand::OPEN);
  // The hold that is left has no place any more, and takes one if there is.
  ASSERT_OK_AND_ASSIGN(const auto other,
                       Hold(HoldDays("demands/d1", "b", absl::CivilDay(2026, 12, 1), 1)));
  ASSERT_OK(Confirm(other.name()).status());
  EXPECT_EQ(errors::ReasonOf(Confirm(third.name()).status()), kHeadcountFilled);
  ASSERT_OK(Release(other.name()).status());
  ASSERT_OK(Confirm(third.name()).status());
  EXPECT_EQ(GetDemand("demands/d1").filled_count(), 1);
}

TEST_P(SuccessionTest, IsFollowedOnceUnlessThatCameToNothing) {
  const v1::Engagement first = Agreed();
  ASSERT_OK_AND_ASSIGN(const auto next, Renew(first.name()));
  const absl::Status again = Renew(first.name()).status();
  EXPECT_EQ(errors::ReasonOf(again), kAlreadyRenewed);
  EXPECT_EQ(errors::MetadataOf(again, "next_engagement"), next.name());
  NextWinter("demands/w2");
  EXPECT_EQ(errors::ReasonOf(Reinvite(first.name(), "demands/w2").status()), kAlreadyRenewed);
  ASSERT_OK(Decline(next.name()));
  ASSERT_OK_AND_ASSIGN(const auto third, Renew(first.name()));
  EXPECT_EQ(GetEngagement(first.name()).next_engagement(), third.name());
}

TEST_P(SuccessionTest, RenewsDaysThatAreAskedFor) {
  const v1::Engagement first = Agreed();
  v1::RenewEngagementRequest request;
  request.set_name(first.name());
  *request.add_booked_days()->mutable_date() = ToDate(absl::CivilDay(2026, 12, 2));
  EXPECT_EQ(errors::ReasonOf(Renew(request).status()), kDaysNotAvailable) << "its own day";
  *request.mutable_booked_days(0)->mutable_date() = ToDate(absl::CivilDay(2027, 1, 5));
  request.set_engagement_id("more");
  request.mutable_hold_duration()->set_seconds(3600);
  ASSERT_OK_AND_ASSIGN(const auto next, Renew(request));
  EXPECT_EQ(next.name(), "engagements/more");
  EXPECT_THAT(Dates(next), ElementsAre("2027-01-05"));
  EXPECT_EQ(FromTimestamp(next.hold_expire_time()), journal_.clock.Now() + absl::Hours(1));
  ASSERT_OK(Decline(next.name()));
  request.clear_booked_days();
  request.clear_engagement_id();
  request.mutable_day_selection()->set_day_count(2);
  *request.mutable_day_selection()->mutable_period() =
      Period(absl::CivilDay(2027, 2, 1), absl::CivilDay(2027, 2, 28));
  ASSERT_OK_AND_ASSIGN(const auto chosen, Renew(request));
  EXPECT_THAT(Dates(chosen), ElementsAre("2027-02-01", "2027-02-02"));
}

TEST_P(SuccessionTest, RenewalIsRefused) {
  ASSERT_OK_AND_ASSIGN(const auto held,
                       Hold(HoldDays("demands/d1", "a", absl::CivilDay(2026, 12, 1), 2)));
  EXPECT_EQ(errors::ReasonOf(Renew(held.name()).status()), errors::kInvalidStateTransition);
  ASSERT_OK(Confirm(held.name()).status());
  EXPECT_EQ(Renew("engagements/none").status().code(), absl::StatusCode::kNotFound);

  v1::RenewEngagementRequest request;
  request.set_name(held.name());
  request.set_etag("\"1\"");
  EXPECT_EQ(errors::ReasonOf(Renew(request).status()), errors::kEtagMismatch);
  request.clear_etag();
  CallContext stranger = TestCall();
  stranger.employer = "employers/e2";
  EXPECT_THAT(Renew(request, stranger), StatusIs(absl::StatusCode::kPermissionDenied));

  // A paused talent; one who has no days left; a demand that is over.
  directory_.talents["talents/a"].talent.set_state(talent::v1::Talent::SUSPENDED);
  EXPECT_EQ(errors::ReasonOf(Renew(held.name()).status()), kTalentSuspended);
  directory_.talents["talents/a"].talent.set_state(talent::v1::Talent::ACTIVE);
  directory_.talents["talents/a"].talent.mutable_flexible_terms()->set_days_per_year(2);
  *directory_.talents["talents/a"].talent.mutable_flexible_terms()->add_seasons() =
      Season(12, 1, 12, 31);
  EXPECT_EQ(errors::ReasonOf(Renew(held.name()).status()), kDaysNotAvailable);
  CallContext call = TestCall();
  v1::CloseDemandRequest close;
  close.set_name("demands/d1");
  ASSERT_OK(CloseDemand(context_, call, close).status());
  EXPECT_EQ(errors::ReasonOf(Renew(held.name()).status()), kDemandNotOpen);
  EXPECT_EQ(GetEngagement(held.name()).next_engagement(), "");
  EXPECT_EQ(CountBooked("a"), 4);
}

TEST_P(SuccessionTest, RepeatedAndTriedCallsBookOnce) {
  const v1::Engagement first = Agreed();
  v1::RenewEngagementRequest request;
  request.set_name(first.name());
  request.set_validate_only(true);
  ASSERT_OK(Renew(request).status());
  EXPECT_EQ(GetEngagement(first.name()).next_engagement(), "");
  request.set_validate_only(false);
  request.set_request_id("7b1e7a52-5b0d-4a5c-9f0e-0123456789ab");
  ASSERT_OK_AND_ASSIGN(const auto next, Renew(request));
  ASSERT_OK_AND_ASSIGN(const auto again, Renew(request));
  EXPECT_EQ(next.name(), again.name());
  EXPECT_EQ(CountBooked("a"), 12);
}

TEST_P(SuccessionTest, InvitesForTheSameDaysOfTheNextWinter) {
  // Wraps the year: 29 December to 7 January, working days.
  auto request = HoldRequest("demands/d1", "a");
  request.mutable_day_selection()->set_day_count(6);
  *request.mutable_day_selection()->mutable_period() =
      Period(absl::CivilDay(2026, 12, 29), absl::CivilDay(2027, 1, 31));
  const v1::Engagement first = Agreed(request);
  EXPECT_THAT(Dates(first), ElementsAre("2026-12-29", "2026-12-30", "2026-12-31", "2027-01-01",
                                        "2027-01-04", "2027-01-05"));
  NextWinter("demands/w2");
  ASSERT_OK_AND_ASSIGN(const auto next, Reinvite(first.name(), "demands/w2"));
  // 1 and 2 January 2028 are a Saturday and a Sunday.
  EXPECT_THAT(Dates(next), ElementsAre("2027-12-29", "2027-12-30", "2027-12-31", "2028-01-03",
                                       "2028-01-04", "2028-01-05"));
  EXPECT_EQ(next.demand(), "demands/w2");
  EXPECT_EQ(next.previous_engagement(), first.name());
  EXPECT_EQ(GetEngagement(first.name()).next_engagement(), next.name());
  // The other demand has a place of its own to give.
  ASSERT_OK(Confirm(next.name()).status());
  EXPECT_EQ(GetDemand("demands/w2").filled_count(), 1);
  EXPECT_EQ(GetDemand("demands/d1").filled_count(), 1);
}

TEST_P(SuccessionTest, TakesTheNearestDaysThatAreFreeAndInSeason) {
  const v1::Engagement first = Agreed(3);  // 1 to 3 December 2026
  NextWinter("demands/w2", [](v1::Demand& d) { d.set_headcount(9); });
  // Thursday 2 December 2027 is taken.
  ASSERT_OK(Hold(HoldDays("demands/w2", "a", absl::CivilDay(2027, 12, 2), 1)).status());
  ASSERT_OK_AND_ASSIGN(const auto next, Reinvite(first.name(), "demands/w2"));
  EXPECT_THAT(Dates(next), ElementsAre("2027-12-01", "2027-12-03", "2027-12-06"));
  ASSERT_OK(Decline(next.name()));
  // The talent comes from the 15th on.
  *directory_.talents["talents/a"].talent.mutable_flexible_terms()->add_seasons() =
      Season(12, 15, 2, 29);
  ASSERT_OK_AND_ASSIGN(const auto later, Reinvite(first.name(), "demands/w2"));
  EXPECT_THAT(Dates(later), ElementsAre("2027-12-15", "2027-12-16", "2027-12-17"));
  ASSERT_OK(Decline(later.name()));
  // Never more than a month away.
  directory_.talents["talents/a"].talent.mutable_flexible_terms()->clear_seasons();
  *directory_.talents["talents/a"].talent.mutable_flexible_terms()->add_seasons() =
      Season(2, 1, 2, 29);
  EXPECT_EQ(errors::ReasonOf(Reinvite(first.name(), "demands/w2").status()), kDaysNotAvailable);
}

TEST_P(SuccessionTest, The29thOfFebruaryIsThe28thOrAsNearAsMayBe) {
  OpenDemand("demands/leap", [](v1::Demand& d) {
    *d.mutable_period() = Period(absl::CivilDay(2028, 2, 1), absl::CivilDay(2028, 3, 31));
    d.set_day_count(1);
  });
  OpenDemand("demands/next", [](v1::Demand& d) {
    *d.mutable_period() = Period(absl::CivilDay(2029, 2, 1), absl::CivilDay(2029, 3, 31));
    d.set_day_count(1);
  });
  // Monday and Tuesday.
  const v1::Engagement first =
      Agreed(HoldDays("demands/leap", "a", absl::CivilDay(2028, 2, 28), 2));
  ASSERT_OK_AND_ASSIGN(const auto next, Reinvite(first.name(), "demands/next"));
  // Wednesday 28 February 2029 is both of them.
  EXPECT_THAT(Dates(next), ElementsAre("2029-02-27", "2029-02-28"));
}

TEST_P(SuccessionTest, TheSameDemandIfItsPeriodAllows) {
  const v1::Engagement winter = Agreed(2);
  const absl::Status refused = Reinvite(winter.name()).status();
  EXPECT_EQ(errors::ReasonOf(refused), kNoNextSeason);
  EXPECT_THAT(std::string(refused.message()), HasSubstr("2027-12-01 to 2027-12-02"));
  OpenDemand("demands/years", [](v1::Demand& d) {
    *d.mutable_period() = Period(absl::CivilDay(2026, 12, 1), absl::CivilDay(2028, 11, 30));
  });
  AddTalent("b");
  const v1::Engagement first =
      Agreed(HoldDays("demands/years", "b", absl::CivilDay(2027, 1, 5), 2));
  ASSERT_OK_AND_ASSIGN(const auto next, Reinvite(first.name()));
  EXPECT_THAT(Dates(next), ElementsAre("2028-01-05", "2028-01-06"));
  ASSERT_OK(Confirm(next.name()).status());
  EXPECT_EQ(GetDemand("demands/years").filled_count(), 1) << "in the same place";
}

TEST_P(SuccessionTest, InvitationsAreRefused) {
  const v1::Engagement first = Agreed(2);
  v1::Employer other = StorageEmployer();
  other.set_name("employers/e2");
  other.set_credit_code("another-code");
  Store(kinds_.employer, other);
  NextWinter("demands/theirs", [](v1::Demand& d) { d.set_employer("employers/e2"); });
  EXPECT_THAT(Reinvite(first.name(), "demands/theirs"),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("another employer")));
  CallContext own = TestCall();
  own.employer = "employers/e1";
  EXPECT_THAT(Reinvite(first.name(), "demands/theirs", own),
              StatusIs(absl::StatusCode::kPermissionDenied));
  EXPECT_THAT(Reinvite(first.name(), "demands/none", own),
              StatusIs(absl::StatusCode::kPermissionDenied));
  EXPECT_EQ(Reinvite(first.name(), "demands/none").status().code(), absl::StatusCode::kNotFound);
  NextWinter("demands/team", [](v1::Demand& d) { d.set_kind(v1::Demand::TEAM); });
  EXPECT_THAT(Reinvite(first.name(), "demands/team"), StatusIs(absl::StatusCode::kInvalidArgument));
  // The cap of the year holds for the next year too.
  NextWinter("demands/w2");
  directory_.talents["talents/a"].talent.mutable_flexible_terms()->set_days_per_year(1);
  EXPECT_THAT(std::string(Reinvite(first.name(), "demands/w2").status().message()),
              HasSubstr("above the days of the year"));
  EXPECT_EQ(GetEngagement(first.name()).next_engagement(), "");
  EXPECT_EQ(CountBooked("a"), 4);
}

TEST_P(SuccessionTest, ATeamIsInvitedWhole) {
  OpenDemand("demands/t", [](v1::Demand& d) { d.set_kind(v1::Demand::TEAM); });
  NextWinter("demands/t2", [](v1::Demand& d) { d.set_kind(v1::Demand::TEAM); });
  NextWinter("demands/p2");
  AddTeam("x", {"l", "m"});
  auto request = HoldDays("demands/t", "l", absl::CivilDay(2026, 12, 1), 2);
  request.set_team("teams/x");
  const v1::Engagement first = Agreed(request);
  ASSERT_OK(Hold(HoldDays("demands/p2", "m", absl::CivilDay(2027, 12, 1), 1)).status());
  ASSERT_OK_AND_ASSIGN(const auto next, Reinvite(first.name(), "demands/t2"));
  EXPECT_EQ(next.team(), "teams/x");
  EXPECT_THAT(Dates(next), ElementsAre("2027-12-02", "2027-12-03"));
  EXPECT_EQ(CountBooked("l"), 8);
  EXPECT_EQ(CountBooked("m"), 10);
}

}  // namespace
}  // namespace houniao::recruitment
