#include "common/db/sqlite/sqlite_errors.h"

#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"

#include "common/db/connection.h"
#include "common/db/sqlite/sqlite_constraints.h"

namespace houniao::db {
namespace {

// `kind constraint failed: DETAIL`; empty if SQLite gave no detail.
std::string Detail(absl::string_view text) {
  const size_t colon = text.find(": ");
  return colon == absl::string_view::npos ? std::string() : std::string(text.substr(colon + 2));
}

absl::Status ReadConstraint(sqlite3* db, int code) {
  const std::string detail = Detail(sqlite3_errmsg(db));
  switch (code) {
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID:
      return DuplicateKey("PRIMARY");
    case SQLITE_CONSTRAINT_UNIQUE:
      return DuplicateKey(UniqueConstraintName(db, detail));
    case SQLITE_CONSTRAINT_CHECK:
      return ConstraintRefused(detail);
    case SQLITE_CONSTRAINT_FOREIGNKEY:
      return ConstraintRefused("");
    default:  // NOT NULL, the wrong type for a STRICT column: mistakes of the program
      return DatabaseInternal();
  }
}

}  // namespace

SqliteFailure ReadSqliteFailure(sqlite3* db, int code) {
  SqliteFailure failure;
  switch (code & 0xff) {
    case SQLITE_CONSTRAINT:
      failure.status = ReadConstraint(db, code);
      failure.statement_only = true;
      failure.refused_row = !absl::IsInternal(failure.status);
      break;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_ABORT:
    case SQLITE_PROTOCOL:
    case SQLITE_SCHEMA:
      failure.status = Conflict();
      break;
    case SQLITE_INTERRUPT:
      failure.status = StatementTimedOut();
      break;
    case SQLITE_FULL:
    case SQLITE_NOMEM:
      failure.status = DiskFull();
      break;
    case SQLITE_IOERR:
      failure.status = DiskFull();
      failure.reopen = true;
      break;
    case SQLITE_CANTOPEN:
      failure.status = ConnectionLost();
      failure.reopen = true;
      break;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      failure.status = DatabaseInternal();
      failure.reopen = true;
      break;
    default:
      failure.status = DatabaseInternal();
      failure.statement_only = true;
      break;
  }
  return failure;
}

}  // namespace houniao::db
