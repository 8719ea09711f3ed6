#include "services/benefits/clockwork/on_time_report.h"

#include <algorithm>

#include "absl/strings/strip.h"

#include "common/base/dates.h"

namespace houniao::benefits {
namespace {

// Limits of the schema for the three lists.
constexpr size_t kMaxRows = 1000;
constexpr size_t kMaxSteps = 5000;

}  // namespace

void OnTimeTally::Add(const TimedStep& step) {
  if (last_ && step.entered > *last_) return;
  if (first_ && step.standing.finished && *step.standing.finished < *first_) return;
  const v1::DeadlineStatus status = Classify(step.standing, today_, calendar_);
  const std::string id(absl::StripPrefix(step.policy, "policies/"));
  const auto count = [&](Row& row, const std::string& title) {
    row.title = title;
    Count(row, step, status);
  };
  count(total_, "");
  count(policies_[step.policy], step.policy_title);
  count(departments_[step.department], step.department);
  count(steps_[absl::StrCat(id, "/", step.step)], step.step_title);
}

void OnTimeTally::Count(Row& row, const TimedStep& step, v1::DeadlineStatus status) const {
  v1::OnTimeRow& counts = row.counts;
  switch (status) {
    case v1::DEADLINE_STATUS_DONE_ON_TIME:
      counts.set_on_time_count(counts.on_time_count() + 1);
      break;
    case v1::DEADLINE_STATUS_DONE_LATE:
      counts.set_late_count(counts.late_count() + 1);
      break;
    case v1::DEADLINE_STATUS_OVERDUE:
      counts.set_overdue_count(counts.overdue_count() + 1);
      break;
    case v1::DEADLINE_STATUS_ON_TRACK:
    case v1::DEADLINE_STATUS_AT_RISK:
    case v1::DEADLINE_STATUS_PAUSED:
      counts.set_open_count(counts.open_count() + 1);
      break;
    default:
      counts.set_unknown_count(counts.unknown_count() + 1);
  }
  const bool late =
      status == v1::DEADLINE_STATUS_DONE_LATE || status == v1::DEADLINE_STATUS_OVERDUE;
  if (late && step.legal.day && step.standing.finished.value_or(today_) > *step.legal.day) {
    counts.set_legal_late_count(counts.legal_late_count() + 1);
  }
  if (!step.standing.finished) return;
  const auto days = calendar_.WorkingDaysBetween(step.entered, *step.standing.finished);
  if (days) row.working_days.push_back(std::max(0, *days - step.paused_working_days));
}

v1::OnTimeRow OnTimeTally::Finished(const std::string& key, const Row& row) {
  v1::OnTimeRow result = row.counts;
  result.set_key(key);
  result.set_title(row.title);
  std::vector<int> days = row.working_days;
  if (!days.empty()) {
    const auto middle = days.begin() + static_cast<std::ptrdiff_t>((days.size() - 1) / 2);
    std::nth_element(days.begin(), middle, days.end());
    result.set_median_working_days(*middle);
  }
  const int64_t judged = result.on_time_count() + result.late_count() + result.overdue_count();
  if (judged > 0) {
    result.set_on_time_bp(static_cast<int32_t>(result.on_time_count() * 10000 / judged));
  }
  return result;
}

v1::OnTimeReport OnTimeTally::Report() const {
  v1::OnTimeReport report;
  if (first_) *report.mutable_period()->mutable_start_date() = ToDate(*first_);
  if (last_) *report.mutable_period()->mutable_end_date() = ToDate(*last_);
  *report.mutable_total() = Finished("", total_);
  const auto fill = [](const std::map<std::string, Row>& rows, size_t most, auto* list) {
    for (const auto& [key, row] : rows) {
      if (static_cast<size_t>(list->size()) == most) return;
      *list->Add() = Finished(key, row);
    }
  };
  fill(policies_, kMaxRows, report.mutable_policies());
  fill(departments_, kMaxRows, report.mutable_departments());
  fill(steps_, kMaxSteps, report.mutable_steps());
  return report;
}

}  // namespace houniao::benefits
