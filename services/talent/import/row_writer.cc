#include "services/talent/import/row_writer.h"

#include "common/base/dates.h"
#include "common/base/status_macros.h"
#include "common/errors/errors.h"
#include "common/resource/fields.h"
#include "common/resource/standard_methods.h"
#include "services/talent/domain/talent_errors.h"

namespace houniao::talent {
namespace {

using resource::DeterministicBytes;
using resource::StandardMethods;
using resource::WriteScope;

constexpr char kSqlRecognitionByKey[] =
    "SELECT name FROM recognitions WHERE parent = ? AND scheme = ? AND tier = ? AND "
    "start_date = ?";

// What a file may say about a recognition that exists.
void Refresh(const v1::Recognition& given, v1::Recognition& stored) {
  if (given.has_end_date()) *stored.mutable_end_date() = given.end_date();
  if (given.route() != v1::Recognition::ROUTE_UNSPECIFIED) stored.set_route(given.route());
  if (!given.issuer().empty()) stored.set_issuer(given.issuer());
}

}  // namespace

absl::Status RowWriter::Write(WriteScope& scope, const FileRow& row,
                              v1::ImportRowResult& result) const {
  ImportRow parsed;
  RETURN_IF_ERROR(ApplyRow(row, parsed));
  ASSIGN_OR_RETURN(const std::string found, FindProfile(scope, parsed));
  bool changed = false;
  if (found.empty()) {
    RETURN_IF_ERROR(Create(scope, parsed, result));
  } else {
    result.set_talent(found);
    ASSIGN_OR_RETURN(changed, Update(scope, found, row));
  }
  const std::string parent = result.talent();
  if (parsed.has_recognition) {
    ASSIGN_OR_RETURN(const bool wrote, WriteRecognition(scope, parent, parsed.recognition));
    changed = changed || wrote;
  }
  for (const v1::Consent& consent : parsed.consents) {
    ASSIGN_OR_RETURN(const bool wrote, WriteConsent(scope, parent, consent));
    changed = changed || wrote;
  }
  result.set_outcome(found.empty() ? v1::ImportRowResult::CREATED
                     : changed     ? v1::ImportRowResult::UPDATED
                                   : v1::ImportRowResult::SKIPPED);
  return absl::OkStatus();
}

absl::StatusOr<std::string> RowWriter::FindProfile(WriteScope& scope, const ImportRow& row) const {
  const std::string& external_id = row.talent.external_id();
  const std::string wanted =
      row.talent_id.empty() ? "" : kinds_.talents.pattern().Format("", row.talent_id);
  if (!external_id.empty()) {
    ASSIGN_OR_RETURN(const std::string holder, FindByExternalId(scope, external_id));
    if (!holder.empty() && !wanted.empty() && holder != wanted) {
      return errors::InvalidField(
          "name", absl::StrCat("the profile with this external_id is `", holder, "`"));
    }
    if (!holder.empty()) return holder;
  }
  if (wanted.empty()) return std::string();
  const auto stored = scope.Get<v1::Talent>(kinds_.talents, wanted);
  if (absl::IsNotFound(stored.status())) return std::string();
  RETURN_IF_ERROR(stored.status());
  if (!external_id.empty() && !stored->external_id().empty()) {
    return errors::AlreadyExists(kinds_.talents.type(), wanted);
  }
  return wanted;
}

absl::Status RowWriter::Create(WriteScope& scope, const ImportRow& parsed,
                               v1::ImportRowResult& result) const {
  v1::Talent talent = parsed.talent;
  const std::string id = parsed.talent_id.empty() ? scope.ids().NewId() : parsed.talent_id;
  talent.set_name(kinds_.talents.pattern().Format("", id));
  if (talent.source().empty()) talent.set_source(source_);
  result.set_talent(talent.name());
  return StandardMethods::CreateIn(scope, kinds_.talents, talent);
}

absl::StatusOr<bool> RowWriter::Update(WriteScope& scope, const std::string& name,
                                       const FileRow& row) const {
  ASSIGN_OR_RETURN(const v1::Talent before, scope.Get<v1::Talent>(kinds_.talents, name));
  if (before.has_delete_time()) return TalentDeleted(name);
  ImportRow merged;
  merged.talent = before;
  RETURN_IF_ERROR(ApplyRow(row, merged));
  if (merged.talent.source().empty()) merged.talent.set_source(source_);
  if (DeterministicBytes(before) == DeterministicBytes(merged.talent)) return false;
  RETURN_IF_ERROR(StandardMethods::UpdateIn(scope, kinds_.talents, before, merged.talent));
  return true;
}

absl::StatusOr<bool> RowWriter::WriteRecognition(WriteScope& scope, const std::string& parent,
                                                 v1::Recognition recognition) const {
  const auto start = ToCivilDay(recognition.start_date());
  ASSIGN_OR_RETURN(
      const auto name,
      scope.tx().QueryBytes(kSqlRecognitionByKey, {parent, recognition.scheme(), recognition.tier(),
                                                   DayNumber(start.value_or(absl::CivilDay()))}));
  if (!name) {
    recognition.set_name(kinds_.recognitions.pattern().Format(parent, scope.ids().NewId()));
    RETURN_IF_ERROR(StandardMethods::CreateIn(scope, kinds_.recognitions, recognition));
    return true;
  }
  ASSIGN_OR_RETURN(const v1::Recognition before,
                   scope.Get<v1::Recognition>(kinds_.recognitions, *name));
  // What the office revoked or deleted is not brought back by an old file.
  if (before.has_delete_time() || before.state() == v1::Recognition::CANCELLED) return false;
  v1::Recognition after = before;
  Refresh(recognition, after);
  if (DeterministicBytes(before) == DeterministicBytes(after)) return false;
  RETURN_IF_ERROR(StandardMethods::UpdateIn(scope, kinds_.recognitions, before, after));
  return true;
}

absl::StatusOr<bool> RowWriter::WriteConsent(WriteScope& scope, const std::string& parent,
                                             v1::Consent consent) const {
  static const auto* const sql =
      new std::string(absl::StrCat("SELECT ", kinds_.consents.select_columns(), " FROM consents ",
                                   "WHERE parent = ? AND purpose = ?"));
  bool known = false;
  absl::Status decoded;
  RETURN_IF_ERROR(scope.tx().Query(
      *sql, {parent, static_cast<int>(consent.purpose())}, [&](const db::Row& row) {
        v1::Consent stored;
        decoded = kinds_.consents.Decode(row, secrets_, &stored);
        // A consent that was withdrawn after the day in the file stays withdrawn.
        known = known || stored.state() == v1::Consent::GIVEN ||
                FromTimestamp(stored.withdrawn_time()) >= FromTimestamp(consent.given_time());
        return decoded.ok();
      }));
  RETURN_IF_ERROR(decoded);
  if (known) return false;
  consent.set_name(kinds_.consents.pattern().Format(parent, scope.ids().NewId()));
  RETURN_IF_ERROR(StandardMethods::CreateIn(scope, kinds_.consents, consent));
  return true;
}

}  // namespace houniao::talent
