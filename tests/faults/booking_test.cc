// Everybody wants the last free day of one expert: one gets it, the others are told which day.
#include <gtest/gtest.h>

#include <cstdio>
#include <map>
#include <thread>

#include "google/protobuf/text_format.h"

#include "common/base/mutex.h"
#include "common/errors/errors.h"
#include "tests/faults/faulty_service.h"
#include "tests/support/call.h"
#include "tests/support/mariadb.h"
#include "tests/support/status_matchers.h"

#include "houniao/recruitment/v1/recruitment_service.grpc.pb.h"
#include "houniao/talent/v1/talent_service.grpc.pb.h"

namespace houniao::testing {
namespace {

using recruitment::v1::DemandService;
using recruitment::v1::EngagementService;
using talent::v1::ConsentService;
using talent::v1::TalentService;

constexpr int kClients = 32;

template <typename T>
T FromText(const std::string& text) {
  T message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message)) << text;
  return message;
}

// An expert of whom a year has but one day, and an employer that has room for everybody.
void Prepare(const std::shared_ptr<grpc::Channel>& talent,
             const std::shared_ptr<grpc::Channel>& recruitment) {
  const auto talents = TalentService::NewStub(talent);
  ASSERT_OK(Call(*talents, &TalentService::Stub::CreateTalent,
                 FromText<talent::v1::CreateTalentRequest>(R"pb(
                   talent_id: "shen"
                   talent {
                     display_name: "沈月华"
                     employment { status: EMPLOYMENT_STATUS_RETIRED }
                     flexible_terms {
                       forms: ENGAGEMENT_FORM_SEASONAL
                       days_per_year: 1
                       regions: "3509"
                       fee_models: FEE_MODEL_DAILY
                     }
                   })pb"))
                .status());
  const auto consents = ConsentService::NewStub(talent);
  ASSERT_OK(Call(*consents, &ConsentService::Stub::CreateConsent,
                 FromText<talent::v1::CreateConsentRequest>(R"pb(
                   parent: "talents/shen"
                   consent {
                     purpose: SHARE_WITH_EMPLOYERS
                     notice_version: "2026-1"
                     evidence: "form 1"
                   })pb"))
                .status());
  const auto demands = DemandService::NewStub(recruitment);
  ASSERT_OK(Call(*demands, &DemandService::Stub::CreateEmployer,
                 FromText<recruitment::v1::CreateEmployerRequest>(R"pb(
                   employer_id: "ningchu"
                   employer {
                     credit_code: "91350982MADEM037X0"
                     title: "宁储（演示）有限公司"
                     industry: "C3849"
                     region: "350902"
                   })pb"))
                .status());
  ASSERT_OK(Call(*demands, &DemandService::Stub::CreateDemand,
                 FromText<recruitment::v1::CreateDemandRequest>(R"pb(
                   demand_id: "winter"
                   demand {
                     employer: "employers/ningchu"
                     title: "储能专家"
                     headcount: 100
                     forms: ENGAGEMENT_FORM_SEASONAL
                     period {
                       start_date { year: 2027 month: 1 day: 1 }
                       end_date { year: 2027 month: 3 day: 31 }
                     }
                     day_count: 1
                     fee_model: FEE_MODEL_DAILY
                     day_fee_fen: 100000
                   })pb"))
                .status());
  recruitment::v1::PublishDemandRequest publish;
  publish.set_name("demands/winter");
  ASSERT_OK(Call(*demands, &DemandService::Stub::PublishDemand, publish).status());
}

struct Race {
  int winners = 0;
  // The others, by reason.
  std::map<std::string, int> losers;
  // A loser's text.
  std::string told;
};

// Client n holds a day through channel n modulo their number: all the same day, or each its own of
// a year of which only one is left.
Race HoldTogether(const std::vector<std::shared_ptr<grpc::Channel>>& channels, bool same_day) {
  Mutex mutex;
  Race race;
  std::vector<std::thread> clients;
  for (int client = 0; client < kClients; ++client) {
    clients.emplace_back([&, client] {
      const auto stub =
          EngagementService::NewStub(channels[static_cast<size_t>(client) % channels.size()]);
      recruitment::v1::HoldEngagementRequest request;
      request.set_demand("demands/winter");
      request.set_talent("talents/shen");
      auto& day = *request.add_booked_days()->mutable_date();
      day.set_year(2027);
      day.set_month(same_day ? 1 : 2 + client / 28);
      day.set_day(same_day ? 15 : 1 + client % 28);
      request.mutable_booked_days(0)->set_half(recruitment::v1::DAY_HALF_WHOLE);
      const auto reply =
          Call(*stub, &EngagementService::Stub::HoldEngagement, request, absl::Seconds(60));
      MutexLock lock(mutex);
      if (reply.ok()) {
        ++race.winners;
      } else {
        ++race.losers[errors::ReasonOf(reply.status())];
        race.told = std::string(reply.status().message());
      }
    });
  }
  for (std::thread& client : clients) client.join();
  return race;
}

// Gives the winner's day back.
void ReleaseAll(const std::shared_ptr<grpc::Channel>& channel) {
  const auto stub = EngagementService::NewStub(channel);
  recruitment::v1::ListEngagementsRequest request;
  request.set_filter("state = HELD");
  ASSERT_OK_AND_ASSIGN(const auto page,
                       Call(*stub, &EngagementService::Stub::ListEngagements, request));
  EXPECT_EQ(page.engagements_size(), 1);
  for (const auto& engagement : page.engagements()) {
    recruitment::v1::ReleaseEngagementRequest release;
    release.set_name(engagement.name());
    ASSERT_OK(Call(*stub, &EngagementService::Stub::ReleaseEngagement, release).status());
  }
}

void RaceForADay(const char* where, const std::vector<std::shared_ptr<grpc::Channel>>& channels) {
  for (const bool same_day : {true, false}) {
    const Race race = HoldTogether(channels, same_day);
    std::printf("fault: %d clients for %s, %s: winners %d, told `%s`\n", kClients,
                same_day ? "the last free day" : "the last day of the year's limit", where,
                race.winners, race.told.c_str());
    EXPECT_EQ(race.winners, 1);
    ASSERT_EQ(race.losers.size(), 1u) << race.losers.begin()->first;
    EXPECT_EQ(race.losers.begin()->first, "DAYS_NOT_AVAILABLE");
    EXPECT_EQ(race.losers.begin()->second, kClients - 1);
    ReleaseAll(channels.front());
  }
}

TEST(BookingTest, SuiteOnSqlite) {
  FaultyService::Options options;
  options.program = "houniao-suite";
  options.arguments = {"--exercise_date", "2026-03-02"};
  FaultyService suite(options);
  suite.Start();
  ASSERT_NO_FATAL_FAILURE(Prepare(suite.Channel(), suite.Channel()));
  RaceForADay("SQLite", {suite.Channel()});
}

// Two processes write to one database; their tokens are signed with one key.
TEST(BookingTest, TwoReplicasOnMariaDb) {
  auto options = [](const std::string& program, const std::string& target) {
    const auto schema = MariaDb::Shared().CreateDatabase();
    EXPECT_OK(schema.status());
    FaultyService::Options made;
    made.program = program;
    made.db_url = MariaDb::Shared().SocketUrl(*schema);
    made.arguments = {"--exercise_date", "2026-03-02"};
    if (!target.empty()) made.arguments.insert(made.arguments.end(), {"--talent_target", target});
    return made;
  };
  FaultyService talent(options("houniao-talent", ""));
  talent.Start();
  const TempFolder folder("replicas");
  FaultyService::Options first = options("houniao-recruitment", talent.process().target());
  first.data_dir = folder.File("first");
  FaultyService::Options second = first;
  second.data_dir = folder.File("second");
  talent.CopyKeysTo(first.data_dir);
  talent.CopyKeysTo(second.data_dir);
  FaultyService one(first);
  one.Start();
  FaultyService other(second);
  other.Start();
  ASSERT_NO_FATAL_FAILURE(Prepare(talent.Channel(), one.Channel()));
  RaceForADay("two processes on MariaDB", {one.Channel(), other.Channel()});
}

}  // namespace
}  // namespace houniao::testing
