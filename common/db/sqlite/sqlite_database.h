// SQLite: one file of a service, write-ahead log, every commit on the disk before it is answered.
#pragma once

#include <memory>

#include "absl/status/statusor.h"

#include "common/db/database.h"
#include "common/db/url.h"

namespace houniao::db {

// Creates the file with mode 0600 if there is none; its folder must exist.
absl::StatusOr<std::unique_ptr<Database>> OpenSqlite(const Url& url, const Options& options);

}  // namespace houniao::db
