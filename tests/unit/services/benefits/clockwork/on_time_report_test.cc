#include "services/benefits/clockwork/on_time_report.h"

#include <gtest/gtest.h>

#include "common/base/dates.h"

namespace houniao::benefits {
namespace {

absl::CivilDay Day(const char* text) { return *ParseDay(text); }

TimedStep Step(const char* policy, const char* department, const char* entered, const char* due,
               const char* finished, const char* legal = "") {
  TimedStep step;
  step.policy = policy;
  step.policy_title = "政策";
  step.department = department;
  step.step = "review";
  step.step_title = "审核";
  step.entered = Day(entered);
  if (*due == '?') step.standing.due.unknown = true;
  if (*due != '\0' && *due != '?') step.standing.due.day = Day(due);
  if (*finished != '\0') step.standing.finished = Day(finished);
  if (*legal != '\0') step.legal.day = Day(legal);
  return step;
}

TEST(OnTimeTally, CountsEveryStepOnce) {
  OnTimeTally tally(Day("2026-01-01"), std::nullopt, Day("2026-03-31"),
                    WorkingCalendar::Announced());
  tally.Add(Step("policies/a", "人社局", "2026-03-02", "2026-03-09", "2026-03-05"));
  tally.Add(Step("policies/a", "人社局", "2026-03-02", "2026-03-09", "2026-03-09"));
  tally.Add(Step("policies/a", "财政局", "2026-03-02", "2026-03-09", "2026-03-20", "2026-03-16"));
  tally.Add(Step("policies/b", "财政局", "2026-03-02", "2026-03-09", "", "2026-04-16"));
  tally.Add(Step("policies/b", "财政局", "2026-03-30", "2026-04-09", ""));
  tally.Add(Step("policies/b", "财政局", "2026-03-30", "?", ""));
  tally.Add(Step("policies/b", "财政局", "2026-03-30", "", "2026-03-31"));
  // Not open in the period.
  tally.Add(Step("policies/b", "财政局", "2025-03-02", "2025-03-09", "2025-03-09"));
  const auto report = tally.Report();
  EXPECT_EQ(report.total().on_time_count(), 2);
  EXPECT_EQ(report.total().late_count(), 1);
  EXPECT_EQ(report.total().overdue_count(), 1);
  EXPECT_EQ(report.total().open_count(), 1);
  EXPECT_EQ(report.total().unknown_count(), 2);
  EXPECT_EQ(report.total().legal_late_count(), 1);
  EXPECT_EQ(report.total().on_time_bp(), 5000);
  // 3, 5, 14 and 1 working days: the lower of the two in the middle.
  EXPECT_EQ(report.total().median_working_days(), 3);
  ASSERT_EQ(report.policies_size(), 2);
  EXPECT_EQ(report.policies(0).key(), "policies/a");
  EXPECT_EQ(report.policies(0).on_time_bp(), 6666);
  ASSERT_EQ(report.departments_size(), 2);
  ASSERT_EQ(report.steps_size(), 2);
  EXPECT_EQ(report.steps(0).key(), "a/review");
}

TEST(OnTimeTally, PausesDoNotCountAsWork) {
  OnTimeTally tally(std::nullopt, std::nullopt, Day("2026-03-31"), WorkingCalendar::Announced());
  TimedStep step = Step("policies/a", "x", "2026-03-02", "2026-03-12", "2026-03-12");
  step.paused_working_days = 3;
  tally.Add(step);
  EXPECT_EQ(tally.Report().total().median_working_days(), 5);
  step.standing.finished.reset();
  step.standing.paused = true;
  tally.Add(step);
  EXPECT_EQ(tally.Report().total().open_count(), 1);
}

}  // namespace
}  // namespace houniao::benefits
