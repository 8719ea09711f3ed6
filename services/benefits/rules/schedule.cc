#include "services/benefits/rules/schedule.h"

#include <algorithm>

#include "common/base/dates.h"
#include "services/benefits/rules/ages.h"
#include "services/benefits/rules/wording.h"

namespace houniao::benefits {
namespace {

// Far behind every real day, so that unknown days sort last.
int64_t SortKey(const v1::Instalment& instalment) {
  const auto day = ToCivilDay(instalment.due_date());
  return day ? DayNumber(*day) : std::numeric_limits<int64_t>::max();
}

int64_t Take(v1::AmountSchedule& schedule, int64_t fen, bool from_first) {
  const int64_t wanted = std::clamp<int64_t>(fen, 0, schedule.total_fen());
  int64_t left = wanted;
  auto& instalments = *schedule.mutable_instalments();
  for (int i = 0; i < instalments.size() && left > 0; ++i) {
    v1::Instalment& at = instalments[from_first ? i : instalments.size() - 1 - i];
    const int64_t taken = std::min(left, at.amount_fen());
    at.set_amount_fen(at.amount_fen() - taken);
    left -= taken;
  }
  instalments.erase(std::remove_if(instalments.begin(), instalments.end(),
                                   [](const v1::Instalment& i) { return i.amount_fen() == 0; }),
                    instalments.end());
  for (int i = 0; i < instalments.size(); ++i) instalments[i].set_number(i + 1);
  schedule.set_total_fen(schedule.total_fen() - (wanted - left));
  return wanted - left;
}

}  // namespace

int PaymentWorkingDays(const v1::PolicyTerms& terms) {
  for (const v1::StepRule& step : terms.steps()) {
    if (step.kind() != v1::STEP_KIND_PAYMENT) continue;
    return step.promised_working_days() > 0 ? step.promised_working_days()
                                            : step.legal_working_days();
  }
  return 0;
}

v1::AmountSchedule ScheduleOf(const v1::Award& award, const Granted& granted,
                              absl::CivilDay approval, int payment_working_days,
                              const calendar::WorkingCalendar& calendar) {
  v1::AmountSchedule schedule;
  schedule.set_points(granted.points);
  for (const v1::InKindGrant& grant : granted.in_kind) *schedule.add_in_kind_grants() = grant;
  for (const std::string& line : granted.workings) schedule.add_workings(Clip(line, 200));
  const int working_days =
      award.first_due_working_days() > 0 ? award.first_due_working_days() : payment_working_days;
  int64_t total = 0;
  for (const Part& part : granted.parts) {
    v1::Instalment& instalment = *schedule.add_instalments();
    instalment.set_number(schedule.instalments_size());
    instalment.set_award(award.key());
    instalment.set_amount_fen(part.amount_fen);
    total += part.amount_fen;
    const absl::CivilDay month = AddMonths(approval, award.first_due_months() + part.months);
    const auto due =
        working_days == 0 ? std::optional(month) : calendar.AddWorkingDays(month, working_days);
    if (due) {
      *instalment.mutable_due_date() = ToDate(*due);
    } else {
      instalment.set_due_unknown(true);
    }
  }
  schedule.set_total_fen(total);
  return schedule;
}

v1::AmountSchedule MergeSchedules(const std::vector<v1::AmountSchedule>& schedules) {
  v1::AmountSchedule merged;
  std::vector<v1::Instalment> instalments;
  for (const v1::AmountSchedule& schedule : schedules) {
    merged.set_total_fen(merged.total_fen() + schedule.total_fen());
    merged.set_points(merged.points() + schedule.points());
    merged.mutable_in_kind_grants()->MergeFrom(schedule.in_kind_grants());
    merged.mutable_workings()->MergeFrom(schedule.workings());
    instalments.insert(instalments.end(), schedule.instalments().begin(),
                       schedule.instalments().end());
  }
  std::stable_sort(instalments.begin(), instalments.end(),
                   [](const auto& a, const auto& b) { return SortKey(a) < SortKey(b); });
  for (v1::Instalment& instalment : instalments) {
    instalment.set_number(merged.instalments_size() + 1);
    *merged.add_instalments() = std::move(instalment);
  }
  return merged;
}

int64_t TakeFromFirst(v1::AmountSchedule& schedule, int64_t fen) {
  return Take(schedule, fen, true);
}

int64_t TakeFromLast(v1::AmountSchedule& schedule, int64_t fen) {
  return Take(schedule, fen, false);
}

}  // namespace houniao::benefits
