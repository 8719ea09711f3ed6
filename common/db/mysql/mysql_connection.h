// A connection to a MariaDB or MySQL server.
//
// The driver's own transaction calls ignore the server's answer, so every verb is sent as a
// statement. Its exceptions end here.
#pragma once

#include <cppconn/connection.h>
#include <cppconn/exception.h>
#include <cppconn/prepared_statement.h>
#include <cppconn/statement.h>

#include <memory>
#include <optional>
#include <utility>

#include "common/db/connection.h"
#include "common/db/statement_cache.h"
#include "common/db/url.h"

namespace houniao::db {

class MysqlConnection final : public Connection {
 public:
  enum class Use { kWrite, kRead, kSchema };
  struct Timeouts {
    absl::Duration connect;
    absl::Duration statement;
  };
  static absl::StatusOr<std::unique_ptr<Connection>> Open(const Url& url, Use use,
                                                          const Timeouts& timeouts,
                                                          Deadline deadline);

  absl::Status Begin(absl::string_view verb, Deadline deadline) override;
  absl::Status Commit() override;
  void Rollback() override;
  absl::StatusOr<int64_t> Execute(absl::string_view sql, absl::Span<const Value> values,
                                  Deadline deadline) override;
  absl::Status Query(absl::string_view sql, absl::Span<const Value> values,
                     const RowCallback& on_row, Deadline deadline) override;
  bool in_transaction() const override { return in_transaction_; }
  bool usable() const override { return usable_ && !in_transaction_; }

 private:
  struct Prepared {
    std::unique_ptr<sql::PreparedStatement> statement;
    size_t parameters = 0;
  };
  using PreparedPointer = std::unique_ptr<Prepared>;

  MysqlConnection(std::unique_ptr<sql::Connection> connection, absl::Duration statement_timeout)
      : connection_(std::move(connection)),
        text_(connection_->createStatement()),
        statement_timeout_(statement_timeout) {}
  void Configure(Use use);
  // Makes the server stop statements of this session near the deadline.
  void LimitStatements(Deadline deadline);
  absl::StatusOr<PreparedPointer> Prepare(absl::string_view sql, absl::Span<const Value> values);
  // Runs `work`, which may throw. `again` allows one more try with statements prepared anew.
  template <typename Work>
  absl::Status Guarded(absl::string_view sql, bool again, Work work);
  absl::Status Fail(const sql::SQLException& error, absl::string_view sql, bool* stale);
  void Abandon();

  std::unique_ptr<sql::Connection> connection_;
  std::unique_ptr<sql::Statement> text_;
  StatementCache<PreparedPointer> statements_{256};
  absl::Duration statement_timeout_;
  std::optional<absl::Duration> limit_;
  bool mariadb_ = false;
  bool in_transaction_ = false;
  bool usable_ = true;
};

}  // namespace houniao::db
