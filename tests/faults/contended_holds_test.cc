// 64 clients who all want the same few days, of programs that are killed meanwhile or not: no half
// of a day is booked twice, and nothing that was answered is lost. HOUNIAO_HOLDS=100000 makes the
// long run; unit_recruitment_engagement makes as many without a network by default.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <random>

#include "absl/time/clock.h"

#include "tests/faults/faulty_service.h"
#include "tests/faults/hold_books.h"
#include "tests/faults/hold_load.h"
#include "tests/faults/write_load.h"
#include "tests/support/mariadb.h"
#include "tests/support/status_matchers.h"

namespace houniao::testing {
namespace {

constexpr int kClients = 64;

FaultyService::Options Program(const std::string& program) {
  FaultyService::Options options;
  options.program = program;
  options.arguments = {"--exercise_date", "2026-03-02"};
  return options;
}

// When to kill: after so many holds, at random, in order.
std::vector<int> Moments(int holds, int seed) {
  std::mt19937 random(static_cast<unsigned>(seed));
  std::vector<int> moments(static_cast<size_t>(SettingOf("HOUNIAO_FAULT_ROUNDS", 12)));
  for (int& moment : moments) moment = static_cast<int>(random() % static_cast<unsigned>(holds));
  std::sort(moments.begin(), moments.end());
  return moments;
}

class ContendedHoldsTest : public ::testing::Test {
 protected:
  // `kill` ends something under load and brings it back; null: nothing is killed. `db_url` is where
  // `service` keeps its bookings.
  void Contend(const char* what, const std::shared_ptr<grpc::Channel>& talent,
               FaultyService& service, const std::string& db_url,
               const std::function<void(int round)>& kill) {
    const int holds = SettingOf("HOUNIAO_HOLDS", 4000);
    const int seed = SettingOf("HOUNIAO_FAULT_SEED", 20260302);
    const HoldOffice office =
        MakeHoldOffice(talent == nullptr ? service.Channel() : talent, service.Channel());
    ASSERT_FALSE(HasFailure());
    HoldLoad load(office, kClients, holds, seed);
    load.SetChannel(service.Channel());
    const absl::Time start = absl::Now();
    load.Start();
    int kills = 0;
    for (const int moment : kill == nullptr ? std::vector<int>() : Moments(holds, seed)) {
      while (load.tried() < moment) absl::SleepFor(absl::Milliseconds(1));
      kill(kills++);
      load.SetChannel(service.Channel());
    }
    load.Join();
    const double seconds = absl::ToDoubleSeconds(absl::Now() - start);

    ASSERT_OK_AND_ASSIGN(BooksReport books, CheckBooks(service.Channel(), office, load.known()));
    ASSERT_OK_AND_ASSIGN(const Engagements stored, ReadEngagements(service.Channel()));
    ASSERT_OK(
        VerifiedAuditRecords(service.ChannelAs("user:auditor", "auditor"), "recruitment").status());
    EXPECT_EQ(service.Stop(), 0);
    ASSERT_OK_AND_ASSIGN(books.rows_astray, CountRowsAstray(db_url, stored));
    std::string answers;
    for (const auto& [reason, count] : load.answers()) {
      absl::StrAppend(&answers, answers.empty() ? "" : ", ", reason.empty() ? "held" : reason, " ",
                      count);
    }
    std::printf(
        "fault: %d clients x %d contended holds, %s, %d x kill -9: %.1f s (%.0f holds/s), %s; %s; "
        "calls repeated %d, seed %d\n",
        kClients, load.tried(), what, kills, seconds, load.tried() / seconds, answers.c_str(),
        books.ToString().c_str(), load.repeated(), seed);
    EXPECT_TRUE(books.IsClean());
    EXPECT_EQ(load.tried(), holds);
    EXPECT_GT(load.answers().at("DAYS_NOT_AVAILABLE"), holds / 2) << "most lose";
    EXPECT_TRUE(load.surprises().empty()) << load.surprises().front();
  }

  void ContendOnSqlite(bool killed) {
    FaultyService suite(Program("houniao-suite"));
    suite.Start();
    std::function<void(int)> kill;
    if (killed) {
      kill = [&](int) {
        suite.Kill();
        suite.Start();
      };
    }
    Contend("SQLite", nullptr, suite, "sqlite:" + suite.data_dir() + "/recruitment.db", kill);
  }

  void ContendOnMariaDb(bool killed) {
    ASSERT_OK_AND_ASSIGN(const auto server, MariaDb::Launch());
    const auto on_server = [&](const std::string& program) {
      FaultyService::Options options = Program(program);
      const auto schema = server->CreateDatabase();
      EXPECT_OK(schema.status());
      options.db_url = server->SocketUrl(*schema);
      return options;
    };
    FaultyService talent(on_server("houniao-talent"));
    talent.Start();
    FaultyService::Options options = on_server("houniao-recruitment");
    options.arguments.insert(options.arguments.end(),
                             {"--talent_target", talent.process().target()});
    const TempFolder folder("bookings");
    options.data_dir = folder.File("data");
    talent.CopyKeysTo(options.data_dir);
    FaultyService service(options);
    service.Start();
    std::function<void(int)> kill;
    if (killed) {
      // Every fourth time the database.
      kill = [&](int round) {
        if (round % 4 == 3) {
          server->Stop();
          ASSERT_OK(server->Start());
          return;
        }
        service.Kill();
        service.Start();
      };
    }
    Contend("MariaDB", talent.Channel(), service, options.db_url, kill);
  }
};

TEST_F(ContendedHoldsTest, Sqlite) { ContendOnSqlite(false); }
TEST_F(ContendedHoldsTest, SqliteKilled) { ContendOnSqlite(true); }
TEST_F(ContendedHoldsTest, MariaDb) { ContendOnMariaDb(false); }
TEST_F(ContendedHoldsTest, MariaDbKilled) { ContendOnMariaDb(true); }

}  // namespace
}  // namespace houniao::testing
