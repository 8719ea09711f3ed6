#include "services/talent/import/import_run.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"

#include "common/base/status_macros.h"
#include "common/crypto/digest.h"
#include "common/errors/errors.h"
#include "common/resource/fields.h"

namespace houniao::talent {
namespace {

// A UUID in form (version 8, RFC 9562) that is the same for the same text.
std::string UuidOf(absl::string_view text) {
  std::string bytes = crypto::Sha256(text).substr(0, 16);
  bytes[6] = static_cast<char>((bytes[6] & 0x0f) | 0x80);
  bytes[8] = static_cast<char>((bytes[8] & 0x3f) | 0x80);
  const std::string hex = absl::BytesToHexString(bytes);
  return absl::StrCat(hex.substr(0, 8), "-", hex.substr(8, 4), "-", hex.substr(12, 4), "-",
                      hex.substr(16, 4), "-", hex.substr(20));
}

// What a status of the store says about a row. The hint says what to do.
std::vector<v1::ImportRowError> FaultsOfStatus(const TalentFile& file, const absl::Status& status) {
  const std::string reason = errors::ReasonOf(status);
  const auto violations = errors::ViolationsOf(status);
  if (!violations.empty()) return FaultsOf(file, reason, violations);
  const std::string hint = errors::MetadataOf(status, "hint");
  std::string text = absl::StrCat(status.message(), hint.empty() ? "" : " ", hint);
  return FaultsOf(file, reason, {{errors::MetadataOf(status, "field"), text}});
}

void Refuse(std::vector<v1::ImportRowError> faults, v1::ImportRowResult& result) {
  result.set_outcome(v1::ImportRowResult::REJECTED);
  result.clear_talent();
  result.clear_errors();
  for (v1::ImportRowError& fault : faults) *result.add_errors() = std::move(fault);
}

// The key of the row, if it has the form of one.
std::string ExternalIdOf(const FileRow& row) {
  for (const auto& [column, cell] : row.cells) {
    if (column->key == "external_id" && cell.size() <= 64) return cell;
  }
  return "";
}

}  // namespace

ImportRun::ImportRun(const feed::Journal& journal, const TalentKinds& kinds,
                     const v1::ImportOptions& options, std::string request_id)
    : journal_(journal),
      options_(options),
      request_id_(std::move(request_id)),
      writer_(kinds, journal.secrets(), options.source()) {}

absl::Status ImportRun::Run(CallContext& call, std::string bytes, const Send& send) {
  file_hash_ = crypto::Sha256(bytes);
  ASSIGN_OR_RETURN(TalentFile file, TalentFile::Open(std::move(bytes), options_.encoding()));
  RETURN_IF_ERROR(CheckPermissions(call, file));
  summary_.set_dry_run(options_.dry_run());
  summary_.set_encoding(file.encoding());
  RowChecker checker(file, journal_.clock().Now());
  for (bool at_end = false; !at_end;) {
    if (call.cancelled()) return errors::Cancelled();
    std::vector<CheckedRow> batch;
    while (!at_end && static_cast<int>(batch.size()) < kImportBatchRows) {
      std::optional<FileRow> row = file.Next();
      at_end = !row.has_value();
      if (at_end) break;
      std::vector<v1::ImportRowError> faults;
      if (!row->empty()) faults = checker.Check(*row);
      batch.push_back({*std::move(row), std::move(faults)});
    }
    v1::ImportTalentsResponse response;
    RETURN_IF_ERROR(WriteBatch(call, file, batch, response));
    Count(response);
    response.mutable_progress()->set_row_count(summary_.row_count());
    response.mutable_progress()->set_byte_count(file.position());
    if (at_end) *response.mutable_summary() = summary_;
    if (!send(response)) return errors::Cancelled();
  }
  call.written_revision = summary_.revision();
  return absl::OkStatus();
}

absl::Status ImportRun::CheckPermissions(const CallContext& call, const TalentFile& file) const {
  bool recognitions = false;
  bool consents = false;
  for (const ImportColumn& column : ImportColumns()) {
    if (!file.HasColumn(column.key)) continue;
    recognitions = recognitions || absl::StartsWith(column.field, "recognition.");
    consents = consents || absl::StartsWith(column.field, "consents");
  }
  for (const auto& [needed, permission] : {std::pair(recognitions, "talent.recognitions.create"),
                                           std::pair(consents, "talent.consents.create")}) {
    if (needed && !call.holds(permission)) return errors::PermissionDenied(permission);
  }
  return absl::OkStatus();
}

absl::Status ImportRun::WriteBatch(CallContext& call, const TalentFile& file,
                                   const std::vector<CheckedRow>& batch,
                                   v1::ImportTalentsResponse& response) {
  const int64_t number = batches_++;
  const auto work = [&](resource::WriteScope* scope, v1::ImportTalentsResponse& out) {
    out.Clear();
    for (const CheckedRow& checked : batch) {
      v1::ImportRowResult& result = *out.add_rows();
      result.set_row(checked.row.number);
      result.set_external_id(ExternalIdOf(checked.row));
      if (checked.row.empty()) {
        result.set_outcome(v1::ImportRowResult::SKIPPED);
      } else if (!checked.faults.empty()) {
        Refuse(checked.faults, result);
      } else if (scope != nullptr) {
        RETURN_IF_ERROR(WriteRow(*scope, file, checked, result));
      }
    }
    return absl::OkStatus();
  };
  const bool writes = std::any_of(batch.begin(), batch.end(), [](const CheckedRow& checked) {
    return !checked.row.empty() && checked.faults.empty();
  });
  if (!writes) return work(nullptr, response);

  resource::Mutation mutation;
  mutation.call = &call;
  mutation.validate_only = options_.dry_run();
  if (!request_id_.empty() && !options_.dry_run()) {
    mutation.request_id = UuidOf(absl::StrCat("import/v1/", request_id_, "/", number));
    mutation.request_hash = crypto::Sha256(absl::StrCat(
        file_hash_, resource::DeterministicBytes(options_), "/", kImportBatchRows, "/", number));
  } else {
    mutation.request_hash = file_hash_;
  }
  mutation.reply = &response;
  mutation.work = [&work](resource::WriteScope& scope, resource::Message* reply) -> absl::Status {
    return work(&scope, static_cast<v1::ImportTalentsResponse&>(*reply));
  };
  call.written_revision = 0;
  RETURN_IF_ERROR(journal_.store().recorder().Run(std::move(mutation)));
  summary_.set_revision(std::max(summary_.revision(), call.written_revision));
  return absl::OkStatus();
}

absl::Status ImportRun::WriteRow(resource::WriteScope& scope, const TalentFile& file,
                                 const CheckedRow& checked, v1::ImportRowResult& result) const {
  const absl::Status status =
      scope.Nested([&] { return writer_.Write(scope, checked.row, result); });
  if (status.ok()) {
    // A name that a dry run made up is nobody's.
    if (options_.dry_run() && result.outcome() == v1::ImportRowResult::CREATED) {
      result.clear_talent();
    }
    return absl::OkStatus();
  }
  if (errors::ReasonOf(status).empty()) return status;
  Refuse(FaultsOfStatus(file, status), result);
  return absl::OkStatus();
}

void ImportRun::Count(const v1::ImportTalentsResponse& response) {
  for (const v1::ImportRowResult& row : response.rows()) {
    summary_.set_row_count(summary_.row_count() + 1);
    switch (row.outcome()) {
      case v1::ImportRowResult::CREATED:
        summary_.set_created_count(summary_.created_count() + 1);
        break;
      case v1::ImportRowResult::UPDATED:
        summary_.set_updated_count(summary_.updated_count() + 1);
        break;
      case v1::ImportRowResult::SKIPPED:
        summary_.set_skipped_count(summary_.skipped_count() + 1);
        break;
      default:
        summary_.set_rejected_count(summary_.rejected_count() + 1);
        break;
    }
  }
}

}  // namespace houniao::talent
