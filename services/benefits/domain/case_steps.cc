#include "services/benefits/domain/case_steps.h"

#include <algorithm>

#include "common/base/clock.h"
#include "common/base/dates.h"
#include "services/benefits/clockwork/step_clock.h"
#include "services/benefits/domain/benefits_errors.h"
#include "services/benefits/rules/gates.h"

namespace houniao::benefits {
namespace {

constexpr int kMaxSteps = 32;

bool Reviewed(const v1::Case& subject) {
  return std::any_of(subject.steps().begin(), subject.steps().end(), [](const v1::CaseStep& step) {
    return step.kind() == v1::STEP_KIND_REVIEW && step.has_finish_time();
  });
}

// Payment and receipt are entered by the money, not by the step before them.
bool WaitsForMoney(const v1::CaseStep& step) {
  return step.kind() == v1::STEP_KIND_PAYMENT || step.kind() == v1::STEP_KIND_RECEIPT;
}

}  // namespace

v1::CaseStep* MutableOpenStep(v1::Case& subject) {
  for (v1::CaseStep& step : *subject.mutable_steps()) {
    if (step.has_enter_time() && !step.has_finish_time()) return &step;
  }
  return nullptr;
}

v1::Case::State StateAt(const v1::CaseStep& step, bool reviewed) {
  switch (step.kind()) {
    case v1::STEP_KIND_REVIEW:
      return reviewed ? v1::Case::UNDER_REVIEW : v1::Case::SUBMITTED;
    case v1::STEP_KIND_PUBLIC_NOTICE:
      return v1::Case::UNDER_REVIEW;
    default:
      return v1::Case::PENDING_APPROVAL;
  }
}

absl::CivilDay CountedFrom(const v1::Case& subject, const v1::CaseStep& step, int cut_off_day) {
  const absl::CivilDay entered = ShanghaiDay(FromTimestamp(step.enter_time()));
  const bool first = subject.steps_size() > 0 && &step == &subject.steps(0);
  return first ? CountedDay(entered, cut_off_day) : entered;
}

void Advance(v1::Case& subject, absl::string_view note, const Moment& moment) {
  for (int i = 0; i < subject.steps_size(); ++i) {
    v1::CaseStep& step = *subject.mutable_steps(i);
    if (!step.has_enter_time() || step.has_finish_time()) continue;
    FinishStep(step, moment.now, moment.principal, note);
    if (i + 1 < subject.steps_size() && !WaitsForMoney(subject.steps(i + 1))) {
      v1::CaseStep& next = *subject.mutable_steps(i + 1);
      EnterStep(next, moment.now, moment.today, moment.calendar);
      subject.set_state(StateAt(next, Reviewed(subject)));
    }
    break;
  }
  ShowOpenStep(subject);
}

void EnterKind(v1::Case& subject, v1::StepKind kind, const Moment& moment) {
  for (v1::CaseStep& step : *subject.mutable_steps()) {
    if (step.kind() != kind || step.has_enter_time()) continue;
    EnterStep(step, moment.now, moment.today, moment.calendar);
    break;
  }
  ShowOpenStep(subject);
}

absl::Status ReopenReview(v1::Case& subject) {
  if (subject.steps_size() + 2 > kMaxSteps) {
    return LimitReached(subject.name(), "steps", kMaxSteps);
  }
  int review = -1, notice = -1;
  for (int i = 0; i < subject.steps_size(); ++i) {
    const v1::CaseStep& step = subject.steps(i);
    if (!step.has_enter_time()) break;
    if (step.kind() == v1::STEP_KIND_REVIEW) review = i;
    if (step.kind() == v1::STEP_KIND_PUBLIC_NOTICE) notice = i;
  }
  const auto fresh = [&](int index) {
    v1::CaseStep step = subject.steps(index);
    step.clear_due_date();
    step.clear_legal_due_date();
    step.clear_due_unknown();
    step.clear_enter_time();
    step.clear_finish_time();
    step.clear_actor();
    step.clear_note();
    step.clear_paused_working_days();
    return step;
  };
  std::vector<v1::CaseStep> steps(subject.steps().begin(), subject.steps().end());
  std::vector<v1::CaseStep> again;
  if (review >= 0) again.push_back(fresh(review));
  again.push_back(fresh(notice));
  steps.insert(steps.begin() + notice + 1, again.begin(), again.end());
  subject.clear_steps();
  for (v1::CaseStep& step : steps) *subject.add_steps() = std::move(step);
  return absl::OkStatus();
}

void ShowOpenStep(v1::Case& subject) {
  const v1::CaseStep* step = MutableOpenStep(subject);
  subject.clear_current_step();
  subject.clear_current_department();
  subject.clear_due_date();
  subject.clear_due_unknown();
  if (step == nullptr) return;
  subject.set_current_step(step->key());
  subject.set_current_department(step->owner_department());
  if (step->has_due_date()) *subject.mutable_due_date() = step->due_date();
  subject.set_due_unknown(step->due_unknown());
}

absl::Status CheckRole(const v1::Case& subject, const Moment& moment) {
  for (const v1::CaseStep& step : subject.steps()) {
    if (!step.has_enter_time() || step.has_finish_time() || step.role().empty()) continue;
    if (std::find(moment.roles.begin(), moment.roles.end(), step.role()) == moment.roles.end()) {
      return RoleNeeded(subject.name(), step.key(), step.role());
    }
  }
  return absl::OkStatus();
}

}  // namespace houniao::benefits
