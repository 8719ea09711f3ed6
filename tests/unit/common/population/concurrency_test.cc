// Readers against a writer: whatever a view shows is one moment of the history.
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <thread>

#include "common/population/population.h"
#include "tests/support/status_matchers.h"

namespace houniao::population {
namespace {

constexpr int kPairs = 16;
constexpr int kRounds = 1500;
constexpr int kReaders = 3;

// The two of a pair always agree in these facts, because one change writes both.
TalentFacts Half(absl::string_view side, int pair, int round) {
  TalentFacts facts;
  facts.id = absl::StrCat(side, pair);
  facts.experience_years = round % 200;
  facts.skills = {{round % 9, round % 4, round % 100, false}, {100, 1, 0, false}};
  facts.industries = {round % 2 == 0 ? "3841" : "88"};
  facts.share_consent = true;
  facts.seasons = {{1 + round % 12, 1, 12, 31}};
  return facts;
}

class Race {
 public:
  void Write() {
    for (int round = 1; round <= kRounds; ++round) {
      const int pair = round % kPairs;
      std::vector<TalentChange> changes;
      for (const char* side : {"left", "right"}) {
        TalentFacts facts = Half(side, pair, round);
        // Every eighth time the pair goes, and comes back later in other rows.
        const std::string id = facts.id;
        if (round % 8 == 3) {
          changes.push_back({id, std::nullopt});
        } else {
          changes.push_back({id, std::move(facts)});
        }
      }
      EXPECT_OK(population_.ApplyTalents(std::move(changes), round));
      // One engagement moves from person to person: somebody holds exactly its two half days.
      const std::string holder = absl::StrCat("left", round % kPairs);
      population_.ApplyBookings({{"moving", {{holder, {20000 + round % 30, kWholeDay}}}}}, round);
    }
    done_ = true;
  }

  void Read() {
    int64_t last_revision = -1;
    do {
      const View view = population_.view();
      // Between the two writes of a round the bookings are one behind.
      const int64_t revision = population_.applied_revision(Feed::kTalents);
      const int64_t bookings = population_.applied_revision(Feed::kBookings);
      EXPECT_GE(revision, last_revision);
      EXPECT_LE(revision - std::max<int64_t>(bookings, 0), 1);
      last_revision = revision;
      CheckPairs(*view);
      CheckQueries(view);
      if (bookings > 0) CheckBooking(*view, bookings);
      // A view that lives on while a writer waits still shows the same.
      EXPECT_EQ(population_.applied_revision(Feed::kTalents), revision);
    } while (!done_);
  }

  Population& population() { return population_; }

 private:
  static void CheckPairs(const Store& store) {
    for (int pair = 0; pair < kPairs; ++pair) {
      const auto left = store.RowOf(absl::StrCat("left", pair));
      const auto right = store.RowOf(absl::StrCat("right", pair));
      ASSERT_EQ(left.has_value(), right.has_value());
      if (!left.has_value()) continue;
      TalentFacts a = store.Facts(*left), b = store.Facts(*right);
      a.id = b.id;
      EXPECT_EQ(a, b);
    }
  }

  static void CheckQueries(const View& view) {
    Query query;
    query.industries = {"C"};
    const Roaring candidates = view.Candidates(query).value();
    EXPECT_EQ(candidates.cardinality() % 2, 0u);
    query.skills = {{{{100, 1, 0}}}};
    query.window = ServiceWindow{20000, 20400};
    query.min_half_days = 1;
    EXPECT_EQ(view.Candidates(query).value(), candidates);
  }

  static void CheckBooking(const Store& store, int64_t round) {
    const BookedDays* days = store.BookedDaysOf(absl::StrCat("left", round % kPairs));
    ASSERT_NE(days, nullptr);
    EXPECT_EQ(days->BookedOn(static_cast<int>(20000 + round % 30)), kWholeDay);
    EXPECT_EQ(store.ledger().talent_count(), 1u);
  }

  Population population_;
  std::atomic<bool> done_{false};
};

TEST(ConcurrencyTest, EveryViewIsOneMoment) {
  Race race;
  std::vector<std::thread> readers;
  for (int i = 0; i < kReaders; ++i) readers.emplace_back([&race] { race.Read(); });
  // The writer finishes although readers never pause: it is not starved.
  race.Write();
  for (std::thread& reader : readers) reader.join();
  EXPECT_EQ(race.population().applied_revision(Feed::kTalents), kRounds);
}

TEST(ConcurrencyTest, ManyWaitersAreAllWoken) {
  Population population;
  std::vector<std::thread> waiters;
  for (int i = 1; i <= 8; ++i) {
    waiters.emplace_back([&population, i] {
      EXPECT_OK(population.WaitForRevision(Feed::kBookings, i * 10, absl::Minutes(5)));
      EXPECT_GE(population.applied_revision(Feed::kBookings), i * 10);
    });
  }
  for (int revision = 1; revision <= 80; ++revision) {
    population.ApplyBookings({{"e", {{"a", {revision, kMorning}}}}}, revision);
  }
  for (std::thread& waiter : waiters) waiter.join();
}

}  // namespace
}  // namespace houniao::population
