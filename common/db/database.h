// SQL without an engine: what the rest of the house sees of a database.
//
// Portable subset (STORAGE rules): ids made by the service, times as BIGINT microseconds, money as
// BIGINT fen, exact keys as VARBINARY. Errors come back as Status:
//   Unavailable        connection lost, refused, pool timeout
//   Aborted            deadlock, lock wait, busy: the transaction is gone, run it again as a whole
//   AlreadyExists      duplicate key; payload kConstraintPayload holds the constraint's name
//   FailedPrecondition foreign key or CHECK constraint refused; payload holds the name if known
//   ResourceExhausted  disk full
//   DeadlineExceeded   statement timeout
//   Internal           the rest (a statement or value the engine does not take, a damaged file)
// Vendor text never goes upward, and to the log only where it cannot quote a stored value.
//
// After AlreadyExists, FailedPrecondition and Internal only the statement was undone, and the
// transaction may go on. After every other error it has been rolled back as a whole: whatever
// follows answers Aborted.
//
// Constraint names are the same on both engines if
//   - uniqueness is declared as `CREATE UNIQUE INDEX name` or `CONSTRAINT name UNIQUE (...)`,
//   - CHECKs are declared as `CONSTRAINT name CHECK (...)`.
// A primary key is called PRIMARY. Foreign keys have a name on MySQL only. If a row breaks two
// constraints at once, which one is named is not defined.
//
// Deadlines are times of the system clock, also when the suite's own clock is simulated.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "absl/types/span.h"

namespace houniao::db {

inline constexpr absl::string_view kConstraintPayload = "houniao.db/constraint";
// True for the status of a COMMIT whose outcome the client cannot know (connection lost in flight).
inline constexpr absl::string_view kCommitUnknownPayload = "houniao.db/commit_unknown";
bool IsCommitUnknown(const absl::Status& status);
// Name of the constraint that refused; empty if the status carries none.
std::string ConstraintOf(const absl::Status& status);

// NULL, number, or bytes. Text binds to @key and @text columns, Blob to @blob and @hash columns:
// SQLite refuses the one in a column of the other, and MySQL does not notice. Text for @text must
// be UTF-8. Both may hold NUL bytes. Keep values below 8 MiB.
struct Value {
  enum class Kind { kNull, kInt, kText, kBlob };
  Kind kind = Kind::kNull;
  int64_t number = 0;
  std::string bytes;

  Value() = default;
  Value(int64_t n) : kind(Kind::kInt), number(n) {}            // NOLINT: binds read naturally
  Value(int n) : kind(Kind::kInt), number(n) {}                // NOLINT
  Value(bool b) : kind(Kind::kInt), number(b ? 1 : 0) {}       // NOLINT
  Value(const char* text) : kind(Kind::kText), bytes(text) {}  // NOLINT
  Value(std::string text) : kind(Kind::kText), bytes(std::move(text)) {}  // NOLINT
  Value(absl::string_view text) : kind(Kind::kText), bytes(text) {}       // NOLINT
  static Value Blob(std::string bytes);
  static Value Null() { return Value(); }
  static Value Micros(absl::Time time) { return Value(absl::ToUnixMicros(time)); }
  bool is_null() const { return kind == Kind::kNull; }
};

// One row, valid until the callback returns. Columns by position, from 0. NULL reads as 0 or "".
class Row {
 public:
  virtual ~Row() = default;
  virtual bool IsNull(int column) const = 0;
  virtual int64_t Int(int column) const = 0;
  virtual std::string Bytes(int column) const = 0;
  absl::Time Time(int column) const { return absl::FromUnixMicros(Int(column)); }
};

// Return false to stop reading.
using RowCallback = std::function<bool(const Row&)>;

// Runs statements on one connection. Not thread-safe. `sql` uses `?` placeholders and must be a
// constant of the program (or one of few texts made from constants): prepared statements are cached
// by its text, the 256 last used of each connection. Name the columns, never SELECT *.
class Session {
 public:
  virtual ~Session() = default;
  // Returns the number of rows that matched (like SQLite; MySQL with CLIENT_FOUND_ROWS).
  virtual absl::StatusOr<int64_t> Execute(absl::string_view sql,
                                          absl::Span<const Value> values = {}) = 0;
  // A statement that only reads. MySQL fetches the whole result first: page with LIMIT.
  virtual absl::Status Query(absl::string_view sql, absl::Span<const Value> values,
                             const RowCallback& on_row) = 0;
  // First column of the first row as a number; nothing if there is no row.
  absl::StatusOr<std::optional<int64_t>> QueryInt(absl::string_view sql,
                                                  absl::Span<const Value> values = {});
  // First column of the first row as bytes; nothing if there is no row.
  absl::StatusOr<std::optional<std::string>> QueryBytes(absl::string_view sql,
                                                        absl::Span<const Value> values = {});
};

// A transaction. Rolls back when destroyed without Commit.
class Transaction : public Session {
 public:
  // Not bounded by the deadline. An error for which IsCommitUnknown is true leaves open whether the
  // work is stored: look it up in a new transaction. After any other error it is not.
  virtual absl::Status Commit() = 0;
  virtual void Rollback() = 0;
  // Nested work that can be undone alone; names are made inside.
  virtual absl::Status Savepoint() = 0;
  virtual absl::Status ReleaseSavepoint() = 0;
  // Undoes to the newest savepoint and removes it.
  virtual absl::Status RollbackToSavepoint() = 0;
};

enum class Engine { kSqlite, kMysql };

// A database of one service: one writer, many readers. Thread-safe.
class Database {
 public:
  virtual ~Database() = default;
  virtual Engine engine() const = 0;
  // Starts the writing transaction (SQLite: BEGIN IMMEDIATE on the one writer connection; MySQL:
  // READ COMMITTED). Waits for the writer until `deadline`; statements inside are bounded by it
  // too.
  virtual absl::StatusOr<std::unique_ptr<Transaction>> BeginWrite(absl::Time deadline) = 0;
  // A read transaction that sees one snapshot from its first statement on.
  virtual absl::StatusOr<std::unique_ptr<Transaction>> BeginRead(absl::Time deadline) = 0;
  // As BeginWrite, on a connection of its own whose statements have no time limit but `deadline`.
  // On MySQL every CREATE, ALTER and DROP commits what came before it.
  virtual absl::StatusOr<std::unique_ptr<Transaction>> BeginSchemaChange(absl::Time deadline) {
    return BeginWrite(deadline);
  }
  // One reading statement, without a transaction around it.
  virtual absl::Status Query(absl::string_view sql, absl::Span<const Value> values,
                             const RowCallback& on_row, absl::Time deadline) = 0;
  // Appended to a SELECT that must lock what it reads: "" on SQLite, " FOR UPDATE" on MySQL.
  virtual absl::string_view for_update() const = 0;
  // Quick check that the database answers.
  virtual absl::Status Ping(absl::Time deadline) = 0;
};

struct Options {
  // `sqlite:PATH` (a file) or `mysql://user:password@host:port/database?ssl_ca=FILE`;
  // user and password are percent-encoded; the password may come from `password_file=FILE` instead.
  // With ssl_ca the server must offer TLS and a certificate of that CA for `host`; `ssl_cert=FILE`
  // and `ssl_key=FILE` present our own. `socket=FILE` connects there instead of to host and port.
  std::string url;
  int readers = 4;
  absl::Duration connect_timeout = absl::Seconds(2);
  // Of one statement. A server that does not answer at all is given up two seconds later.
  absl::Duration statement_timeout = absl::Seconds(5);
};

// Opens (SQLite: creates with mode 0600) the database. MySQL: the database named in the url must
// exist.
absl::StatusOr<std::unique_ptr<Database>> Open(const Options& options);

}  // namespace houniao::db
