#include "common/db/pooled_database.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"

#include "common/base/status_macros.h"

namespace houniao::db {
namespace {

class LeasedTransaction final : public Transaction {
 public:
  LeasedTransaction(Pool::Lease lease, Deadline deadline, absl::Duration limit)
      : lease_(std::move(lease)), deadline_(deadline), limit_(limit) {}
  ~LeasedTransaction() override { Rollback(); }

  absl::StatusOr<int64_t> Execute(absl::string_view sql, absl::Span<const Value> values) override {
    RETURN_IF_ERROR(Ready());
    return lease_->Execute(sql, values, Limit());
  }

  absl::Status Query(absl::string_view sql, absl::Span<const Value> values,
                     const RowCallback& on_row) override {
    RETURN_IF_ERROR(Ready());
    return lease_->Query(sql, values, on_row, Limit());
  }

  absl::Status Commit() override {
    if (!lease_->in_transaction()) return TransactionGone();
    return lease_->Commit();
  }

  void Rollback() override {
    if (lease_->in_transaction()) lease_->Rollback();
  }

  absl::Status Savepoint() override {
    RETURN_IF_ERROR(Run(absl::StrCat("SAVEPOINT s", depth_ + 1)));
    ++depth_;
    return absl::OkStatus();
  }

  absl::Status ReleaseSavepoint() override { return EndSavepoint(); }

  absl::Status RollbackToSavepoint() override {
    if (depth_ > 0) RETURN_IF_ERROR(Run(absl::StrCat("ROLLBACK TO SAVEPOINT s", depth_)));
    return EndSavepoint();
  }

 private:
  Deadline Limit() const { return Deadline::Earlier(deadline_, Deadline::After(limit_)); }

  absl::Status Ready() {
    if (!lease_->in_transaction()) return TransactionGone();
    if (!deadline_.passed()) return absl::OkStatus();
    lease_->Rollback();
    return StatementTimedOut();
  }

  absl::Status Run(const std::string& sql) { return Execute(sql, {}).status(); }

  absl::Status EndSavepoint() {
    if (depth_ == 0) return absl::InternalError("There is no savepoint.");
    RETURN_IF_ERROR(Run(absl::StrCat("RELEASE SAVEPOINT s", depth_)));
    --depth_;
    return absl::OkStatus();
  }

  Pool::Lease lease_;
  const Deadline deadline_;
  const absl::Duration limit_;
  int depth_ = 0;
};

// A connection that was idle during an outage fails at its first statement; nothing was done yet.
bool WorthAnotherConnection(const absl::Status& status, const Pool::Lease& lease) {
  return absl::IsUnavailable(status) && !lease.fresh() && !lease->usable();
}

}  // namespace

PooledDatabase::PooledDatabase(Dialect dialect, Connect connect_writer, Connect connect_reader,
                               Connect connect_schema, int readers,
                               absl::Duration statement_timeout)
    : dialect_(dialect),
      statement_timeout_(statement_timeout),
      writers_(1, std::move(connect_writer)),
      readers_(std::max(readers, 1), std::move(connect_reader)),
      schema_(1, std::move(connect_schema), /*keep=*/false) {}

absl::StatusOr<std::unique_ptr<Transaction>> PooledDatabase::Begin(Pool& pool,
                                                                   absl::string_view verb,
                                                                   absl::Time time,
                                                                   absl::Duration limit) {
  const Deadline deadline(time);
  for (;;) {
    ASSIGN_OR_RETURN(Pool::Lease lease, pool.Acquire(deadline));
    const absl::Status begun =
        lease->Begin(verb, Deadline::Earlier(deadline, Deadline::After(limit)));
    if (begun.ok()) return std::make_unique<LeasedTransaction>(std::move(lease), deadline, limit);
    if (!WorthAnotherConnection(begun, lease)) return begun;
  }
}

absl::StatusOr<std::unique_ptr<Transaction>> PooledDatabase::BeginWrite(absl::Time deadline) {
  return Begin(writers_, dialect_.begin_write, deadline, statement_timeout_);
}

absl::StatusOr<std::unique_ptr<Transaction>> PooledDatabase::BeginRead(absl::Time deadline) {
  return Begin(readers_, dialect_.begin_read, deadline, statement_timeout_);
}

absl::StatusOr<std::unique_ptr<Transaction>> PooledDatabase::BeginSchemaChange(
    absl::Time deadline) {
  return Begin(schema_, dialect_.begin_write, deadline, absl::InfiniteDuration());
}

absl::Status PooledDatabase::Query(absl::string_view sql, absl::Span<const Value> values,
                                   const RowCallback& on_row, absl::Time time) {
  const Deadline deadline(time);
  bool delivered = false;
  const RowCallback watch = [&](const Row& row) {
    delivered = true;
    return on_row(row);
  };
  for (;;) {
    ASSIGN_OR_RETURN(Pool::Lease lease, readers_.Acquire(deadline));
    if (deadline.passed()) return StatementTimedOut();
    const absl::Status status = lease->Query(
        sql, values, watch, Deadline::Earlier(deadline, Deadline::After(statement_timeout_)));
    if (status.ok() || delivered || !WorthAnotherConnection(status, lease)) return status;
  }
}

absl::Status PooledDatabase::Ping(absl::Time deadline) {
  return Query(
      "SELECT 1", {}, [](const Row&) { return true; }, deadline);
}

}  // namespace houniao::db
