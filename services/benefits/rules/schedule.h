// When the parts of a sum are due, and how a schedule is cut.
#pragma once

#include <optional>
#include <vector>

#include "absl/time/civil_time.h"

#include "common/calendar/working_calendar.h"
#include "services/benefits/rules/amounts.h"

#include "houniao/benefits/v1/eligibility.pb.h"
#include "houniao/benefits/v1/policy.pb.h"

namespace houniao::benefits {

// Working days of the payment step: what an award without its own promise is due in.
int PaymentWorkingDays(const v1::PolicyTerms& terms);

// Instalments of one award approved on `approval`: months of the award and of the part added by the
// calendar (31 January and a month is the last of February), then its working days counted from
// the next day on. due_unknown where that lies past the announced calendar.
v1::AmountSchedule ScheduleOf(const v1::Award& award, const Granted& granted,
                              absl::CivilDay approval, int payment_working_days,
                              const calendar::WorkingCalendar& calendar);

// One schedule out of several: by due date, unknown ones last, numbered from 1.
v1::AmountSchedule MergeSchedules(const std::vector<v1::AmountSchedule>& schedules);

// Takes `fen` away, from the first instalment on (what was received already) or from the last one
// back (what exceeds a cap); instalments of nothing vanish. Returns what was taken.
int64_t TakeFromFirst(v1::AmountSchedule& schedule, int64_t fen);
int64_t TakeFromLast(v1::AmountSchedule& schedule, int64_t fen);

}  // namespace houniao::benefits
