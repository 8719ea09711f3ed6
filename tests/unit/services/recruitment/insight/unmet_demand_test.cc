#include "services/recruitment/insight/unmet_demand.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/base/dates.h"
#include "common/codes/skills.h"
#include "services/recruitment/insight/supply.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/services/recruitment/insight/made_up_district.h"

namespace houniao::recruitment {
namespace {

using ::testing::HasSubstr;

absl::Status KeepGoing() { return absl::OkStatus(); }
const absl::CivilDay kToday(2026, 3, 2);

int SkillId(const std::string& key) { return *codes::SkillTable::BuiltIn().Find(key); }

class UnmetTest : public ::testing::Test {
 protected:
  // Passes the gates of the demand.
  void Add(const std::string& id,
           const std::function<void(population::TalentFacts&)>& change = nullptr) {
    population::TalentFacts facts;
    facts.id = id;
    facts.skills = {{SkillId("energy-storage-pcs"), 3, 8, false}};
    facts.education_rank = 4;
    facts.forms = 0x7FE;
    facts.employment_status = houniao::type::v1::EMPLOYMENT_STATUS_ENTERPRISE;
    facts.share_consent = true;
    if (change) change(facts);
    ASSERT_OK(population_.Upsert(facts, ++revision_));
  }
  Subject Wanted(int headcount = 2) {
    v1::Demand demand = WinterDemand();
    demand.set_headcount(headcount);
    demand.mutable_requirements(0)->set_key("pcs");
    return MakeSubject(std::move(demand), StorageEmployer(), kToday);
  }
  v1::UnmetDemand Explain(const Subject& subject, int misses = 5) {
    auto unmet = ExplainUnmet(population_, stations_, subject, misses, KeepGoing);
    EXPECT_OK(unmet.status());
    return *std::move(unmet);
  }

  population::Population population_;
  Stations stations_;
  int64_t revision_ = 0;
};

TEST_F(UnmetTest, NamesTheNearestTheBindingAndWhatGivingWayBrings) {
  Add("fits");
  Add("level-1", [](auto& f) { f.skills[0].level = 1; });
  Add("level-1b", [](auto& f) { f.skills[0].level = 1; });
  Add("none", [](auto& f) { f.skills.clear(); });
  Add("days-60", [](auto& f) { f.days_per_year = 30; });
  Add("fee-2500", [](auto& f) { f.day_fee_fen = 250000; });
  Add("two", [](auto& f) {
    f.skills[0].level = 1;
    f.day_fee_fen = 250000;
  });
  Add("silent", [](auto& f) { f.share_consent = false; });
  Add("paid-official",
      [](auto& f) { f.employment_status = houniao::type::v1::EMPLOYMENT_STATUS_CIVIL_SERVANT; });
  const v1::UnmetDemand unmet = Explain(Wanted(3), 20);
  EXPECT_EQ(unmet.eligible_count(), 1);
  EXPECT_EQ(unmet.empty_seat_count(), 3);
  std::vector<std::string> nearest;
  for (const v1::NearMiss& miss : unmet.near_misses()) nearest.push_back(miss.talent());
  // 60 of 63 days, then a step of the level or a quarter more pay, then both; never who is not
  // shown or whom the law keeps out.
  EXPECT_THAT(nearest,
              ::testing::ElementsAre("talents/days-60", "talents/fee-2500", "talents/level-1",
                                     "talents/level-1b", "talents/none", "talents/two"));
  const v1::NearMiss& days = unmet.near_misses(0);
  ASSERT_EQ(days.failed_gates_size(), 1);
  EXPECT_EQ(days.failed_gates(0).gate(), v1::GATE_REMAINING_DAYS);
  EXPECT_EQ(days.failed_gates(0).shortfall(), 6);
  EXPECT_EQ(unmet.near_misses(5).failed_gates_size(), 2);
  EXPECT_GT(days.score(), 0);
  // The binding requirement first: without it three more.
  ASSERT_GE(unmet.relaxations_size(), 4);
  EXPECT_EQ(unmet.relaxations(0).gate(), v1::GATE_MUST_HAVE_SKILL);
  EXPECT_EQ(unmet.relaxations(0).requirement(), "pcs");
  EXPECT_EQ(unmet.relaxations(0).wanted(), "不作要求");
  EXPECT_EQ(unmet.relaxations(0).eligible_count(), 4);
  std::map<std::string, int64_t> by_wanted;
  for (const v1::Relaxation& relaxation : unmet.relaxations()) {
    by_wanted[relaxation.wanted()] = relaxation.eligible_count();
    EXPECT_TRUE(relaxation.gate() != v1::GATE_SHARE_CONSENT &&
                relaxation.gate() != v1::GATE_STATUS_ALLOWED);
  }
  EXPECT_EQ(by_wanted["储能变流器: 一般 (原 熟练)"], 3);
  EXPECT_EQ(by_wanted["60 天 (原 63 天)"], 2);
  EXPECT_EQ(by_wanted["每天 2500 元 (原 2000 元)"], 2);
}

TEST_F(UnmetTest, TooFewDaysOfTheSeasonAreOneMiss) {
  Add("summer", [](auto& f) { f.seasons = {{6, 1, 8, 31}}; });
  const v1::UnmetDemand unmet = Explain(Wanted(1));
  ASSERT_EQ(unmet.near_misses_size(), 1);
  ASSERT_EQ(unmet.near_misses(0).failed_gates_size(), 2);
  EXPECT_EQ(unmet.near_misses(0).failed_gates(0).gate(), v1::GATE_SEASON);
  EXPECT_EQ(unmet.near_misses(0).failed_gates(1).gate(), v1::GATE_REMAINING_DAYS);
}

TEST_F(UnmetTest, ADemandsOwnSeasonCanGiveWay) {
  Add("summer", [](auto& f) { f.seasons = {{6, 1, 9, 30}}; });
  Subject subject = Wanted(1);
  v1::Demand demand = subject.demand;
  *demand.mutable_period() = Period(absl::CivilDay(2026, 4, 1), absl::CivilDay(2027, 3, 31));
  *demand.mutable_season() = Season(12, 1, 3, 31);
  subject = MakeSubject(demand, StorageEmployer(), kToday);
  const v1::UnmetDemand unmet = Explain(subject);
  ASSERT_GE(unmet.relaxations_size(), 1);
  EXPECT_EQ(unmet.relaxations(0).gate(), v1::GATE_SEASON);
  EXPECT_EQ(unmet.relaxations(0).wanted(), "期间内任何日子");
  EXPECT_EQ(unmet.relaxations(0).eligible_count(), 1);
}

TEST_F(UnmetTest, NobodyIsNearAnEmptyPopulation) {
  const v1::UnmetDemand unmet = Explain(Wanted());
  EXPECT_EQ(unmet.eligible_count(), 0);
  EXPECT_EQ(unmet.near_misses_size(), 0);
  EXPECT_EQ(unmet.relaxations_size(), 0);
}

TEST_F(UnmetTest, RanksByCandidatesForASeat) {
  const UnmetRank none{0, 1, 0, "demands/z"};
  const UnmetRank half{1, 2, 0, "demands/a"};
  const UnmetRank same_half{2, 4, 0, "demands/b"};
  const UnmetRank urgent_half{2, 4, 5, "demands/c"};
  EXPECT_LT(none, half);
  EXPECT_LT(half, same_half);
  EXPECT_LT(urgent_half, half);
  EXPECT_FALSE(half < half);
}

TEST_F(UnmetTest, SupplyIsCountedOnceWithItsReasons) {
  Add("a");
  Add("b");
  Add("level-1", [](auto& f) { f.skills[0].level = 1; });
  Add("busy", [](auto& f) { f.days_per_year = 1; });
  Add("silent", [](auto& f) { f.share_consent = false; });
  Add("none", [](auto& f) { f.skills.clear(); });
  Subject other = Wanted();
  other.demand.set_day_fee_fen(300000);
  ASSERT_OK_AND_ASSIGN(const SupplyCounts counts,
                       CountSupply(population_, stations_, {Wanted(), other}, true, KeepGoing));
  EXPECT_EQ(counts.supply, 2);
  EXPECT_EQ(counts.abler, 1);
  EXPECT_EQ(counts.skilled, 4);
  ASSERT_OK_AND_ASSIGN(const SupplyCounts plain,
                       CountSupply(population_, stations_, {Wanted()}, false, KeepGoing));
  EXPECT_EQ(plain.supply, 2);
  EXPECT_EQ(plain.abler, 0);
  EXPECT_FALSE(CountSupply(population_, stations_, {Wanted()}, false, [] {
                 return absl::CancelledError("");
               }).ok());
}

}  // namespace
}  // namespace houniao::recruitment
