#include "services/talent/import/check_row.h"

#include "common/base/clock.h"
#include "common/base/status_macros.h"
#include "common/resource/names.h"
#include "common/resource/rules.h"
#include "services/talent/domain/consent_rules.h"
#include "services/talent/domain/recognition_rules.h"
#include "services/talent/domain/talent_rules.h"

namespace houniao::talent {
namespace {

using Faults = std::vector<v1::ImportRowError>;
using Violations = std::vector<errors::FieldViolation>;

// As many faults of a row as the schema lets through.
constexpr size_t kMaxFaults = 20;

void Append(Violations more, Violations& violations) {
  for (errors::FieldViolation& violation : more) violations.push_back(std::move(violation));
}

Violations CheckMessages(const ImportRow& row, absl::Time now) {
  Violations violations = resource::CheckRules(row.talent);
  Append(CheckTalent(row.talent, ShanghaiDay(now), ""), violations);
  if (row.has_recognition) {
    Append(resource::CheckRules(row.recognition, "recognition"), violations);
    Append(CheckRecognition(row.recognition, "recognition"), violations);
  }
  for (const v1::Consent& consent : row.consents) {
    const std::string prefix =
        absl::StrCat("consents[", v1::Consent::Purpose_Name(consent.purpose()), "]");
    Append(resource::CheckRules(consent, prefix), violations);
    Append(CheckConsent(consent, now, prefix), violations);
  }
  if (!row.talent_id.empty() && !resource::IsResourceId(row.talent_id)) {
    violations.push_back({"name", "must be 1 to 63 of a-z, 0-9 and -, not starting with -"});
  }
  return violations;
}

}  // namespace

absl::Status ApplyRow(const FileRow& row, ImportRow& into) {
  for (const auto& [column, cell] : row.cells) RETURN_IF_ERROR(column->set(cell, into));
  NormalizeTalent(into.talent);
  return absl::OkStatus();
}

Faults FaultsOf(const TalentFile& file, absl::string_view reason, const Violations& violations) {
  Faults faults;
  for (const errors::FieldViolation& violation : violations) {
    if (faults.size() == kMaxFaults) break;
    absl::string_view field = violation.field;
    absl::ConsumePrefix(&field, "talent.");
    const ImportColumn* column = FindColumnOfField(field);
    faults.push_back(RowFault(column == nullptr ? "" : file.HeadingOf(*column), field, reason,
                              violation.description));
  }
  return faults;
}

Faults RowChecker::Check(const FileRow& row) {
  if (!row.faults.empty()) {
    return Faults(row.faults.begin(), row.faults.begin() + static_cast<int64_t>(std::min(
                                                               row.faults.size(), kMaxFaults)));
  }
  ImportRow parsed;
  Faults faults = CheckCells(row, parsed);
  if (!faults.empty()) return faults;
  CheckOnce("external_id", parsed.talent.external_id(), row.number, faults);
  CheckOnce("talent_id", parsed.talent_id, row.number, faults);
  const auto& document = parsed.talent.identity_document();
  if (!document.number().empty()) {
    CheckOnce("id_number", absl::StrCat(document.type(), "/", document.number()), row.number,
              faults);
  }
  return faults;
}

Faults RowChecker::CheckCells(const FileRow& row, ImportRow& parsed) const {
  Faults faults;
  for (const auto& [column, cell] : row.cells) {
    const absl::Status status = column->set(cell, parsed);
    if (!status.ok() && faults.size() < kMaxFaults) {
      faults.push_back(RowFault(file_.HeadingOf(*column), column->field, errors::kInvalidField,
                                status.message()));
    }
  }
  NormalizeTalent(parsed.talent);
  if (parsed.talent.external_id().empty() && parsed.talent_id.empty()) {
    faults.push_back(RowFault(file_.HasColumn("external_id")
                                  ? file_.HeadingOf(*FindImportColumn("external_id"))
                                  : "talent_id",
                              "external_id", errors::kInvalidField,
                              "external_id or talent_id is required: the row is found by it"));
  }
  // A cell that could not be read is not also missing.
  const auto unread = [&](absl::string_view field) {
    for (const auto& fault : faults) {
      if (!fault.field().empty() && absl::StartsWith(field, fault.field())) return true;
    }
    return false;
  };
  Violations violations = CheckMessages(parsed, now_);
  std::erase_if(violations, [&](const auto& violation) { return unread(violation.field); });
  for (v1::ImportRowError& fault : FaultsOf(file_, errors::kInvalidField, violations)) {
    if (faults.size() < kMaxFaults) faults.push_back(std::move(fault));
  }
  return faults;
}

void RowChecker::CheckOnce(absl::string_view key, std::string value, int64_t row, Faults& faults) {
  if (value.empty()) return;
  const auto [first, is_new] = seen_.emplace(absl::StrCat(key, "=", value), row);
  if (is_new) return;
  const ImportColumn* column = FindImportColumn(key);
  faults.push_back(RowFault(
      file_.HeadingOf(*column), column->field, errors::kValueTaken,
      absl::StrCat("row ", first->second, " of the file holds the same value; leave one out")));
}

}  // namespace houniao::talent
