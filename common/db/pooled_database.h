// The one Database of both engines: one writing connection, a pool of reading ones.
#pragma once

#include <memory>
#include <string>

#include "common/db/database.h"
#include "common/db/pool.h"

namespace houniao::db {

// What differs between engines above the connection.
struct Dialect {
  Engine engine;
  absl::string_view begin_write;
  absl::string_view begin_read;
  absl::string_view for_update;
};

class PooledDatabase final : public Database {
 public:
  // `connect_schema` opens connections for schema changes, which no statement timeout bounds.
  PooledDatabase(Dialect dialect, Connect connect_writer, Connect connect_reader,
                 Connect connect_schema, int readers, absl::Duration statement_timeout);

  Engine engine() const override { return dialect_.engine; }
  absl::StatusOr<std::unique_ptr<Transaction>> BeginWrite(absl::Time deadline) override;
  absl::StatusOr<std::unique_ptr<Transaction>> BeginRead(absl::Time deadline) override;
  absl::StatusOr<std::unique_ptr<Transaction>> BeginSchemaChange(absl::Time deadline) override;
  absl::Status Query(absl::string_view sql, absl::Span<const Value> values,
                     const RowCallback& on_row, absl::Time deadline) override;
  absl::string_view for_update() const override { return dialect_.for_update; }
  absl::Status Ping(absl::Time deadline) override;

 private:
  absl::StatusOr<std::unique_ptr<Transaction>> Begin(Pool& pool, absl::string_view verb,
                                                     absl::Time time, absl::Duration limit);

  const Dialect dialect_;
  const absl::Duration statement_timeout_;
  Pool writers_;
  Pool readers_;
  Pool schema_;
};

}  // namespace houniao::db
