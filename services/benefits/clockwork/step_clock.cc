#include "services/benefits/clockwork/step_clock.h"

#include <algorithm>

#include "common/base/clock.h"
#include "common/base/dates.h"

namespace houniao::benefits {
namespace {

int PromisedDays(const v1::CaseStep& step) {
  return step.promised_working_days() > 0 ? step.promised_working_days()
                                          : step.legal_working_days();
}

void SetDates(v1::CaseStep& step, absl::CivilDay counted_from, const WorkingCalendar& calendar) {
  const int paused = step.paused_working_days();
  const DueDay promised = DueAfter(counted_from, PromisedDays(step), paused, calendar);
  const DueDay legal = DueAfter(counted_from, step.legal_working_days(), paused, calendar);
  step.clear_due_date();
  step.clear_legal_due_date();
  if (promised.day) *step.mutable_due_date() = ToDate(*promised.day);
  if (legal.day) *step.mutable_legal_due_date() = ToDate(*legal.day);
  step.set_due_unknown(promised.unknown || legal.unknown);
}

}  // namespace

v1::CaseStep NewStep(const v1::StepRule& rule) {
  v1::CaseStep step;
  step.set_key(rule.key());
  step.set_title(rule.title());
  step.set_kind(rule.kind());
  step.set_owner_department(rule.owner_department());
  step.set_role(rule.role());
  step.set_legal_working_days(rule.legal_working_days());
  step.set_promised_working_days(rule.promised_working_days());
  return step;
}

void EnterStep(v1::CaseStep& step, absl::Time now, absl::CivilDay counted_from,
               const WorkingCalendar& calendar) {
  *step.mutable_enter_time() = ToTimestamp(now);
  SetDates(step, counted_from, calendar);
}

void PauseStep(v1::CaseStep& step, absl::Time now) {
  *step.mutable_pause_time() = ToTimestamp(now);
}

void ResumeStep(v1::CaseStep& step, absl::Time now, absl::CivilDay counted_from,
                const WorkingCalendar& calendar) {
  const absl::CivilDay from = ShanghaiDay(FromTimestamp(step.pause_time()));
  step.clear_pause_time();
  const auto days = calendar.WorkingDaysBetween(from, ShanghaiDay(now));
  if (!days) {
    step.clear_due_date();
    step.clear_legal_due_date();
    step.set_due_unknown(true);
    return;
  }
  step.set_paused_working_days(step.paused_working_days() + std::max(0, *days));
  SetDates(step, counted_from, calendar);
}

void FinishStep(v1::CaseStep& step, absl::Time now, absl::string_view actor,
                absl::string_view note) {
  *step.mutable_finish_time() = ToTimestamp(now);
  step.set_actor(std::string(actor));
  step.set_note(std::string(note));
}

Standing StandingOf(const v1::CaseStep& step) {
  Standing standing;
  standing.due.day = ToCivilDay(step.due_date());
  standing.due.unknown = step.due_unknown();
  standing.paused = step.has_pause_time();
  if (step.has_finish_time()) {
    standing.finished = ShanghaiDay(FromTimestamp(step.finish_time()));
  }
  return standing;
}

DueDay LegalDueOf(const v1::CaseStep& step) {
  const auto day = ToCivilDay(step.legal_due_date());
  return {day, !day && step.due_unknown()};
}

}  // namespace houniao::benefits
