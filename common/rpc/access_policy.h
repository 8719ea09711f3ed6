// Who may do what, as data: roles with their permissions, and certificates with their principals.
//
//     roles:
//       clerk:
//         - talent.talents.*        # every permission that begins with talent.talents.
//         - benefits.cases.create   # exactly this one
//     employer_roles: [enterprise]  # count only for callers that act for an employer
//     identities:
//       - spiffe: spiffe://houniao/service/recruitment
//         principal: service:recruitment
//         roles: [service]
//       - common_name: gateway.example
//         principal: service:gateway
//         roles: [service]
//         employer: employers/e-1   # optional
//
// Denied unless a role allows it; there is no rule that takes a permission away, and no bare `*`.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace houniao::rpc {

// Whoever makes a call.
struct Identity {
  // `user:li.min`, `service:recruitment`.
  std::string principal;
  // Sorted, without repetition.
  std::vector<std::string> roles;
  // `employers/{e}`, or empty.
  std::string employer;
};

// Immutable, thread-safe.
class AccessPolicy {
 public:
  // InvalidArgument, with line and reason, if the text is not of the form above: unknown keys, a
  // permission that is not `a.b.c` or `a.*`, an identity without principal, one used twice.
  static absl::StatusOr<AccessPolicy> Parse(absl::string_view yaml);
  // From a file of at most 1 MiB.
  static absl::StatusOr<AccessPolicy> Load(const std::string& path);
  // The policy that is built in (roles.yaml).
  static const AccessPolicy& BuiltIn();

  // Sorted.
  std::vector<std::string> roles() const;
  bool RoleAllows(absl::string_view role, absl::string_view permission) const;
  // True if one of the roles allows it. Unknown roles allow nothing.
  bool Allows(const std::vector<std::string>& roles, absl::string_view permission) const;
  // Sorted names of the roles that allow it.
  std::vector<std::string> RolesWith(absl::string_view permission) const;
  // True if the role counts only for callers with an employer.
  bool NeedsEmployer(absl::string_view role) const;
  // By SPIFFE id first, then by common name; null if the certificate is not known.
  const Identity* FindCertificate(absl::string_view spiffe_id, absl::string_view common_name) const;

 private:
  struct Grants {
    std::vector<std::string> exact;     // sorted
    std::vector<std::string> prefixes;  // with the final dot
  };

  std::map<std::string, Grants, std::less<>> roles_;
  std::vector<std::string> employer_roles_;  // sorted
  std::map<std::string, Identity> by_spiffe_id_;
  std::map<std::string, Identity> by_common_name_;
};

}  // namespace houniao::rpc
