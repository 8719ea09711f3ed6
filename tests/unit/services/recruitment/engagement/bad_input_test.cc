// What nobody should ask for, and what is answered: a table of holds.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/base/dates.h"
#include "common/errors/errors.h"
#include "services/recruitment/domain/recruitment_errors.h"
#include "tests/unit/services/recruitment/engagement/engagement_fixture.h"

namespace houniao::recruitment {
namespace {

using houniao::testing::kEngines;
using ::testing::HasSubstr;

struct Case {
  const char* what;
  std::function<void(v1::HoldEngagementRequest&)> change;
  std::string reason;
  const char* told;  // in the text, or in a violation
};

void Select(v1::HoldEngagementRequest& request, absl::CivilDay first, absl::CivilDay last,
            int days) {
  *request.mutable_day_selection()->mutable_period() = Period(first, last);
  request.mutable_day_selection()->set_day_count(days);
}

void OnDay(v1::HoldEngagementRequest& request, int year, int month, int day) {
  google::type::Date& date = *request.add_booked_days()->mutable_date();
  date.set_year(year);
  date.set_month(month);
  date.set_day(day);
}

const Case kCases[] = {
    {"29 February of a common year", [](auto& r) { OnDay(r, 2027, 2, 29); }, errors::kInvalidField,
     "is not a calendar day"},
    {"31 April", [](auto& r) { OnDay(r, 2027, 4, 31); }, errors::kInvalidField,
     "is not a calendar day"},
    {"a year without a day", [](auto& r) { OnDay(r, 2027, 0, 0); }, errors::kInvalidField,
     "is not a calendar day"},
    {"yesterday", [](auto& r) { OnDay(r, 2026, 3, 1); }, errors::kInvalidField, "is past"},
    {"after the demand", [](auto& r) { OnDay(r, 2027, 4, 1); }, errors::kInvalidField, "outside"},
    {"a day twice, in halves",
     [](auto& r) {
       OnDay(r, 2027, 1, 5);
       OnDay(r, 2027, 1, 5);
       r.mutable_booked_days(0)->set_half(v1::DAY_HALF_MORNING);
       r.mutable_booked_days(1)->set_half(v1::DAY_HALF_AFTERNOON);
     },
     errors::kInvalidField, "twice"},
    {"days and a selection",
     [](auto& r) {
       OnDay(r, 2027, 1, 5);
       r.mutable_day_selection();
     },
     errors::kInvalidField, "beside booked_days"},
    {"a period that ends before it begins",
     [](auto& r) { Select(r, absl::CivilDay(2027, 2, 2), absl::CivilDay(2027, 2, 1), 1); },
     errors::kInvalidField, "not before"},
    {"half a period",
     [](auto& r) {
       *r.mutable_day_selection()->mutable_period()->mutable_start_date() =
           ToDate(absl::CivilDay(2027, 1, 1));
     },
     errors::kInvalidField, "end_date"},
    {"a period of four years",
     [](auto& r) { Select(r, absl::CivilDay(2027, 1, 1), absl::CivilDay(2030, 12, 31), 1); },
     errors::kInvalidField, "at most 1098 days"},
    {"more days than can be booked at once",
     [](auto& r) { Select(r, absl::CivilDay(2027, 1, 1), absl::CivilDay(2029, 12, 31), 401); },
     errors::kInvalidField, "at most 400"},
    {"a period that is past",
     [](auto& r) { Select(r, absl::CivilDay(2025, 1, 1), absl::CivilDay(2025, 12, 31), 1); },
     kDaysNotAvailable, "0 half days left"},
    {"more days than the year's limit",
     [](auto& r) { Select(r, absl::CivilDay(2027, 1, 1), absl::CivilDay(2027, 12, 31), 121); },
     kDaysNotAvailable, "240 half days left of the 242"},
    {"a hold of no time", [](auto& r) { r.mutable_hold_duration(); }, errors::kInvalidField,
     "1 minute to 30 days"},
    {"a hold of a negative time", [](auto& r) { r.mutable_hold_duration()->set_seconds(-3600); },
     errors::kInvalidField, "1 minute to 30 days"},
    {"a hold of a month and a second",
     [](auto& r) { r.mutable_hold_duration()->set_seconds(30 * 86400 + 1); }, errors::kInvalidField,
     "1 minute to 30 days"},
    {"nobody", [](auto& r) { r.clear_talent(); }, errors::kInvalidField, "is required"},
    {"a team for one post", [](auto& r) { r.set_team("teams/x"); }, errors::kInvalidField,
     "asks for a person"},
    {"somebody unknown", [](auto& r) { r.set_talent("talents/none"); }, errors::kReferenceMissing,
     "talents/none"},
    {"a paused talent", [](auto& r) { r.set_talent("talents/paused"); }, kTalentSuspended,
     "not in use"},
    {"one who died", [](auto& r) { r.set_talent("talents/dead"); }, kTalentSuspended, "not in use"},
    {"one who may not be shown", [](auto& r) { r.set_talent("talents/hidden"); }, kNotEligible,
     "GATE_SHARE_CONSENT"},
    {"a civil servant for pay", [](auto& r) { r.set_talent("talents/clerk"); }, kNotEligible,
     "GATE_STATUS_ALLOWED"},
    {"a form that the demand does not take",
     [](auto& r) { r.set_form(houniao::type::v1::ENGAGEMENT_FORM_WEEKEND); }, errors::kInvalidField,
     "none that the demand accepts"},
    {"less pay than the talent takes", [](auto& r) { r.set_day_fee_fen(1); }, kNotEligible,
     "GATE_FEE"},
    {"a draft", [](auto& r) { r.set_demand("demands/draft"); }, kDemandNotOpen, "DRAFT"},
    {"a demand that is closed", [](auto& r) { r.set_demand("demands/closed"); }, kDemandNotOpen,
     "CLOSED"},
    {"a name that is taken", [](auto& r) { r.set_engagement_id("taken"); },
     "ENGAGEMENT_ALREADY_EXISTS", "taken"},
};

class BadInputTest : public EngagementTest {
 protected:
  BadInputTest() {
    AddTalent("paused").set_state(talent::v1::Talent::SUSPENDED);
    *AddTalent("dead").mutable_death_date() = ToDate(absl::CivilDay(2026, 1, 1));
    AddTalent("hidden");
    directory_.talents["talents/hidden"].share_consent = false;
    AddTalent("clerk").mutable_employment()->set_status(
        houniao::type::v1::EMPLOYMENT_STATUS_CIVIL_SERVANT);
    AddTeam("x", {"l", "m"});
    OpenDemand("demands/draft", [](v1::Demand& d) { d.set_state(v1::Demand::DRAFT); });
    OpenDemand("demands/closed", [](v1::Demand& d) { d.set_state(v1::Demand::CLOSED); });
    AddTalent("b");
    auto taken = HoldDays("demands/d1", "b", absl::CivilDay(2026, 12, 1), 1);
    taken.set_engagement_id("taken");
    EXPECT_OK(Hold(taken).status());
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, BadInputTest, kEngines, houniao::testing::EngineName);

TEST_P(BadInputTest, IsRefusedWithAReasonAndBooksNothing) {
  for (const Case& c : kCases) {
    v1::HoldEngagementRequest request = HoldRequest("demands/d1", "a");
    c.change(request);
    const absl::Status refused = Hold(request).status();
    EXPECT_EQ(errors::ReasonOf(refused), c.reason) << c.what << ": " << refused;
    std::string told(refused.message());
    for (const errors::FieldViolation& violation : errors::ViolationsOf(refused)) {
      absl::StrAppend(&told, " ", violation.field, " ", violation.description);
    }
    EXPECT_THAT(told, HasSubstr(c.told)) << c.what;
  }
  EXPECT_EQ(CountBooked("a"), 0);
}

// A season over New Year is one season: its days are picked in the order in which they come.
TEST_P(BadInputTest, ASeasonThatWrapsTheYearIsNone) {
  OpenDemand("demands/wraps", [](v1::Demand& d) {
    *d.mutable_period() = Period(absl::CivilDay(2026, 6, 1), absl::CivilDay(2027, 5, 31));
    *d.mutable_season() = Season(12, 30, 1, 5);
    d.set_day_count(4);
  });
  ASSERT_OK_AND_ASSIGN(const auto held, Hold(HoldRequest("demands/wraps", "a")));
  std::vector<std::string> dates;
  for (const v1::BookedDay& day : held.booked_days()) {
    dates.push_back(FormatDay(*ToCivilDay(day.date())));
  }
  EXPECT_THAT(dates,
              ::testing::ElementsAre("2026-12-30", "2026-12-31", "2027-01-01", "2027-01-04"));
  v1::HoldEngagementRequest more = HoldRequest("demands/wraps", "a");
  more.mutable_day_selection()->set_day_count(2);
  EXPECT_THAT(std::string(Hold(more).status().message()), HasSubstr("2 half days left of the 4"));
}

}  // namespace
}  // namespace houniao::recruitment
