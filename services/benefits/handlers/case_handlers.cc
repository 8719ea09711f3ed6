#include "services/benefits/handlers/case_handlers.h"

#include "common/base/status_macros.h"
#include "common/errors/errors.h"
#include "services/benefits/domain/benefits_errors.h"
#include "services/benefits/domain/case_flow.h"
#include "services/benefits/handlers/deadline_filter.h"

namespace houniao::benefits {
namespace {

using resource::Message;
using resource::WriteScope;

constexpr char kSqlOpenCase[] =
    "SELECT name FROM cases WHERE talent = ? AND policy = ? AND open_key IS NOT NULL";

// The version that a new case is opened under, and its policy.
struct Target {
  v1::Policy policy;
  v1::PolicyVersion version;
};

absl::StatusOr<Target> FindTarget(WriteScope& scope, const Kinds& kinds, const v1::Case& given) {
  std::string name = given.policy();
  if (!given.policy_version().empty()) {
    const std::string parent = resource::NamePattern::ParentOf(given.policy_version());
    if (!name.empty() && name != parent) {
      return errors::InvalidField("case.policy_version", "is not a version of case.policy");
    }
    name = parent;
  }
  if (name.empty()) return errors::InvalidField("case.policy", "give policy or policy_version");
  auto policy = scope.Get<v1::Policy>(kinds.policy, name);
  if (absl::IsNotFound(policy.status())) return errors::ReferenceMissing("case.policy", name);
  if (!policy.ok()) return policy.status();
  const std::string version =
      given.policy_version().empty() ? policy->current_version() : given.policy_version();
  if (version.empty()) return PolicyNotActive(name, "no version was published");
  auto found = scope.Get<v1::PolicyVersion>(kinds.version, version);
  if (absl::IsNotFound(found.status())) {
    return errors::ReferenceMissing("case.policy_version", version);
  }
  if (!found.ok()) return found.status();
  return Target{*std::move(policy), *std::move(found)};
}

}  // namespace

CaseHandlers::CaseHandlers(const Desk& desk)
    : desk_(desk),
      cases_(desk.store(), desk.kinds.subject, nullptr, desk.clock()),
      table_("houniao.benefits.v1.CaseService") {
  Bind(*this, "CreateCase", &CaseHandlers::Create);
  Bind(*this, "GetCase", &CaseHandlers::Get);
  Bind(*this, "ListCases", &CaseHandlers::List);
  Bind(*this, "UpdateCase", &CaseHandlers::Update);
  Bind(*this, "SubmitCase", &CaseHandlers::Submit);
  Bind(*this, "ReturnCase", &CaseHandlers::Return);
  Bind(*this, "ReviewCase", &CaseHandlers::Review);
  Bind(*this, "StartPublicNotice", &CaseHandlers::StartNotice);
  Bind(*this, "RecordObjection", &CaseHandlers::Object);
  Bind(*this, "CloseCaseNotice", &CaseHandlers::CloseNotice);
  Bind(*this, "ApproveCase", &CaseHandlers::Approve);
  Bind(*this, "RejectCase", &CaseHandlers::Reject);
  Bind(*this, "WithdrawCase", &CaseHandlers::Withdraw);
}

v1::Case CaseHandlers::Shown(v1::Case subject) const {
  SetDeadlineStatus(subject, desk_.clock().Today(), desk_.calendar);
  return subject;
}

absl::StatusOr<v1::Case> CaseHandlers::Shown(absl::StatusOr<v1::Case> subject) const {
  if (!subject.ok()) return subject;
  return Shown(*std::move(subject));
}

absl::StatusOr<v1::Case> CaseHandlers::Create(CallContext& call,
                                              const v1::CreateCaseRequest& request) const {
  const v1::Case& given = request.case_();
  ASSIGN_OR_RETURN(const TalentRecord record, desk_.registers.ReadTalent(call, given.talent()));
  if (!given.engagement().empty()) {
    RETURN_IF_ERROR(
        desk_.registers.ReadService(call, given.talent(), given.engagement(), desk_.clock().Today())
            .status());
  }
  v1::Case reply;
  RETURN_IF_ERROR(desk_.store().Mutate(
      call, request, &reply, [&](WriteScope& scope, Message* out) -> absl::Status {
        auto& subject = static_cast<v1::Case&>(*out);
        subject = given;
        if (record.talent.state() == talent::v1::Talent::SUSPENDED) {
          return TalentSuspended(given.talent());
        }
        ASSIGN_OR_RETURN(const Target target, FindTarget(scope, desk_.kinds, given));
        RETURN_IF_ERROR(OpenCase(subject, target.policy, target.version, desk_.MomentOf(scope)));
        ASSIGN_OR_RETURN(const auto open,
                         scope.tx().QueryBytes(kSqlOpenCase, {subject.talent(), subject.policy()}));
        if (open) return OpenCaseExists(*open);
        subject.set_name(absl::StrCat(
            "cases/", request.case_id().empty() ? scope.ids().NewId() : request.case_id()));
        return resource::StandardMethods::CreateIn(scope, desk_.kinds.subject, subject);
      }));
  return Shown(std::move(reply));
}

absl::StatusOr<v1::Case> CaseHandlers::Get(CallContext& call,
                                           const v1::GetCaseRequest& request) const {
  v1::Case reply;
  RETURN_IF_ERROR(cases_.Get(call, request, &reply));
  return Shown(std::move(reply));
}

absl::StatusOr<v1::ListCasesResponse> CaseHandlers::List(
    CallContext& call, const v1::ListCasesRequest& request) const {
  v1::ListCasesRequest filtered = request;
  ASSIGN_OR_RETURN(const std::string further,
                   DeadlineFilter(request.deadline_status(), desk_.clock().Today(), desk_.calendar,
                                  "", "state = RETURNED"));
  filtered.set_filter(BothFilters(request.filter(), further));
  v1::ListCasesResponse reply;
  RETURN_IF_ERROR(cases_.List(call, filtered, &reply));
  for (v1::Case& subject : *reply.mutable_cases()) {
    // Dossiers would make a page larger than a message may be.
    if (subject.has_decision()) subject.mutable_decision()->clear_dossier();
    SetDeadlineStatus(subject, desk_.clock().Today(), desk_.calendar);
  }
  return reply;
}

absl::StatusOr<v1::Case> CaseHandlers::Update(CallContext& call,
                                              const v1::UpdateCaseRequest& request) const {
  v1::Case reply;
  RETURN_IF_ERROR(cases_.Update(call, request, &reply));
  return Shown(std::move(reply));
}

template <typename Request, typename Decide>
absl::StatusOr<v1::Case> CaseHandlers::Verb(CallContext& call, const Request& request,
                                            Decide decide) const {
  return Shown(
      resource::Transition<v1::Case>(desk_.store(), call, desk_.kinds.subject, request,
                                     [&](WriteScope& scope, v1::Case& subject) -> absl::Status {
                                       return decide(scope, subject, desk_.MomentOf(scope));
                                     }));
}

absl::StatusOr<v1::Case> CaseHandlers::Submit(CallContext& call,
                                              const v1::SubmitCaseRequest& request) const {
  return Verb(call, request,
              [&](WriteScope& scope, v1::Case& subject, const Moment& moment) -> absl::Status {
                ASSIGN_OR_RETURN(
                    const auto version,
                    scope.Get<v1::PolicyVersion>(desk_.kinds.version, subject.policy_version()));
                return SubmitCase(subject, version.terms(), moment);
              });
}

absl::StatusOr<v1::Case> CaseHandlers::Return(CallContext& call,
                                              const v1::ReturnCaseRequest& request) const {
  return Verb(call, request, [&](WriteScope&, v1::Case& subject, const Moment& moment) {
    return ReturnCase(subject, request, moment);
  });
}

absl::StatusOr<v1::Case> CaseHandlers::Review(CallContext& call,
                                              const v1::ReviewCaseRequest& request) const {
  return Verb(call, request, [&](WriteScope&, v1::Case& subject, const Moment& moment) {
    return ReviewCase(subject, request, moment);
  });
}

absl::StatusOr<v1::Case> CaseHandlers::StartNotice(
    CallContext& call, const v1::StartPublicNoticeRequest& request) const {
  return Verb(call, request, [&](WriteScope&, v1::Case& subject, const Moment& moment) {
    return benefits::StartNotice(subject, request, moment);
  });
}

absl::StatusOr<v1::Case> CaseHandlers::Object(CallContext& call,
                                              const v1::RecordObjectionRequest& request) const {
  return Verb(call, request, [&](WriteScope&, v1::Case& subject, const Moment& moment) {
    return RecordObjection(subject, request.objection(), moment);
  });
}

absl::StatusOr<v1::Case> CaseHandlers::CloseNotice(
    CallContext& call, const v1::CloseCaseNoticeRequest& request) const {
  return Verb(call, request, [&](WriteScope&, v1::Case& subject, const Moment& moment) {
    return benefits::CloseNotice(subject, request, moment);
  });
}

absl::StatusOr<v1::Case> CaseHandlers::Withdraw(CallContext& call,
                                                const v1::WithdrawCaseRequest& request) const {
  return Verb(call, request, [&](WriteScope&, v1::Case& subject, const Moment& moment) {
    return WithdrawCase(subject, request.reason(), moment);
  });
}

}  // namespace houniao::benefits
