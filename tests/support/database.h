// A fresh database for one test, on either engine.
//
//   class TalentStoreTest : public ::testing::TestWithParam<db::Engine> {
//    protected:
//     TestDatabase database_{GetParam()};
//   };
//   INSTANTIATE_TEST_SUITE_P(Engines, TalentStoreTest, kEngines, EngineName);
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/time/clock.h"
#include "absl/time/time.h"

#include "common/db/database.h"
#include "common/db/migrations.h"

namespace houniao::testing {

inline const auto kEngines = ::testing::Values(db::Engine::kSqlite, db::Engine::kMysql);

// Sqlite or Mysql, as the suffix of the test's name.
std::string EngineName(const ::testing::TestParamInfo<db::Engine>& info);

// Ten seconds from now.
inline absl::Time Soon() { return absl::Now() + absl::Seconds(10); }

// Ends the process if the database cannot be made. Not thread-safe.
class TestDatabase {
 public:
  explicit TestDatabase(db::Engine engine, const std::vector<db::Migration>& migrations = {});
  // With other options than the usual; the url is filled in.
  TestDatabase(db::Engine engine, db::Options options);
  ~TestDatabase();
  TestDatabase(const TestDatabase&) = delete;
  TestDatabase& operator=(const TestDatabase&) = delete;

  db::Database& operator*() const { return *database_; }
  db::Database* operator->() const { return database_.get(); }
  db::Database& get() const { return *database_; }
  const db::Options& options() const { return options_; }
  // A second program at the same data.
  std::unique_ptr<db::Database> OpenAnother() const;
  // Closes and opens again, as a restart does.
  void Reopen();
  // Runs statements in the tokens of migrations.h and ends the process if one fails.
  void Define(const std::string& sql);
  // Folder of the SQLite file; empty on MySQL.
  const std::string& folder() const { return folder_; }

 private:
  db::Options options_;
  std::string folder_;
  std::string schema_;
  std::unique_ptr<db::Database> database_;
};

}  // namespace houniao::testing
