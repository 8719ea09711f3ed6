// Approval and rejection: the two verbs that rest on a dossier.
#include "common/base/status_macros.h"
#include "services/benefits/domain/case_flow.h"
#include "services/benefits/handlers/case_handlers.h"
#include "services/benefits/handlers/money.h"
#include "services/benefits/store/grants.h"

namespace houniao::benefits {

using resource::WriteScope;

// The state is not looked at yet: a repeated request must find its saved reply first.
absl::StatusOr<Gathered> CaseHandlers::GatherFor(CallContext& call, const std::string& name) const {
  ASSIGN_OR_RETURN(const auto subject,
                   desk_.store().Get<v1::Case>(call, desk_.kinds.subject, name));
  return Gather(call, desk_, subject.talent(), subject.engagement(),
                JudgedDay(subject, desk_.clock().Today()));
}

absl::StatusOr<CaseHandlers::Judged> CaseHandlers::Judge(WriteScope& scope, const v1::Case& subject,
                                                         const Gathered& gathered) const {
  Judged judged;
  ASSIGN_OR_RETURN(judged.version,
                   scope.Get<v1::PolicyVersion>(desk_.kinds.version, subject.policy_version()));
  ASSIGN_OR_RETURN(const auto policy, scope.Get<v1::Policy>(desk_.kinds.policy, subject.policy()));
  ASSIGN_OR_RETURN(judged.appraisal, AppraiseCase(scope.tx(), desk_, subject, judged.version,
                                                  policy.title(), gathered, scope.today()));
  return judged;
}

absl::StatusOr<v1::Case> CaseHandlers::Approve(CallContext& call,
                                               const v1::ApproveCaseRequest& given) const {
  const v1::ApproveCaseRequest request = WithRequestId(given, desk_.journal.ids());
  ASSIGN_OR_RETURN(const Gathered gathered, GatherFor(call, request.name()));
  const auto decide = [&](WriteScope& scope, v1::Case& subject) -> absl::Status {
    const Moment moment = desk_.MomentOf(scope);
    RETURN_IF_ERROR(CheckApproval(subject, moment));
    ASSIGN_OR_RETURN(const Judged judged, Judge(scope, subject, gathered));
    RETURN_IF_ERROR(CheckEntitled(subject, judged.appraisal.evaluation));
    const v1::PolicyTerms& terms = judged.version.terms();
    if (subject.employer().empty()) {
      subject.set_employer(judged.appraisal.facts.Text("employer").value_or(""));
    }
    std::string budget;
    if (judged.appraisal.evaluation.schedule().total_fen() > 0) {
      ASSIGN_OR_RETURN(const v1::Budget found,
                       FindBudget(scope, desk_.kinds, request.budget(), terms.budget_line(),
                                  moment.today.year()));
      budget = found.name();
    }
    ApproveCase(subject, request.note(), judged.appraisal.ToDossier(subject, judged.version),
                budget, moment);
    RETURN_IF_ERROR(EndOtherBenefits(scope, desk_, subject, terms, request.request_id()));
    RETURN_IF_ERROR(
        RecordGrants(scope.tx(), subject, terms, judged.appraisal.evaluation, moment.today.year()));
    if (budget.empty()) return absl::OkStatus();
    return ReservePayments(scope, desk_, subject, terms, request.request_id());
  };
  return Shown(resource::Transition<v1::Case>(desk_.store(), call, desk_.kinds.subject, request,
                                              decide, /*keep_forever=*/true));
}

absl::StatusOr<v1::Case> CaseHandlers::Reject(CallContext& call,
                                              const v1::RejectCaseRequest& request) const {
  ASSIGN_OR_RETURN(const Gathered gathered, GatherFor(call, request.name()));
  return Shown(resource::Transition<v1::Case>(
      desk_.store(), call, desk_.kinds.subject, request,
      [&](WriteScope& scope, v1::Case& subject) -> absl::Status {
        RETURN_IF_ERROR(CheckVerb(subject, CaseVerb::kReject));
        ASSIGN_OR_RETURN(const Judged judged, Judge(scope, subject, gathered));
        return RejectCase(subject, request.reason(),
                          judged.appraisal.ToDossier(subject, judged.version),
                          desk_.MomentOf(scope));
      }));
}

}  // namespace houniao::benefits
