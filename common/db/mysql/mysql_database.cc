#include "common/db/mysql/mysql_database.h"

#include "absl/time/clock.h"

#include "common/base/status_macros.h"
#include "common/db/mysql/mysql_connection.h"
#include "common/db/pooled_database.h"

namespace houniao::db {

absl::StatusOr<std::unique_ptr<Database>> OpenMysql(const Url& url, const Options& options) {
  const MysqlConnection::Timeouts timeouts{options.connect_timeout, options.statement_timeout};
  const auto connect = [&](MysqlConnection::Use use) {
    return [url, use, timeouts](Deadline deadline) {
      return MysqlConnection::Open(url, use, timeouts, deadline);
    };
  };
  auto database = std::make_unique<PooledDatabase>(
      Dialect{Engine::kMysql, "START TRANSACTION",
              "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY", " FOR UPDATE"},
      connect(MysqlConnection::Use::kWrite), connect(MysqlConnection::Use::kRead),
      connect(MysqlConnection::Use::kSchema), options.readers, options.statement_timeout);
  RETURN_IF_ERROR(
      database->Ping(absl::Now() + options.connect_timeout + options.statement_timeout));
  return database;
}

}  // namespace houniao::db
