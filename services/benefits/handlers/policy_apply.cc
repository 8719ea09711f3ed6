#include "services/benefits/handlers/policy_apply.h"

#include "common/base/dates.h"
#include "common/base/status_macros.h"
#include "common/crypto/digest.h"
#include "common/errors/errors.h"
#include "common/resource/fields.h"
#include "services/benefits/domain/benefits_errors.h"
#include "services/benefits/rules/lint.h"

namespace houniao::benefits {
namespace {

using resource::WriteScope;
using Reply = v1::ApplyPolicyResponse;

constexpr char kPolicyType[] = "benefits.houniao/Policy";
constexpr char kVersionType[] = "benefits.houniao/PolicyVersion";

// True if the head changed.
bool TakeHead(const v1::Policy& given, v1::Policy& policy) {
  const std::string before = resource::DeterministicBytes(policy);
  policy.set_title(given.title());
  policy.set_document_number(given.document_number());
  policy.set_issuer(given.issuer());
  *policy.mutable_source() = given.source();
  policy.set_category(given.category());
  return resource::DeterministicBytes(policy) != before;
}

int64_t NumberOf(const std::string& version) {
  int64_t number = 0;
  return absl::SimpleAtoi(resource::NamePattern::IdOf(version), &number) ? number : 0;
}

absl::Status AddVersion(WriteScope& scope, const Kinds& kinds, const v1::PolicyTerms& terms,
                        int64_t number, v1::Policy& policy, v1::PolicyVersion& version) {
  version.set_name(absl::StrCat(policy.name(), "/versions/", number));
  version.set_state(v1::PolicyVersion::DRAFT);
  *version.mutable_terms() = terms;
  version.set_fingerprint(FingerprintOf(terms));
  policy.set_latest_version(version.name());
  return scope.Insert(kinds.version, version);
}

absl::Status Create(WriteScope& scope, const Kinds& kinds, const v1::PolicyDocument& document,
                    Reply& reply) {
  v1::Policy& policy = *reply.mutable_policy();
  policy.set_name(absl::StrCat("policies/", document.policy_id()));
  TakeHead(document.policy(), policy);
  policy.set_state(v1::Policy::DRAFT);
  RETURN_IF_ERROR(
      AddVersion(scope, kinds, document.terms(), 1, policy, *reply.mutable_policy_version()));
  reply.set_outcome(Reply::CREATED);
  return scope.Insert(kinds.policy, policy);
}

}  // namespace

std::string FingerprintOf(const v1::PolicyTerms& terms) {
  return crypto::Sha256Hex(resource::DeterministicBytes(terms));
}

absl::Status ApplyDocument(WriteScope& scope, const Kinds& kinds,
                           const v1::PolicyDocument& document, Reply& reply) {
  v1::Policy& policy = *reply.mutable_policy();
  const absl::Status found =
      scope.Load(kinds.policy, absl::StrCat("policies/", document.policy_id()), &policy);
  if (absl::IsNotFound(found)) return Create(scope, kinds, document, reply);
  RETURN_IF_ERROR(found);
  policy.clear_etag();
  const bool head_changed = TakeHead(document.policy(), policy);
  v1::PolicyVersion& version = *reply.mutable_policy_version();
  RETURN_IF_ERROR(scope.Load(kinds.version, policy.latest_version(), &version));
  const bool terms_changed = version.fingerprint() != FingerprintOf(document.terms());
  if (terms_changed && version.state() == v1::PolicyVersion::DRAFT) {
    *version.mutable_terms() = document.terms();
    version.set_fingerprint(FingerprintOf(document.terms()));
    RETURN_IF_ERROR(scope.Replace(kinds.version, version));
    reply.set_outcome(Reply::DRAFT_REPLACED);
  } else if (terms_changed) {
    const int64_t number = NumberOf(policy.latest_version()) + 1;
    version.Clear();
    RETURN_IF_ERROR(AddVersion(scope, kinds, document.terms(), number, policy, version));
    reply.set_outcome(Reply::NEW_VERSION);
  } else {
    reply.set_outcome(head_changed ? Reply::POLICY_UPDATED : Reply::UNCHANGED);
  }
  if (reply.outcome() == Reply::UNCHANGED) {
    return scope.Load(kinds.policy, policy.name(), &policy);
  }
  return scope.Replace(kinds.policy, policy);
}

absl::Status PublishVersion(WriteScope& scope, const Kinds& kinds, v1::Policy& policy,
                            v1::PolicyVersion& version) {
  if (policy.state() == v1::Policy::RETIRED) {
    return errors::InvalidStateTransition(kPolicyType, policy.name(), "RETIRED", "publish", {});
  }
  if (version.state() == v1::PolicyVersion::PUBLISHED) return absl::OkStatus();
  if (version.state() != v1::PolicyVersion::DRAFT) {
    return errors::InvalidStateTransition(kVersionType, version.name(),
                                          v1::PolicyVersion::State_Name(version.state()), "publish",
                                          {});
  }
  std::vector<std::string> wrong;
  for (const v1::LintFinding& finding : Lint(policy.name(), policy, version.terms())) {
    if (finding.severity() == v1::LintFinding::ERROR) {
      wrong.push_back(absl::StrCat(finding.path(), ": ", finding.message()));
    }
  }
  if (!wrong.empty()) return PolicyHasErrors(policy.name(), wrong);
  if (!policy.current_version().empty()) {
    ASSIGN_OR_RETURN(auto before,
                     scope.Get<v1::PolicyVersion>(kinds.version, policy.current_version()));
    before.set_state(v1::PolicyVersion::SUPERSEDED);
    RETURN_IF_ERROR(scope.Replace(kinds.version, before));
  }
  version.set_state(v1::PolicyVersion::PUBLISHED);
  *version.mutable_publish_time() = ToTimestamp(scope.now());
  version.set_publisher(scope.call().principal);
  RETURN_IF_ERROR(scope.Replace(kinds.version, version));
  policy.set_current_version(version.name());
  policy.set_state(v1::Policy::PUBLISHED);
  return scope.Replace(kinds.policy, policy);
}

}  // namespace houniao::benefits
