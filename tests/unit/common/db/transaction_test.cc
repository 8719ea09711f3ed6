// Begin, commit, roll back, savepoints, snapshots and waiting, on both engines.
#include <gmock/gmock.h>

#include <atomic>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "common/db/database.h"
#include "tests/support/database.h"
#include "tests/support/status_matchers.h"

namespace houniao::db {
namespace {

using ::houniao::testing::EngineName;
using ::houniao::testing::kEngines;
using ::houniao::testing::Soon;
using ::houniao::testing::StatusIs;
using ::houniao::testing::TestDatabase;
using ::testing::Optional;

Options Impatient() {
  Options options;
  options.statement_timeout = absl::Seconds(2);
  return options;
}

class TransactionTest : public ::testing::TestWithParam<Engine> {
 protected:
  TransactionTest() {
    database_.Define(
        "CREATE TABLE counters (id @key NOT NULL PRIMARY KEY, n @int NOT NULL) @table;\n"
        "INSERT INTO counters (id, n) VALUES ('a', 0);\n");
  }
  std::unique_ptr<Transaction> Write() { return *database_->BeginWrite(Soon()); }
  static absl::Status Add(Transaction& transaction, int n) {
    return transaction.Execute("UPDATE counters SET n = n + ? WHERE id = 'a'", {n}).status();
  }
  int64_t Stored() {
    return (*database_->BeginRead(Soon()))
        ->QueryInt("SELECT n FROM counters WHERE id = 'a'")
        ->value();
  }

  TestDatabase database_{GetParam(), Impatient()};
};

TEST_P(TransactionTest, CommitStoresAndDestructionUndoes) {
  auto transaction = Write();
  ASSERT_OK(Add(*transaction, 1));
  ASSERT_OK(transaction->Commit());
  transaction.reset();
  transaction = Write();
  ASSERT_OK(Add(*transaction, 10));
  transaction.reset();
  EXPECT_EQ(Stored(), 1);
  database_.Reopen();
  EXPECT_EQ(Stored(), 1);
}

TEST_P(TransactionTest, NothingFollowsTheEnd) {
  auto transaction = Write();
  ASSERT_OK(transaction->Commit());
  EXPECT_THAT(Add(*transaction, 1), StatusIs(absl::StatusCode::kAborted));
  EXPECT_THAT(transaction->Commit(), StatusIs(absl::StatusCode::kAborted));
  transaction.reset();
  transaction = Write();
  transaction->Rollback();
  EXPECT_THAT(Add(*transaction, 1), StatusIs(absl::StatusCode::kAborted));
  EXPECT_THAT(transaction->Commit(), StatusIs(absl::StatusCode::kAborted));
  EXPECT_EQ(Stored(), 0);
}

TEST_P(TransactionTest, SavepointsNest) {
  auto transaction = Write();
  ASSERT_OK(Add(*transaction, 1));
  ASSERT_OK(transaction->Savepoint());
  ASSERT_OK(Add(*transaction, 10));
  ASSERT_OK(transaction->Savepoint());
  ASSERT_OK(Add(*transaction, 100));
  ASSERT_OK(transaction->RollbackToSavepoint());
  ASSERT_OK(transaction->Savepoint());
  ASSERT_OK(Add(*transaction, 1000));
  ASSERT_OK(transaction->ReleaseSavepoint());
  ASSERT_OK(transaction->ReleaseSavepoint());
  ASSERT_OK(transaction->Savepoint());
  ASSERT_OK(Add(*transaction, 10000));
  ASSERT_OK(transaction->RollbackToSavepoint());
  EXPECT_THAT(transaction->ReleaseSavepoint(), StatusIs(absl::StatusCode::kInternal));
  ASSERT_OK(transaction->Commit());
  transaction.reset();
  EXPECT_EQ(Stored(), 1011);
}

TEST_P(TransactionTest, ARefusedRowLeavesTheTransactionOpen) {
  auto transaction = Write();
  ASSERT_OK(Add(*transaction, 1));
  EXPECT_THAT(transaction->Execute("INSERT INTO counters (id, n) VALUES ('a', 1)"),
              StatusIs(absl::StatusCode::kAlreadyExists));
  ASSERT_OK(Add(*transaction, 1));
  ASSERT_OK(transaction->Commit());
  transaction.reset();
  EXPECT_EQ(Stored(), 2);
}

TEST_P(TransactionTest, AReaderSeesOneSnapshot) {
  auto reader = *database_->BeginRead(Soon());
  constexpr absl::string_view kSelect = "SELECT n FROM counters WHERE id = 'a'";
  ASSERT_THAT(*reader->QueryInt(kSelect), Optional(0));
  auto transaction = Write();
  ASSERT_OK(Add(*transaction, 5));
  ASSERT_OK(transaction->Commit());
  EXPECT_THAT(*reader->QueryInt(kSelect), Optional(0));
  EXPECT_EQ(Stored(), 5);
}

TEST_P(TransactionTest, WritersOfOneProgramTakeTurns) {
  std::atomic<int> failed{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int j = 0; j < 25; ++j) {
        auto transaction = database_->BeginWrite(Soon());
        if (!transaction.ok() || !Add(**transaction, 1).ok() || !(*transaction)->Commit().ok())
          ++failed;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(failed, 0);
  EXPECT_EQ(Stored(), 100);
}

TEST_P(TransactionTest, WaitingForTheWriterEndsAtTheDeadline) {
  auto first = Write();
  const absl::Time start = absl::Now();
  EXPECT_THAT(database_->BeginWrite(start + absl::Milliseconds(100)).status(),
              StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_LT(absl::Now() - start, absl::Seconds(1));
}

TEST_P(TransactionTest, AnotherProgramHoldingTheRowAborts) {
  const std::unique_ptr<Database> other = database_.OpenAnother();
  auto holder = *other->BeginWrite(Soon());
  ASSERT_OK(Add(*holder, 1));
  const auto blocked = [&]() -> absl::Status {  // SQLite waits at BEGIN, MySQL at the row
    auto transaction = database_->BeginWrite(Soon());
    if (!transaction.ok()) return transaction.status();
    absl::Status status = Add(**transaction, 1);
    EXPECT_THAT((*transaction)->Commit(), StatusIs(absl::StatusCode::kAborted));
    return status;
  };
  const absl::Time start = absl::Now();
  EXPECT_THAT(blocked(), StatusIs(absl::StatusCode::kAborted));
  EXPECT_LT(absl::Now() - start, absl::Seconds(4));
  ASSERT_OK(holder->Commit());
  EXPECT_EQ(Stored(), 1);
  auto transaction = Write();
  EXPECT_OK(Add(*transaction, 1));
  EXPECT_OK(transaction->Commit());
}

TEST_P(TransactionTest, AStatementThatTakesTooLongIsStopped) {
  const absl::string_view slow =
      GetParam() == Engine::kSqlite
          ? "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT COUNT(*) FROM c"
          : "SELECT SLEEP(30) + COUNT(*) FROM counters";
  const absl::Time start = absl::Now();
  EXPECT_THAT(database_->Query(
                  slow, {}, [](const Row&) { return true; }, Soon()),
              StatusIs(absl::StatusCode::kDeadlineExceeded));
  EXPECT_LT(absl::Now() - start, absl::Seconds(4));
  auto transaction = Write();
  ASSERT_OK(Add(*transaction, 1));
  EXPECT_THAT(transaction->QueryInt(slow).status(), StatusIs(absl::StatusCode::kDeadlineExceeded));
  EXPECT_THAT(transaction->Commit(), StatusIs(absl::StatusCode::kAborted));
  transaction.reset();
  EXPECT_EQ(Stored(), 0);
}

TEST_P(TransactionTest, ADeadlineEndsTheTransactionBetweenStatements) {
  auto transaction = *database_->BeginWrite(absl::Now() + absl::Milliseconds(200));
  ASSERT_OK(Add(*transaction, 1));
  absl::SleepFor(absl::Milliseconds(250));
  EXPECT_THAT(Add(*transaction, 1), StatusIs(absl::StatusCode::kDeadlineExceeded));
  EXPECT_THAT(transaction->Commit(), StatusIs(absl::StatusCode::kAborted));
  EXPECT_EQ(Stored(), 0);
}

TEST_P(TransactionTest, TheWorkMayBeCommittedAfterTheDeadline) {
  auto transaction = *database_->BeginWrite(absl::Now() + absl::Milliseconds(200));
  ASSERT_OK(Add(*transaction, 1));
  absl::SleepFor(absl::Milliseconds(250));
  EXPECT_OK(transaction->Commit());
  EXPECT_EQ(Stored(), 1);
}

INSTANTIATE_TEST_SUITE_P(Engines, TransactionTest, kEngines, EngineName);

}  // namespace
}  // namespace houniao::db
