// The clock of a step of a case.
#pragma once

#include "absl/time/time.h"

#include "services/benefits/clockwork/deadlines.h"

#include "houniao/benefits/v1/case.pb.h"

namespace houniao::benefits {

// A step that has not begun, from its rule.
v1::CaseStep NewStep(const v1::StepRule& rule);

// The step becomes the open one. Its term begins on `counted_from`, which differs from the day of
// `now` only after a cut-off day.
void EnterStep(v1::CaseStep& step, absl::Time now, absl::CivilDay counted_from,
               const WorkingCalendar& calendar);
// The applicant gets the case: the clock stands still.
void PauseStep(v1::CaseStep& step, absl::Time now);
// The case is back: the working days between are added to the dates. A pause that reaches past the
// announced calendar makes them unknown.
void ResumeStep(v1::CaseStep& step, absl::Time now, absl::CivilDay counted_from,
                const WorkingCalendar& calendar);
void FinishStep(v1::CaseStep& step, absl::Time now, absl::string_view actor,
                absl::string_view note);

// What Classify needs to know.
Standing StandingOf(const v1::CaseStep& step);
DueDay LegalDueOf(const v1::CaseStep& step);

}  // namespace houniao::benefits
