#include "common/resource/schema.h"

extern "C" {
extern const char houniao_sql_commit_log_begin[];
extern const char houniao_sql_commit_log_end[];
}

namespace houniao::resource {

std::vector<db::Migration> CommonMigrations() {
  return {{1, "create_commit_log",
           std::string(
               houniao_sql_commit_log_begin,
               static_cast<size_t>(houniao_sql_commit_log_end - houniao_sql_commit_log_begin))}};
}

}  // namespace houniao::resource
