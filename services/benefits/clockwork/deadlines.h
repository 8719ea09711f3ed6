// Due dates on the working calendar, and how something stands against its date.
//
// A term of n working days that begins on a day counts from the next day on (期限从次日起算). A
// clock stands still only while the applicant has the case. Past the announced calendar a date is
// unknown, never guessed.
#pragma once

#include <optional>

#include "absl/time/civil_time.h"

#include "common/calendar/working_calendar.h"

#include "houniao/benefits/v1/payment.pb.h"

namespace houniao::benefits {

using calendar::WorkingCalendar;

// A date that is there, is not needed, or cannot be known yet.
struct DueDay {
  std::optional<absl::CivilDay> day;
  bool unknown = false;
};

// `working_days` plus the days that the clock stood still after `start`; no date for 0 days.
DueDay DueAfter(absl::CivilDay start, int working_days, int paused_working_days,
                const WorkingCalendar& calendar);

// First day of a public notice of `working_days` to its last, both included. Nothing if the last
// one is past the announced calendar or there are no days.
std::optional<absl::CivilDay> NoticeEnd(absl::CivilDay first, int working_days,
                                        const WorkingCalendar& calendar);

// How something stands today. `finished` is the day on which it was done.
struct Standing {
  DueDay due;
  std::optional<absl::CivilDay> finished;
  bool paused = false;
};

// AT_RISK if two working days or fewer are left; where the calendar is not announced calendar days
// are counted instead.
v1::DeadlineStatus Classify(const Standing& standing, absl::CivilDay today,
                            const WorkingCalendar& calendar);

// Last day that still is AT_RISK today: the second working day after it.
absl::CivilDay RiskHorizon(absl::CivilDay today, const WorkingCalendar& calendar);

}  // namespace houniao::benefits
