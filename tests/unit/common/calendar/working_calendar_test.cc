#include "common/calendar/working_calendar.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

#include "common/base/dates.h"
#include "common/codes/csv.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/common/codes/golden.h"

namespace houniao::calendar {
namespace {

using ::houniao::testing::StatusIs;
using ::testing::HasSubstr;

const WorkingCalendar& Announced() { return WorkingCalendar::Announced(); }

// The notice of a year to come, made up.
constexpr absl::string_view kNotice2027 =
    "date,name,is_off_day\n2026-12-31,元旦,1\n2027-01-01,元旦,1\n2027-01-03,元旦,0\n";

TEST(WorkingCalendar, AgreesWithEveryKnownDay) {
  const std::string text = houniao::testing::ReadGolden("is_workday_2018_2026.csv");
  ASSERT_OK_AND_ASSIGN(const auto rows, codes::CsvTable::Parse(text, {"date", "is_workday"}));
  EXPECT_EQ(rows.size(), 3287u);
  for (size_t i = 0; i < rows.size(); ++i) {
    ASSERT_OK_AND_ASSIGN(const absl::CivilDay day, ParseDay(rows.Get(i, "date")));
    EXPECT_EQ(Announced().KindOf(day),
              rows.Get(i, "is_workday") == "1" ? DayKind::kWorking : DayKind::kOff)
        << rows.Get(i, "date");
  }
  EXPECT_EQ(Announced().first_announced_day(), absl::CivilDay(2018, 1, 1));
  EXPECT_EQ(Announced().last_announced_day(), absl::CivilDay(2026, 12, 31));
}

TEST(WorkingCalendar, AgreesWithEveryDueDate) {
  const std::string text = houniao::testing::ReadGolden("sla_add_workdays_vectors.csv");
  ASSERT_OK_AND_ASSIGN(
      const auto rows,
      codes::CsvTable::Parse(text, {"start", "n_workdays", "due_date_counting_from_next_day"}));
  EXPECT_EQ(rows.size(), 80u);
  for (size_t i = 0; i < rows.size(); ++i) {
    ASSERT_OK_AND_ASSIGN(const absl::CivilDay start, ParseDay(rows.Get(i, "start")));
    ASSERT_OK_AND_ASSIGN(const absl::CivilDay due,
                         ParseDay(rows.Get(i, "due_date_counting_from_next_day")));
    int n = 0;
    ASSERT_TRUE(absl::SimpleAtoi(rows.Get(i, "n_workdays"), &n));
    EXPECT_EQ(Announced().AddWorkingDays(start, n), due) << rows.Get(i, "start") << " " << n;
    EXPECT_EQ(Announced().WorkingDaysBetween(start, due), n);
    EXPECT_EQ(Announced().WorkingDaysBetween(due, start), -n);
  }
}

TEST(WorkingCalendar, NeverGuesses) {
  EXPECT_EQ(Announced().KindOf(absl::CivilDay(2027, 1, 4)), DayKind::kUnknown);
  EXPECT_EQ(Announced().KindOf(absl::CivilDay(2017, 12, 29)), DayKind::kUnknown);
  EXPECT_EQ(Announced().AddWorkingDays(absl::CivilDay(2026, 12, 30), 1),
            absl::CivilDay(2026, 12, 31));
  EXPECT_EQ(Announced().AddWorkingDays(absl::CivilDay(2026, 12, 30), 2), std::nullopt);
  EXPECT_EQ(Announced().AddWorkingDays(absl::CivilDay(2027, 6, 1), 1), std::nullopt);
  EXPECT_EQ(Announced().AddWorkingDays(absl::CivilDay(2017, 6, 1), 1), std::nullopt);
  EXPECT_EQ(Announced().WorkingDaysBetween(absl::CivilDay(2026, 12, 1), absl::CivilDay(2027, 1, 1)),
            std::nullopt);
}

TEST(WorkingCalendar, KeepsItsEdges) {
  const absl::CivilDay saturday(2026, 3, 7);
  EXPECT_EQ(Announced().AddWorkingDays(saturday, 0), saturday);
  EXPECT_EQ(Announced().AddWorkingDays(saturday, 1), absl::CivilDay(2026, 3, 9));
  EXPECT_EQ(Announced().AddWorkingDays(saturday, -1), std::nullopt);
  EXPECT_EQ(Announced().AddWorkingDays(saturday, std::numeric_limits<int>::max()), std::nullopt);
  EXPECT_EQ(Announced().WorkingDaysBetween(saturday, saturday), 0);
  // 2018-01-01 is off; the eve of the first known day can still be counted from.
  EXPECT_EQ(Announced().AddWorkingDays(absl::CivilDay(2017, 12, 31), 1),
            absl::CivilDay(2018, 1, 2));
  EXPECT_EQ(Announced().AddWorkingDays(absl::CivilDay::max(), 1), std::nullopt);
  EXPECT_EQ(Announced().AddWorkingDays(absl::CivilDay::min(), 1), std::nullopt);
  EXPECT_EQ(Announced().KindOf(absl::CivilDay(2026, 2, 14)), DayKind::kWorking);  // a Saturday
}

TEST(WorkingCalendar, TheLastDecemberMayStillChange) {
  EXPECT_TRUE(Announced().MayStillChange(absl::CivilDay(2026, 12, 31)));
  EXPECT_FALSE(Announced().MayStillChange(absl::CivilDay(2026, 11, 30)));
  EXPECT_FALSE(Announced().MayStillChange(absl::CivilDay(2025, 12, 31)));
}

TEST(WorkingCalendar, TakesTheNextNotice) {
  ASSERT_OK_AND_ASSIGN(const WorkingCalendar next, Announced().Extend(kNotice2027));
  EXPECT_EQ(next.last_announced_day(), absl::CivilDay(2027, 12, 31));
  EXPECT_EQ(Announced().KindOf(absl::CivilDay(2026, 12, 31)), DayKind::kWorking);
  EXPECT_EQ(next.KindOf(absl::CivilDay(2026, 12, 31)), DayKind::kOff);
  EXPECT_EQ(next.KindOf(absl::CivilDay(2027, 1, 3)), DayKind::kWorking);  // a Sunday
  EXPECT_EQ(next.AddWorkingDays(absl::CivilDay(2026, 12, 30), 1), absl::CivilDay(2027, 1, 3));
  EXPECT_FALSE(next.MayStillChange(absl::CivilDay(2026, 12, 31)));
  EXPECT_EQ(next.KindOf(absl::CivilDay(2020, 2, 3)),
            Announced().KindOf(absl::CivilDay(2020, 2, 3)));
}

TEST(WorkingCalendar, ANoticeMayStandAlone) {
  ASSERT_OK_AND_ASSIGN(const WorkingCalendar alone, WorkingCalendar::Parse(kNotice2027));
  EXPECT_EQ(alone.first_announced_day(), absl::CivilDay(2027, 1, 1));
  EXPECT_EQ(alone.KindOf(absl::CivilDay(2026, 12, 31)), DayKind::kUnknown);
}

TEST(WorkingCalendar, RefusesBrokenNotices) {
  struct Case {
    absl::string_view rows, problem;
  };
  for (const Case& c :
       {Case{"", "No year"}, Case{"2027-01-01,元旦,0\n", "No year"},
        Case{"2027-02-30,x,1\n", "real day"}, Case{"2027-01-01,元旦,yes\n", "0 nor"},
        Case{"2027-01-01,元旦,1\n2027-01-01,元旦,0\n", "twice"},
        Case{"2027-01-01,元旦,1\n2029-01-01,元旦,1\n", "missing"},
        Case{"2027-01-01,元旦,1\n2028-05-01,劳动节,1\n", "not announced"},
        Case{"2027-01-01,元旦\n", "fields"}}) {
    EXPECT_THAT(WorkingCalendar::Parse(absl::StrCat("date,name,is_off_day\n", c.rows)),
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(std::string(c.problem))));
  }
  EXPECT_THAT(Announced().Extend("date,name,is_off_day\n2028-01-01,元旦,1\n"),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("missing")));
}

TEST(WorkingCalendar, AnyBytesAreJudged) {
  for (unsigned seed = 0; seed < 2000; ++seed) {
    const std::string noise = houniao::testing::NoiseOf(seed, seed % 120, "2027-0101,\n10\"");
    const auto calendar = WorkingCalendar::Parse("date,name,is_off_day\n" + noise);
    if (!calendar.ok()) {
      EXPECT_THAT(calendar, StatusIs(absl::StatusCode::kInvalidArgument));
    }
  }
}

}  // namespace
}  // namespace houniao::calendar
