#include "common/db/migrations.h"

#include <algorithm>
#include <map>
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"

#include "common/base/status_macros.h"
#include "common/db/migration_text.h"

namespace houniao::db {
namespace {

// Below: what all services have; from here on: what one has. Each of the two has an order of its
// own, so that something common can be added to a database that a service has used.
constexpr int kFirstOfService = 100;
bool IsCommon(int number) { return number < kFirstOfService; }

// Long enough to copy a large table; several replicas that start together wait for one another.
constexpr absl::Duration kPatience = absl::Hours(1);

constexpr absl::string_view kSqlCreate =
    "CREATE TABLE IF NOT EXISTS schema_migrations (number @int NOT NULL PRIMARY KEY, name @key NOT "
    "NULL, hash @hash NOT NULL, dirty @int NOT NULL) @table;";
constexpr absl::string_view kSqlApplied =
    "SELECT number, name, hash, dirty FROM schema_migrations ORDER BY number";
constexpr absl::string_view kSqlInsert =
    "INSERT INTO schema_migrations (number, name, hash, dirty) VALUES (?, ?, ?, 1)";
constexpr absl::string_view kSqlClean = "UPDATE schema_migrations SET dirty = 0 WHERE number = ?";
// Held by the connection, not by the transaction: CREATE and ALTER commit implicitly on MySQL.
constexpr absl::string_view kSqlLock =
    "SELECT GET_LOCK(CONCAT('houniao.', LEFT(SHA2(DATABASE(), 256), 40)), 3600)";
constexpr absl::string_view kSqlUnlock =
    "SELECT RELEASE_LOCK(CONCAT('houniao.', LEFT(SHA2(DATABASE(), 256), 40)))";

struct Applied {
  std::string name;
  std::string hash;
  bool dirty = false;
};

absl::Status CheckOrder(const std::vector<Migration>& migrations) {
  int last = 0;
  for (const Migration& migration : migrations) {
    if (migration.number <= last) {
      return absl::InvalidArgumentError("Migrations must be numbered upward from 1.");
    }
    last = migration.number;
  }
  return absl::OkStatus();
}

absl::StatusOr<std::map<int, Applied>> ReadApplied(Session& session) {
  std::map<int, Applied> applied;
  RETURN_IF_ERROR(session.Query(kSqlApplied, {}, [&applied](const Row& row) {
    applied[static_cast<int>(row.Int(0))] = {row.Bytes(1), row.Bytes(2), row.Int(3) != 0};
    return true;
  }));
  return applied;
}

absl::Status CheckApplied(const std::map<int, Applied>& applied,
                          const std::vector<Migration>& migrations) {
  std::map<int, const Migration*> known;
  for (const Migration& migration : migrations) known[migration.number] = &migration;
  for (const auto& [number, row] : applied) {
    const std::string title = absl::StrCat("Migration ", number, " (", row.name, ") ");
    if (row.dirty) {
      return absl::FailedPreconditionError(absl::StrCat(
          title, "stopped half-way: complete or undo it by hand, then set or delete its row."));
    }
    if (known.count(number) == 0) {
      return absl::FailedPreconditionError(
          absl::StrCat(title, "is not known: the database is newer than this program."));
    }
    if (row.hash != MigrationHash(known[number]->sql)) {
      return absl::FailedPreconditionError(
          absl::StrCat(title, "has been changed since it was applied."));
    }
  }
  for (const Migration& migration : migrations) {
    const bool overtaken = std::any_of(applied.begin(), applied.end(), [&](const auto& row) {
      return row.first > migration.number && IsCommon(row.first) == IsCommon(migration.number);
    });
    if (overtaken && applied.count(migration.number) == 0) {
      return absl::FailedPreconditionError(absl::StrCat(
          "Migration ", migration.number, " comes before one that is applied already."));
    }
  }
  return absl::OkStatus();
}

// The row is the dirty marker while the statements run. On MySQL the CREATE TABLE before it has
// ended the transaction, so each of these statements is stored at once.
absl::Status Apply(Transaction& transaction, const Migration& migration, Engine engine) {
  ASSIGN_OR_RETURN(const std::vector<std::string> statements,
                   MigrationStatements(migration.sql, engine));
  RETURN_IF_ERROR(transaction
                      .Execute(kSqlInsert, {migration.number, migration.name,
                                            Value::Blob(MigrationHash(migration.sql))})
                      .status());
  for (size_t i = 0; i < statements.size(); ++i) {
    const absl::Status status = transaction.Execute(statements[i], {}).status();
    if (status.ok()) continue;
    return absl::Status(status.code(),
                        absl::StrCat("Migration ", migration.number, " (", migration.name,
                                     ") failed at statement ", i + 1, ": ", status.message()));
  }
  return transaction.Execute(kSqlClean, {migration.number}).status();
}

absl::Status ApplyMissing(Transaction& transaction, const std::vector<Migration>& migrations,
                          Engine engine) {
  ASSIGN_OR_RETURN(const std::vector<std::string> create, MigrationStatements(kSqlCreate, engine));
  RETURN_IF_ERROR(transaction.Execute(create.front()).status());
  ASSIGN_OR_RETURN(const auto applied, ReadApplied(transaction));
  RETURN_IF_ERROR(CheckApplied(applied, migrations));
  for (const Migration& migration : migrations) {
    if (applied.count(migration.number) > 0) continue;
    RETURN_IF_ERROR(Apply(transaction, migration, engine));
  }
  return absl::OkStatus();
}

// On MySQL: one migrating program at a time, by a lock of the server.
absl::Status WithServerLock(Transaction& transaction, const std::vector<Migration>& migrations) {
  ASSIGN_OR_RETURN(const std::optional<int64_t> locked, transaction.QueryInt(kSqlLock));
  if (locked.value_or(0) != 1) {
    return absl::UnavailableError("Another program is changing the schema.");
  }
  const absl::Status status = ApplyMissing(transaction, migrations, Engine::kMysql);
  const auto unlocked = transaction.QueryInt(kSqlUnlock);
  return status.ok() ? unlocked.status() : status;
}

}  // namespace

absl::Status Migrate(Database& database, const std::vector<Migration>& migrations) {
  RETURN_IF_ERROR(CheckOrder(migrations));
  ASSIGN_OR_RETURN(const std::unique_ptr<Transaction> transaction,
                   database.BeginSchemaChange(absl::Now() + kPatience));
  // SQLite: the writing transaction is the lock, and takes everything back if one statement fails.
  RETURN_IF_ERROR(database.engine() == Engine::kSqlite
                      ? ApplyMissing(*transaction, migrations, Engine::kSqlite)
                      : WithServerLock(*transaction, migrations));
  return transaction->Commit();
}

}  // namespace houniao::db
