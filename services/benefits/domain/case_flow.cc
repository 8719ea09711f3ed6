#include "services/benefits/domain/case_flow.h"

#include <algorithm>

#include "common/base/clock.h"
#include "common/base/dates.h"
#include "common/base/status_macros.h"
#include "common/errors/errors.h"
#include "services/benefits/clockwork/step_clock.h"
#include "services/benefits/domain/benefits_errors.h"
#include "services/benefits/domain/case_steps.h"
#include "services/benefits/rules/gates.h"

namespace houniao::benefits {
namespace {

using State = v1::Case;

constexpr char kType[] = "benefits.houniao/Case";
constexpr int kMaxReturns = 32;
constexpr int kMaxReviewers = 16;
constexpr int kMaxObjections = 100;

struct Verb {
  CaseVerb verb;
  absl::string_view name;
  std::vector<State::State> from;
};

// The whole life of a case.
const std::vector<Verb>& Verbs() {
  static const auto* const kVerbs = new std::vector<Verb>{
      {CaseVerb::kUpdate, "update", {State::DRAFT, State::RETURNED}},
      {CaseVerb::kSubmit, "submit", {State::DRAFT, State::RETURNED}},
      {CaseVerb::kReview, "review", {State::SUBMITTED, State::UNDER_REVIEW}},
      {CaseVerb::kReturn, "return", {State::SUBMITTED, State::UNDER_REVIEW}},
      {CaseVerb::kStartNotice, "startPublicNotice", {State::UNDER_REVIEW}},
      {CaseVerb::kRecordObjection, "recordObjection", {State::PUBLIC_NOTICE}},
      {CaseVerb::kCloseNotice, "closeNotice", {State::PUBLIC_NOTICE}},
      {CaseVerb::kApprove, "approve", {State::PENDING_APPROVAL}},
      {CaseVerb::kReject,
       "reject",
       {State::SUBMITTED, State::UNDER_REVIEW, State::PENDING_APPROVAL}},
      {CaseVerb::kWithdraw,
       "withdraw",
       {State::DRAFT, State::SUBMITTED, State::UNDER_REVIEW, State::RETURNED, State::PUBLIC_NOTICE,
        State::PENDING_APPROVAL}},
  };
  return *kVerbs;
}

// A review needs an open review, a notice an open notice.
bool StepAllows(const v1::Case& subject, CaseVerb verb) {
  const v1::CaseStep* step = OpenStep(subject);
  if (verb == CaseVerb::kReview) {
    return step != nullptr && step->kind() == v1::STEP_KIND_REVIEW;
  }
  if (verb == CaseVerb::kStartNotice) {
    return step != nullptr && step->kind() == v1::STEP_KIND_PUBLIC_NOTICE;
  }
  return true;
}

bool Allows(const v1::Case& subject, const Verb& verb) {
  return std::find(verb.from.begin(), verb.from.end(), subject.state()) != verb.from.end() &&
         StepAllows(subject, verb.verb);
}

bool Contains(const google::protobuf::RepeatedPtrField<std::string>& list, absl::string_view item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

std::string WindowWords(const v1::PolicyTerms& terms) {
  std::vector<std::string> windows;
  for (const auto& window : terms.application_windows()) {
    windows.push_back(absl::StrFormat("%02d-%02d to %02d-%02d", window.start_month(),
                                      window.start_day(), window.end_month(), window.end_day()));
  }
  return absl::StrJoin(windows, ", ");
}

absl::Status CheckDocuments(const v1::Case& subject, const v1::PolicyTerms& terms,
                            absl::CivilDay today) {
  std::vector<std::string> missing;
  for (const v1::RequiredDocument& needed : terms.required_documents()) {
    if (needed.optional_document()) continue;
    const bool brought = std::any_of(
        subject.documents().begin(), subject.documents().end(), [&](const auto& document) {
          const auto last = ToCivilDay(document.valid_until_date());
          return document.key() == needed.key() && (!last || today <= *last);
        });
    if (!brought) missing.push_back(needed.key());
  }
  return missing.empty() ? absl::OkStatus() : DocumentsMissing(subject.name(), missing);
}

v1::CaseDecision NewDecision(v1::CaseDecision::Outcome outcome, absl::string_view reason,
                             v1::Dossier dossier, const Moment& moment) {
  v1::CaseDecision decision;
  decision.set_outcome(outcome);
  decision.set_reason(std::string(reason));
  decision.set_decider(moment.principal);
  *decision.mutable_decide_time() = ToTimestamp(moment.now);
  *decision.mutable_dossier() = std::move(dossier);
  *decision.mutable_dossier()->mutable_freeze_time() = ToTimestamp(moment.now);
  return decision;
}

}  // namespace

absl::Status CheckVerb(const v1::Case& subject, CaseVerb verb) {
  for (const Verb& row : Verbs()) {
    if (row.verb != verb) continue;
    if (Allows(subject, row)) return absl::OkStatus();
    return errors::InvalidStateTransition(kType, subject.name(),
                                          v1::Case::State_Name(subject.state()), row.name,
                                          AllowedActions(subject));
  }
  return absl::InternalError("verb without a row");
}

std::vector<std::string> AllowedActions(const v1::Case& subject) {
  std::vector<std::string> actions;
  for (const Verb& row : Verbs()) {
    if (Allows(subject, row)) actions.emplace_back(row.name);
  }
  return actions;
}

bool IsOpen(v1::Case::State state) {
  return state >= v1::Case::DRAFT && state <= v1::Case::PENDING_APPROVAL;
}

const v1::CaseStep* OpenStep(const v1::Case& subject) {
  for (const v1::CaseStep& step : subject.steps()) {
    if (step.has_enter_time() && !step.has_finish_time()) return &step;
  }
  return nullptr;
}

absl::Status CheckDeclared(const v1::Case& subject) {
  static constexpr absl::string_view kRegistersOnly[] = {"tier-",      "service-days-",
                                                         "received-",  "profile-suspended",
                                                         "death-date", "integrity-record-end-date"};
  for (int i = 0; i < subject.declared_facts_size(); ++i) {
    for (absl::string_view key : kRegistersOnly) {
      if (!absl::StartsWith(subject.declared_facts(i).key(), key)) continue;
      return errors::InvalidField(absl::StrCat("case.declared_facts[", i, "].key"),
                                  "cannot be declared: only the registers say it");
    }
  }
  return absl::OkStatus();
}

absl::Status OpenCase(v1::Case& subject, const v1::Policy& policy, const v1::PolicyVersion& version,
                      const Moment& moment) {
  if (policy.state() != v1::Policy::PUBLISHED) {
    return PolicyNotActive(policy.name(),
                           absl::StrCat("it is ", v1::Policy::State_Name(policy.state())));
  }
  if (version.state() != v1::PolicyVersion::PUBLISHED) {
    return PolicyNotActive(
        version.name(),
        absl::StrCat("the version is ", v1::PolicyVersion::State_Name(version.state())));
  }
  const auto start = ToCivilDay(version.terms().effective().start_date());
  const auto end = ToCivilDay(version.terms().effective().end_date());
  if (start && moment.today < *start) {
    return PolicyNotActive(version.name(), absl::StrCat("it takes effect on ", FormatDay(*start)));
  }
  if (end && moment.today > *end) {
    return PolicyNotActive(version.name(), absl::StrCat("it ended on ", FormatDay(*end)));
  }
  for (int i = 0; i < subject.awards_size(); ++i) {
    const auto& awards = version.terms().awards();
    if (std::none_of(awards.begin(), awards.end(),
                     [&](const auto& award) { return award.key() == subject.awards(i); })) {
      return errors::InvalidField(absl::StrCat("case.awards[", i, "]"),
                                  "is not an award of the policy");
    }
  }
  RETURN_IF_ERROR(CheckDeclared(subject));
  subject.set_policy(policy.name());
  subject.set_policy_version(version.name());
  subject.set_state(v1::Case::DRAFT);
  return absl::OkStatus();
}

absl::Status SubmitCase(v1::Case& subject, const v1::PolicyTerms& terms, const Moment& moment) {
  RETURN_IF_ERROR(CheckVerb(subject, CaseVerb::kSubmit));
  RETURN_IF_ERROR(CheckDocuments(subject, terms, moment.today));
  if (!Contains(subject.submitters(), moment.principal)) subject.add_submitters(moment.principal);
  if (subject.state() == v1::Case::RETURNED) {
    v1::CaseStep& step = *MutableOpenStep(subject);
    ResumeStep(step, moment.now, CountedFrom(subject, step, terms.cut_off_day()), moment.calendar);
    *subject.mutable_returns(subject.returns_size() - 1)->mutable_resubmit_time() =
        ToTimestamp(moment.now);
    subject.set_state(StateAt(step, !subject.reviewers().empty()));
    ShowOpenStep(subject);
    return absl::OkStatus();
  }
  if (!InApplicationWindow(terms, moment.today)) {
    return ApplicationClosed(subject.name(), WindowWords(terms));
  }
  for (const v1::StepRule& rule : terms.steps()) *subject.add_steps() = NewStep(rule);
  v1::CaseStep& first = *subject.mutable_steps(0);
  EnterStep(first, moment.now, CountedDay(moment.today, terms.cut_off_day()), moment.calendar);
  *subject.mutable_submit_time() = ToTimestamp(moment.now);
  subject.set_state(StateAt(first, false));
  ShowOpenStep(subject);
  return absl::OkStatus();
}

absl::Status ReturnCase(v1::Case& subject, const v1::ReturnCaseRequest& request,
                        const Moment& moment) {
  RETURN_IF_ERROR(CheckVerb(subject, CaseVerb::kReturn));
  RETURN_IF_ERROR(CheckRole(subject, moment));
  if (subject.returns_size() >= kMaxReturns) {
    return LimitReached(subject.name(), "returns", kMaxReturns);
  }
  v1::CaseReturn& back = *subject.add_returns();
  back.set_reason(request.reason());
  *back.mutable_documents() = request.documents();
  *back.mutable_return_time() = ToTimestamp(moment.now);
  back.set_actor(moment.principal);
  PauseStep(*MutableOpenStep(subject), moment.now);
  subject.set_state(v1::Case::RETURNED);
  return absl::OkStatus();
}

absl::Status ReviewCase(v1::Case& subject, const v1::ReviewCaseRequest& request,
                        const Moment& moment) {
  RETURN_IF_ERROR(CheckVerb(subject, CaseVerb::kReview));
  RETURN_IF_ERROR(CheckRole(subject, moment));
  const v1::CaseStep& step = *OpenStep(subject);
  if (!request.step().empty() && request.step() != step.key()) {
    return StepNotOpen(subject.name(), request.step(), step.key());
  }
  if (!Contains(subject.reviewers(), moment.principal)) {
    if (subject.reviewers_size() >= kMaxReviewers) {
      return LimitReached(subject.name(), "reviewers", kMaxReviewers);
    }
    subject.add_reviewers(moment.principal);
  }
  Advance(subject, request.note(), moment);
  return absl::OkStatus();
}

absl::Status StartNotice(v1::Case& subject, const v1::StartPublicNoticeRequest& request,
                         const Moment& moment) {
  RETURN_IF_ERROR(CheckVerb(subject, CaseVerb::kStartNotice));
  RETURN_IF_ERROR(CheckRole(subject, moment));
  const absl::CivilDay first = ToCivilDay(request.start_date()).value_or(moment.today);
  if (first < moment.today) {
    return errors::InvalidField("start_date", "must not be in the past");
  }
  const v1::CaseStep& step = *OpenStep(subject);
  const int days =
      step.promised_working_days() > 0 ? step.promised_working_days() : step.legal_working_days();
  const auto last = NoticeEnd(first, days, moment.calendar);
  if (!last) return CalendarUnknown(subject.name(), moment.calendar.last_announced_day());
  // A second notice after an upheld objection keeps the objections of the first.
  v1::PublicNotice& notice = *subject.mutable_public_notice();
  *notice.mutable_start_date() = ToDate(first);
  *notice.mutable_end_date() = ToDate(*last);
  notice.set_channel(request.channel());
  notice.clear_close_time();
  notice.clear_resolution();
  subject.set_state(v1::Case::PUBLIC_NOTICE);
  return absl::OkStatus();
}

absl::Status RecordObjection(v1::Case& subject, const v1::Objection& objection,
                             const Moment& moment) {
  RETURN_IF_ERROR(CheckVerb(subject, CaseVerb::kRecordObjection));
  if (subject.public_notice().objections_size() >= kMaxObjections) {
    return LimitReached(subject.name(), "objections", kMaxObjections);
  }
  v1::Objection& recorded = *subject.mutable_public_notice()->add_objections();
  recorded = objection;
  *recorded.mutable_record_time() = ToTimestamp(moment.now);
  recorded.set_recorder(moment.principal);
  return absl::OkStatus();
}

absl::Status CloseNotice(v1::Case& subject, const v1::CloseCaseNoticeRequest& request,
                         const Moment& moment) {
  RETURN_IF_ERROR(CheckVerb(subject, CaseVerb::kCloseNotice));
  RETURN_IF_ERROR(CheckRole(subject, moment));
  v1::PublicNotice& notice = *subject.mutable_public_notice();
  const auto last = ToCivilDay(notice.end_date());
  if (last && moment.today <= *last) return NoticeRunning(subject.name(), *last);
  if (!notice.objections().empty() && request.resolution().empty()) {
    return ObjectionsOpen(subject.name(), notice.objections_size());
  }
  if (request.objection_upheld()) {
    if (notice.objections().empty()) {
      return errors::InvalidField("objection_upheld", "there is no objection");
    }
    RETURN_IF_ERROR(ReopenReview(subject));
  }
  *notice.mutable_close_time() = ToTimestamp(moment.now);
  notice.set_resolution(request.resolution());
  Advance(subject, "", moment);
  return absl::OkStatus();
}

absl::Status WithdrawCase(v1::Case& subject, absl::string_view reason, const Moment& moment) {
  RETURN_IF_ERROR(CheckVerb(subject, CaseVerb::kWithdraw));
  if (v1::CaseStep* step = MutableOpenStep(subject); step != nullptr) {
    FinishStep(*step, moment.now, moment.principal, reason);
    step->clear_pause_time();
  }
  subject.set_state(v1::Case::WITHDRAWN);
  ShowOpenStep(subject);
  return absl::OkStatus();
}

absl::Status CheckApproval(const v1::Case& subject, const Moment& moment) {
  RETURN_IF_ERROR(CheckVerb(subject, CaseVerb::kApprove));
  RETURN_IF_ERROR(CheckRole(subject, moment));
  if (Contains(subject.submitters(), moment.principal)) {
    return SeparationOfDuties(subject.name(), "submitted", "approve it");
  }
  if (Contains(subject.reviewers(), moment.principal)) {
    return SeparationOfDuties(subject.name(), "reviewed", "approve it");
  }
  return absl::OkStatus();
}

absl::Status CheckEntitled(const v1::Case& subject, const v1::PolicyEvaluation& evaluation) {
  if (evaluation.verdict() == v1::VERDICT_YES) return absl::OkStatus();
  if (evaluation.verdict() == v1::VERDICT_NO) {
    return NotEligible(subject.name(), "no", evaluation.failing_condition());
  }
  std::vector<std::string> keys;
  for (const auto& missing : evaluation.missing_facts()) keys.push_back(missing.key());
  return NotEligible(subject.name(), "unknown",
                     absl::StrCat("facts are missing: ", absl::StrJoin(keys, ", ")));
}

void ApproveCase(v1::Case& subject, absl::string_view note, v1::Dossier dossier,
                 absl::string_view budget, const Moment& moment) {
  subject.set_approved_fen(dossier.evaluation().schedule().total_fen());
  *subject.mutable_decision() =
      NewDecision(v1::CaseDecision::APPROVED, note, std::move(dossier), moment);
  subject.set_approver(moment.principal);
  subject.set_budget(std::string(budget));
  Advance(subject, note, moment);
  subject.set_state(v1::Case::APPROVED);
  if (budget.empty()) {
    subject.set_state(v1::Case::COMPLETED);
  } else {
    EnterKind(subject, v1::STEP_KIND_PAYMENT, moment);
  }
}

absl::Status RejectCase(v1::Case& subject, absl::string_view reason, v1::Dossier dossier,
                        const Moment& moment) {
  RETURN_IF_ERROR(CheckVerb(subject, CaseVerb::kReject));
  RETURN_IF_ERROR(CheckRole(subject, moment));
  *subject.mutable_decision() =
      NewDecision(v1::CaseDecision::REJECTED, reason, std::move(dossier), moment);
  if (v1::CaseStep* step = MutableOpenStep(subject); step != nullptr) {
    FinishStep(*step, moment.now, moment.principal, "");
  }
  subject.set_state(v1::Case::REJECTED);
  ShowOpenStep(subject);
  return absl::OkStatus();
}

void NotePaid(v1::Case& subject, const Moment& moment) {
  v1::CaseStep* step = MutableOpenStep(subject);
  if (step == nullptr || step->kind() != v1::STEP_KIND_PAYMENT) return;
  FinishStep(*step, moment.now, moment.principal, "");
  EnterKind(subject, v1::STEP_KIND_RECEIPT, moment);
}

void NoteSettled(v1::Case& subject, const Moment& moment) {
  v1::CaseStep* step = MutableOpenStep(subject);
  if (step == nullptr || step->kind() != v1::STEP_KIND_RECEIPT) return;
  FinishStep(*step, moment.now, moment.principal, "");
  ShowOpenStep(subject);
}

void CompleteCase(v1::Case& subject, const Moment& moment) {
  if (v1::CaseStep* step = MutableOpenStep(subject); step != nullptr) {
    FinishStep(*step, moment.now, moment.principal, "");
  }
  subject.set_state(v1::Case::COMPLETED);
  ShowOpenStep(subject);
}

void SetDeadlineStatus(v1::Case& subject, absl::CivilDay today,
                       const calendar::WorkingCalendar& calendar) {
  subject.set_deadline_status(v1::DEADLINE_STATUS_UNSPECIFIED);
  for (v1::CaseStep& step : *subject.mutable_steps()) {
    if (!step.has_enter_time()) continue;
    step.set_deadline_status(Classify(StandingOf(step), today, calendar));
    if (!step.has_finish_time()) subject.set_deadline_status(step.deadline_status());
  }
}

}  // namespace houniao::benefits
