#include "services/benefits/domain/benefits_errors.h"

#include "common/base/dates.h"
#include "common/errors/errors.h"

namespace houniao::benefits {
namespace {

constexpr char kDomain[] = "benefits.houniao";

}  // namespace

absl::Status PolicyNotActive(absl::string_view policy, absl::string_view why) {
  return errors::Precondition(kReasonPolicyNotActive, kDomain, policy,
                              absl::StrCat("`", policy, "` is not in force: ", why, "."),
                              {{"policy", std::string(policy)}, {"why", std::string(why)}});
}

absl::Status PolicyHasErrors(absl::string_view policy, const std::vector<std::string>& findings) {
  constexpr size_t kShown = 3;
  const std::vector<std::string> shown(findings.begin(),
                                       findings.begin() + std::min(findings.size(), kShown));
  return errors::Precondition(
      kReasonPolicyHasErrors, kDomain, policy,
      absl::StrCat("`", policy, "` has ", findings.size(), " errors and cannot be published."),
      {{"count", absl::StrCat(findings.size())}, {"findings", absl::StrJoin(shown, "; ")}},
      "Ask LintPolicy for all of them.");
}

absl::Status NotEligible(absl::string_view case_name, absl::string_view verdict,
                         absl::string_view condition) {
  return errors::Precondition(
      kReasonNotEligible, kDomain, case_name,
      absl::StrCat("`", case_name, "` is not entitled (", verdict, "): ", condition, "."),
      {{"verdict", std::string(verdict)}, {"condition", std::string(condition)}},
      "See EvaluateTalent for every condition.");
}

absl::Status BudgetExhausted(absl::string_view budget, int64_t asked_fen, int64_t left_fen) {
  return errors::Precondition(
      kReasonBudgetExhausted, kDomain, budget,
      absl::StrCat("`", budget, "` has ", left_fen, " fen left, ", asked_fen, " are needed."),
      {{"left_fen", absl::StrCat(left_fen)}, {"asked_fen", absl::StrCat(asked_fen)}},
      "Raise the cap, name another budget, or wait until something is released.");
}

absl::Status BudgetBelowBound(absl::string_view budget, int64_t cap_fen, int64_t bound_fen) {
  return errors::Precondition(
      kReasonBudgetExhausted, kDomain, budget,
      absl::StrCat("`", budget, "` has ", bound_fen, " fen bound; the cap cannot be ", cap_fen,
                   "."),
      {{"bound_fen", absl::StrCat(bound_fen)}, {"cap_fen", absl::StrCat(cap_fen)}},
      "Release payments first.");
}

absl::Status DocumentsMissing(absl::string_view case_name, const std::vector<std::string>& keys) {
  return errors::Precondition(
      kReasonDocumentsMissing, kDomain, case_name,
      absl::StrCat("`", case_name, "` lacks valid documents: ", absl::StrJoin(keys, ", "), "."),
      {{"documents", absl::StrJoin(keys, ",")}},
      "Add them to the case (UpdateCase; talentctl case update), then submit it.");
}

absl::Status ApplicationClosed(absl::string_view case_name, absl::string_view window) {
  return errors::Precondition(
      kReasonApplicationClosed, kDomain, case_name,
      absl::StrCat("`", case_name, "` cannot be submitted today; applications are taken: ", window,
                   "."),
      {{"window", std::string(window)}});
}

absl::Status NoticeRunning(absl::string_view case_name, absl::CivilDay last) {
  return errors::Precondition(
      kReasonNoticeRunning, kDomain, case_name,
      absl::StrCat("The public notice of `", case_name, "` runs to ", FormatDay(last), "."),
      {{"end_date", FormatDay(last)}}, "Close it on a later day.");
}

absl::Status ObjectionsOpen(absl::string_view case_name, int count) {
  return errors::Precondition(kReasonObjectionsOpen, kDomain, case_name,
                              absl::StrCat("`", case_name, "` has ", count, " objections."),
                              {{"count", absl::StrCat(count)}},
                              "Say in `resolution` what came of them.");
}

absl::Status CalendarUnknown(absl::string_view subject, absl::CivilDay last_announced) {
  return errors::Precondition(
      kReasonCalendarUnknown, kDomain, subject,
      absl::StrCat("A day of `", subject, "` lies past the announced calendar, which ends on ",
                   FormatDay(last_announced), "."),
      {{"last_announced", FormatDay(last_announced)}},
      "Wait for the notice of the State Council, or add it.");
}

absl::Status TalentSuspended(absl::string_view talent) {
  return errors::Precondition(
      kReasonTalentSuspended, kDomain, talent,
      absl::StrCat("The profile `", talent, "` is suspended: no case may be opened or decided."),
      {{"talent", std::string(talent)}});
}

absl::Status LimitReached(absl::string_view subject, absl::string_view what, int most) {
  return errors::Precondition(
      kReasonLimitReached, kDomain, subject,
      absl::StrCat("`", subject, "` cannot have more than ", most, " ", what, "."),
      {{"what", std::string(what)}, {"most", absl::StrCat(most)}});
}

absl::Status StepNotOpen(absl::string_view case_name, absl::string_view step,
                         absl::string_view open_step) {
  return errors::Precondition(
      kReasonStepNotOpen, kDomain, case_name,
      absl::StrCat("In `", case_name, "` the step `", open_step, "` is open, not `", step, "`."),
      {{"step", std::string(step)}, {"open_step", std::string(open_step)}});
}

absl::Status RecheckFailed(absl::string_view payment, absl::string_view why) {
  return errors::Precondition(
      kReasonRecheckFailed, kDomain, payment,
      absl::StrCat("The conditions of `", payment, "` do not hold any more: ", why, "."),
      {{"why", std::string(why)}}, "Release the payment, or declare a delay.");
}

absl::Status SeparationOfDuties(absl::string_view subject, absl::string_view duty,
                                absl::string_view verb) {
  return errors::Make(absl::StatusCode::kPermissionDenied, kReasonSeparationOfDuties, kDomain,
                      absl::StrCat("Whoever ", duty, " `", subject, "` may not ", verb, "."),
                      {{"duty", std::string(duty)}, {"verb", std::string(verb)}},
                      "Maker, reviewer, approver and disburser are different persons.");
}

absl::Status RoleNeeded(absl::string_view case_name, absl::string_view step,
                        absl::string_view role) {
  return errors::Make(
      absl::StatusCode::kPermissionDenied, kReasonRoleNeeded, kDomain,
      absl::StrCat("The step `", step, "` of `", case_name, "` is done by the role `", role, "`."),
      {{"step", std::string(step)}, {"role", std::string(role)}});
}

absl::Status OpenCaseExists(absl::string_view open_case) {
  return errors::AlreadyExists("benefits.houniao/Case", open_case);
}

}  // namespace houniao::benefits
