// Many at once: of those who want the same last day exactly one wins, and no half of a day is ever
// booked twice.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <random>
#include <set>
#include <thread>

#include "absl/strings/numbers.h"
#include "absl/time/clock.h"

#include "common/base/dates.h"
#include "common/errors/errors.h"
#include "services/recruitment/domain/recruitment_errors.h"
#include "services/recruitment/engagement/booking_table.h"
#include "tests/unit/services/recruitment/engagement/engagement_fixture.h"

namespace houniao::recruitment {
namespace {

using houniao::testing::kEngines;
using houniao::testing::Soon;
using houniao::testing::StatusIs;
using houniao::testing::TestCall;

constexpr int kClients = 32;

class ContentionTest : public EngagementTest {
 protected:
  ContentionTest() {
    OpenDemand("demands/many", [](v1::Demand& d) { d.set_headcount(1000); });
  }
  // What every engagement says that it books, counted against the table.
  void CheckBooks() {
    std::multiset<std::string> said;
    ASSERT_OK_AND_ASSIGN(const auto all, journal_.store().Find<v1::Engagement>(
                                             TestCall(), kinds_.engagement, "1 = 1", "name", {}));
    for (const v1::Engagement& engagement : all) {
      for (const v1::BookedDay& day : engagement.booked_days()) {
        for (int half : {1, 2}) {
          if ((day.half() & half) == 0) continue;
          for (const std::string& member : engagement.members()) {
            said.insert(absl::StrCat(member, " ", FormatDay(*ToCivilDay(day.date())), " ", half));
          }
        }
      }
    }
    const std::set<std::string> once(said.begin(), said.end());
    EXPECT_EQ(once.size(), said.size()) << "a half of a day is booked twice";
    int64_t rows = 0;
    ASSERT_OK(journal_.database->Query(
        "SELECT COUNT(*) FROM booked_days", {},
        [&](const db::Row& row) {
          rows = row.Int(0);
          return false;
        },
        Soon()));
    EXPECT_EQ(rows, static_cast<int64_t>(said.size()));
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, ContentionTest, kEngines, houniao::testing::EngineName);

TEST_P(ContentionTest, ThirtyTwoClientsForTheLastFreeDay) {
  AddTalent("a").mutable_flexible_terms()->set_days_per_year(1);
  std::atomic<int> winners{0}, refused{0};
  std::vector<std::thread> clients;
  for (int i = 0; i < kClients; ++i) {
    clients.emplace_back([&, i] {
      auto request = i % 2 == 0 ? HoldDays("demands/many", "a", absl::CivilDay(2026, 12, 7), 1)
                                : HoldRequest("demands/many", "a");
      if (i % 2 == 1) {
        request.mutable_day_selection()->set_day_count(1);
        *request.mutable_day_selection()->mutable_period() =
            Period(absl::CivilDay(2026, 12, 7), absl::CivilDay(2026, 12, 31));
      }
      const auto held = Hold(request);
      if (held.ok()) ++winners;
      if (errors::ReasonOf(held.status()) == kDaysNotAvailable) ++refused;
    });
  }
  for (std::thread& client : clients) client.join();
  EXPECT_EQ(winners, 1);
  EXPECT_EQ(refused, kClients - 1);
  EXPECT_EQ(CountBooked("a"), 2);
  CheckBooks();
}

TEST_P(ContentionTest, TheLastPlaceOfADemandIsTakenOnce) {
  std::vector<std::string> holds;
  for (int i = 0; i < 8; ++i) {
    AddTalent(absl::StrCat("p", i));
    ASSERT_OK_AND_ASSIGN(const auto held, Hold(HoldDays("demands/d1", absl::StrCat("p", i),
                                                        absl::CivilDay(2026, 12, 1), 1)));
    holds.push_back(held.name());
  }
  std::atomic<int> winners{0};
  std::vector<std::thread> clients;
  for (const std::string& name : holds) {
    clients.emplace_back([&] { winners += Confirm(name).ok() ? 1 : 0; });
  }
  for (std::thread& client : clients) client.join();
  EXPECT_EQ(winners, 1);
  EXPECT_EQ(GetDemand("demands/d1").filled_count(), 1);
}

// Of people whom everybody wants on the same three weeks, with all that may be done with a booking.
class Crowd {
 public:
  explicit Crowd(uint32_t seed) : random_(seed) {}

  int Below(size_t end) { return static_cast<int>(random_() % end); }
  std::string& AnyOf(std::vector<std::string>& names) {
    return names[static_cast<size_t>(Below(names.size()))];
  }

  std::vector<std::string> held, confirmed;

 private:
  std::mt19937 random_;
};

// HOUNIAO_HOLDS changes the number of holds.
TEST_P(ContentionTest, SixtyFourClientsBookNothingTwiceAndLoseNoConfirm) {
  constexpr int kCrowd = 64;
  int holds = 100000;
  if (const char* const given = std::getenv("HOUNIAO_HOLDS")) {
    ASSERT_TRUE(absl::SimpleAtoi(given, &holds));
  }
  for (int i = 0; i < 4; ++i) AddTalent(absl::StrCat("p", i));
  directory_.talents["talents/p2"].talent.mutable_flexible_terms()->set_days_per_year(7);
  directory_.talents["talents/p3"].talent.set_academician(true);
  OpenDemand("demands/team", [](v1::Demand& d) {
    d.set_kind(v1::Demand::TEAM);
    d.set_headcount(1000);
  });
  AddTeam("x", {"p0", "p1"});
  std::atomic<int> tried{0}, won{0}, surprises{0};
  std::vector<Crowd> clients;
  for (uint32_t seed = 1; seed <= kCrowd; ++seed) clients.emplace_back(seed);
  const auto client_job = [&](Crowd& mine) {
    while (tried++ < holds) {
      const bool team = mine.Below(8) == 0;
      auto request =
          HoldDays(team ? "demands/team" : "demands/many", absl::StrCat("p", mine.Below(4)),
                   absl::CivilDay(2026, 12, 1) + mine.Below(20), 1 + mine.Below(3));
      if (team) request.set_team("teams/x");
      for (v1::BookedDay& day : *request.mutable_booked_days()) {
        day.set_half(static_cast<v1::DayHalf>(1 + mine.Below(3)));
      }
      const auto held = Hold(request);
      won += held.ok() ? 1 : 0;
      if (held.ok()) mine.held.push_back(held->name());
      if (!held.ok() && errors::ReasonOf(held.status()) != kDaysNotAvailable) ++surprises;
      if (!mine.held.empty() && mine.Below(2) == 0) {
        if (Confirm(mine.held.back()).ok()) mine.confirmed.push_back(mine.held.back());
        mine.held.pop_back();
      }
      if (!mine.confirmed.empty() && mine.Below(32) == 0) {
        std::string& given_up = mine.AnyOf(mine.confirmed);
        if (!Release(given_up).ok()) ++surprises;
        std::swap(given_up, mine.confirmed.back());
        mine.confirmed.pop_back();
      }
    }
  };
  const absl::Time start = absl::Now();
  std::vector<std::thread> threads;
  for (Crowd& client : clients) threads.emplace_back([&] { client_job(client); });
  for (std::thread& thread : threads) thread.join();
  const double seconds = absl::ToDoubleSeconds(absl::Now() - start);
  size_t confirmed = 0, lost = 0;
  for (const Crowd& client : clients) {
    confirmed += client.confirmed.size();
    for (const std::string& name : client.confirmed) {
      lost += GetEngagement(name).state() != v1::Engagement::CONFIRMED ? 1 : 0;
    }
  }
  std::printf(
      "contention: %d clients x %d holds on %s: %.1f s (%.0f holds/s), won %d, lost "
      "confirms %zu of %zu\n",
      kCrowd, holds, GetParam() == db::Engine::kSqlite ? "SQLite" : "MariaDB", seconds,
      holds / seconds, won.load(), lost, confirmed);
  EXPECT_EQ(lost, 0u);
  EXPECT_EQ(surprises, 0);
  EXPECT_LE(CountBooked("p2"), 14);
  CheckBooks();
}

// Another program that has read the day as free: the key of the table refuses it.
TEST_P(ContentionTest, TheDatabaseItselfRefusesADoubleBooking) {
  ASSERT_OK_AND_ASSIGN(auto tx, journal_.database->BeginWrite(Soon()));
  const std::vector<population::DayHalves> days = {{20800, population::kWholeDay}};
  ASSERT_OK(InsertBookings(*tx, "engagements/x", {"talents/a"}, days));
  EXPECT_THAT(
      InsertBookings(*tx, "engagements/y", {"talents/a"}, {{20800, population::kAfternoon}}),
      StatusIs(absl::StatusCode::kAlreadyExists));
  ASSERT_OK(DeleteBookings(*tx, "engagements/x"));
  EXPECT_OK(InsertBookings(*tx, "engagements/y", {"talents/a"}, {{20800, population::kAfternoon}}));
}

}  // namespace
}  // namespace houniao::recruitment
