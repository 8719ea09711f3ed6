#include "common/resource/audit.h"

#include "common/base/status_macros.h"
#include "common/crypto/digest.h"
#include "common/resource/fields.h"

namespace houniao::resource {
namespace {

constexpr char kSqlAuditInsert[] =
    "INSERT INTO audit_records (sequence, event_time, chain_hash, body) VALUES (?, ?, ?, ?)";
constexpr char kSqlAuditResourceInsert[] =
    "INSERT INTO audit_resources (resource, sequence) VALUES (?, ?)";
constexpr char kSqlAuditList[] =
    "SELECT body FROM audit_records WHERE sequence > ? ORDER BY sequence LIMIT ?";
constexpr char kSqlAuditListByResource[] =
    "SELECT a.body FROM audit_records a JOIN audit_resources r ON r.sequence = a.sequence "
    "WHERE r.resource = ? AND a.sequence > ? ORDER BY a.sequence LIMIT ?";
constexpr char kSqlAuditWalk[] =
    "SELECT sequence, chain_hash, body FROM audit_records WHERE sequence > ? ORDER BY sequence "
    "LIMIT 1000";
constexpr char kSqlAuditHead[] = "SELECT audit_sequence, audit_hash FROM commit_state WHERE id = 1";

}  // namespace

std::string ChainHash(absl::string_view previous, const api::v1::AuditRecord& record) {
  api::v1::AuditRecord plain = record;
  plain.clear_chain_hash();
  return crypto::Sha256(absl::StrCat(previous, DeterministicBytes(plain)));
}

absl::Status AppendAudit(db::Transaction& tx, AuditHead& head, api::v1::AuditRecord& record) {
  record.set_sequence(head.sequence + 1);
  record.set_name(absl::StrCat("auditRecords/", record.sequence()));
  record.set_chain_hash(ChainHash(head.hash, record));
  const int64_t micros =
      record.event_time().seconds() * 1000000 + record.event_time().nanos() / 1000;
  RETURN_IF_ERROR(
      tx.Execute(kSqlAuditInsert, {record.sequence(), micros, db::Value::Blob(record.chain_hash()),
                                   db::Value::Blob(DeterministicBytes(record))})
          .status());
  for (const std::string& resource : record.resources()) {
    RETURN_IF_ERROR(tx.Execute(kSqlAuditResourceInsert, {resource, record.sequence()}).status());
  }
  head.sequence = record.sequence();
  head.hash = record.chain_hash();
  return absl::OkStatus();
}

absl::StatusOr<std::vector<api::v1::AuditRecord>> ListAudit(db::Database& database,
                                                            absl::string_view resource,
                                                            int64_t after_sequence, int limit,
                                                            absl::Time deadline) {
  std::vector<api::v1::AuditRecord> records;
  const auto collect = [&](const db::Row& row) {
    records.emplace_back().ParseFromString(row.Bytes(0));
    return true;
  };
  if (resource.empty()) {
    RETURN_IF_ERROR(database.Query(kSqlAuditList, {after_sequence, limit}, collect, deadline));
  } else {
    RETURN_IF_ERROR(database.Query(kSqlAuditListByResource, {resource, after_sequence, limit},
                                   collect, deadline));
  }
  return records;
}

absl::StatusOr<api::v1::VerifyAuditChainResponse> VerifyAudit(db::Database& database,
                                                              absl::Time deadline) {
  api::v1::VerifyAuditChainResponse response;
  ASSIGN_OR_RETURN(auto snapshot, database.BeginRead(deadline));
  AuditHead head;
  RETURN_IF_ERROR(snapshot->Query(kSqlAuditHead, {}, [&](const db::Row& row) {
    head = {row.Int(0), row.Bytes(1)};
    return true;
  }));
  std::string previous(32, '\0');
  // Page by page: an engine may hold a whole result in memory, and a statement has a time limit.
  for (bool at_end = false; !at_end && response.broken_sequence() == 0;) {
    at_end = true;
    RETURN_IF_ERROR(
        snapshot->Query(kSqlAuditWalk, {response.record_count()}, [&](const db::Row& row) {
          at_end = false;
          const int64_t expected = response.record_count() + 1;
          api::v1::AuditRecord record;
          const bool readable = record.ParseFromString(row.Bytes(2));
          const std::string hash = ChainHash(previous, record);
          if (!readable || row.Int(0) != expected || record.sequence() != expected ||
              hash != row.Bytes(1) || hash != record.chain_hash()) {
            response.set_broken_sequence(expected);
            return false;
          }
          previous = hash;
          response.set_record_count(expected);
          return true;
        }));
  }
  // A chain whose tail was cut is intact in itself; the head kept beside it says otherwise.
  if (response.broken_sequence() == 0 &&
      (response.record_count() != head.sequence || previous != head.hash)) {
    response.set_broken_sequence(response.record_count() + 1);
  }
  response.set_intact(response.broken_sequence() == 0);
  response.set_head_hash(previous);
  return response;
}

}  // namespace houniao::resource
