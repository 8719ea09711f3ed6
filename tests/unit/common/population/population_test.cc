#include "common/population/population.h"

#include <gtest/gtest.h>

#include <thread>

#include "tests/support/status_matchers.h"
#include "tests/unit/common/population/made_up.h"

namespace houniao::population {
namespace {

using ::houniao::testing::StatusIs;
using ::testing::HasSubstr;

TalentFacts Talent(std::string id) {
  TalentFacts facts;
  facts.id = std::move(id);
  facts.skills = {{1, 2, 5, false}};
  facts.share_consent = true;
  return facts;
}

std::vector<std::string> Ids(const Population& population, const Query& query) {
  const View view = population.view();
  std::vector<std::string> ids;
  const Roaring candidates = view.Candidates(query).value();
  for (const uint32_t row : candidates) ids.emplace_back(view->id(row));
  std::sort(ids.begin(), ids.end());
  return ids;
}

TEST(PopulationTest, ReplaysAreIgnored) {
  Population population;
  EXPECT_EQ(population.applied_revision(Feed::kTalents), -1);
  EXPECT_OK(population.Upsert(Talent("a"), 5));
  population.Remove("a", 4);
  EXPECT_EQ(population.view()->size(), 1u);
  population.Remove("a", 5);  // the same commit may hold several changes
  EXPECT_EQ(population.view()->size(), 0u);
  EXPECT_OK(population.Upsert(Talent("a"), 4));
  EXPECT_EQ(population.view()->size(), 0u);
  EXPECT_EQ(population.applied_revision(Feed::kTalents), 5);
  EXPECT_EQ(population.applied_revision(Feed::kBookings), -1);
  population.MarkApplied(Feed::kTalents, 9);
  population.MarkApplied(Feed::kTalents, 7);
  EXPECT_EQ(population.applied_revision(Feed::kTalents), 9);
}

TEST(PopulationTest, RefusedFactsTakeTheTalentOut) {
  Population population;
  EXPECT_OK(population.ApplyTalents({{"a", Talent("a")}, {"b", Talent("b")}}, 1));
  TalentFacts wrong = Talent("a");
  wrong.region = "?";
  EXPECT_THAT(population.ApplyTalents({{"a", wrong}, {"c", Talent("c")}, {"d", Talent("x")}}, 2),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("talent \"a\": region")));
  EXPECT_EQ(Ids(population, Query()), (std::vector<std::string>{"b", "c"}));
  EXPECT_EQ(population.applied_revision(Feed::kTalents), 2);
}

TEST(PopulationTest, TheSmallestFreeRowIsUsedAgain) {
  Population population;
  for (const char* id : {"a", "b", "c", "d"}) EXPECT_OK(population.Upsert(Talent(id), 1));
  population.Remove("c", 2);
  population.Remove("a", 2);
  EXPECT_OK(population.Upsert(Talent("e"), 3));
  EXPECT_OK(population.Upsert(Talent("f"), 3));
  EXPECT_OK(population.Upsert(Talent("g"), 3));
  const View view = population.view();
  EXPECT_EQ(view->RowOf("e"), 0u);
  EXPECT_EQ(view->RowOf("f"), 2u);
  EXPECT_EQ(view->RowOf("g"), 4u);
}

TEST(PopulationTest, BookingsMayComeBeforeTheTalent) {
  Population population;
  population.ApplyBookings({{"e1", {{"a", {20000, kWholeDay}}}}}, 1);
  EXPECT_OK(population.Upsert(Talent("a"), 1));
  const ServiceWindow window{20000, 20001};
  const auto remaining = [&] {
    const View view = population.view();
    return AvailabilityPlan(window, view->rest_days())
        .RemainingHalfDays(view->availability(*view->RowOf("a")));
  };
  EXPECT_EQ(remaining(), 2);
  population.Remove("a", 2);
  EXPECT_OK(population.Upsert(Talent("a"), 3));
  EXPECT_EQ(remaining(), 2);
  population.ApplyBookings({{"e1", {}}}, 2);
  EXPECT_EQ(remaining(), 4);
}

TEST(PopulationTest, ASnapshotReplacesWhatWasThere) {
  Population population;
  EXPECT_OK(population.ApplyTalents({{"a", Talent("a")}, {"b", Talent("b")}}, 10));
  population.ApplyBookings({{"e1", {{"a", {1, kWholeDay}}}}, {"e2", {{"b", {1, kWholeDay}}}}}, 10);
  population.BeginSnapshot(Feed::kTalents);
  population.BeginSnapshot(Feed::kBookings);
  EXPECT_OK(population.Upsert(Talent("b"), 3));
  EXPECT_OK(population.Upsert(Talent("c"), 1));
  population.ApplyBookings({{"e2", {{"b", {1, kWholeDay}}}}}, 3);
  EXPECT_EQ(population.applied_revision(Feed::kTalents), 10);
  EXPECT_EQ(population.view()->size(), 3u);  // what is not seen yet stays to the end
  population.EndSnapshot(Feed::kTalents, 8);
  population.EndSnapshot(Feed::kBookings, 8);
  EXPECT_EQ(population.applied_revision(Feed::kTalents), 8);
  EXPECT_EQ(Ids(population, Query()), (std::vector<std::string>{"b", "c"}));
  EXPECT_EQ(population.view()->BookedDaysOf("a"), nullptr);
  EXPECT_NE(population.view()->BookedDaysOf("b"), nullptr);
  EXPECT_EQ(population.stats().engagements, 1u);
}

TEST(PopulationTest, TheFirstSnapshotOrdersRowsAndLosesNothing) {
  constexpr int kPeople = 10000;  // more than two pages
  MadeUp made_up(5);
  Population plain, loaded;
  std::map<std::string, TalentFacts> said;
  for (int i = 0; i < kPeople; ++i) {
    TalentFacts facts = made_up.Facts(made_up.Id(kPeople));
    said[facts.id] = facts;
  }
  std::vector<EngagementBookings> bookings;
  for (int i = 0; i < 300; ++i) bookings.push_back(made_up.Bookings(kPeople, 200));
  loaded.ApplyBookings(bookings, 1);
  loaded.BeginSnapshot(Feed::kTalents);
  for (const auto& [id, facts] : said) {
    EXPECT_OK(plain.Upsert(facts, 1));
    EXPECT_OK(loaded.Upsert(facts, 1));
  }
  loaded.EndSnapshot(Feed::kTalents, 1);
  plain.ApplyBookings(bookings, 1);
  {
    const View a = plain.view();
    const View b = loaded.view();
    ASSERT_EQ(b->size(), said.size());
    EXPECT_EQ(b->live().maximum() + 1, said.size());
    for (const auto& [id, facts] : said) {
      const auto row = b->RowOf(id);
      ASSERT_TRUE(row.has_value()) << id;
      EXPECT_EQ(b->Facts(*row), a->Facts(*a->RowOf(id)));
      EXPECT_EQ(b->availability(*row).booked == nullptr, b->BookedDaysOf(id) == nullptr);
    }
    const uint32_t last = b->live().maximum();
    EXPECT_EQ(b->title_rank(0) + b->education_rank(0), 8);
    EXPECT_EQ(b->title_rank(last) + b->education_rank(last), 0);
  }
  for (int i = 0; i < 200; ++i) {
    const Query query = made_up.MakeQuery();
    EXPECT_EQ(Ids(loaded, query), Ids(plain, query));
  }
  // It goes on as before.
  loaded.Remove(said.begin()->first, 2);
  EXPECT_OK(loaded.Upsert(Talent("new"), 3));
  EXPECT_EQ(loaded.view()->size(), said.size());
}

TEST(ZonesTest, BoundEveryRowAndTightenInTime) {
  MadeUp made_up(6);
  Population population;
  const auto check = [&population] {
    const View view = population.view();
    for (const uint32_t row : view->live()) {
      const PageZones& zones = view->zones(row >> kPageRowBits);
      for (const Zone& zone : {zones.page, zones.zones[Columns::Slot(row) / kZoneRows]}) {
        ASSERT_GE(zone.education_rank, view->education_rank(row));
        ASSERT_GE(zone.title_rank, view->title_rank(row));
        ASSERT_GE(zone.experience_years, view->experience_years(row));
        const uint32_t tier = view->facts_of(row).tier_rank;
        if (tier != 0) ASSERT_LE(zone.tier_rank, tier);
      }
    }
  };
  int64_t revision = 0;
  for (int i = 0; i < 3000; ++i) {
    TalentFacts facts = made_up.Facts(absl::StrCat("p", made_up.Below(500)));
    if (made_up.OneIn(6)) {
      population.Remove(facts.id, ++revision);
    } else {
      EXPECT_OK(population.Upsert(facts, ++revision));
    }
    if (i % 500 == 0) check();
  }
  for (int i = 0; i < 2 * static_cast<int>(kPageRows); ++i) {
    EXPECT_OK(population.Upsert(Talent(absl::StrCat("p", i % 500)), ++revision));
  }
  check();
  EXPECT_EQ(population.view()->zones(0).page, Zone());
}

TEST(PopulationTest, WaitsForARevision) {
  Population population;
  EXPECT_THAT(population.WaitForRevision(Feed::kTalents, 1, absl::ZeroDuration()),
              StatusIs(absl::StatusCode::kDeadlineExceeded, HasSubstr("not yet at 1")));
  EXPECT_THAT(population.WaitForRevision(Feed::kTalents, 1, -absl::InfiniteDuration()),
              StatusIs(absl::StatusCode::kDeadlineExceeded));
  std::thread writer([&population] {
    for (int revision = 1; revision <= 50; ++revision) {
      EXPECT_OK(population.Upsert(Talent(absl::StrCat("t", revision)), revision));
    }
  });
  EXPECT_OK(population.WaitForRevision(Feed::kTalents, 50, absl::InfiniteDuration()));
  EXPECT_EQ(population.view()->size(), 50u);
  writer.join();
}

TEST(PopulationTest, QueriesThatMakeNoSenseAreRefused) {
  Population population;
  const View view = population.view();
  Query query;
  query.industries = {"nothing"};
  EXPECT_THAT(view.Candidates(query), StatusIs(absl::StatusCode::kInvalidArgument));
  query = Query();
  query.served_region = "1";
  EXPECT_THAT(view.Candidates(query), StatusIs(absl::StatusCode::kInvalidArgument));
  query = Query();
  query.on_site_share_bp = 10001;
  EXPECT_THAT(view.Candidates(query), StatusIs(absl::StatusCode::kInvalidArgument));
  query = Query();
  query.fee_model = 99;
  EXPECT_THAT(view.Candidates(query), StatusIs(absl::StatusCode::kInvalidArgument));
  query = Query();
  query.skills = {{{{123456789, 0, 0}}}};
  EXPECT_TRUE(view.Candidates(query)->isEmpty());
}

TEST(PopulationTest, StatsCountBytes) {
  Population population;
  for (int i = 0; i < 5000; ++i) {
    EXPECT_OK(population.Upsert(Talent(absl::StrCat("talent-", i)), i));
  }
  const PopulationStats stats = population.stats();
  EXPECT_EQ(stats.talents, 5000u);
  EXPECT_EQ(stats.matchable, 5000u);
  EXPECT_EQ(stats.terms, 1u);
  EXPECT_GE(stats.column_bytes, 5000u * 37);
  EXPECT_EQ(stats.list_bytes, 5000u * 8);  // a word of sizes and a skill
  EXPECT_GT(stats.total_bytes(), stats.dense_bytes());
}

}  // namespace
}  // namespace houniao::population
