#include "common/db/database.h"

#include <utility>

#include "common/base/status_macros.h"
#include "common/db/mysql/mysql_database.h"
#include "common/db/sqlite/sqlite_database.h"
#include "common/db/url.h"

namespace houniao::db {

Value Value::Blob(std::string bytes) {
  Value value;
  value.kind = Kind::kBlob;
  value.bytes = std::move(bytes);
  return value;
}

absl::StatusOr<std::optional<int64_t>> Session::QueryInt(absl::string_view sql,
                                                         absl::Span<const Value> values) {
  std::optional<int64_t> found;
  RETURN_IF_ERROR(Query(sql, values, [&found](const Row& row) {
    if (!row.IsNull(0)) found = row.Int(0);
    return false;
  }));
  return found;
}

absl::StatusOr<std::optional<std::string>> Session::QueryBytes(absl::string_view sql,
                                                               absl::Span<const Value> values) {
  std::optional<std::string> found;
  RETURN_IF_ERROR(Query(sql, values, [&found](const Row& row) {
    if (!row.IsNull(0)) found = row.Bytes(0);
    return false;
  }));
  return found;
}

absl::StatusOr<std::unique_ptr<Database>> Open(const Options& options) {
  ASSIGN_OR_RETURN(const Url url, ParseUrl(options.url));
  if (url.engine == Engine::kSqlite) return OpenSqlite(url, options);
  return OpenMysql(url, options);
}

}  // namespace houniao::db
