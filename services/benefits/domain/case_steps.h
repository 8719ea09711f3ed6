// Moving a case from step to step; used by the verbs of case_flow.h.
#pragma once

#include "absl/status/status.h"

#include "services/benefits/domain/moment.h"

#include "houniao/benefits/v1/case.pb.h"

namespace houniao::benefits {

v1::CaseStep* MutableOpenStep(v1::Case& subject);
// State of a case whose open step is `step`; `reviewed` if a review was done.
v1::Case::State StateAt(const v1::CaseStep& step, bool reviewed);
// Day from which the term of the open step counts: the cut-off day moves only the first step's.
absl::CivilDay CountedFrom(const v1::Case& subject, const v1::CaseStep& step, int cut_off_day);
// Finishes the open step and enters the next one; none is open after the last.
void Advance(v1::Case& subject, absl::string_view note, const Moment& moment);
// Enters the first step of a kind that was not entered yet, if there is one.
void EnterKind(v1::Case& subject, v1::StepKind kind, const Moment& moment);
// Copies of the last review and the notice are put after the notice that was just closed.
absl::Status ReopenReview(v1::Case& subject);
// current_step, current_department and due date follow the open step.
void ShowOpenStep(v1::Case& subject);
// ROLE_NEEDED unless the caller has the role of the open step.
absl::Status CheckRole(const v1::Case& subject, const Moment& moment);

}  // namespace houniao::benefits
