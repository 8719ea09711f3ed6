#include "common/db/mysql/mysql_connection.h"

#include <cppconn/datatype.h>
#include <cppconn/parameter_metadata.h>
#include <cppconn/resultset.h>

#include <exception>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

#include "common/base/status_macros.h"
#include "common/db/mysql/mysql_errors.h"
#include "common/db/mysql/mysql_login.h"

namespace houniao::db {
namespace {

// Quotes and || mean the same as on SQLite; no value is cut or bent to fit its column.
constexpr char kSqlMode[] =
    "SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION,ERROR_FOR_DIVISION_BY_ZERO,"
    "ONLY_FULL_GROUP_BY,PIPES_AS_CONCAT,ANSI_QUOTES,NO_BACKSLASH_ESCAPES'";
constexpr int kUnknownVariable = 1193;

sql::SQLString Text(absl::string_view text) { return sql::SQLString(text.data(), text.size()); }

class MysqlRow final : public Row {
 public:
  explicit MysqlRow(const sql::ResultSet& result) : result_(result) {}
  bool IsNull(int column) const override { return result_.isNull(Place(column)); }
  int64_t Int(int column) const override {
    return IsNull(column) ? 0 : result_.getInt64(Place(column));
  }
  std::string Bytes(int column) const override {
    return IsNull(column) ? std::string() : result_.getString(Place(column)).asStdString();
  }

 private:
  static uint32_t Place(int column) { return static_cast<uint32_t>(column) + 1; }
  const sql::ResultSet& result_;
};

// Never setUInt64 (a later negative number would be sent as unsigned), never setBlob (a stream that
// is used up is sent as NULL).
void Bind(sql::PreparedStatement& statement, absl::Span<const Value> values) {
  for (size_t i = 0; i < values.size(); ++i) {
    const unsigned place = static_cast<unsigned>(i) + 1;
    const Value& value = values[i];
    switch (value.kind) {
      case Value::Kind::kNull:
        statement.setNull(place, sql::DataType::BIGINT);
        break;
      case Value::Kind::kInt:
        statement.setInt64(place, value.number);
        break;
      case Value::Kind::kText:
      case Value::Kind::kBlob:
        statement.setString(place, value.bytes);
        break;
    }
  }
}

// Few different limits, so that the server is seldom told a new one: the next at or above `wait`.
absl::Duration RoundedLimit(absl::Duration wait, absl::Duration most) {
  for (const int millis : {50, 100, 250, 500, 1000, 2500}) {
    if (wait <= absl::Milliseconds(millis)) return std::min(absl::Milliseconds(millis), most);
  }
  return most;
}

}  // namespace

absl::StatusOr<std::unique_ptr<Connection>> MysqlConnection::Open(const Url& url, Use use,
                                                                  const Timeouts& timeouts,
                                                                  Deadline deadline) {
  if (deadline.passed()) return PoolExhausted();
  const absl::Duration statement =
      use == Use::kSchema ? absl::InfiniteDuration() : timeouts.statement;
  try {
    auto login = Login(url, std::min(timeouts.connect, deadline.remaining()), statement);
    std::unique_ptr<MysqlConnection> connection(new MysqlConnection(std::move(login), statement));
    connection->Configure(use);
    return std::unique_ptr<Connection>(std::move(connection));
  } catch (const sql::SQLException& error) {
    LogError("MySQL", error.getErrorCode(), LoggableText(error), "");
    return ReadMysqlFailure(error).status;
  } catch (const std::exception&) {
    return ConnectionLost();
  }
}

void MysqlConnection::Configure(Use use) {
  text_->execute("SET NAMES utf8mb4 COLLATE utf8mb4_bin");
  text_->execute(kSqlMode);
  {
    const std::unique_ptr<sql::ResultSet> version(text_->executeQuery("SELECT VERSION()"));
    mariadb_ = version->next() && absl::StrContains(version->getString(1).asStdString(), "MariaDB");
  }
  if (use == Use::kSchema) return;
  // A lock wait ends before the statement's limit: Aborted says more than DeadlineExceeded.
  const int64_t lock_wait = std::max<int64_t>(1, absl::ToInt64Seconds(statement_timeout_) - 1);
  text_->execute(absl::StrCat("SET SESSION innodb_lock_wait_timeout = ", lock_wait));
  if (use == Use::kWrite) {
    text_->execute("SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED");
    return;
  }
  text_->execute("SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ");
  text_->execute("SET SESSION TRANSACTION READ ONLY");
  if (!mariadb_) return;
  try {  // in a Galera cluster: reads see what other nodes have acknowledged
    text_->execute("SET SESSION wsrep_sync_wait = 1");
  } catch (const sql::SQLException& error) {
    if (error.getErrorCode() != kUnknownVariable) throw;
  }
}

void MysqlConnection::LimitStatements(Deadline deadline) {
  if (statement_timeout_ == absl::InfiniteDuration()) return;
  const absl::Duration limit = RoundedLimit(deadline.remaining(), statement_timeout_);
  if (limit_ == limit) return;
  const int64_t millis = std::max<int64_t>(1, absl::ToInt64Milliseconds(limit));
  // MySQL bounds SELECT only; its writes are bounded by the lock wait and the read timeout.
  text_->execute(mariadb_ ? absl::StrFormat("SET SESSION max_statement_time = %d.%03d",
                                            millis / 1000, millis % 1000)
                          : absl::StrCat("SET SESSION max_execution_time = ", millis));
  limit_ = limit;
}

template <typename Work>
absl::Status MysqlConnection::Guarded(absl::string_view sql, bool again, Work work) {
  bool stale = false;
  try {
    return work();
  } catch (const sql::SQLException& error) {
    absl::Status status = Fail(error, sql, &stale);
    if (!stale || !again) return status;
  } catch (const std::exception&) {
    Abandon();
    return DatabaseInternal();
  }
  return Guarded(sql, false, std::move(work));
}

absl::Status MysqlConnection::Fail(const sql::SQLException& error, absl::string_view sql,
                                   bool* stale) {
  MysqlFailure failure = ReadMysqlFailure(error);
  *stale = failure.stale;
  if (!failure.refused_row) LogError("MySQL", error.getErrorCode(), LoggableText(error), sql);
  if (failure.stale) statements_.Clear();
  if (failure.lost) {
    Abandon();
  } else if (!failure.statement_only) {
    Rollback();
  }
  return std::move(failure.status);
}

void MysqlConnection::Abandon() {
  usable_ = false;
  in_transaction_ = false;
}

absl::Status MysqlConnection::Begin(absl::string_view verb, Deadline deadline) {
  return Guarded(verb, false, [&]() -> absl::Status {
    LimitStatements(deadline);
    text_->execute(Text(verb));
    in_transaction_ = true;
    return absl::OkStatus();
  });
}

absl::Status MysqlConnection::Commit() {
  try {
    text_->execute("COMMIT");
    in_transaction_ = false;
    return absl::OkStatus();
  } catch (const sql::SQLException& error) {
    LogError("MySQL", error.getErrorCode(), LoggableText(error), "COMMIT");
    const absl::Status status = ReadMysqlFailure(error).status;
    if (absl::IsAborted(status)) {
      Rollback();
      return status;
    }
  } catch (const std::exception&) {
  }
  // Whatever else went wrong, the server may have stored the work all the same.
  Abandon();
  return CommitUnknown();
}

void MysqlConnection::Rollback() {
  if (!in_transaction_) return;
  in_transaction_ = false;
  try {
    text_->execute("ROLLBACK");
  } catch (const std::exception&) {
    usable_ = false;
  }
}

absl::StatusOr<MysqlConnection::PreparedPointer> MysqlConnection::Prepare(
    absl::string_view sql, absl::Span<const Value> values) {
  PreparedPointer prepared = statements_.Take(sql);
  if (prepared == nullptr) {
    prepared = std::make_unique<Prepared>();
    prepared->statement.reset(connection_->prepareStatement(Text(sql)));
    prepared->parameters =
        static_cast<size_t>(prepared->statement->getParameterMetaData()->getParameterCount());
  }
  if (prepared->parameters != values.size()) return DatabaseInternal();
  Bind(*prepared->statement, values);
  return prepared;
}

absl::StatusOr<int64_t> MysqlConnection::Execute(absl::string_view sql,
                                                 absl::Span<const Value> values,
                                                 Deadline deadline) {
  int64_t rows = 0;
  RETURN_IF_ERROR(Guarded(sql, true, [&]() -> absl::Status {
    if (!in_transaction_) LimitStatements(deadline);
    if (values.empty()) {  // also what cannot be prepared: SAVEPOINT, some DDL
      rows = text_->executeUpdate(Text(sql));
      return absl::OkStatus();
    }
    ASSIGN_OR_RETURN(PreparedPointer prepared, Prepare(sql, values));
    rows = prepared->statement->executeUpdate();
    statements_.Put(sql, std::move(prepared));
    return absl::OkStatus();
  }));
  return rows;
}

absl::Status MysqlConnection::Query(absl::string_view sql, absl::Span<const Value> values,
                                    const RowCallback& on_row, Deadline deadline) {
  bool delivered = false;
  return Guarded(sql, true, [&]() -> absl::Status {
    if (delivered) return DatabaseInternal();
    if (!in_transaction_) LimitStatements(deadline);
    ASSIGN_OR_RETURN(PreparedPointer prepared, Prepare(sql, values));
    {
      // Its buffers belong to the statement: one result at a time.
      const std::unique_ptr<sql::ResultSet> result(prepared->statement->executeQuery());
      const MysqlRow row(*result);
      while (result->next()) {
        delivered = true;
        if (!on_row(row)) break;
      }
    }
    statements_.Put(sql, std::move(prepared));
    return absl::OkStatus();
  });
}

}  // namespace houniao::db
