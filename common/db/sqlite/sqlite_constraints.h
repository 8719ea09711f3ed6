// The declared names of unique constraints, which SQLite's messages leave out.
#pragma once

#include <sqlite3.h>

#include <string>

#include "absl/strings/string_view.h"

namespace houniao::db {

// `columns` is SQLite's text, `talents.source, talents.external_id`. Answers the name of the unique
// index over exactly these columns, or of `CONSTRAINT name UNIQUE (...)` in the table's text; for
// an unnamed UNIQUE the name of its first column, as MySQL names it.
std::string UniqueConstraintName(sqlite3* db, absl::string_view columns);

}  // namespace houniao::db
