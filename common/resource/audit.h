// The audit trail: append-only, each record's hash covers the one before it.
#pragma once

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#include "common/db/database.h"

#include "houniao/api/v1/admin_service.pb.h"
#include "houniao/api/v1/change.pb.h"

namespace houniao::resource {

// Position of the chain, kept in commit_state.
struct AuditHead {
  int64_t sequence = 0;
  std::string hash;  // 32 bytes
};

// Numbers and chains `record`, writes it, and moves `head`. Inside the recorder's transaction.
absl::Status AppendAudit(db::Transaction& tx, AuditHead& head, api::v1::AuditRecord& record);

// SHA-256 of the previous hash and the record without its own hash.
std::string ChainHash(absl::string_view previous, const api::v1::AuditRecord& record);

// Records in order after `after_sequence`; only those that touched `resource` unless it is empty.
absl::StatusOr<std::vector<api::v1::AuditRecord>> ListAudit(db::Database& database,
                                                            absl::string_view resource,
                                                            int64_t after_sequence, int limit,
                                                            absl::Time deadline);

// Recomputes the whole chain against the stored hashes and the head.
absl::StatusOr<api::v1::VerifyAuditChainResponse> VerifyAudit(db::Database& database,
                                                              absl::Time deadline);

}  // namespace houniao::resource
