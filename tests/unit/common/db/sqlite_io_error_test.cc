// Every single write and sync of a series of commits fails once: what was acknowledged is there,
// what was refused is not, and the database serves on.
#include <gmock/gmock.h>

#include <map>
#include <memory>
#include <string>

#include "common/db/database.h"
#include "common/observe/log.h"
#include "tests/support/database.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/common/db/failing_vfs.h"

namespace houniao::db {
namespace {

using ::houniao::testing::Soon;
using ::houniao::testing::TestDatabase;

constexpr int kCommits = 12;

enum class Fate { kStored, kNotStored, kUnknown };

Fate WriteOne(Database& database, int id) {
  auto transaction = database.BeginWrite(Soon());
  if (!transaction.ok()) return Fate::kNotStored;
  for (int part = 0; part < 3; ++part) {
    const auto written = (*transaction)
                             ->Execute("INSERT INTO pages (id, part, body) VALUES (?, ?, ?)",
                                       {id, part, Value::Blob(std::string(5000, 'x'))});
    if (!written.ok()) return Fate::kNotStored;
  }
  const absl::Status status = (*transaction)->Commit();
  if (status.ok()) return Fate::kStored;
  return IsCommitUnknown(status) ? Fate::kUnknown : Fate::kNotStored;
}

std::map<int64_t, int64_t> Parts(Database& database) {
  std::map<int64_t, int64_t> parts;
  EXPECT_OK(database.Query(
      "SELECT id, COUNT(*) FROM pages GROUP BY id", {},
      [&](const Row& row) {
        parts[row.Int(0)] = row.Int(1);
        return true;
      },
      Soon()));
  return parts;
}

// True if the failure at `nth` came to pass.
bool RunWithFailureAt(int nth) {
  TestDatabase database(Engine::kSqlite);
  database.Define(
      "CREATE TABLE pages (id @int NOT NULL, part @int NOT NULL, body @blob NOT NULL, "
      "PRIMARY KEY (id, part)) @table;\n");
  std::map<int, Fate> fates;
  FailOperation(nth);
  for (int id = 0; id < kCommits; ++id) {
    fates[id] = WriteOne(*database, id);
    EXPECT_OK(database->Ping(Soon())) << "reads must go on, failure " << nth;
  }
  const bool happened = OperationFailed();
  FailOperation(-1);
  EXPECT_EQ(WriteOne(*database, kCommits), Fate::kStored) << "failure " << nth;
  for (int round = 0; round < 2; ++round) {
    const std::map<int64_t, int64_t> parts = Parts(*database);
    for (const auto& [id, fate] : fates) {
      const auto found = parts.find(id);
      if (found != parts.end()) {
        EXPECT_EQ(found->second, 3) << "half a transaction, failure " << nth;
      }
      if (fate == Fate::kUnknown) continue;
      EXPECT_EQ(found != parts.end(), fate == Fate::kStored) << "id " << id << ", failure " << nth;
    }
    database.Reopen();
  }
  return happened;
}

TEST(SqliteIoError, EachFailureCostsAtMostItsOwnCommit) {
  InstallFailingVfs();
  const observe::LogCapture quiet;
  int nth = 0;
  while (nth < 400 && RunWithFailureAt(nth)) ++nth;
  EXPECT_GT(nth, 40) << "the failures must have reached the writes";
  RecordProperty("failures", nth);
}

}  // namespace
}  // namespace houniao::db
