// A connection to a SQLite file.
#pragma once

#include <sqlite3.h>

#include <memory>
#include <string>
#include <utility>

#include "common/db/connection.h"
#include "common/db/statement_cache.h"

namespace houniao::db {

class SqliteConnection final : public Connection {
 public:
  enum class Use { kWrite, kRead };
  static absl::StatusOr<std::unique_ptr<Connection>> Open(const std::string& path, Use use,
                                                          Deadline deadline);

  absl::Status Begin(absl::string_view verb, Deadline deadline) override;
  absl::Status Commit() override;
  void Rollback() override;
  absl::StatusOr<int64_t> Execute(absl::string_view sql, absl::Span<const Value> values,
                                  Deadline deadline) override;
  absl::Status Query(absl::string_view sql, absl::Span<const Value> values,
                     const RowCallback& on_row, Deadline deadline) override;
  bool in_transaction() const override { return sqlite3_get_autocommit(db_.get()) == 0; }
  bool usable() const override { return usable_ && !in_transaction(); }

 private:
  struct CloseDb {
    void operator()(sqlite3* db) const { sqlite3_close_v2(db); }
  };
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  using Statement = std::unique_ptr<sqlite3_stmt, Finalize>;

  SqliteConnection(sqlite3* db) : db_(db) {}
  absl::Status Configure(Use use);
  // Runs `sql` to its end or until `on_row` has had enough.
  absl::Status Run(absl::string_view sql, absl::Span<const Value> values, const RowCallback& on_row,
                   Deadline deadline);
  absl::Status Step(sqlite3_stmt* statement, absl::string_view sql, const RowCallback& on_row);
  absl::StatusOr<Statement> Prepare(absl::string_view sql);
  // Makes a status of SQLite's last error; rolls back unless only the statement was undone.
  absl::Status Fail(int code, absl::string_view sql);

  std::unique_ptr<sqlite3, CloseDb> db_;
  StatementCache<Statement> statements_{256};
  // Bounds the running statement; read by the busy and progress handlers.
  Deadline limit_;
  bool usable_ = true;
};

}  // namespace houniao::db
