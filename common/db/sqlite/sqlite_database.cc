#include "common/db/sqlite/sqlite_database.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <utility>

#include "absl/time/clock.h"

#include "common/base/status_macros.h"
#include "common/db/pooled_database.h"
#include "common/db/sqlite/sqlite_connection.h"

namespace houniao::db {
namespace {

// Only ever creates: closing a descriptor of a database file in use would drop this process' locks.
absl::Status CreatePrivateFile(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file >= 0) {
    ::close(file);
    return absl::OkStatus();
  }
  if (errno == EEXIST) return absl::OkStatus();
  if (errno == ENOSPC || errno == EDQUOT) return DiskFull();
  return absl::UnavailableError("The database file cannot be created.");
}

}  // namespace

absl::StatusOr<std::unique_ptr<Database>> OpenSqlite(const Url& url, const Options& options) {
  RETURN_IF_ERROR(CreatePrivateFile(url.path));
  const auto connect = [path = url.path](SqliteConnection::Use use) {
    return [path, use](Deadline deadline) -> absl::StatusOr<std::unique_ptr<Connection>> {
      return SqliteConnection::Open(path, use, deadline);
    };
  };
  auto database = std::make_unique<PooledDatabase>(
      Dialect{Engine::kSqlite, "BEGIN IMMEDIATE", "BEGIN", ""},
      connect(SqliteConnection::Use::kWrite), connect(SqliteConnection::Use::kRead),
      connect(SqliteConnection::Use::kWrite), options.readers, options.statement_timeout);
  // The first writer turns the write-ahead log on; readers cannot.
  const absl::Time patience = absl::Now() + options.connect_timeout + options.statement_timeout;
  ASSIGN_OR_RETURN(std::unique_ptr<Transaction> first, database->BeginWrite(patience));
  first->Rollback();
  first.reset();
  RETURN_IF_ERROR(database->Ping(patience));
  return database;
}

}  // namespace houniao::db
