#include "services/benefits/handlers/policy_handlers.h"

#include "common/base/status_macros.h"
#include "common/errors/errors.h"
#include "common/rpc/standard_service.h"
#include "services/benefits/handlers/policy_apply.h"
#include "services/benefits/rules/lint.h"

namespace houniao::benefits {

using resource::Message;
using resource::WriteScope;

PolicyHandlers::PolicyHandlers(const Desk& desk)
    : desk_(desk),
      policies_(desk.store(), desk.kinds.policy, nullptr, desk.clock()),
      versions_(desk.store(), desk.kinds.version, &desk.kinds.policy, desk.clock()),
      table_("houniao.benefits.v1.PolicyService") {
  Bind(*this, "ApplyPolicy", &PolicyHandlers::Apply);
  Bind(*this, "PublishPolicy", &PolicyHandlers::Publish);
  Bind(*this, "RetirePolicy", &PolicyHandlers::Retire);
  Bind(*this, "LintPolicy", &PolicyHandlers::LintSubject);
  rpc::BindStandard(table_, policies_);
  rpc::BindStandard(table_, versions_);
}

absl::StatusOr<v1::ApplyPolicyResponse> PolicyHandlers::Apply(
    CallContext& call, const v1::ApplyPolicyRequest& request) const {
  v1::ApplyPolicyResponse reply;
  const v1::PolicyDocument& document = request.document();
  RETURN_IF_ERROR(desk_.store().Mutate(
      call, request, &reply, [&](WriteScope& scope, Message* out) -> absl::Status {
        auto& applied = static_cast<v1::ApplyPolicyResponse&>(*out);
        RETURN_IF_ERROR(ApplyDocument(scope, desk_.kinds, document, applied));
        const auto findings = Lint(applied.policy().name(), applied.policy(), document.terms());
        for (const auto& finding : findings) *applied.add_findings() = finding;
        if (!request.publish()) return absl::OkStatus();
        const bool published = applied.policy_version().state() == v1::PolicyVersion::PUBLISHED;
        RETURN_IF_ERROR(PublishVersion(scope, desk_.kinds, *applied.mutable_policy(),
                                       *applied.mutable_policy_version()));
        if (!published && applied.outcome() == v1::ApplyPolicyResponse::UNCHANGED) {
          applied.set_outcome(v1::ApplyPolicyResponse::PUBLISHED);
        }
        return absl::OkStatus();
      }));
  return reply;
}

absl::StatusOr<v1::Policy> PolicyHandlers::Publish(CallContext& call,
                                                   const v1::PublishPolicyRequest& request) const {
  v1::Policy reply;
  RETURN_IF_ERROR(desk_.store().Mutate(
      call, request, &reply, [&](WriteScope& scope, Message* out) -> absl::Status {
        auto& policy = static_cast<v1::Policy&>(*out);
        RETURN_IF_ERROR(scope.Load(desk_.kinds.policy, request.name(), &policy));
        RETURN_IF_ERROR(resource::CheckEtag(desk_.kinds.policy, policy, request.etag()));
        const std::string name =
            request.policy_version().empty() ? policy.latest_version() : request.policy_version();
        if (resource::NamePattern::ParentOf(name) != policy.name()) {
          return errors::InvalidField("policy_version", "is not a version of the policy");
        }
        ASSIGN_OR_RETURN(auto version, scope.Get<v1::PolicyVersion>(desk_.kinds.version, name));
        return PublishVersion(scope, desk_.kinds, policy, version);
      }));
  return reply;
}

absl::StatusOr<v1::Policy> PolicyHandlers::Retire(CallContext& call,
                                                  const v1::RetirePolicyRequest& request) const {
  return resource::Transition<v1::Policy>(
      desk_.store(), call, desk_.kinds.policy, request,
      [&](WriteScope& scope, v1::Policy& policy) -> absl::Status {
        if (policy.state() != v1::Policy::PUBLISHED) {
          return errors::InvalidStateTransition(desk_.kinds.policy.type(), policy.name(),
                                                v1::Policy::State_Name(policy.state()), "retire",
                                                policy.state() == v1::Policy::DRAFT
                                                    ? std::vector<std::string>{"publish"}
                                                    : std::vector<std::string>{});
        }
        ASSIGN_OR_RETURN(auto version, scope.Get<v1::PolicyVersion>(desk_.kinds.version,
                                                                    policy.current_version()));
        version.set_state(v1::PolicyVersion::SUPERSEDED);
        policy.set_state(v1::Policy::RETIRED);
        return scope.Replace(desk_.kinds.version, version);
      });
}

absl::StatusOr<v1::LintPolicyResponse> PolicyHandlers::LintSubject(
    CallContext& call, const v1::LintPolicyRequest& request) const {
  v1::LintPolicyResponse reply;
  std::vector<v1::LintFinding> findings;
  if (request.has_document()) {
    const v1::PolicyDocument& document = request.document();
    findings =
        Lint(absl::StrCat("policies/", document.policy_id()), document.policy(), document.terms());
  } else if (!request.policy_version().empty()) {
    ASSIGN_OR_RETURN(const auto version, desk_.store().Get<v1::PolicyVersion>(
                                             call, desk_.kinds.version, request.policy_version()));
    ASSIGN_OR_RETURN(
        const auto policy,
        desk_.store().Get<v1::Policy>(call, desk_.kinds.policy,
                                      resource::NamePattern::ParentOf(request.policy_version())));
    findings = Lint(policy.name(), policy, version.terms());
  } else {
    return errors::InvalidField("subject", "give policy_version or document");
  }
  for (auto& finding : findings) *reply.add_findings() = std::move(finding);
  return reply;
}

}  // namespace houniao::benefits
