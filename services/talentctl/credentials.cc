#include "services/talentctl/credentials.h"

#include "absl/strings/ascii.h"

#include "common/base/status_macros.h"
#include "common/crypto/secret_file.h"
#include "common/crypto/signed_token.h"
#include "common/errors/errors.h"
#include "common/host/data_folder.h"
#include "services/talentctl/catalogue.h"

namespace houniao::talentctl {
namespace {

constexpr char kDomain[] = "talentctl.houniao";
constexpr absl::Duration kPersonaLifetime = absl::Minutes(15);

std::string InDataFolder(const Settings& settings, absl::string_view file) {
  return absl::StrCat(settings.data_dir, "/", file);
}

absl::Status Unauthenticated(absl::string_view message, absl::string_view hint) {
  return errors::Make(absl::StatusCode::kUnauthenticated, "CREDENTIALS_MISSING", kDomain, message,
                      {}, hint);
}

absl::StatusOr<std::string> ReadToken(const std::string& path) {
  ASSIGN_OR_RETURN(const std::string text, crypto::ReadSecretFile(path));
  std::string token(absl::StripAsciiWhitespace(text));
  if (token.empty()) return absl::InvalidArgumentError(absl::StrCat(path, " holds no token."));
  return token;
}

}  // namespace

absl::StatusOr<std::string> SignPersona(const Settings& settings, absl::Time now,
                                        absl::Duration lifetime) {
  const std::string path =
      settings.key_file.empty() ? InDataFolder(settings, host::kTokenKeyFile) : settings.key_file;
  const auto key = crypto::SigningKey::Load(path);
  if (absl::IsNotFound(key.status())) {
    return Unauthenticated(absl::StrCat("There is no token key ", path, "."),
                           "Name the key with --key, or the suite's folder with --data_dir.");
  }
  if (!key.ok()) return key.status();
  crypto::TokenClaims claims;
  claims.principal = settings.as;
  claims.name = settings.display_name;
  claims.roles = settings.roles;
  claims.employer =
      settings.employer.empty() ? "" : Catalogue::Get().Known("employer").NameOf(settings.employer);
  claims.audience = "houniao";
  claims.issued_at = now;
  claims.expires_at = now + lifetime;
  return crypto::IssueToken(*key, claims);
}

absl::StatusOr<std::string> FindToken(const Settings& settings, absl::Time now) {
  if (!settings.as.empty()) return SignPersona(settings, now, kPersonaLifetime);
  if (!settings.token_file.empty()) return ReadToken(settings.token_file);
  if (!settings.tls.certificate.empty()) return "";
  const std::string path = InDataFolder(settings, host::kAdminTokenFile);
  auto token = ReadToken(path);
  if (absl::IsNotFound(token.status())) {
    return Unauthenticated(
        absl::StrCat("There is no token: ", path, " does not exist."),
        "Start houniao-suite in this folder, or use --data_dir, --token or --as.");
  }
  return token;
}

}  // namespace houniao::talentctl
