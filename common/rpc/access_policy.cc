#include "common/rpc/access_policy.h"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "yaml-cpp/yaml.h"

#include "common/base/status_macros.h"

extern "C" {
extern const char houniao_roles_begin[];
extern const char houniao_roles_end[];
}

namespace houniao::rpc {
namespace {

constexpr size_t kMaxFile = 1 << 20;

absl::Status Wrong(const YAML::Node& node, absl::string_view what) {
  return absl::InvalidArgumentError(
      absl::StrCat("Access policy, line ", node.Mark().line + 1, ": ", what, "."));
}

// Letters, digits and `_`: part of a permission or a role.
bool IsWord(absl::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '_';
  });
}

bool IsPermission(absl::string_view text) {
  const std::vector<absl::string_view> parts = absl::StrSplit(text, '.');
  return parts.size() == 3 && std::all_of(parts.begin(), parts.end(), IsWord);
}

// `a.` or `a.b.`.
bool IsPrefix(absl::string_view text) {
  const std::vector<absl::string_view> parts = absl::StrSplit(text, '.');
  return parts.size() >= 2 && parts.size() <= 3 && parts.back().empty() &&
         std::all_of(parts.begin(), parts.end() - 1, IsWord);
}

absl::StatusOr<std::string> TextOf(const YAML::Node& node, absl::string_view what) {
  if (!node.IsScalar() || node.Scalar().empty() || node.Scalar().size() > 256) {
    return Wrong(node, absl::StrCat(what, " must be a text of at most 256 bytes"));
  }
  return node.Scalar();
}

absl::StatusOr<std::vector<std::string>> ListOf(const YAML::Node& node, absl::string_view what) {
  if (!node.IsSequence()) return Wrong(node, absl::StrCat(what, " must be a list"));
  std::vector<std::string> list;
  for (const YAML::Node& item : node) {
    ASSIGN_OR_RETURN(std::string text, TextOf(item, what));
    list.push_back(std::move(text));
  }
  return list;
}

void SortUnique(std::vector<std::string>& list) {
  std::sort(list.begin(), list.end());
  list.erase(std::unique(list.begin(), list.end()), list.end());
}

struct Certificate {
  std::string spiffe_id;
  std::string common_name;
  Identity identity;
};

absl::StatusOr<Certificate> CertificateOf(const YAML::Node& node) {
  if (!node.IsMap()) return Wrong(node, "an identity must be a map");
  Certificate certificate;
  for (const auto& entry : node) {
    const std::string key = entry.first.IsScalar() ? entry.first.Scalar() : "";
    if (key == "roles") {
      ASSIGN_OR_RETURN(certificate.identity.roles, ListOf(entry.second, "roles"));
      SortUnique(certificate.identity.roles);
      continue;
    }
    std::string* target = key == "spiffe"        ? &certificate.spiffe_id
                          : key == "common_name" ? &certificate.common_name
                          : key == "principal"   ? &certificate.identity.principal
                          : key == "employer"    ? &certificate.identity.employer
                                                 : nullptr;
    if (target == nullptr) return Wrong(entry.first, absl::StrCat("unknown key `", key, "`"));
    ASSIGN_OR_RETURN(*target, TextOf(entry.second, key));
  }
  if (certificate.identity.principal.empty()) return Wrong(node, "an identity needs a principal");
  if (certificate.spiffe_id.empty() == certificate.common_name.empty()) {
    return Wrong(node, "an identity needs either a spiffe id or a common name");
  }
  return certificate;
}

absl::StatusOr<YAML::Node> Read(absl::string_view yaml) {
  // yaml-cpp throws; it ends here.
  try {
    return YAML::Load(std::string(yaml));
  } catch (const YAML::Exception& e) {
    return absl::InvalidArgumentError(
        absl::StrCat("Access policy, line ", e.mark.line + 1, ": ", e.msg, "."));
  }
}

}  // namespace

absl::StatusOr<AccessPolicy> AccessPolicy::Parse(absl::string_view yaml) {
  ASSIGN_OR_RETURN(const YAML::Node root, Read(yaml));
  if (!root.IsMap()) return Wrong(root, "must be a map with `roles` and `identities`");
  AccessPolicy policy;
  for (const auto& section : root) {
    const std::string key = section.first.IsScalar() ? section.first.Scalar() : "";
    if (key == "roles" && section.second.IsMap()) {
      for (const auto& role : section.second) {
        ASSIGN_OR_RETURN(const std::string name, TextOf(role.first, "a role"));
        if (!IsWord(name)) return Wrong(role.first, absl::StrCat("`", name, "` is no role name"));
        if (policy.roles_.count(name) > 0) {
          return Wrong(role.first, absl::StrCat("role `", name, "` stands there twice"));
        }
        ASSIGN_OR_RETURN(const auto permissions, ListOf(role.second, "permissions"));
        Grants& grants = policy.roles_[name];
        for (const std::string& permission : permissions) {
          if (IsPermission(permission)) {
            grants.exact.push_back(permission);
          } else if (absl::EndsWith(permission, ".*") &&
                     IsPrefix(absl::string_view(permission).substr(0, permission.size() - 1))) {
            grants.prefixes.push_back(permission.substr(0, permission.size() - 1));
          } else {
            return Wrong(role.second, absl::StrCat("`", permission, "` is no permission"));
          }
        }
        SortUnique(grants.exact);
      }
    } else if (key == "employer_roles") {
      ASSIGN_OR_RETURN(policy.employer_roles_, ListOf(section.second, "employer_roles"));
      SortUnique(policy.employer_roles_);
    } else if (key == "identities" && section.second.IsSequence()) {
      for (const YAML::Node& item : section.second) {
        ASSIGN_OR_RETURN(Certificate certificate, CertificateOf(item));
        auto& index = certificate.spiffe_id.empty() ? policy.by_common_name_ : policy.by_spiffe_id_;
        const std::string& name =
            certificate.spiffe_id.empty() ? certificate.common_name : certificate.spiffe_id;
        if (!index.emplace(name, std::move(certificate.identity)).second) {
          return Wrong(item, absl::StrCat("`", name, "` stands there twice"));
        }
      }
    } else {
      return Wrong(section.first, absl::StrCat("unknown or misshapen section `", key, "`"));
    }
  }
  return policy;
}

absl::StatusOr<AccessPolicy> AccessPolicy::Load(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return absl::NotFoundError(absl::StrCat("Cannot read the access policy ", path, "."));
  std::ostringstream text;
  text << file.rdbuf();
  if (text.str().size() > kMaxFile) {
    return absl::InvalidArgumentError("The access policy is larger than 1 MiB.");
  }
  return Parse(text.str());
}

const AccessPolicy& AccessPolicy::BuiltIn() {
  static const AccessPolicy* const policy = [] {
    auto parsed = Parse(absl::string_view(
        houniao_roles_begin, static_cast<size_t>(houniao_roles_end - houniao_roles_begin)));
    if (!parsed.ok()) {
      std::fprintf(stderr, "%s\n", parsed.status().ToString().c_str());
      std::abort();
    }
    return new AccessPolicy(*std::move(parsed));
  }();
  return *policy;
}

std::vector<std::string> AccessPolicy::roles() const {
  std::vector<std::string> names;
  for (const auto& [name, grants] : roles_) names.push_back(name);
  return names;
}

bool AccessPolicy::RoleAllows(absl::string_view role, absl::string_view permission) const {
  auto found = roles_.find(role);
  if (found == roles_.end()) return false;
  const Grants& grants = found->second;
  if (std::binary_search(grants.exact.begin(), grants.exact.end(), permission,
                         [](absl::string_view a, absl::string_view b) { return a < b; })) {
    return true;
  }
  return std::any_of(
      grants.prefixes.begin(), grants.prefixes.end(),
      [permission](const std::string& prefix) { return absl::StartsWith(permission, prefix); });
}

bool AccessPolicy::Allows(const std::vector<std::string>& roles,
                          absl::string_view permission) const {
  return std::any_of(roles.begin(), roles.end(),
                     [&](const std::string& role) { return RoleAllows(role, permission); });
}

std::vector<std::string> AccessPolicy::RolesWith(absl::string_view permission) const {
  std::vector<std::string> names;
  for (const auto& [name, grants] : roles_) {
    if (RoleAllows(name, permission)) names.push_back(name);
  }
  return names;
}

bool AccessPolicy::NeedsEmployer(absl::string_view role) const {
  return std::find(employer_roles_.begin(), employer_roles_.end(), role) != employer_roles_.end();
}

const Identity* AccessPolicy::FindCertificate(absl::string_view spiffe_id,
                                              absl::string_view common_name) const {
  if (!spiffe_id.empty()) {
    auto found = by_spiffe_id_.find(std::string(spiffe_id));
    if (found != by_spiffe_id_.end()) return &found->second;
  }
  if (!common_name.empty()) {
    auto found = by_common_name_.find(std::string(common_name));
    if (found != by_common_name_.end()) return &found->second;
  }
  return nullptr;
}

}  // namespace houniao::rpc
