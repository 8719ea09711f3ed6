#include "services/recruitment/demands/kept_matches.h"

#include <gtest/gtest.h>

#include "common/population/population.h"

namespace houniao::recruitment {
namespace {

using population::TalentFacts;

class KeptMatchesTest : public ::testing::Test {
 protected:
  KeptMatchesTest() {
    for (const char* id : {"a", "b", "c"}) Put(id, 5);
  }

  void Put(const std::string& id, int years) {
    TalentFacts facts;
    facts.id = id;
    facts.share_consent = true;
    facts.experience_years = years;
    facts.academician = id == "c";
    ASSERT_TRUE(people_.Upsert(facts, ++revision_).ok());
  }

  struct Asked {
    std::string talent = "a";
    uint64_t demands = 1;
    uint64_t stations = 1;
    int today = 100;
  };
  void Keep(const Asked& asked, int64_t eligible) {
    const population::View people = people_.view();
    v1::MatchDemandsResponse response;
    response.set_eligible_count(eligible);
    kept_.Keep(asked.talent, StateOf(asked, *people), response);
  }
  // -1: nothing is kept.
  int64_t Find(const Asked& asked) {
    const population::View people = people_.view();
    const auto bytes = kept_.Find(asked.talent, StateOf(asked, *people));
    v1::MatchDemandsResponse response;
    return bytes != nullptr && response.ParseFromString(*bytes) ? response.eligible_count() : -1;
  }
  static MatchState StateOf(const Asked& asked, const population::Store& people) {
    return {{&people, *people.RowOf(asked.talent)}, asked.demands, asked.stations, asked.today};
  }

  population::Population people_;
  int64_t revision_ = 0;
  KeptMatches kept_;
};

TEST_F(KeptMatchesTest, GivesWhatItKeptForTheSameState) {
  EXPECT_EQ(Find({}), -1);
  Keep({}, 7);
  EXPECT_EQ(Find({}), 7);
  EXPECT_EQ(Find({.talent = "b"}), -1);
  EXPECT_EQ(Find({.demands = 2}), -1);
  EXPECT_EQ(Find({.today = 101}), -1);
  Keep({}, 8);
  EXPECT_EQ(Find({}), 8);
  EXPECT_EQ(kept_.size(), 1u);
}

TEST_F(KeptMatchesTest, IsMadeOldByTheTalentAndNotByOthers) {
  Keep({}, 7);
  Put("b", 6);
  EXPECT_EQ(Find({}), 7);
  Put("a", 6);
  EXPECT_EQ(Find({}), -1);
  Keep({}, 9);
  people_.ApplyBookings({{"e1", {{"b", {200, population::kMorning}}}}}, ++revision_);
  EXPECT_EQ(Find({}), 9);
  people_.ApplyBookings({{"e2", {{"a", {200, population::kMorning}}}}}, ++revision_);
  EXPECT_EQ(Find({}), -1);
}

TEST_F(KeptMatchesTest, ForgetsWhenMoreChangedThanIsRemembered) {
  Keep({}, 7);
  for (uint64_t i = 0; i <= population::ChangeLog::kKept; ++i) Put("b", static_cast<int>(i % 20));
  EXPECT_EQ(Find({}), -1);
  Keep({}, 8);
  for (int round = 0; round < 3; ++round) {
    for (uint64_t i = 0; i < population::ChangeLog::kKept; ++i) Put("b", static_cast<int>(i % 20));
    EXPECT_EQ(Find({}), 8);
  }
}

TEST_F(KeptMatchesTest, HeedsStationsForAcademiciansAlone) {
  Keep({}, 7);
  Keep({.talent = "c"}, 8);
  EXPECT_EQ(Find({.stations = 2}), 7);
  EXPECT_EQ(Find({.talent = "c", .stations = 2}), -1);
}

TEST_F(KeptMatchesTest, IsBounded) {
  const population::View people = people_.view();
  for (size_t i = 0; i < 3 * KeptMatches::kMostAnswers; ++i) {
    kept_.Keep(absl::StrCat("q", i), StateOf({}, *people), v1::MatchDemandsResponse());
    ASSERT_LE(kept_.size(), KeptMatches::kMostAnswers);
  }
}

}  // namespace
}  // namespace houniao::recruitment
