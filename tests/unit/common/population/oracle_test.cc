// Random histories: after every step the population must answer what plain loops answer.
#include "tests/unit/common/population/oracle.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "common/base/dates.h"
#include "common/population/population.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/common/population/made_up.h"

namespace houniao::population {
namespace {

constexpr int kPeople = 120;
constexpr int kEngagements = 60;

class OracleTest : public ::testing::TestWithParam<uint32_t> {
 protected:
  OracleTest() : made_up_(GetParam()), population_(RestOf2028()) {
    oracle_.rest_days = RestOf2028();
  }

  // Days of rest by a rule that is not the weekend's, for half of the days in use.
  static RestDays RestOf2028() {
    return RestDays(DayNumber(absl::CivilDay(2028, 1, 1)), DayNumber(absl::CivilDay(2028, 12, 31)),
                    [](int day) { return day % 5 < 2; });
  }

  void ChangeTalents() {
    std::vector<TalentChange> changes;
    for (int n = 1 + made_up_.Below(3); n > 0; --n) {
      const std::string id = made_up_.Id(kPeople);
      if (made_up_.OneIn(3)) {
        changes.push_back({id, std::nullopt});
        oracle_.talents.erase(id);
      } else {
        const TalentFacts facts = made_up_.Facts(id);
        changes.push_back({id, facts});
        oracle_.talents[id] = facts;
      }
    }
    EXPECT_OK(population_.ApplyTalents(std::move(changes), ++revision_));
  }

  void ChangeBookings() {
    const EngagementBookings change = made_up_.Bookings(kPeople, kEngagements);
    oracle_.engagements.erase(change.engagement);
    if (!change.bookings.empty()) oracle_.engagements[change.engagement] = change.bookings;
    population_.ApplyBookings({change}, ++revision_);
  }

  void CheckQuery() {
    const Query query = made_up_.MakeQuery();
    const View view = population_.view();
    ASSERT_OK_AND_ASSIGN(const CompiledQuery compiled, view.Compile(query));
    std::vector<std::string> ids;
    for (const uint32_t row : compiled.Candidates()) ids.emplace_back(view->id(row));
    std::sort(ids.begin(), ids.end());
    EXPECT_EQ(ids, oracle_.Candidates(query));
    for (const auto& [id, facts] : oracle_.talents) {
      if (!made_up_.OneIn(8)) continue;
      const uint32_t expected = oracle_.FailedGates(facts, query);
      EXPECT_EQ(compiled.FailedGates(*view->RowOf(id)), expected) << id;
      EXPECT_EQ(compiled.Passes(*view->RowOf(id)), expected == 0) << id;
    }
  }

  void CheckAvailability() {
    if (oracle_.talents.empty()) return;
    auto it = oracle_.talents.begin();
    std::advance(it, made_up_.Below(static_cast<int>(oracle_.talents.size())));
    const TalentFacts& facts = it->second;
    const ServiceWindow window = made_up_.Window(600);
    const View view = population_.view();
    const AvailabilityPlan plan(window, view->rest_days());
    const Availability availability = view->availability(*view->RowOf(facts.id));
    const DayByDay expected = oracle_.Ask(facts, window);
    EXPECT_EQ(plan.FreeHalfDays(availability), expected.free);
    EXPECT_EQ(plan.RemainingHalfDays(availability), expected.remaining);
    const int wanted = made_up_.Below(30);
    const std::vector<DayHalves> days = plan.FirstBookable(availability, wanted);
    EXPECT_EQ(days, oracle_.FirstBookable(facts, window, wanted));
    EXPECT_TRUE(RefusedDays(availability, days, view->rest_days()).empty());
  }

  // Everything that is stored, against everything that was said.
  void CheckContents() {
    const View view = population_.view();
    ASSERT_EQ(view->size(), oracle_.talents.size());
    EXPECT_EQ(view->live().cardinality(), oracle_.talents.size());
    std::set<uint32_t> rows;
    for (const auto& [id, said] : oracle_.talents) {
      const std::optional<uint32_t> row = view->RowOf(id);
      ASSERT_TRUE(row.has_value()) << id;
      TalentFacts facts = said;
      ASSERT_OK(NormalizeFacts(facts));
      EXPECT_EQ(view->Facts(*row), facts) << id;
      EXPECT_TRUE(view->live().contains(*row));
      EXPECT_EQ(view->manual_only_rows().contains(*row), facts.manual_matching_only);
      EXPECT_EQ(view->restricted_rows().contains(*row), !facts.restrictions.empty());
      rows.insert(*row);
    }
    EXPECT_EQ(rows.size(), oracle_.talents.size());
    // Rows are used again: never more than people there can be.
    EXPECT_LT(rows.empty() ? 0 : *rows.rbegin(), static_cast<uint32_t>(kPeople));
    for (int n = 0; n < 10; ++n) {
      const std::string id = made_up_.Id(kPeople);
      EXPECT_EQ(view->RowOf(id).has_value(), oracle_.talents.contains(id));
    }
    for (int e = 0; e < kEngagements; ++e) CheckBookingsOf(*view, absl::StrCat("e", e));
  }

  void CheckBookingsOf(const Store& store, const std::string& engagement) {
    std::map<std::pair<std::string, int>, Halves> expected, held;
    const auto said = oracle_.engagements.find(engagement);
    if (said != oracle_.engagements.end()) {
      for (const TalentBooking& b : said->second) expected[{b.talent, b.day.day}] |= b.day.halves;
    }
    for (const TalentBooking& b : store.ledger().BookingsOf(engagement)) {
      held[{b.talent, b.day.day}] |= b.day.halves;
    }
    EXPECT_EQ(held, expected) << engagement;
  }

  // Sends everything again, as after a lost resume token, while some of it has gone meanwhile.
  void Snapshot(Feed feed) {
    population_.BeginSnapshot(feed);
    if (feed == Feed::kTalents) {
      std::erase_if(oracle_.talents, [this](const auto&) { return made_up_.OneIn(5); });
      for (const auto& [id, facts] : oracle_.talents) EXPECT_OK(population_.Upsert(facts, 1));
    } else {
      std::erase_if(oracle_.engagements, [this](const auto&) { return made_up_.OneIn(5); });
      for (const auto& [engagement, bookings] : oracle_.engagements) {
        population_.ApplyBookings({{engagement, bookings}}, 1);
      }
    }
    population_.EndSnapshot(feed, ++revision_);
    EXPECT_EQ(population_.applied_revision(feed), revision_);
  }

  MadeUp made_up_;
  Oracle oracle_;
  Population population_;
  int64_t revision_ = 0;
};

TEST_P(OracleTest, AnswersWhatPlainLoopsAnswer) {
  for (int step = 0; step < 6000 && !HasFailure(); ++step) {
    SCOPED_TRACE(absl::StrCat("seed ", GetParam(), " step ", step));
    const int kind = made_up_.Below(10);
    if (kind < 4) ChangeTalents();
    if (kind >= 4 && kind < 6) ChangeBookings();
    if (kind >= 6 && kind < 8) CheckQuery();
    if (kind >= 8) CheckAvailability();
    if (step % 250 == 249) CheckContents();
    if (step % 1000 == 500) Snapshot(made_up_.OneIn(2) ? Feed::kTalents : Feed::kBookings);
  }
  // Nothing is left behind when everybody is gone.
  population_.BeginSnapshot(Feed::kTalents);
  population_.EndSnapshot(Feed::kTalents, ++revision_);
  population_.BeginSnapshot(Feed::kBookings);
  population_.EndSnapshot(Feed::kBookings, ++revision_);
  const PopulationStats stats = population_.stats();
  EXPECT_EQ(stats.talents + stats.engagements + stats.booked_talents + stats.terms + stats.bitmaps +
                stats.list_bytes,
            0u);
}

INSTANTIATE_TEST_SUITE_P(Seeds, OracleTest, ::testing::Values(1u, 2u, 3u, 4u));

}  // namespace
}  // namespace houniao::population
