#include "common/crypto/token_json.h"

#include <set>
#include <vector>

#include "absl/strings/str_cat.h"
#include "nlohmann/json.hpp"

#include "common/base/status_macros.h"

namespace houniao::crypto {
namespace {

using Json = nlohmann::json;

constexpr size_t kMaxKid = 128;
// 9999-12-31T23:59:59Z.
constexpr int64_t kMaxUnixSeconds = 253402300799;

absl::Status Refused(absl::string_view text) { return absl::UnauthenticatedError(text); }

// An object without repeated names: the parser alone would let the last one win.
absl::StatusOr<Json> ParseObject(absl::string_view text, absl::string_view what) {
  std::set<std::string> names;
  bool repeated = false;
  const Json::parser_callback_t note = [&](int depth, Json::parse_event_t event, Json& parsed) {
    if (event == Json::parse_event_t::key && depth == 1) {
      repeated |= !names.insert(parsed.get<std::string>()).second;
    }
    return true;
  };
  Json json = Json::parse(text.begin(), text.end(), note, /*allow_exceptions=*/false);
  if (json.is_discarded() || !json.is_object()) {
    return Refused(absl::StrCat("The token's ", what, " is not a JSON object."));
  }
  if (repeated) return Refused(absl::StrCat("The token's ", what, " names a member twice."));
  return json;
}

absl::Status OnlyKnown(const Json& json, const std::set<std::string>& known,
                       absl::string_view what) {
  for (const auto& member : json.items()) {
    if (known.count(member.key()) > 0) continue;
    return Refused(absl::StrCat("The token's ", what, " has a member that is not understood."));
  }
  return absl::OkStatus();
}

bool HasControlCharacter(absl::string_view text) {
  for (unsigned char c : text) {
    if (c < 0x20 || c == 0x7f) return true;
  }
  return false;
}

bool IsText(const Json& value, size_t max) {
  if (!value.is_string()) return false;
  const std::string& text = value.get_ref<const std::string&>();
  return !text.empty() && text.size() <= max && !HasControlCharacter(text);
}

// Absent is empty; the empty text is not written, so it is not read either.
absl::StatusOr<std::string> OptionalText(const Json& json, const char* name) {
  const auto member = json.find(name);
  if (member == json.end()) return std::string();
  if (!IsText(*member, kMaxClaimText)) {
    return Refused(absl::StrCat("The token's claim `", name, "` is not a text of 1 to ",
                                kMaxClaimText, " bytes."));
  }
  return member->get<std::string>();
}

absl::StatusOr<std::string> RequiredText(const Json& json, const char* name) {
  ASSIGN_OR_RETURN(std::string text, OptionalText(json, name));
  if (text.empty()) return Refused(absl::StrCat("The token has no claim `", name, "`."));
  return text;
}

absl::StatusOr<absl::Time> RequiredTime(const Json& json, const char* name) {
  const auto member = json.find(name);
  if (member == json.end()) return Refused(absl::StrCat("The token has no claim `", name, "`."));
  // Unsigned is what the parser makes of every integer that is not negative.
  if (!member->is_number_unsigned() ||
      member->get<uint64_t>() > static_cast<uint64_t>(kMaxUnixSeconds)) {
    return Refused(absl::StrCat("The token's claim `", name, "` is not a time in whole seconds."));
  }
  return absl::FromUnixSeconds(static_cast<int64_t>(member->get<uint64_t>()));
}

absl::StatusOr<std::vector<std::string>> Roles(const Json& json) {
  std::vector<std::string> roles;
  const auto member = json.find("roles");
  if (member == json.end()) return roles;
  if (!member->is_array() || member->size() > kMaxTokenRoles) {
    return Refused(absl::StrCat("The token's claim `roles` is not a list of at most ",
                                kMaxTokenRoles, " roles."));
  }
  for (const Json& role : *member) {
    if (!IsText(role, kMaxRoleText))
      return Refused("The token's claim `roles` holds no role name.");
    roles.push_back(role.get<std::string>());
  }
  return roles;
}

std::string Dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

std::string WriteTokenHeader(absl::string_view kid) {
  return Dump(Json{{"alg", "EdDSA"}, {"kid", std::string(kid)}, {"typ", "JWT"}});
}

absl::StatusOr<std::string> ReadTokenHeader(absl::string_view text) {
  ASSIGN_OR_RETURN(const Json json, ParseObject(text, "header"));
  RETURN_IF_ERROR(OnlyKnown(json, {"alg", "kid", "typ"}, "header"));
  const auto is = [&json](const char* name, absl::string_view value) {
    const auto member = json.find(name);
    return member != json.end() && member->is_string() &&
           member->get_ref<const std::string&>() == value;
  };
  if (!is("alg", "EdDSA")) return Refused("The token is not signed with EdDSA.");
  if (!is("typ", "JWT")) return Refused("The token's type is not JWT.");
  const auto kid = json.find("kid");
  if (kid == json.end() || !IsText(*kid, kMaxKid)) return Refused("The token names no key.");
  return kid->get<std::string>();
}

std::string WriteTokenClaims(const TokenClaims& claims) {
  Json json = {{"sub", claims.principal},
               {"aud", claims.audience},
               {"iat", absl::ToUnixSeconds(claims.issued_at)},
               {"exp", absl::ToUnixSeconds(claims.expires_at)}};
  if (!claims.name.empty()) json["name"] = claims.name;
  if (!claims.employer.empty()) json["employer"] = claims.employer;
  if (!claims.roles.empty()) json["roles"] = claims.roles;
  return Dump(json);
}

absl::StatusOr<TokenClaims> ReadTokenClaims(absl::string_view text) {
  ASSIGN_OR_RETURN(const Json json, ParseObject(text, "body"));
  RETURN_IF_ERROR(
      OnlyKnown(json, {"sub", "name", "roles", "employer", "iat", "exp", "aud"}, "body"));
  TokenClaims claims;
  ASSIGN_OR_RETURN(claims.principal, RequiredText(json, "sub"));
  ASSIGN_OR_RETURN(claims.audience, RequiredText(json, "aud"));
  ASSIGN_OR_RETURN(claims.name, OptionalText(json, "name"));
  ASSIGN_OR_RETURN(claims.employer, OptionalText(json, "employer"));
  ASSIGN_OR_RETURN(claims.roles, Roles(json));
  ASSIGN_OR_RETURN(claims.issued_at, RequiredTime(json, "iat"));
  ASSIGN_OR_RETURN(claims.expires_at, RequiredTime(json, "exp"));
  return claims;
}

}  // namespace houniao::crypto
