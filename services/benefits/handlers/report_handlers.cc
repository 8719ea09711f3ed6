#include "services/benefits/handlers/report_handlers.h"

#include <algorithm>
#include <map>

#include "common/base/dates.h"
#include "common/base/status_macros.h"
#include "services/benefits/clockwork/on_time_report.h"
#include "services/benefits/clockwork/step_clock.h"

namespace houniao::benefits {
namespace {

// What a payment counts under: the payment step of its policy.
struct PaymentStep {
  std::string key = "payment";
  std::string title = "拨付";
  std::string department;
};

struct PolicyFacts {
  std::string title;
  PaymentStep payment;
};

absl::CivilDay DayOf(const google::protobuf::Timestamp& time) {
  return ShanghaiDay(FromTimestamp(time));
}

TimedStep TimedOf(const v1::Case& subject, const v1::CaseStep& step, const std::string& title) {
  TimedStep timed;
  timed.policy = subject.policy();
  timed.policy_title = title;
  timed.department = step.owner_department();
  timed.step = step.key();
  timed.step_title = step.title();
  timed.entered = DayOf(step.enter_time());
  timed.standing = StandingOf(step);
  timed.legal = LegalDueOf(step);
  timed.paused_working_days = step.paused_working_days();
  return timed;
}

TimedStep TimedOf(const v1::Payment& payment, const PolicyFacts& policy) {
  TimedStep timed;
  timed.policy = payment.policy();
  timed.policy_title = policy.title;
  timed.department = policy.payment.department;
  timed.step = policy.payment.key;
  timed.step_title = policy.payment.title;
  timed.entered = DayOf(payment.create_time());
  timed.standing.due = {ToCivilDay(payment.due_date()), payment.due_unknown()};
  timed.standing.finished = ToCivilDay(payment.paid_date());
  return timed;
}

// Steps that were entered; without the one in which the applicant withdrew, which nobody did.
int DoneSteps(const v1::Case& subject) {
  int entered = 0;
  for (const v1::CaseStep& step : subject.steps()) entered += step.has_enter_time();
  return subject.state() == v1::Case::WITHDRAWN ? std::max(0, entered - 1) : entered;
}

PaymentStep PaymentStepOf(const v1::Case& subject) {
  PaymentStep found;
  for (const v1::CaseStep& step : subject.steps()) {
    if (step.kind() != v1::STEP_KIND_PAYMENT) continue;
    found = {step.key(), step.title(), step.owner_department()};
  }
  return found;
}

}  // namespace

ReportHandlers::ReportHandlers(const Desk& desk)
    : desk_(desk), table_("houniao.benefits.v1.ReportService") {
  Bind(*this, "GetOnTimeReport", &ReportHandlers::OnTime);
}

absl::StatusOr<v1::OnTimeReport> ReportHandlers::OnTime(
    CallContext& call, const v1::GetOnTimeReportRequest& request) const {
  const absl::CivilDay today = desk_.clock().Today();
  auto first = ToCivilDay(request.period().start_date());
  const auto last = ToCivilDay(request.period().end_date());
  if (!request.has_period()) first = absl::CivilDay(absl::CivilYear(today));
  OnTimeTally tally(first, last, today, desk_.calendar);
  const auto add = [&](const TimedStep& step) {
    if (request.department().empty() || request.department() == step.department) tally.Add(step);
  };

  std::map<std::string, PolicyFacts> policies;
  v1::Policy policy;
  RETURN_IF_ERROR(desk_.store().Select(call, desk_.kinds.policy, "1 = 1", "name", {}, &policy,
                                       [&](const resource::Message&) {
                                         policies[policy.name()].title = policy.title();
                                         return true;
                                       }));
  const std::vector<db::Value> only = {request.policy(), request.policy()};
  v1::Case subject;
  RETURN_IF_ERROR(desk_.store().Select(call, desk_.kinds.subject, "(? = '' OR policy = ?)", "name",
                                       only, &subject, [&](const resource::Message&) {
                                         PolicyFacts& of = policies[subject.policy()];
                                         of.payment = PaymentStepOf(subject);
                                         for (int i = 0; i < DoneSteps(subject); ++i) {
                                           const v1::CaseStep& step = subject.steps(i);
                                           if (step.kind() != v1::STEP_KIND_PAYMENT)
                                             add(TimedOf(subject, step, of.title));
                                         }
                                         return !call.cancelled();
                                       }));
  v1::Payment payment;
  RETURN_IF_ERROR(desk_.store().Select(call, desk_.kinds.payment, "(? = '' OR policy = ?)", "name",
                                       only, &payment, [&](const resource::Message&) {
                                         if (payment.state() == v1::Payment::RELEASED) return true;
                                         add(TimedOf(payment, policies[payment.policy()]));
                                         return !call.cancelled();
                                       }));
  v1::OnTimeReport report = tally.Report();
  *report.mutable_report_time() = ToTimestamp(desk_.clock().Now());
  return report;
}

}  // namespace houniao::benefits
