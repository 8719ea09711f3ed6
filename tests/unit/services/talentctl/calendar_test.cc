// The picture of a talent's days, cell by cell.
#include "services/talentctl/output/calendar.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "common/base/dates.h"
#include "services/talentctl/output/bar.h"
#include "services/talentctl/output/width.h"
#include "tests/unit/services/talentctl/office.h"

namespace houniao::talentctl {
namespace {

namespace pb = ::houniao::recruitment::v1;
using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::Le;
using ::testing::Not;

class CalendarTest : public ::testing::Test {
 protected:
  Terminal Screen(bool unicode, int width = 80) {
    Terminal terminal{out_, out_};
    terminal.unicode = unicode;
    terminal.width = width;
    return terminal;
  }

  // A winter of a talent who comes from December to February, with three bookings.
  static CalendarPicture Winter() {
    pb::Demand demand;
    *demand.mutable_period()->mutable_start_date() = ToDate(absl::CivilDay(2025, 12, 1));
    *demand.mutable_period()->mutable_end_date() = ToDate(absl::CivilDay(2026, 3, 31));
    auto* season = demand.mutable_season();
    season->set_start_month(12);
    season->set_start_day(15);
    season->set_end_month(2);
    season->set_end_day(20);
    demand.set_day_kind(pb::DAY_KIND_WORKDAY);
    CalendarPicture picture;
    AddDemand(demand, &picture);
    talent::v1::FlexibleTerms terms;
    auto* comes = terms.add_seasons();
    comes->set_start_month(12);
    comes->set_start_day(1);
    comes->set_end_month(2);
    comes->set_end_day(28);
    AddTerms(terms, &picture);
    return picture;
  }

  static void Book(absl::CivilDay day, pb::DayHalf half, const std::string& engagement,
                   pb::GetAvailabilityResponse* reply) {
    auto* booked = reply->add_booked_days();
    *booked->mutable_date() = ToDate(day);
    booked->set_half(half);
    booked->set_engagement(engagement);
  }

  static pb::GetAvailabilityResponse Bookings() {
    pb::GetAvailabilityResponse reply;
    for (int day = 5; day <= 9; ++day) {
      Book(absl::CivilDay(2026, 1, day), pb::DAY_HALF_WHOLE, "engagements/e-1", &reply);
    }
    Book(absl::CivilDay(2026, 1, 12), pb::DAY_HALF_MORNING, "engagements/e-1", &reply);
    Book(absl::CivilDay(2026, 1, 12), pb::DAY_HALF_AFTERNOON, "engagements/e-2", &reply);
    Book(absl::CivilDay(2026, 1, 13), pb::DAY_HALF_MORNING, "engagements/e-2", &reply);
    Book(absl::CivilDay(2026, 1, 14), pb::DAY_HALF_AFTERNOON, "engagements/e-2", &reply);
    return reply;
  }

  std::ostringstream out_;
};

TEST_F(CalendarTest, IsGolden) {
  CalendarPicture picture = Winter();
  AddBookings(Bookings(), "", &picture);
  std::string all;
  all += RenderCalendar(picture, Screen(true)) + "\n";
  all += RenderCalendar(picture, Screen(false)) + "\n";
  all += RenderCalendar(picture, Screen(true, 60)) + "\n";
  CalendarPicture own = Winter();
  AddBookings(Bookings(), "engagements/e-1", &own);
  all += RenderCalendar(own, Screen(true)) + "\n";
  all += RenderCalendar(own, Screen(false));
  const std::string path = "tests/golden/talentctl/calendar.txt";
  UpdateGolden(path, all);
  EXPECT_EQ(all, ReadSource(path));
}

TEST_F(CalendarTest, FitsTheScreen) {
  CalendarPicture picture = Winter();
  AddBookings(Bookings(), "", &picture);
  for (const int width : {80, 60}) {
    std::vector<int> widths;
    for (const absl::string_view line :
         absl::StrSplit(RenderCalendar(picture, Screen(true, width)), '\n')) {
      widths.push_back(DisplayWidth(line));
    }
    EXPECT_THAT(widths, Each(Le(80)));
    if (width == 60) {
      EXPECT_THAT(widths, Each(Le(60)));
    }
  }
}

TEST_F(CalendarTest, ColoursOnATerminalAlone) {
  CalendarPicture picture = Winter();
  AddBookings(Bookings(), "", &picture);
  Terminal terminal = Screen(true);
  EXPECT_THAT(RenderCalendar(picture, terminal), Not(HasSubstr("\033")));
  terminal.colour = true;
  EXPECT_THAT(RenderCalendar(picture, terminal), HasSubstr("\033[31m■\033[0m"));
}

TEST_F(CalendarTest, CountsWhatIsFreeOfTheWindow) {
  CalendarPicture picture;
  picture.first = absl::CivilDay(2026, 1, 1);
  picture.last = absl::CivilDay(2026, 1, 31);
  EXPECT_THAT(RenderCalendar(picture, Screen(false)), HasSubstr("   31    0\n"));
  picture.day_kind = pb::DAY_KIND_WORKDAY;  // 1 to 3 January are a holiday, the 4th is worked
  EXPECT_THAT(RenderCalendar(picture, Screen(false)), HasSubstr("   21    0\n"));
  picture.window = {{absl::CivilDay(2026, 1, 5), absl::CivilDay(2026, 1, 9)}};
  picture.booked[absl::CivilDay(2026, 1, 9)] = pb::DAY_HALF_MORNING;
  EXPECT_THAT(RenderCalendar(picture, Screen(false)), HasSubstr("  4.5  0.5\n"));
  picture.weekend_only = true;
  EXPECT_THAT(RenderCalendar(picture, Screen(false)), HasSubstr("    0  0.5\n"));
  picture.last = picture.first - 1;
  EXPECT_EQ(RenderCalendar(picture, Screen(false)), "");
}

TEST_F(CalendarTest, GoesNoFurtherThanThreeYears) {
  CalendarPicture picture;
  picture.first = absl::CivilDay(2026, 1, 1);
  picture.last = absl::CivilDay(9999, 12, 31);
  const std::string text = RenderCalendar(picture, Screen(false));
  EXPECT_LE(std::count(text.begin(), text.end(), '\n'), 40);
  EXPECT_THAT(text, HasSubstr("2028-12"));
}

TEST_F(CalendarTest, ADemandWithoutAPeriodMarksNothing) {
  CalendarPicture picture;
  AddDemand(pb::Demand(), &picture);
  EXPECT_TRUE(picture.window.empty());
}

TEST(Bar, IsNeverEmptyForSomethingNorFullForLess) {
  std::ostringstream out;
  Terminal plain{out, out};
  EXPECT_EQ(Bar(0, 100, 10, plain), "..........");
  EXPECT_EQ(Bar(1, 100, 10, plain), "#.........");
  EXPECT_EQ(Bar(99, 100, 10, plain), "#########.");
  EXPECT_EQ(Bar(100, 100, 10, plain), "##########");
  EXPECT_EQ(Bar(7, 0, 10, plain), "");
  EXPECT_EQ(Bar(900, 100, 4, plain), "####");
  EXPECT_EQ(Stars(4, plain), "****.");
  plain.unicode = true;
  EXPECT_EQ(Bar(5, 10, 4, plain), "██░░");
  EXPECT_EQ(Stars(9, plain), "★★★★★");
}

}  // namespace
}  // namespace houniao::talentctl
