// The text of a migration: which statements it holds, and what they are on one engine.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "common/db/database.h"

namespace houniao::db {

// SHA-256 of the text as written, 32 bytes.
std::string MigrationHash(absl::string_view sql);

// Statements in order, comments dropped, tokens replaced. InvalidArgument on an unknown token, a
// statement without its `;`, or a text without statements.
absl::StatusOr<std::vector<std::string>> MigrationStatements(absl::string_view sql, Engine engine);

}  // namespace houniao::db
