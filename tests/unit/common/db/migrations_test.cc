// Schema changes: applied once, in order, checked for tampering, on both engines.
#include "common/db/migrations.h"

#include <gmock/gmock.h>

#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/escaping.h"

#include "common/db/migration_text.h"
#include "tests/support/database.h"
#include "tests/support/status_matchers.h"

namespace houniao::db {
namespace {

using ::houniao::testing::EngineName;
using ::houniao::testing::kEngines;
using ::houniao::testing::Soon;
using ::houniao::testing::StatusIs;
using ::houniao::testing::TestDatabase;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Optional;

const Migration kFirst{1, "create_things",
                       "-- Things.\n"
                       "CREATE TABLE things (\n"
                       "  id @key NOT NULL PRIMARY KEY,  \n"
                       "  n @int NOT NULL DEFAULT 0, note @text, body @blob, digest @hash\n"
                       ") @table;\n\n"
                       "CREATE UNIQUE INDEX uq_things_n ON things (n);\n"};
const Migration kSecond{2, "add_source",
                        "ALTER TABLE things ADD COLUMN source @key;\n"
                        "UPDATE things SET source = 'a@b; c';\n"};
const Migration kBroken{2, "break",
                        "CREATE TABLE half (id @key NOT NULL PRIMARY KEY) @table;\n"
                        "INSERT INTO nowhere (id) VALUES (1);\n"};

class MigrationsTest : public ::testing::TestWithParam<Engine> {
 protected:
  std::optional<int64_t> Count(absl::string_view table) {
    const auto read = *database_->BeginRead(Soon());
    const auto count = read->QueryInt(absl::StrCat("SELECT COUNT(*) FROM ", table));
    return count.ok() ? *count : std::nullopt;
  }
  TestDatabase database_{GetParam()};
};

TEST_P(MigrationsTest, AppliesEachOnce) {
  ASSERT_OK(Migrate(*database_, {kFirst}));
  ASSERT_OK(Migrate(*database_, {kFirst}));
  auto write = *database_->BeginWrite(Soon());
  ASSERT_OK(write->Execute("INSERT INTO things (id) VALUES ('x')"));
  ASSERT_OK(write->Commit());
  write.reset();
  ASSERT_OK(Migrate(*database_, {kFirst, kSecond}));
  EXPECT_THAT(Count("schema_migrations"), Optional(2));
  EXPECT_THAT(*(*database_->BeginRead(Soon()))->QueryBytes("SELECT source FROM things"),
              Optional(std::string("a@b; c")));
}

TEST_P(MigrationsTest, RefusesAChangedText) {
  ASSERT_OK(Migrate(*database_, {kFirst}));
  Migration changed = kFirst;
  changed.sql += "CREATE TABLE more (id @key NOT NULL PRIMARY KEY) @table;\n";
  EXPECT_THAT(Migrate(*database_, {changed}),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("Migration 1")));
  EXPECT_EQ(Count("more"), std::nullopt);
}

TEST_P(MigrationsTest, RefusesANewerDatabase) {
  ASSERT_OK(Migrate(*database_, {kFirst, kSecond}));
  EXPECT_THAT(Migrate(*database_, {kFirst}),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("newer")));
}

TEST_P(MigrationsTest, WhatIsCommonGrowsBesideWhatIsTheServices) {
  const Migration service{100, "service",
                          "CREATE TABLE more (id @key NOT NULL PRIMARY KEY) @table;\n"};
  ASSERT_OK(Migrate(*database_, {kFirst, service}));
  EXPECT_OK(Migrate(*database_, {kFirst, kSecond, service}));
  EXPECT_THAT(Count("schema_migrations"), Optional(3));
}

TEST_P(MigrationsTest, RefusesToGoBackInOrder) {
  ASSERT_OK(Migrate(*database_, {Migration{3, "c", kFirst.sql}}));
  EXPECT_THAT(Migrate(*database_, {kBroken, Migration{3, "c", kFirst.sql}}),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("Migration 2")));
  EXPECT_THAT(Migrate(*database_, {kSecond, kFirst}), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST_P(MigrationsTest, AFailureLeavesNothingOrADirtyMarker) {
  EXPECT_THAT(Migrate(*database_, {kFirst, kBroken}),
              StatusIs(absl::StatusCode::kInternal, HasSubstr("Migration 2 (break)")));
  if (GetParam() == Engine::kSqlite) {
    EXPECT_EQ(Count("things"), std::nullopt);
    EXPECT_OK(Migrate(*database_, {kFirst, kSecond}));
    return;
  }
  EXPECT_THAT(Count("things"), Optional(0));
  EXPECT_THAT(Migrate(*database_, {kFirst, kSecond}),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("half-way")));
  auto write = *database_->BeginWrite(Soon());  // what the administrator does after a look
  ASSERT_OK(write->Execute("DELETE FROM schema_migrations WHERE dirty = 1"));
  ASSERT_OK(write->Commit());
  write.reset();
  EXPECT_OK(Migrate(*database_, {kFirst, kSecond}));
}

TEST_P(MigrationsTest, ProgramsThatStartTogetherTakeTurns) {
  std::vector<absl::Status> answers(4);
  std::vector<std::thread> threads;
  for (absl::Status& answer : answers) {
    threads.emplace_back([&] {
      const std::unique_ptr<Database> program = database_.OpenAnother();
      answer = Migrate(*program, {kFirst, kSecond});
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const absl::Status& answer : answers) EXPECT_OK(answer);
  EXPECT_THAT(Count("schema_migrations"), Optional(2));
}

TEST_P(MigrationsTest, MayTakeLongerThanAStatement) {
  Options options = database_.options();
  options.statement_timeout = absl::Milliseconds(100);
  const auto impatient = *Open(options);
  ASSERT_OK(Migrate(*impatient, {kFirst}));
  const std::string slow =
      GetParam() == Engine::kMysql
          ? "UPDATE things SET n = SLEEP(1);\n"
          : "UPDATE things SET n = (WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c "
            "WHERE x < 3000000) SELECT MAX(x) FROM c);\n";
  auto write = *database_->BeginWrite(Soon());
  ASSERT_OK(write->Execute("INSERT INTO things (id) VALUES ('x')"));
  ASSERT_OK(write->Commit());
  write.reset();
  EXPECT_OK(Migrate(*impatient, {kFirst, {2, "slow", slow}}));
}

INSTANTIATE_TEST_SUITE_P(Engines, MigrationsTest, kEngines, EngineName);

TEST(MigrationText, SplitsAndReplaces) {
  ASSERT_OK_AND_ASSIGN(const auto sqlite, MigrationStatements(kFirst.sql, Engine::kSqlite));
  EXPECT_THAT(sqlite,
              ElementsAre("CREATE TABLE things (\n  id TEXT NOT NULL PRIMARY KEY,\n"
                          "  n INTEGER NOT NULL DEFAULT 0, note TEXT, body BLOB, digest BLOB\n"
                          ") STRICT",
                          "CREATE UNIQUE INDEX uq_things_n ON things (n)"));
  ASSERT_OK_AND_ASSIGN(const auto mysql, MigrationStatements(kSecond.sql, Engine::kMysql));
  EXPECT_THAT(mysql, ElementsAre("ALTER TABLE things ADD COLUMN source VARBINARY(255)",
                                 "UPDATE things SET source = 'a@b; c'"));
}

TEST(MigrationText, RefusesWhatItCannotRead) {
  for (const char* text : {"", "-- nothing\n", "CREATE TABLE t (id @keys);\n", "SELECT 1\n"}) {
    EXPECT_THAT(MigrationStatements(text, Engine::kSqlite),
                StatusIs(absl::StatusCode::kInvalidArgument))
        << text;
  }
}

TEST(MigrationText, HashIsSha256) {
  EXPECT_EQ(absl::BytesToHexString(MigrationHash("abc")),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

}  // namespace
}  // namespace houniao::db
