// Errors that the benefits service owns. Domain `benefits.houniao`.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/civil_time.h"

#include "houniao/benefits/v1/case.pb.h"

namespace houniao::benefits {

inline constexpr char kReasonPolicyNotActive[] = "POLICY_NOT_ACTIVE";
inline constexpr char kReasonPolicyHasErrors[] = "POLICY_HAS_ERRORS";
inline constexpr char kReasonNotEligible[] = "NOT_ELIGIBLE";
inline constexpr char kReasonBudgetExhausted[] = "BUDGET_EXHAUSTED";
inline constexpr char kReasonSeparationOfDuties[] = "SEPARATION_OF_DUTIES";
inline constexpr char kReasonRoleNeeded[] = "ROLE_NEEDED";
inline constexpr char kReasonDocumentsMissing[] = "DOCUMENTS_MISSING";
inline constexpr char kReasonApplicationClosed[] = "APPLICATION_CLOSED";
inline constexpr char kReasonNoticeRunning[] = "NOTICE_RUNNING";
inline constexpr char kReasonObjectionsOpen[] = "OBJECTIONS_OPEN";
inline constexpr char kReasonCalendarUnknown[] = "CALENDAR_UNKNOWN";
inline constexpr char kReasonTalentSuspended[] = "TALENT_SUSPENDED";
inline constexpr char kReasonLimitReached[] = "LIMIT_REACHED";
inline constexpr char kReasonStepNotOpen[] = "STEP_NOT_OPEN";
inline constexpr char kReasonRecheckFailed[] = "RECHECK_FAILED";

// FAILED_PRECONDITION
absl::Status PolicyNotActive(absl::string_view policy, absl::string_view why);
// `findings` are `path: message`, the first few of them.
absl::Status PolicyHasErrors(absl::string_view policy, const std::vector<std::string>& findings);
// `condition` says which one fails or is unknown, with needed and actual.
absl::Status NotEligible(absl::string_view case_name, absl::string_view verdict,
                         absl::string_view condition);
// Says what is left, in fen.
absl::Status BudgetExhausted(absl::string_view budget, int64_t asked_fen, int64_t left_fen);
absl::Status BudgetBelowBound(absl::string_view budget, int64_t cap_fen, int64_t bound_fen);
absl::Status DocumentsMissing(absl::string_view case_name, const std::vector<std::string>& keys);
absl::Status ApplicationClosed(absl::string_view case_name, absl::string_view window);
absl::Status NoticeRunning(absl::string_view case_name, absl::CivilDay last);
absl::Status ObjectionsOpen(absl::string_view case_name, int count);
absl::Status CalendarUnknown(absl::string_view subject, absl::CivilDay last_announced);
absl::Status TalentSuspended(absl::string_view talent);
// A list of the resource is full.
absl::Status LimitReached(absl::string_view subject, absl::string_view what, int most);
absl::Status StepNotOpen(absl::string_view case_name, absl::string_view step,
                         absl::string_view open_step);
// The conditions of a payment do not hold any more.
absl::Status RecheckFailed(absl::string_view payment, absl::string_view why);

// PERMISSION_DENIED
// `duty` is what the caller did before: `reviewed`, `approved`.
absl::Status SeparationOfDuties(absl::string_view subject, absl::string_view duty,
                                absl::string_view verb);
absl::Status RoleNeeded(absl::string_view case_name, absl::string_view step,
                        absl::string_view role);

// ALREADY_EXISTS: an open case of the talent under the policy.
absl::Status OpenCaseExists(absl::string_view open_case);

}  // namespace houniao::benefits
