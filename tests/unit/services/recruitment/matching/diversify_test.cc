#include "services/recruitment/matching/diversify.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <random>

#include "services/recruitment/matching/engaged_before.h"
#include "services/recruitment/matching/matcher.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/common/population/made_up.h"
#include "tests/unit/services/recruitment/demand_fixture.h"

namespace houniao::recruitment {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Entry i scores 100 - i.
struct Person {
  uint32_t city = 0;
  uint32_t division = 0;
  bool first_timer = false;
};

std::optional<std::vector<int>> ListOf(const v1::Diversification& bounds,
                                       const std::vector<Person>& people, size_t size,
                                       bool complete = true) {
  std::vector<Ranked> ranked;
  for (size_t i = 0; i < people.size(); ++i) {
    ranked.push_back({100 - static_cast<int>(i), static_cast<uint32_t>(i)});
  }
  const auto list = Diversify(bounds, ranked, complete, size, [&](const Ranked& entry) {
    const Person& person = people[entry.row];
    return ListTraits{person.city, person.division, person.first_timer};
  });
  if (!list.has_value()) return std::nullopt;
  std::vector<int> rows;
  for (const Ranked& entry : *list) rows.push_back(static_cast<int>(entry.row));
  return rows;
}

TEST(Diversify, WithoutBoundsItIsTheListByScore) {
  EXPECT_THAT(*ListOf({}, {{1, 1}, {1, 1}, {1, 1}}, 2), ElementsAre(0, 1));
  EXPECT_THAT(*ListOf({}, {}, 2), IsEmpty());
}

TEST(Diversify, TakesNoMoreOfACityOrADivisionThanAllowed) {
  v1::Diversification bounds;
  bounds.set_max_per_city(1);
  EXPECT_THAT(*ListOf(bounds, {{1}, {1}, {2}, {1}, {2}, {3}}, 3), ElementsAre(0, 2, 5));
  // Those whose city is not known are not counted.
  EXPECT_THAT(*ListOf(bounds, {{0}, {0}, {1}, {0}}, 4), ElementsAre(0, 1, 2, 3));
  bounds.clear_max_per_city();
  bounds.set_max_per_industry(2);
  EXPECT_THAT(*ListOf(bounds, {{0, 38}, {0, 38}, {0, 38}, {0, 61}}, 3), ElementsAre(0, 1, 3));
}

TEST(Diversify, KeepsTheLastSeatsForFirstTimers) {
  v1::Diversification bounds;
  bounds.set_min_first_timer_count(2);
  const Person old, fresh{0, 0, true};
  EXPECT_THAT(*ListOf(bounds, {old, old, old, fresh, old, fresh, fresh}, 3), ElementsAre(0, 3, 5));
  // Enough of them are in the list by score alone.
  EXPECT_THAT(*ListOf(bounds, {fresh, old, fresh, old}, 3), ElementsAre(0, 1, 2));
  // As far as there are any; then the best of the others have the seats.
  EXPECT_THAT(*ListOf(bounds, {old, old, old, fresh, old}, 3), ElementsAre(0, 1, 3));
  EXPECT_THAT(*ListOf(bounds, {old, old, old}, 3), ElementsAre(0, 1, 2));
}

TEST(Diversify, AsksForMoreOfTheRankingRatherThanGuess) {
  v1::Diversification bounds;
  bounds.set_max_per_city(1);
  EXPECT_EQ(ListOf(bounds, {{1}, {1}}, 2, false), std::nullopt);
  EXPECT_THAT(*ListOf(bounds, {{1}, {2}}, 2, false), ElementsAre(0, 1));
}

TEST(EngagedBefore, RemembersWhoWasConfirmedWhateverCameOfIt) {
  EngagedBefore engaged;
  v1::Engagement engagement;
  engagement.set_state(v1::Engagement::HELD);
  engaged.Note(engagement, {"a"});
  EXPECT_FALSE(engaged.Has("a"));
  engagement.set_state(v1::Engagement::CONFIRMED);
  engaged.Note(engagement, {"a"});
  EXPECT_TRUE(engaged.Has("a"));
  engagement.set_state(v1::Engagement::RELEASED);
  engaged.Note(engagement, {"a", "b"});
  EXPECT_TRUE(engaged.Has("a"));
  EXPECT_FALSE(engaged.Has("b"));
  engagement.mutable_confirm_time()->set_seconds(1);
  engaged.Note(engagement, {"b"});
  EXPECT_TRUE(engaged.Has("b"));
  engaged.Clear();
  EXPECT_FALSE(engaged.Has("a"));
}

// In the matcher: the same list as from the whole ranking at once, with the exact cost.
TEST(Diversify, OfAPopulationIsThatOfTheWholeRanking) {
  population::MadeUp made_up(4);
  population::Population people;
  EngagedBefore engaged;
  for (int i = 0; i < 400; ++i) {
    population::TalentFacts facts = made_up.Facts(made_up.Id(600));
    facts.share_consent = true;
    facts.paused = false;
    facts.forms = 0x7FE;
    facts.academician = false;
    facts.integrity_until.reset();
    facts.home_unit_consent = population::HomeUnitConsent::kNotNeeded;
    facts.served_regions.clear();
    people.Upsert(facts, i + 1).IgnoreError();
    v1::Engagement engagement;
    engagement.set_state(v1::Engagement::COMPLETED);
    if (made_up.OneIn(2)) engaged.Note(engagement, {facts.id});
  }
  const Subject subject =
      MakeSubject(v1::Demand(), StorageEmployer(), absl::CivilDay(2027, 11, 20));
  const Stations stations;
  const Matcher matcher(people, stations, &engaged);
  v1::MatchOptions plain;
  plain.set_omit_criteria(true);
  ASSERT_OK_AND_ASSIGN(const auto all, matcher.Match(subject, plain, 1000));
  ASSERT_GT(all.candidates_size(), 100);
  for (int round = 0; round < 40; ++round) {
    v1::MatchOptions varied = plain;
    v1::Diversification& bounds = *varied.mutable_diversification();
    bounds.set_max_per_city(made_up.Below(4));
    bounds.set_max_per_industry(made_up.Below(6));
    bounds.set_min_first_timer_count(made_up.Below(12));
    const size_t size = static_cast<size_t>(1 + made_up.Below(30));
    int64_t cost = 0;
    std::vector<std::string> expected;
    {
      const population::View view = people.view();
      std::vector<Ranked> ranked;
      for (const v1::Candidate& candidate : all.candidates()) {
        ranked.push_back({candidate.score(), *view->RowOf(candidate.talent().substr(8))});
      }
      for (size_t i = 0; i < size; ++i) cost += ranked[i].score;
      const auto list = Diversify(bounds, ranked, true, size, [&](const Ranked& entry) {
        ListTraits traits = TraitsOf(*view, entry.row);
        traits.first_timer = !engaged.Has(view->id(entry.row));
        return traits;
      });
      for (const Ranked& entry : *list) {
        cost -= entry.score;
        expected.push_back(absl::StrCat("talents/", view->id(entry.row)));
      }
    }
    ASSERT_OK_AND_ASSIGN(const auto answer, matcher.Match(subject, varied, static_cast<int>(size)));
    std::vector<std::string> listed;
    for (const v1::Candidate& candidate : answer.candidates()) {
      listed.push_back(candidate.talent());
      EXPECT_EQ(candidate.rank(), static_cast<int>(listed.size()));
    }
    EXPECT_EQ(listed, expected);
    EXPECT_EQ(answer.diversification_cost(), cost);
    EXPECT_EQ(answer.eligible_count(), all.eligible_count());
  }
}

}  // namespace
}  // namespace houniao::recruitment
