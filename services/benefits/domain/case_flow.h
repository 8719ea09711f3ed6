// The life of a case as a table, and its verbs as pure functions. Each verb checks everything and
// changes the case only if it may; a refused one names the allowed next actions.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"

#include "services/benefits/domain/moment.h"

#include "houniao/benefits/v1/benefits_service.pb.h"
#include "houniao/benefits/v1/case.pb.h"

namespace houniao::benefits {

enum class CaseVerb {
  kUpdate,
  kSubmit,
  kReturn,
  kReview,
  kStartNotice,
  kRecordObjection,
  kCloseNotice,
  kApprove,
  kReject,
  kWithdraw,
};

// INVALID_STATE_TRANSITION unless the state (and for reviews and notices the open step) allows it.
absl::Status CheckVerb(const v1::Case& subject, CaseVerb verb);
// `submit`, `startPublicNotice`; what CheckVerb allows now.
std::vector<std::string> AllowedActions(const v1::Case& subject);
// True before the decision: a person has one such case under a policy.
bool IsOpen(v1::Case::State state);

// The open step; null if none is.
const v1::CaseStep* OpenStep(const v1::Case& subject);

// INVALID_ARGUMENT if a declared fact is one that a register alone can say.
absl::Status CheckDeclared(const v1::Case& subject);
// Opens a case under a version in force; awards must be among its awards.
absl::Status OpenCase(v1::Case& subject, const v1::Policy& policy, const v1::PolicyVersion& version,
                      const Moment& moment);
absl::Status SubmitCase(v1::Case& subject, const v1::PolicyTerms& terms, const Moment& moment);
absl::Status ReturnCase(v1::Case& subject, const v1::ReturnCaseRequest& request,
                        const Moment& moment);
absl::Status ReviewCase(v1::Case& subject, const v1::ReviewCaseRequest& request,
                        const Moment& moment);
absl::Status StartNotice(v1::Case& subject, const v1::StartPublicNoticeRequest& request,
                         const Moment& moment);
absl::Status RecordObjection(v1::Case& subject, const v1::Objection& objection,
                             const Moment& moment);
absl::Status CloseNotice(v1::Case& subject, const v1::CloseCaseNoticeRequest& request,
                         const Moment& moment);
absl::Status WithdrawCase(v1::Case& subject, absl::string_view reason, const Moment& moment);

// The state and the separation of duties, before anything is reserved.
absl::Status CheckApproval(const v1::Case& subject, const Moment& moment);
// NOT_ELIGIBLE unless the verdict is YES.
absl::Status CheckEntitled(const v1::Case& subject, const v1::PolicyEvaluation& evaluation);
// After CheckApproval. `budget` is empty if nothing is paid; then the case is complete.
void ApproveCase(v1::Case& subject, absl::string_view note, v1::Dossier dossier,
                 absl::string_view budget, const Moment& moment);
absl::Status RejectCase(v1::Case& subject, absl::string_view reason, v1::Dossier dossier,
                        const Moment& moment);

// What a payment does to its case: the first one paid finishes the payment step, the first receipt
// the receipt step, the last one settled or released the case.
void NotePaid(v1::Case& subject, const Moment& moment);
void NoteSettled(v1::Case& subject, const Moment& moment);
void CompleteCase(v1::Case& subject, const Moment& moment);

// Fills in what is computed on reading: deadline_status of the case and its steps.
void SetDeadlineStatus(v1::Case& subject, absl::CivilDay today,
                       const calendar::WorkingCalendar& calendar);

}  // namespace houniao::benefits
