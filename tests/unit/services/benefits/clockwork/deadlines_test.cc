#include "services/benefits/clockwork/deadlines.h"

#include <gtest/gtest.h>

#include "common/base/clock.h"
#include "common/base/dates.h"
#include "services/benefits/clockwork/step_clock.h"

namespace houniao::benefits {
namespace {

const WorkingCalendar& China() { return WorkingCalendar::Announced(); }

absl::CivilDay Day(const char* text) { return *ParseDay(text); }
absl::Time At(const char* day) { return ShanghaiMidnight(Day(day)) + absl::Hours(9); }

struct Row {
  const char* start;
  int working_days;
  int paused;
  const char* due;  // empty: unknown
};

class DueTable : public ::testing::TestWithParam<Row> {};

TEST_P(DueTable, CountsFromTheNextDay) {
  const Row& row = GetParam();
  const DueDay due = DueAfter(Day(row.start), row.working_days, row.paused, China());
  EXPECT_EQ(due.unknown, *row.due == '\0');
  if (*row.due != '\0') {
    EXPECT_EQ(FormatDay(*due.day), row.due);
  }
}

INSTANTIATE_TEST_SUITE_P(
    Calendar, DueTable,
    ::testing::Values(Row{"2026-03-02", 5, 0, "2026-03-09"},
                      // Saturday 28 February 2026 is worked in exchange.
                      Row{"2026-02-27", 1, 0, "2026-02-28"},
                      // Over the Spring Festival of 2026, with Saturday 14 February worked.
                      Row{"2026-02-13", 1, 0, "2026-02-14"}, Row{"2026-02-14", 1, 0, "2026-02-24"},
                      // Sunday 20 September 2026 is worked.
                      Row{"2026-09-18", 1, 0, "2026-09-20"},
                      // A pause of three working days moves the date by three.
                      Row{"2026-03-02", 5, 3, "2026-03-12"},
                      // From a day off.
                      Row{"2026-03-07", 1, 0, "2026-03-09"}, Row{"2026-12-30", 1, 0, "2026-12-31"},
                      // 2027 is not announced.
                      Row{"2026-12-31", 1, 0, ""}, Row{"2026-12-01", 30, 0, ""}));

TEST(Deadlines, NoDaysMeanNoDate) {
  const DueDay due = DueAfter(Day("2027-05-01"), 0, 0, China());
  EXPECT_FALSE(due.day.has_value());
  EXPECT_FALSE(due.unknown);
}

TEST(Deadlines, ANoticeIncludesItsFirstDay) {
  EXPECT_EQ(*NoticeEnd(Day("2026-03-02"), 5, China()), Day("2026-03-06"));
  EXPECT_EQ(*NoticeEnd(Day("2026-02-27"), 2, China()), Day("2026-02-28"));
  EXPECT_EQ(NoticeEnd(Day("2026-12-31"), 2, China()), std::nullopt);
  EXPECT_EQ(NoticeEnd(Day("2026-03-02"), 0, China()), std::nullopt);
}

struct StatusRow {
  const char* due;  // `?` unknown, empty none
  const char* finished;
  bool paused;
  const char* today;
  v1::DeadlineStatus status;
};

class StatusTable : public ::testing::TestWithParam<StatusRow> {};

TEST_P(StatusTable, Classifies) {
  const StatusRow& row = GetParam();
  Standing standing;
  standing.due.unknown = *row.due == '?';
  if (*row.due != '\0' && *row.due != '?') standing.due.day = Day(row.due);
  if (*row.finished != '\0') standing.finished = Day(row.finished);
  standing.paused = row.paused;
  EXPECT_EQ(Classify(standing, Day(row.today), China()), row.status)
      << row.due << " " << row.finished << " " << row.today;
}

INSTANTIATE_TEST_SUITE_P(
    All, StatusTable,
    ::testing::Values(
        StatusRow{"2026-03-13", "", false, "2026-03-09", v1::DEADLINE_STATUS_ON_TRACK},
        StatusRow{"2026-03-13", "", false, "2026-03-11", v1::DEADLINE_STATUS_AT_RISK},
        StatusRow{"2026-03-13", "", false, "2026-03-13", v1::DEADLINE_STATUS_AT_RISK},
        StatusRow{"2026-03-13", "", false, "2026-03-14", v1::DEADLINE_STATUS_OVERDUE},
        StatusRow{"2026-03-13", "2026-03-13", false, "2026-03-20",
                  v1::DEADLINE_STATUS_DONE_ON_TIME},
        StatusRow{"2026-03-13", "2026-03-14", false, "2026-03-20", v1::DEADLINE_STATUS_DONE_LATE},
        StatusRow{"2026-03-13", "", true, "2026-03-20", v1::DEADLINE_STATUS_PAUSED},
        StatusRow{"?", "", false, "2026-12-20", v1::DEADLINE_STATUS_DUE_UNKNOWN},
        StatusRow{"?", "2026-12-30", false, "2026-12-31", v1::DEADLINE_STATUS_DUE_UNKNOWN},
        StatusRow{"", "", false, "2026-03-20", v1::DEADLINE_STATUS_UNSPECIFIED},
        // Over the holiday: 24 February is the first working day after 14 February.
        StatusRow{"2026-02-24", "", false, "2026-02-15", v1::DEADLINE_STATUS_AT_RISK},
        // Past the announced calendar calendar days are counted.
        StatusRow{"2027-01-05", "", false, "2026-12-31", v1::DEADLINE_STATUS_ON_TRACK},
        StatusRow{"2027-01-02", "", false, "2026-12-31", v1::DEADLINE_STATUS_AT_RISK}));

TEST(StepClock, StandsStillWhileTheApplicantHasTheCase) {
  v1::StepRule rule;
  rule.set_key("review");
  rule.set_promised_working_days(5);
  rule.set_legal_working_days(20);
  v1::CaseStep step = NewStep(rule);
  EnterStep(step, At("2026-03-02"), Day("2026-03-02"), China());
  EXPECT_EQ(FormatDay(*ToCivilDay(step.due_date())), "2026-03-09");
  EXPECT_EQ(FormatDay(*ToCivilDay(step.legal_due_date())), "2026-03-30");
  PauseStep(step, At("2026-03-04"));
  EXPECT_EQ(Classify(StandingOf(step), Day("2026-03-20"), China()), v1::DEADLINE_STATUS_PAUSED);
  ResumeStep(step, At("2026-03-09"), Day("2026-03-02"), China());
  EXPECT_EQ(step.paused_working_days(), 3);
  EXPECT_EQ(FormatDay(*ToCivilDay(step.due_date())), "2026-03-12");
  // A second pause adds to the first; one that begins and ends on a day adds nothing.
  PauseStep(step, At("2026-03-10"));
  ResumeStep(step, At("2026-03-10"), Day("2026-03-02"), China());
  EXPECT_EQ(step.paused_working_days(), 3);
  FinishStep(step, At("2026-03-12"), "user:a", "done");
  EXPECT_EQ(Classify(StandingOf(step), Day("2026-04-01"), China()),
            v1::DEADLINE_STATUS_DONE_ON_TIME);
}

TEST(StepClock, APauseIntoTheUnknownMakesTheDateUnknown) {
  v1::StepRule rule;
  rule.set_promised_working_days(5);
  v1::CaseStep step = NewStep(rule);
  EnterStep(step, At("2026-12-01"), Day("2026-12-01"), China());
  EXPECT_FALSE(step.due_unknown());
  PauseStep(step, At("2026-12-03"));
  ResumeStep(step, At("2027-01-05"), Day("2026-12-01"), China());
  EXPECT_TRUE(step.due_unknown());
  EXPECT_FALSE(step.has_due_date());
}

TEST(StepClock, TheLegalLimitStandsInForAMissingPromise) {
  v1::StepRule rule;
  rule.set_legal_working_days(3);
  v1::CaseStep step = NewStep(rule);
  EnterStep(step, At("2026-03-02"), Day("2026-03-02"), China());
  EXPECT_EQ(FormatDay(*ToCivilDay(step.due_date())), "2026-03-05");
}

}  // namespace
}  // namespace houniao::benefits
