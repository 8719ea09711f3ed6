#include "services/talent/store/strategies.h"

#include <set>

#include "common/base/dates.h"
#include "common/base/status_macros.h"
#include "common/codes/normalize.h"
#include "common/errors/errors.h"
#include "common/resource/names.h"
#include "services/talent/domain/consent_rules.h"
#include "services/talent/domain/recognition_rules.h"
#include "services/talent/domain/talent_errors.h"
#include "services/talent/domain/talent_rules.h"
#include "services/talent/domain/team_rules.h"

namespace houniao::talent {
namespace {

using resource::NamePattern;
using resource::WriteScope;

absl::Status Refuse(std::vector<errors::FieldViolation> violations) {
  return violations.empty() ? absl::OkStatus() : errors::InvalidFields(std::move(violations));
}

absl::Status CheckIdentityIsFree(WriteScope& scope, const resource::Secrets& secrets,
                                 const v1::Talent& talent) {
  for (const std::string& hash : IdentityHashes(talent, secrets)) {
    ASSIGN_OR_RETURN(const auto holder,
                     scope.tx().QueryBytes("SELECT name FROM talents WHERE identity_hash = ?",
                                           {db::Value::Blob(hash)}));
    if (holder && *holder != talent.name()) {
      return errors::ValueTaken("talent.houniao/Talent", "identity_document.number");
    }
  }
  return absl::OkStatus();
}

}  // namespace

std::vector<std::string> IdentityHashes(const v1::Talent& talent,
                                        const resource::Secrets& secrets) {
  const v1::IdentityDocument& document = talent.identity_document();
  if (document.number().empty()) return {};
  return secrets.search.AllHashes(
      absl::StrCat("identity_document/", static_cast<int>(document.type())),
      codes::NormalizeCode(document.number()));
}

absl::Status PrepareTalent(WriteScope& scope, const resource::Secrets& secrets,
                           v1::Talent& talent) {
  NormalizeTalent(talent);
  RETURN_IF_ERROR(Refuse(CheckTalent(talent, scope.today())));
  return CheckIdentityIsFree(scope, secrets, talent);
}

absl::Status PrepareNewTalent(WriteScope& scope, const resource::Secrets& secrets,
                              v1::Talent& talent) {
  talent.set_state(v1::Talent::ACTIVE);
  return PrepareTalent(scope, secrets, talent);
}

absl::Status PrepareRecognition(const v1::Recognition& recognition) {
  return Refuse(CheckRecognition(recognition));
}

absl::Status PrepareNewRecognition(WriteScope& scope, const resource::Kind& kind,
                                   const resource::Secrets& secrets, v1::Recognition& recognition) {
  RETURN_IF_ERROR(PrepareRecognition(recognition));
  recognition.set_state(v1::Recognition::VALID);
  static const auto* const sql =
      new std::string(absl::StrCat("SELECT ", kind.select_columns(), " FROM ", kind.options().table,
                                   " WHERE parent = ? AND scheme = ? AND state = ?"));
  absl::Status verdict;
  RETURN_IF_ERROR(scope.tx().Query(
      *sql,
      {NamePattern::ParentOf(recognition.name()), recognition.scheme(),
       static_cast<int>(v1::Recognition::CANCELLED)},
      [&](const db::Row& row) {
        v1::Recognition earlier;
        verdict = kind.Decode(row, secrets, &earlier);
        if (verdict.ok() && !earlier.has_delete_time() && Bans(earlier, scope.today())) {
          verdict = RecognitionBanned(earlier.name(), *ToCivilDay(earlier.ban_end_date()));
        }
        return verdict.ok();
      }));
  return verdict;
}

absl::Status PrepareNewConsent(WriteScope& scope, v1::Consent& consent) {
  GiveConsent(consent, scope.now());
  RETURN_IF_ERROR(Refuse(CheckConsent(consent, scope.now())));
  ASSIGN_OR_RETURN(
      const auto holder,
      scope.tx().QueryBytes(
          "SELECT name FROM consents WHERE parent = ? AND given_purpose = ?",
          {NamePattern::ParentOf(consent.name()), static_cast<int>(consent.purpose())}));
  return holder ? ConsentAlreadyExists(*holder) : absl::OkStatus();
}

absl::Status PrepareTeam(WriteScope& scope, const resource::Kind& talents, const v1::Team* before,
                         const v1::Team& team) {
  RETURN_IF_ERROR(Refuse(CheckTeam(team)));
  std::set<std::string> known;
  if (before != nullptr) {
    known.insert(before->leader());
    for (const auto& member : before->members()) known.insert(member.talent());
  }
  if (!known.contains(team.leader())) {
    RETURN_IF_ERROR(scope.Require(talents, "team.leader", team.leader()));
  }
  for (int i = 0; i < team.members_size(); ++i) {
    const std::string& name = team.members(i).talent();
    if (known.contains(name)) continue;
    RETURN_IF_ERROR(scope.Require(talents, absl::StrCat("team.members[", i, "].talent"), name));
  }
  return absl::OkStatus();
}

}  // namespace houniao::talent
