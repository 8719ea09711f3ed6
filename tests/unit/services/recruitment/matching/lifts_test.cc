// What would lift the rank: every list of changes is made for real, in a population of its own.
#include "services/recruitment/matching/lifts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "common/base/dates.h"
#include "services/recruitment/matching/matcher.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/common/population/made_up.h"
#include "tests/unit/services/recruitment/demand_fixture.h"
#include "tests/unit/services/recruitment/matching/match_oracle.h"

namespace houniao::recruitment {
namespace {

using population::TalentFacts;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr int kTopK = 5;
constexpr absl::CivilDay kToday(2027, 11, 20);

// People and bookings from which populations are made.
struct People {
  std::map<std::string, TalentFacts> talents;
  std::map<std::string, population::EngagementBookings> bookings;

  std::unique_ptr<population::Population> Make() const {
    auto made = std::make_unique<population::Population>();
    for (const auto& [id, facts] : talents) EXPECT_OK(made->Upsert(facts, 1));
    for (const auto& [id, change] : bookings) made->ApplyBookings({change}, 1);
    return made;
  }
};

People MadeUpPeople(uint32_t seed) {
  population::MadeUp made_up(seed);
  People people;
  for (int i = 0; i < 60; ++i) {
    TalentFacts facts = made_up.Facts(made_up.Id(80));
    if (!made_up.OneIn(5)) {
      facts.share_consent = true;
      facts.paused = false;
      facts.academician = false;
      facts.integrity_until.reset();
      if (!made_up.OneIn(4)) facts.forms = 0x7FE;
      if (made_up.OneIn(2)) facts.served_regions.clear();
      if (made_up.OneIn(2)) facts.seasons.clear();
    }
    if (population::NormalizeFacts(facts).ok()) people.talents[facts.id] = facts;
  }
  for (int i = 0; i < 30; ++i) {
    auto change = made_up.Bookings(80, 20);
    people.bookings[change.engagement] = change;
  }
  return people;
}

// The match as it is once the changes are made.
Place PlaceOf(People people, const MatchState& state) {
  TalentFacts facts = state.facts;
  EXPECT_OK(population::NormalizeFacts(facts));
  people.talents[facts.id] = facts;
  const auto population = people.Make();
  const Stations stations;
  const auto answer = Matcher(*population, stations)
                          .Explain(state.subject, {}, kTopK, absl::StrCat("talents/", facts.id));
  EXPECT_OK(answer.status());
  if (!answer.ok()) return {};
  return {answer->eligible(), answer->score(), answer->rank(), answer->listed()};
}

bool IsForTheDemandToChange(v1::Gate gate) {
  switch (gate) {
    case v1::GATE_SHARE_CONSENT:
    case v1::GATE_AUTOMATED_MATCHING:
    case v1::GATE_PROFILE_ACTIVE:
    case v1::GATE_STATUS_ALLOWED:
    case v1::GATE_HOME_UNIT_CONSENT:
    case v1::GATE_CONFLICT_OF_INTEREST:
    case v1::GATE_INTEGRITY_RECORD:
    case v1::GATE_ACADEMICIAN_QUOTA:
      return false;
    default:
      return true;
  }
}

struct Found {
  int eligible = 0;  // lifts of those who pass already
  int single = 0;    // of those who do not
  int several = 0;
};

void Check(const People& people, const Subject& subject, const std::string& id, Found& found) {
  const auto population = people.Make();
  const Stations stations;
  const population::View view = population->view();
  const v1::MatchOptions options;
  const uint32_t row = *view->RowOf(id);
  Replay replay(*view, stations, subject, options, kTopK, row);
  const Place now = replay.Run(replay.state());
  ASSERT_EQ(now, PlaceOf(people, replay.state())) << id;
  const std::vector<Lift> lifts = FindLifts(replay, view->rest_days());
  ASSERT_LE(lifts.size(), kMostLifts);
  Replay again(*view, stations, subject, options, kTopK, row);
  const std::vector<Lift> same = FindLifts(again, view->rest_days());
  ASSERT_EQ(same.size(), lifts.size());
  for (size_t i = 0; i < lifts.size(); ++i) {
    const Lift& lift = lifts[i];
    ASSERT_EQ(MessageOf(lift).DebugString(), MessageOf(same[i]).DebugString());
    ASSERT_FALSE(lift.changes.empty());
    ASSERT_LE(lift.changes.size(), kMostChanges);
    ASSERT_TRUE(lift.place.eligible);
    // Exactly these changes lead exactly there.
    ASSERT_EQ(PlaceOf(people, With(replay.state(), lift.changes)), lift.place)
        << MessageOf(lift).DebugString() << subject.demand.DebugString();
    for (const Change& change : lift.changes) {
      EXPECT_NE(change.message.now(), change.message.wanted());
      EXPECT_NE(change.message.gate() == v1::GATE_UNSPECIFIED,
                change.message.criterion() == v1::CRITERION_UNSPECIFIED);
      EXPECT_TRUE(!change.of_demand() || IsForTheDemandToChange(change.message.gate()));
    }
    if (now.eligible) {
      EXPECT_THAT(lift.changes, SizeIs(1));
      EXPECT_LT(lift.place.rank, now.rank);
      ++found.eligible;
      continue;
    }
    // None of them can be left out.
    for (size_t left_out = 0; left_out < lift.changes.size(); ++left_out) {
      std::vector<Change> fewer = lift.changes;
      fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(left_out));
      ASSERT_FALSE(PlaceOf(people, With(replay.state(), fewer)).eligible)
          << MessageOf(lift).DebugString();
    }
    ++(lift.changes.size() == 1 ? found.single : found.several);
    // Several only if no single one does.
    EXPECT_EQ(lift.changes.size() == 1, lifts.front().changes.size() == 1);
  }
}

TEST(Lifts, LeadWhereTheySayAndHoldNothingNeedless) {
  Found found;
  for (uint32_t seed = 1; seed <= 6; ++seed) {
    const People people = MadeUpPeople(seed);
    MadeUpDemands demands(seed + 100);
    for (int i = 0; i < 20; ++i) {
      const Subject subject = MakeSubject(demands.Make(), StorageEmployer(), kToday);
      auto person = people.talents.begin();
      std::advance(person, demands.Below(static_cast<int>(people.talents.size())));
      Check(people, subject, person->first, found);
      if (HasFatalFailure()) return;
    }
  }
  // A test that finds nothing would prove little.
  EXPECT_GT(found.eligible, 5);
  EXPECT_GT(found.single, 5);
  EXPECT_GT(found.several, 5);
}

// --- Cases by hand.

class LiftCases : public ::testing::Test {
 protected:
  LiftCases() {
    TalentFacts& facts = people_.talents["a"];
    facts.id = "a";
    facts.share_consent = true;
    facts.forms = population::Bit(houniao::type::v1::ENGAGEMENT_FORM_SEASONAL);
    facts.skills = {{*codes_.Find("energy-storage-pcs"), 2, 5, false}};
    facts.experience_years = 5;
    demand_ = WinterDemand();
    demand_.mutable_requirements(0)->set_key("pcs");
    demand_.mutable_requirements(1)->set_key("education");
  }

  TalentFacts& facts() { return people_.talents["a"]; }

  std::vector<Lift> Lifts() {
    population_ = people_.Make();
    const population::View view = population_->view();
    const Subject subject = MakeSubject(demand_, StorageEmployer(), absl::CivilDay(2026, 11, 1));
    Replay replay(*view, stations_, subject, options_, kTopK, *view->RowOf("a"));
    return FindLifts(replay, view->rest_days());
  }

  static std::vector<std::string> Texts(const std::vector<Lift>& lifts) {
    std::vector<std::string> texts;
    for (const Lift& lift : lifts) {
      std::vector<std::string> parts;
      for (const Change& change : lift.changes) {
        parts.push_back(absl::StrCat(change.of_demand() ? "需求 " : "人才 ", change.message.now(),
                                     " -> ", change.message.wanted()));
      }
      texts.push_back(absl::StrJoin(parts, "; "));
    }
    return texts;
  }

  const codes::SkillTable& codes_ = codes::SkillTable::BuiltIn();
  People people_;
  v1::Demand demand_;
  const v1::MatchOptions options_;
  const Stations stations_;
  std::unique_ptr<population::Population> population_;
};

TEST_F(LiftCases, ASkillIsRaisedOrLessIsAskedFor) {
  facts().skills[0].level = 1;
  const std::string name = codes_.Get(*codes_.Find("energy-storage-pcs")).name_zh;
  EXPECT_THAT(
      Texts(Lifts()),
      ::testing::UnorderedElementsAre(
          absl::StrCat("人才 ", name, ": 一般, 5 年 -> ", name, ": 熟练, 5 年"),
          absl::StrCat("需求 ", name, ": 熟练, 0 年 -> ", name, ": 一般, 0 年"),
          absl::StrCat("需求 必备: ", name, ": 熟练, 0 年 -> 加分: ", name, ": 熟练, 0 年")));
}

TEST_F(LiftCases, NoMoreDaysAYearThanItTakes) {
  facts().days_per_year = 20;
  // December 2026 and the first months of 2027 are two years: 31 days of the first, 32 of the next.
  EXPECT_THAT(Texts(Lifts()), ::testing::UnorderedElementsAre(
                                  "人才 每年至多 20 天 -> 每年至多 32 天", "需求 63 天 -> 40 天"));
}

TEST_F(LiftCases, SeveralGatesTakeSeveralChanges) {
  facts().share_consent = false;
  facts().day_fee_fen = 300000;
  EXPECT_THAT(Texts(Lifts()),
              ::testing::UnorderedElementsAre(
                  "人才 未同意或已撤回 -> 同意向用人单位展示; 人才 每天 3000 元 -> 每天 2000 元",
                  "人才 未同意或已撤回 -> 同意向用人单位展示; 需求 每天至多 2000 元 -> "
                  "每天至多 3000 元"));
}

TEST_F(LiftCases, ARestrictionIsWaitedForAndARefusalTakenBack) {
  facts().restrictions = {{DayNumber(absl::CivilDay(2026, 12, 31)),
                           {population::EmployerKey(StorageEmployer().credit_code())},
                           {}}};
  EXPECT_THAT(Texts(Lifts()), ElementsAre("需求 2026-12-01 开始 -> 2027-01-01 开始"));
  // Nobody waits beyond the last day of the demand.
  facts().restrictions[0].until = DayNumber(absl::CivilDay(2027, 3, 31));
  EXPECT_THAT(Lifts(), IsEmpty());
  facts().restrictions.clear();
  facts().manual_matching_only = true;
  EXPECT_THAT(Texts(Lifts()), ElementsAre("人才 本人拒绝自动匹配 -> 本人撤回拒绝"));
}

TEST_F(LiftCases, WhatLawDecidesIsLeftAlone) {
  facts().integrity_until = DayNumber(absl::CivilDay(2030, 1, 1));
  EXPECT_THAT(Lifts(), IsEmpty());
}

TEST_F(LiftCases, TheBestHasNothingToGain) { EXPECT_THAT(Lifts(), IsEmpty()); }

TEST_F(LiftCases, OneMorePointIsEnoughToPassTheNext) {
  TalentFacts better = facts();
  better.id = "b";
  better.day_fee_fen = 100000;
  people_.talents["b"] = better;
  facts().day_fee_fen = 150000;
  const std::vector<Lift> lifts = Lifts();
  ASSERT_FALSE(lifts.empty());
  // Of equal ones `a` comes first, so as much is enough.
  EXPECT_THAT(Texts(lifts), ::testing::Contains(::testing::StartsWith("人才 每天 1500 元 -> ")));
  for (const Lift& lift : lifts) EXPECT_EQ(lift.place.rank, 1);
}

}  // namespace
}  // namespace houniao::recruitment
