// kill -9 of the service, and of the database under it, while writers are at work: what was
// acknowledged is there afterwards, and what was not can be repeated without a second effect.
#include <gtest/gtest.h>

#include <cstdio>
#include <functional>
#include <random>

#include "absl/time/clock.h"

#include "tests/faults/faulty_service.h"
#include "tests/faults/write_load.h"
#include "tests/support/mariadb.h"
#include "tests/support/status_matchers.h"

namespace houniao::testing {
namespace {

constexpr int kWriters = 8;

class KillTest : public ::testing::Test {
 protected:
  // `kill` ends something under load and brings it back.
  void KillUnderLoad(const char* what, FaultyService& service,
                     const std::function<void(int round)>& kill) {
    const int rounds = SettingOf("HOUNIAO_FAULT_ROUNDS", 20);
    const int seed = SettingOf("HOUNIAO_FAULT_SEED", 20260302);
    std::mt19937 random(static_cast<unsigned>(seed));
    WriteLoad load(kWriters);
    absl::Duration slowest;
    service.Start();
    for (int round = 0; round < rounds; ++round) {
      load.Start(service.Channel());
      absl::SleepFor(absl::Milliseconds(100 + random() % 400));
      kill(round);
      load.Stop();
      slowest = std::max(slowest, service.start_time());
      ASSERT_OK(load.RepeatUnknown(service.Channel())) << "round " << round;
    }
    ASSERT_OK_AND_ASSIGN(const auto found,
                         CompareWithStored(service.Channel(), load.acknowledged()));
    ASSERT_OK_AND_ASSIGN(const int64_t records,
                         VerifiedAuditRecords(service.ChannelAs("user:auditor", "auditor"), ""));
    std::printf(
        "fault: %d x kill -9 under load, %s: acknowledged %d, acknowledged lost %d, surplus %d, "
        "unknown repeated %d, audit records %lld intact, slowest start %.2f s, seed %d\n",
        rounds, what, load.acknowledged_writes(), found.lost, found.surplus, load.repeated(),
        static_cast<long long>(records), absl::ToDoubleSeconds(slowest), seed);
    EXPECT_EQ(found.lost, 0);
    EXPECT_EQ(found.surplus, 0);
    // One record for each write, however often it was sent.
    EXPECT_EQ(records, load.acknowledged_writes());
    EXPECT_GT(load.acknowledged_writes(), rounds);
    EXPECT_EQ(service.Stop(), 0);
  }
};

TEST_F(KillTest, SqliteService) {
  FaultyService service({});
  KillUnderLoad("SQLite", service, [&](int) {
    service.Kill();
    service.Start();
  });
}

TEST_F(KillTest, MariaDbServiceAndDatabase) {
  ASSERT_OK_AND_ASSIGN(const auto server, MariaDb::Launch());
  ASSERT_OK_AND_ASSIGN(const std::string schema, server->CreateDatabase());
  FaultyService::Options options;
  options.db_url = server->SocketUrl(schema);
  FaultyService service(options);
  int databases_killed = 0;
  KillUnderLoad("MariaDB (every fourth time the database)", service, [&](int round) {
    if (round % 4 == 3) {
      ++databases_killed;
      server->Stop();
      ASSERT_OK(server->Start());
      return;
    }
    service.Kill();
    service.Start();
  });
  EXPECT_GT(databases_killed, 0);
}

}  // namespace
}  // namespace houniao::testing
