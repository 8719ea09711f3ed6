// What holds for SQLite alone: its file, its settings, its failures.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "common/db/database.h"
#include "common/observe/log.h"
#include "tests/support/database.h"
#include "tests/support/status_matchers.h"

namespace houniao::db {
namespace {

namespace fs = std::filesystem;
using ::houniao::testing::Soon;
using ::houniao::testing::StatusIs;
using ::houniao::testing::TestDatabase;
using ::testing::Optional;

constexpr char kSchema[] =
    "CREATE TABLE pages (id @int NOT NULL PRIMARY KEY, body @blob NOT NULL) @table;\n";

absl::Status WritePage(Database& database, int64_t id) {
  ASSIGN_OR_RETURN(auto transaction, database.BeginWrite(Soon()));
  RETURN_IF_ERROR(transaction
                      ->Execute("INSERT INTO pages (id, body) VALUES (?, ?)",
                                {id, Value::Blob(std::string(20000, 'x'))})
                      .status());
  return transaction->Commit();
}

absl::StatusOr<int64_t> Pages(Database& database) {
  ASSIGN_OR_RETURN(auto transaction, database.BeginRead(Soon()));
  ASSIGN_OR_RETURN(const auto count, transaction->QueryInt("SELECT COUNT(*) FROM pages"));
  return count.value_or(-1);
}

std::string Pragma(Database& database, absl::string_view name) {
  std::string value;
  EXPECT_OK(database.Query(
      absl::StrCat("PRAGMA ", name), {},
      [&](const Row& row) {
        value = row.Bytes(0);
        return true;
      },
      Soon()));
  return value;
}

TEST(Sqlite, FilesArePrivate) {
  const mode_t before = ::umask(0);
  {
    TestDatabase database(Engine::kSqlite);
    database.Define(kSchema);
    for (const auto& entry : fs::directory_iterator(database.folder())) {
      struct stat info {};
      ASSERT_EQ(::stat(entry.path().c_str(), &info), 0);
      EXPECT_EQ(info.st_mode & 0777, 0600u) << entry.path();
    }
  }
  ::umask(before);
}

TEST(Sqlite, SettingsThatKeepData) {
  TestDatabase database(Engine::kSqlite);
  EXPECT_EQ(Pragma(*database, "journal_mode"), "wal");
  EXPECT_EQ(Pragma(*database, "synchronous"), "2");  // FULL
  EXPECT_EQ(Pragma(*database, "foreign_keys"), "1");
  EXPECT_EQ(Pragma(*database, "trusted_schema"), "0");
  EXPECT_EQ(Pragma(*database, "cell_size_check"), "1");
}

TEST(Sqlite, OpenSaysWhatIsWrong) {
  Options options;
  options.url = "sqlite:/nowhere/at/all.db";
  EXPECT_THAT(Open(options).status(), StatusIs(absl::StatusCode::kUnavailable));
  TestDatabase place(Engine::kSqlite);
  const std::string path = place.folder() + "/broken.db";
  std::ofstream(path) << std::string(8192, 'z');
  options.url = "sqlite:" + path;
  EXPECT_THAT(Open(options).status(), StatusIs(absl::StatusCode::kInternal));
}

TEST(Sqlite, ColumnsHoldTheirType) {
  TestDatabase database(Engine::kSqlite);
  database.Define(kSchema);
  auto transaction = *database->BeginWrite(Soon());
  EXPECT_THAT(transaction->Execute("INSERT INTO pages (id, body) VALUES (?, ?)", {1, "text"}),
              StatusIs(absl::StatusCode::kInternal));
  EXPECT_THAT(
      transaction->Execute("INSERT INTO pages (id, body) VALUES (?, ?)", {"one", Value::Blob("")}),
      StatusIs(absl::StatusCode::kInternal));
}

// A transaction that reads, then writes after another commit, must not fail: it holds the lock.
TEST(Sqlite, AWriterThatReadFirstMayWrite) {
  TestDatabase database(Engine::kSqlite);
  database.Define(kSchema);
  const std::unique_ptr<Database> other = database.OpenAnother();
  auto transaction = *database->BeginWrite(Soon());
  EXPECT_THAT(*transaction->QueryInt("SELECT COUNT(*) FROM pages"), Optional(0));
  EXPECT_THAT(other->BeginWrite(absl::Now() + absl::Milliseconds(100)).status(),
              StatusIs(absl::StatusCode::kAborted));
  EXPECT_OK(
      transaction->Execute("INSERT INTO pages (id, body) VALUES (?, ?)", {1, Value::Blob("")}));
  EXPECT_OK(transaction->Commit());
}

TEST(Sqlite, WritesDownErrorsWithoutValues) {
  TestDatabase database(Engine::kSqlite);
  database.Define(kSchema);
  const observe::LogCapture log;
  auto transaction = *database->BeginWrite(Soon());
  EXPECT_FALSE(
      transaction->Execute("INSERT INTO pages (id, body) VALUES (?, ?)", {1, "李敏"}).ok());
  const std::vector<std::string> lines = log.lines();
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_THAT(lines[0], ::testing::HasSubstr("INSERT INTO pages"));
  EXPECT_THAT(lines[0], ::testing::Not(::testing::HasSubstr("李敏")));
}

// Commits one page after another and tells the number of each on the pipe, until it is killed.
[[noreturn]] void WriteUntilKilled(const std::string& url, int64_t first, int out) {
  Options options;
  options.url = url;
  const auto database = Open(options);
  if (!database.ok()) ::_exit(1);
  for (int64_t id = first; WritePage(**database, id).ok(); ++id) {
    if (::write(out, &id, sizeof(id)) != sizeof(id)) break;
  }
  ::_exit(1);
}

TEST(Sqlite, AKilledProgramLosesNothingItAcknowledged) {
  TestDatabase database(Engine::kSqlite);
  database.Define(kSchema);
  for (int round = 1; round <= 8; ++round) {
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    const int64_t first = round * 100000;
    const pid_t child = ::fork();
    if (child == 0) WriteUntilKilled(database.options().url, first, ends[1]);
    ::close(ends[1]);
    int64_t last = 0;
    for (int seen = 0; seen < round * 5; ++seen) {
      ASSERT_EQ(::read(ends[0], &last, sizeof(last)), static_cast<ssize_t>(sizeof(last)));
    }
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    int64_t id = 0;
    while (::read(ends[0], &id, sizeof(id)) == static_cast<ssize_t>(sizeof(id))) last = id;
    ::close(ends[0]);
    auto reader = *database->BeginRead(Soon());
    const int64_t stored =
        reader->QueryInt("SELECT COUNT(*) FROM pages WHERE id >= ?", {first})->value();
    EXPECT_GE(stored, last - first + 1);
    EXPECT_LE(stored, last - first + 2);
  }
  EXPECT_EQ(Pragma(*database, "integrity_check"), "ok");
}

// Writes until there is no room, checks that reading goes on, makes room, writes again.
void FillAndRecover(Database& database, const std::function<void()>& make_room) {
  int64_t stored = 0;
  absl::Status status;
  while ((status = WritePage(database, stored)).ok()) ASSERT_LT(++stored, 10000);
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kResourceExhausted));
  for (int i = 0; i < 3; ++i) {
    EXPECT_THAT(WritePage(database, 20000 + i), StatusIs(absl::StatusCode::kResourceExhausted));
    EXPECT_EQ(Pages(database).value(), stored);
  }
  make_room();
  EXPECT_OK(WritePage(database, 30000));
  EXPECT_EQ(Pages(database).value(), stored + 1);
  EXPECT_EQ(Pragma(database, "integrity_check"), "ok");
}

TEST(Sqlite, AFullDiskStopsWritesOnly) {
  TestDatabase place(Engine::kSqlite);
  const std::string disk = place.folder() + "/disk";
  fs::create_directory(disk);
  if (::mount("tmpfs", disk.c_str(), "tmpfs", 0, "size=2m") != 0) {
    GTEST_SKIP() << "no right to mount a small disk";
  }
  {
    std::ofstream(disk + "/filler") << std::string(512 << 10, 'f');
    Options options;
    options.url = "sqlite:" + disk + "/data.db";
    const auto database = *Open(options);
    {
      auto transaction = *database->BeginWrite(Soon());
      ASSERT_OK(transaction->Execute(
          "CREATE TABLE pages (id INTEGER NOT NULL PRIMARY KEY, body BLOB NOT NULL) STRICT"));
      ASSERT_OK(transaction->Commit());
    }
    FillAndRecover(*database, [&] { fs::remove(disk + "/filler"); });
  }
  ::umount(disk.c_str());
}

TEST(Sqlite, AWriteErrorStopsWritesOnly) {
  TestDatabase database(Engine::kSqlite);
  database.Define(kSchema);
  ::signal(SIGXFSZ, SIG_IGN);
  rlimit before{};
  ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &before), 0);
  const rlimit small{1 << 20, before.rlim_max};
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &small), 0);
  FillAndRecover(*database, [&] { ::setrlimit(RLIMIT_FSIZE, &before); });
  ::setrlimit(RLIMIT_FSIZE, &before);
}

TEST(Sqlite, RunsOutInsideABatchAndLosesThatBatchOnly) {
  TestDatabase database(Engine::kSqlite);
  database.Define(kSchema);
  ASSERT_OK(WritePage(*database, 1));
  ::signal(SIGXFSZ, SIG_IGN);
  rlimit before{};
  ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &before), 0);
  const rlimit small{1 << 20, before.rlim_max};
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &small), 0);
  {
    auto transaction = *database->BeginWrite(Soon());
    absl::Status status;
    for (int i = 2; status.ok() && i < 1000; ++i) {
      status = transaction
                   ->Execute("INSERT INTO pages (id, body) VALUES (?, ?)",
                             {i, Value::Blob(std::string(20000, 'x'))})
                   .status();
    }
    const absl::Status commit = transaction->Commit();
    EXPECT_FALSE(status.ok() && commit.ok());
    EXPECT_FALSE(commit.ok());
  }
  ::setrlimit(RLIMIT_FSIZE, &before);
  EXPECT_EQ(Pages(*database).value(), 1);
  EXPECT_OK(WritePage(*database, 2));
}

}  // namespace
}  // namespace houniao::db
