// What a SQLite error means to the rest of the house.
#pragma once

#include <sqlite3.h>

#include "absl/status/status.h"

namespace houniao::db {

struct SqliteFailure {
  absl::Status status;
  // Only the statement was undone; the transaction may go on.
  bool statement_only = false;
  // A constraint did its work; nothing is wrong.
  bool refused_row = false;
  // The connection must be closed and opened again.
  bool reopen = false;
};

// `code` is the extended code just returned; the message is read from `db`. For a broken UNIQUE the
// constraint's declared name is looked up, because SQLite reports the columns only.
SqliteFailure ReadSqliteFailure(sqlite3* db, int code);

}  // namespace houniao::db
