// One connection of one engine, and the errors that all engines speak. Used by the pool and the
// transaction; not by stores.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"

#include "common/db/database.h"
#include "common/db/deadline.h"

namespace houniao::db {

// Not thread-safe: one lease at a time.
//
// A failing statement leaves the transaction open only if the engine undid that statement alone
// (refused constraints, malformed values). After every other error the connection has rolled back
// explicitly: in_transaction() is false, and nothing may follow but a new Begin.
class Connection {
 public:
  virtual ~Connection() = default;
  virtual absl::Status Begin(absl::string_view verb, Deadline deadline) = 0;
  // Not bounded by a deadline: the work is done, only the acknowledgement is missing.
  virtual absl::Status Commit() = 0;
  // Never fails: a connection that cannot roll back becomes unusable.
  virtual void Rollback() = 0;
  virtual absl::StatusOr<int64_t> Execute(absl::string_view sql, absl::Span<const Value> values,
                                          Deadline deadline) = 0;
  virtual absl::Status Query(absl::string_view sql, absl::Span<const Value> values,
                             const RowCallback& on_row, Deadline deadline) = 0;
  virtual bool in_transaction() const = 0;
  // False once the connection must be closed instead of being used again.
  virtual bool usable() const = 0;
};

// Opens a connection, within the deadline.
using Connect = std::function<absl::StatusOr<std::unique_ptr<Connection>>(Deadline)>;

// Statuses of database.h. `constraint` may be empty.
absl::Status ConnectionLost();
absl::Status PoolExhausted();
absl::Status TransactionGone();
absl::Status StatementTimedOut();
absl::Status DiskFull();
absl::Status Conflict();
absl::Status CommitUnknown();
absl::Status DuplicateKey(absl::string_view constraint);
absl::Status ConstraintRefused(absl::string_view constraint);
absl::Status DatabaseInternal();

// Writes an error of the engine to the log. `text` is what it said, without values; refused
// constraints are no errors.
void LogError(absl::string_view engine, int code, absl::string_view text, absl::string_view sql);

}  // namespace houniao::db
