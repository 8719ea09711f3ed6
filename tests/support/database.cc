#include "tests/support/database.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

#include "common/db/migration_text.h"
#include "tests/support/mariadb.h"
#include "tests/support/temp_folder.h"

namespace houniao::testing {
namespace {

void MustBeOk(const absl::Status& status) {
  if (status.ok()) return;
  std::fprintf(stderr, "%s\n", status.ToString().c_str());
  std::abort();
}

template <typename T>
T Must(absl::StatusOr<T> value) {
  MustBeOk(value.status());
  return *std::move(value);
}

}  // namespace

std::string EngineName(const ::testing::TestParamInfo<db::Engine>& info) {
  return info.param == db::Engine::kSqlite ? "Sqlite" : "Mysql";
}

TestDatabase::TestDatabase(db::Engine engine, const std::vector<db::Migration>& migrations)
    : TestDatabase(engine, db::Options()) {
  if (!migrations.empty()) MustBeOk(db::Migrate(*database_, migrations));
}

TestDatabase::TestDatabase(db::Engine engine, db::Options options) : options_(std::move(options)) {
  if (engine == db::Engine::kSqlite) {
    folder_ = MakeTempFolder("file");
    options_.url = absl::StrCat("sqlite:", folder_, "/data.db");
  } else {
    schema_ = Must(MariaDb::Shared().CreateDatabase());
    options_.url = MariaDb::Shared().SocketUrl(schema_);
  }
  database_ = OpenAnother();
}

TestDatabase::~TestDatabase() {
  database_.reset();
  if (!schema_.empty()) MustBeOk(MariaDb::Shared().DropDatabase(schema_));
  std::error_code ignored;
  if (!folder_.empty()) std::filesystem::remove_all(folder_, ignored);
}

std::unique_ptr<db::Database> TestDatabase::OpenAnother() const { return Must(db::Open(options_)); }

void TestDatabase::Reopen() {
  database_.reset();
  database_ = OpenAnother();
}

void TestDatabase::Define(const std::string& sql) {
  const auto transaction = Must(database_->BeginSchemaChange(Soon()));
  for (const std::string& statement : Must(db::MigrationStatements(sql, database_->engine()))) {
    MustBeOk(transaction->Execute(statement).status());
  }
  MustBeOk(transaction->Commit());
}

}  // namespace houniao::testing
