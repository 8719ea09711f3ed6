// Numbered schema changes, forward only. `0001_create_talents.sql` and so on, embedded in the
// program; each is applied once, under a lock, with a hash of its text and a dirty marker kept.
//
// One text serves both engines. Types are written as tokens that each engine replaces:
//   @key      exact key, at most 255 bytes      SQLite TEXT     MySQL VARBINARY(255)
//   @int      64-bit integer                    SQLite INTEGER  MySQL BIGINT
//   @text     text, at most 1000 characters     SQLite TEXT     MySQL VARCHAR(1000)
//   @blob     bytes, up to 16 MiB               SQLite BLOB     MySQL LONGBLOB
//   @hash     32 bytes                          SQLite BLOB     MySQL BINARY(32)
//   @table    end of CREATE TABLE               SQLite STRICT   MySQL ENGINE=InnoDB ... utf8mb4_bin
// Limits that only one engine has: names of CHECK and FOREIGN KEY constraints are unique in the
// whole database, so they hold the table's name; @text and @blob columns cannot be indexed, @blob
// has no DEFAULT; at most fifteen @text columns a table; no partial or expression index, no CREATE
// INDEX IF NOT EXISTS, no inline REFERENCES; `rank`, `groups`, `key`, `system`, `window`,
// `condition` and other words of MySQL are no names.
// Statements end with `;` at the end of a line. Lines that start with `--` are comments.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

#include "common/db/database.h"

namespace houniao::db {

struct Migration {
  int number = 0;
  std::string name;
  std::string sql;
};

// Brings the schema up to date. FailedPrecondition if an applied migration's text has changed, if
// the database is newer than the program knows, or if an earlier run stopped half-way on an engine
// that cannot roll DDL back (the message says which migration to look at).
absl::Status Migrate(Database& database, const std::vector<Migration>& migrations);

}  // namespace houniao::db
