#include "common/db/sqlite/sqlite_connection.h"

#include <chrono>
#include <thread>
#include <utility>

#include "absl/cleanup/cleanup.h"

#include "common/base/status_macros.h"
#include "common/db/sqlite/sqlite_errors.h"

namespace houniao::db {
namespace {

// Virtual machine steps between two looks at the clock: about 0.1 ms.
constexpr int kStepsBetweenChecks = 4000;
// A commit is not bounded by the caller's deadline, but another process may hold the file.
constexpr absl::Duration kCommitPatience = absl::Seconds(5);

int StopWhenPassed(void* limit) { return static_cast<const Deadline*>(limit)->passed() ? 1 : 0; }

int WaitWhileBusy(void* limit, int tries) {
  if (static_cast<const Deadline*>(limit)->passed()) return 0;
  std::this_thread::sleep_for(std::chrono::milliseconds(tries < 10 ? 1 : 5));
  return 1;
}

class SqliteRow final : public Row {
 public:
  explicit SqliteRow(sqlite3_stmt* statement) : statement_(statement) {}
  bool IsNull(int column) const override {
    return sqlite3_column_type(statement_, column) == SQLITE_NULL;
  }
  int64_t Int(int column) const override { return sqlite3_column_int64(statement_, column); }
  std::string Bytes(int column) const override {
    const void* data = sqlite3_column_blob(statement_, column);
    const int size = sqlite3_column_bytes(statement_, column);
    return data == nullptr ? std::string() : std::string(static_cast<const char*>(data), size);
  }

 private:
  sqlite3_stmt* statement_;
};

// The bytes live in `values` until the statement is reset.
int Bind(sqlite3_stmt* statement, int place, const Value& value) {
  switch (value.kind) {
    case Value::Kind::kNull:
      return sqlite3_bind_null(statement, place);
    case Value::Kind::kInt:
      return sqlite3_bind_int64(statement, place, value.number);
    case Value::Kind::kText:
      return sqlite3_bind_text64(statement, place, value.bytes.data(), value.bytes.size(),
                                 SQLITE_STATIC, SQLITE_UTF8);
    case Value::Kind::kBlob:
      return sqlite3_bind_blob64(statement, place, value.bytes.data(), value.bytes.size(),
                                 SQLITE_STATIC);
  }
  return SQLITE_MISUSE;
}

}  // namespace

absl::StatusOr<std::unique_ptr<Connection>> SqliteConnection::Open(const std::string& path, Use use,
                                                                   Deadline deadline) {
  sqlite3* db = nullptr;
  const int code = sqlite3_open_v2(
      path.c_str(), &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE,
      nullptr);
  std::unique_ptr<SqliteConnection> connection(new SqliteConnection(db));
  if (code != SQLITE_OK || db == nullptr) {
    LogError("SQLite", code, sqlite3_errstr(code), "");
    return ConnectionLost();
  }
  sqlite3_extended_result_codes(db, 1);
  sqlite3_busy_handler(db, WaitWhileBusy, &connection->limit_);
  sqlite3_progress_handler(db, kStepsBetweenChecks, StopWhenPassed, &connection->limit_);
  connection->limit_ = deadline;
  RETURN_IF_ERROR(connection->Configure(use));
  connection->limit_ = Deadline();
  return std::unique_ptr<Connection>(std::move(connection));
}

absl::Status SqliteConnection::Configure(Use use) {
  sqlite3_db_config(db_.get(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  for (const char* pragma : {"PRAGMA foreign_keys=ON", "PRAGMA trusted_schema=OFF",
                             "PRAGMA cell_size_check=ON", "PRAGMA synchronous=FULL",
                             "PRAGMA temp_store=MEMORY", "PRAGMA journal_size_limit=67108864"}) {
    RETURN_IF_ERROR(Run(
        pragma, {}, [](const Row&) { return true; }, limit_));
  }
  if (use == Use::kRead) return Execute("PRAGMA query_only=ON", {}, limit_).status();
  std::string mode;
  RETURN_IF_ERROR(Run(
      "PRAGMA journal_mode=WAL", {},
      [&mode](const Row& row) {
        mode = row.Bytes(0);
        return true;
      },
      limit_));
  return mode == "wal" ? absl::OkStatus() : DatabaseInternal();
}

absl::Status SqliteConnection::Begin(absl::string_view verb, Deadline deadline) {
  return Execute(verb, {}, deadline).status();
}

absl::Status SqliteConnection::Commit() {
  // Never interrupted half-way: the clock is not looked at, only the waiting for locks is bounded.
  sqlite3_progress_handler(db_.get(), 0, nullptr, nullptr);
  const absl::Cleanup restore = [this] {
    sqlite3_progress_handler(db_.get(), kStepsBetweenChecks, StopWhenPassed, &limit_);
  };
  const absl::Status status = Execute("COMMIT", {}, Deadline::After(kCommitPatience)).status();
  if (status.ok()) return status;
  // A failed sync leaves the commit in the log file: a crash before the next write would revive it.
  const int code = sqlite3_extended_errcode(db_.get());
  Rollback();
  return code == SQLITE_IOERR_FSYNC ? CommitUnknown() : status;
}

void SqliteConnection::Rollback() {
  if (!in_transaction()) return;
  sqlite3_progress_handler(db_.get(), 0, nullptr, nullptr);
  sqlite3_exec(db_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
  sqlite3_progress_handler(db_.get(), kStepsBetweenChecks, StopWhenPassed, &limit_);
}

absl::StatusOr<int64_t> SqliteConnection::Execute(absl::string_view sql,
                                                  absl::Span<const Value> values,
                                                  Deadline deadline) {
  const int64_t before = sqlite3_total_changes64(db_.get());
  RETURN_IF_ERROR(Run(
      sql, values, [](const Row&) { return true; }, deadline));
  // sqlite3_changes keeps the figure of an earlier statement if this one changed nothing.
  return sqlite3_total_changes64(db_.get()) == before ? 0 : sqlite3_changes64(db_.get());
}

absl::Status SqliteConnection::Query(absl::string_view sql, absl::Span<const Value> values,
                                     const RowCallback& on_row, Deadline deadline) {
  return Run(sql, values, on_row, deadline);
}

absl::StatusOr<SqliteConnection::Statement> SqliteConnection::Prepare(absl::string_view sql) {
  Statement known = statements_.Take(sql);
  if (known != nullptr) return known;
  sqlite3_stmt* made = nullptr;
  const char* rest = nullptr;
  const int code = sqlite3_prepare_v3(db_.get(), sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &made, &rest);
  if (code != SQLITE_OK) return Fail(code, sql);
  Statement statement(made);
  if (statement == nullptr) return DatabaseInternal();
  for (const char* at = rest; at != sql.data() + sql.size(); ++at) {
    if (*at != ' ' && *at != '\n' && *at != ';') return DatabaseInternal();  // second statement
  }
  return statement;
}

absl::Status SqliteConnection::Run(absl::string_view sql, absl::Span<const Value> values,
                                   const RowCallback& on_row, Deadline deadline) {
  const Deadline outer = std::exchange(limit_, deadline);
  const absl::Cleanup restore = [this, outer] { limit_ = outer; };
  ASSIGN_OR_RETURN(Statement statement, Prepare(sql));
  if (sqlite3_bind_parameter_count(statement.get()) != static_cast<int>(values.size())) {
    return DatabaseInternal();
  }
  for (size_t i = 0; i < values.size(); ++i) {
    const int code = Bind(statement.get(), static_cast<int>(i) + 1, values[i]);
    if (code != SQLITE_OK) return Fail(code, sql);
  }
  const absl::Status status = Step(statement.get(), sql, on_row);
  sqlite3_clear_bindings(statement.get());
  statements_.Put(sql, std::move(statement));
  return status;
}

absl::Status SqliteConnection::Step(sqlite3_stmt* statement, absl::string_view sql,
                                    const RowCallback& on_row) {
  int code = sqlite3_step(statement);
  for (; code == SQLITE_ROW; code = sqlite3_step(statement)) {
    if (!on_row(SqliteRow(statement))) {
      code = SQLITE_DONE;
      break;
    }
  }
  if (code == SQLITE_DONE) {
    sqlite3_reset(statement);
    return absl::OkStatus();
  }
  sqlite3_reset(statement);  // keeps the error of the step
  return Fail(code, sql);
}

absl::Status SqliteConnection::Fail(int code, absl::string_view sql) {
  const std::string text = sqlite3_errmsg(db_.get());
  SqliteFailure failure = ReadSqliteFailure(db_.get(), code);
  if (!failure.refused_row) LogError("SQLite", code, text, sql);
  if (failure.reopen) usable_ = false;
  if (!failure.statement_only) Rollback();
  return std::move(failure.status);
}

}  // namespace houniao::db
