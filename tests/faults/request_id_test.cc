// Many clients send the same request at once: it has one effect and they get one reply.
#include <gtest/gtest.h>

#include <cstdio>
#include <set>
#include <thread>

#include "common/base/ids.h"
#include "common/base/mutex.h"
#include "tests/faults/faulty_service.h"
#include "tests/faults/write_load.h"
#include "tests/support/call.h"
#include "tests/support/mariadb.h"
#include "tests/support/status_matchers.h"

#include "houniao/talent/v1/talent_service.grpc.pb.h"

namespace houniao::testing {
namespace {

using Service = talent::v1::TalentService;

constexpr int kClients = 16;

// Answers of all clients to one request: the names in them, and failures in words.
std::set<std::string> SendTogether(const std::vector<std::unique_ptr<Service::Stub>>& stubs,
                                   const talent::v1::CreateTalentRequest& request) {
  Mutex mutex;
  std::set<std::string> answers;
  std::vector<std::thread> clients;
  for (const auto& stub : stubs) {
    clients.emplace_back([&, client = stub.get()] {
      const auto reply = Call(*client, &Service::Stub::CreateTalent, request);
      MutexLock lock(mutex);
      answers.insert(reply.ok() ? reply->name() : reply.status().ToString());
    });
  }
  for (std::thread& client : clients) client.join();
  return answers;
}

void SendTogetherOften(const char* engine, FaultyService& service) {
  const int rounds = SettingOf("HOUNIAO_FAULT_ROUNDS", 20);
  service.Start();
  std::vector<std::unique_ptr<Service::Stub>> stubs;
  for (int client = 0; client < kClients; ++client) {
    stubs.push_back(Service::NewStub(service.Channel()));
  }
  RandomIds ids;
  std::map<std::string, std::string> made;
  size_t answers = 0;
  for (int round = 0; round < rounds; ++round) {
    talent::v1::CreateTalentRequest request;
    request.set_request_id(ids.NewUuid());
    request.mutable_talent()->set_display_name(absl::StrCat("乙", round));
    const std::set<std::string> names = SendTogether(stubs, request);
    answers += names.size();
    EXPECT_EQ(names.size(), 1u) << *names.rbegin();
    made[*names.begin()] = request.talent().display_name();
  }
  ASSERT_OK_AND_ASSIGN(const auto found, CompareWithStored(service.Channel(), made));
  std::printf("fault: %d clients x one request id, %s, %d request ids: effects %d, replies %d\n",
              kClients, engine, rounds, found.talents, static_cast<int>(answers));
  EXPECT_EQ(found.talents, rounds);
  EXPECT_EQ(found.lost, 0);
  EXPECT_EQ(answers, static_cast<size_t>(rounds));
}

TEST(RequestIdTest, SqliteOneEffect) {
  FaultyService service({});
  SendTogetherOften("SQLite", service);
}

TEST(RequestIdTest, MariaDbOneEffect) {
  ASSERT_OK_AND_ASSIGN(const std::string schema, MariaDb::Shared().CreateDatabase());
  FaultyService::Options options;
  options.db_url = MariaDb::Shared().SocketUrl(schema);
  FaultyService service(options);
  SendTogetherOften("MariaDB", service);
}

}  // namespace
}  // namespace houniao::testing
