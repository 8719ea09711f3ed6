// The matcher against brute force: the same people, in the same order, with the same points, for
// the same reasons. HOUNIAO_PAIRS sets how many pairs of demand and talent are tried.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "absl/strings/numbers.h"

#include "common/base/dates.h"
#include "services/recruitment/matching/matcher.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/common/population/made_up.h"
#include "tests/unit/services/recruitment/demand_fixture.h"
#include "tests/unit/services/recruitment/matching/match_oracle.h"

namespace houniao::recruitment {
namespace {

using population::Feed;
using population::TalentFacts;

int Pairs() {
  const char* const given = std::getenv("HOUNIAO_PAIRS");
  int pairs = 0;
  return given != nullptr && absl::SimpleAtoi(given, &pairs) ? pairs : 20000;
}

class World {
 public:
  explicit World(uint32_t seed) : made_up_(seed), demands_(seed + 1) {
    for (int i = 0; i < 120; ++i) {
      TalentFacts facts = made_up_.Facts(made_up_.Id(150));
      if (made_up_.OneIn(2)) MakeMatchable(facts);
      if (!population.Upsert(facts, ++revision_).ok()) continue;
      EXPECT_OK(population::NormalizeFacts(facts));
      oracle.people.talents[facts.id] = facts;
    }
    for (int i = 0; i < 60; ++i) {
      population::EngagementBookings change = made_up_.Bookings(150, 40);
      oracle.people.engagements[change.engagement] = change.bookings;
      population.ApplyBookings({change}, ++revision_);
    }
  }

  Subject MakeRandomSubject() {
    v1::Employer employer = StorageEmployer();
    if (demands_.OneIn(3)) employer.set_credit_code(absl::StrCat("unit-", demands_.Below(6)));
    return MakeSubject(demands_.Make(), employer, absl::CivilDay(2027, 11, 20));
  }
  MadeUpDemands& demands() { return demands_; }

  population::Population population;
  MatchOracle oracle;
  Stations stations;

 private:
  // Else most fail the first gates and little is learnt about the others.
  void MakeMatchable(TalentFacts& facts) {
    facts.share_consent = true;
    facts.paused = false;
    facts.forms = 0x7FE;
    facts.home_unit_consent = population::HomeUnitConsent::kNotNeeded;
    facts.integrity_until.reset();
    facts.academician = false;
    if (made_up_.OneIn(2)) facts.served_regions.clear();
    if (made_up_.OneIn(2)) facts.seasons.clear();
  }

  population::MadeUp made_up_;
  MadeUpDemands demands_;
  int64_t revision_ = 0;
};

void CheckMatch(World& world, const Subject& subject) {
  v1::MatchOptions options;
  if (world.demands().OneIn(2)) {
    *options.mutable_scoring_weights() = world.demands().WeightsMessage();
  }
  const CriterionWeights weights = WeightsOf(options.scoring_weights());
  const std::vector<OracleEntry> expected = world.oracle.Ranking(subject, weights);
  const Matcher matcher(world.population, world.stations);
  const int top_k = 1 + world.demands().Below(100);
  ASSERT_OK_AND_ASSIGN(const auto response, matcher.Match(subject, options, top_k));

  std::vector<OracleEntry> listed;
  for (const v1::Candidate& candidate : response.candidates()) {
    listed.push_back({candidate.talent().substr(8), candidate.score()});
    int sum = 0;
    for (const v1::CriterionPoints& points : candidate.criteria()) {
      EXPECT_GE(points.points(), 0);
      EXPECT_LE(points.points(), points.max_points());
      sum += points.points();
    }
    ASSERT_EQ(sum, candidate.score());
  }
  const size_t size = std::min(expected.size(), static_cast<size_t>(top_k));
  ASSERT_EQ(listed, std::vector<OracleEntry>(expected.begin(),
                                             expected.begin() + static_cast<std::ptrdiff_t>(size)))
      << subject.demand.DebugString();
  ASSERT_EQ(response.eligible_count(), static_cast<int64_t>(expected.size()));

  std::map<int, int64_t> removed;
  for (const auto& [id, facts] : world.oracle.people.talents) {
    const v1::Gate gate = world.oracle.FirstFailed(facts, subject);
    if (gate != v1::GATE_UNSPECIFIED) ++removed[gate];
  }
  int64_t sum = response.eligible_count();
  for (const v1::GateCount& count : response.gate_counts()) {
    ASSERT_EQ(count.removed_count(), removed[count.gate()]) << v1::Gate_Name(count.gate()) << "\n"
                                                            << subject.demand.DebugString();
    sum += count.removed_count();
  }
  ASSERT_EQ(sum, response.population_count());
}

void CheckExplain(World& world, const Subject& subject) {
  const std::vector<OracleEntry> ranking = world.oracle.Ranking(subject, HouseWeights());
  const Matcher matcher(world.population, world.stations);
  auto person = world.oracle.people.talents.begin();
  std::advance(person, world.demands().Below(static_cast<int>(world.oracle.people.talents.size())));
  ASSERT_OK_AND_ASSIGN(const auto answer,
                       matcher.Explain(subject, {}, 5, absl::StrCat("talents/", person->first)));
  const v1::Gate failed = world.oracle.FirstFailed(person->second, subject);
  ASSERT_EQ(answer.eligible(), failed == v1::GATE_UNSPECIFIED);
  ASSERT_EQ(answer.first_failed_gate().gate(), failed) << subject.demand.DebugString();
  ASSERT_EQ(answer.score(), world.oracle.ScoreOf(person->second, subject, HouseWeights()));
  int sum = 0;
  for (const v1::CriterionPoints& points : answer.criteria()) sum += points.points();
  ASSERT_EQ(sum, answer.score());
  if (!answer.eligible()) {
    EXPECT_EQ(answer.rank(), 0);
    EXPECT_FALSE(answer.first_failed_gate().basis().empty());
    EXPECT_FALSE(answer.first_failed_gate().needed().empty());
    return;
  }
  const int64_t rank = answer.rank();
  ASSERT_GE(rank, 1);
  ASSERT_EQ(ranking[static_cast<size_t>(rank - 1)].id, person->first);
  EXPECT_EQ(answer.listed(), rank <= 5);
}

TEST(Matcher, AnswersAsBruteForceDoes) {
  int pairs = 0, eligible = 0;
  for (uint32_t seed = 1; pairs < Pairs(); ++seed) {
    World world(seed);
    for (int i = 0; i < 20; ++i) {
      const Subject subject = world.MakeRandomSubject();
      pairs += static_cast<int>(world.oracle.people.talents.size());
      eligible += static_cast<int>(world.oracle.Ranking(subject, HouseWeights()).size());
      CheckMatch(world, subject);
      CheckExplain(world, subject);
      if (HasFatalFailure()) return;
    }
  }
  // A test that finds nobody would prove little.
  EXPECT_GT(eligible, pairs / 50);
}

TEST(Matcher, TakesExcludedTalentsOutOfEveryCount) {
  World world(7);
  Subject subject = MakeSubject(v1::Demand(), StorageEmployer(), absl::CivilDay(2027, 11, 20));
  const Matcher matcher(world.population, world.stations);
  ASSERT_OK_AND_ASSIGN(const auto all, matcher.Match(subject, {}, 2));
  ASSERT_EQ(all.candidates_size(), 2);
  v1::MatchOptions options;
  options.add_excluded_talents(all.candidates(0).talent());
  ASSERT_OK_AND_ASSIGN(const auto fewer, matcher.Match(subject, options, 1));
  EXPECT_EQ(fewer.candidates(0).talent(), all.candidates(1).talent());
  EXPECT_EQ(fewer.eligible_count(), all.eligible_count() - 1);
  EXPECT_EQ(fewer.population_count(), all.population_count() - 1);
}

TEST(Matcher, DoesNotKnowAStranger) {
  World world(7);
  const Matcher matcher(world.population, world.stations);
  const Subject subject =
      MakeSubject(v1::Demand(), StorageEmployer(), absl::CivilDay(2027, 11, 20));
  EXPECT_THAT(matcher.Explain(subject, {}, 5, "talents/nobody"),
              ::houniao::testing::StatusIs(absl::StatusCode::kNotFound));
}

}  // namespace
}  // namespace houniao::recruitment
