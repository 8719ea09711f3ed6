#include "services/recruitment/matching/score.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>
#include <random>

#include "services/recruitment/matching/qualities.h"
#include "services/recruitment/matching/talent_facts.h"
#include "services/recruitment/matching/top_list.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/services/recruitment/demand_fixture.h"

namespace houniao::recruitment {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(Weights, AreSharedOutExactly) {
  EXPECT_THAT(ShareOut(10, {1, 1, 1}), ElementsAre(4, 3, 3));
  EXPECT_THAT(ShareOut(10, {0, 0}), ElementsAre(0, 0));
  EXPECT_THAT(ShareOut(10, {1, 0, 2}), ElementsAre(3, 0, 7));
  EXPECT_THAT(ShareOut(0, {5, 7}), ElementsAre(0, 0));
  for (int total : {1, 7, 999, 10000}) {
    const std::vector<int> parts = ShareOut(total, {3, 141, 59, 26, 535, 0, 8});
    EXPECT_EQ(std::accumulate(parts.begin(), parts.end(), 0), total);
  }
}

TEST(Weights, OfACallStandInPlaceOfTheHouses) {
  v1::ScoringWeights given;
  given.add_weights()->set_criterion(v1::CRITERION_FEE);
  given.mutable_weights(0)->set_weight(77);
  const CriterionWeights weights = WeightsOf(given);
  EXPECT_EQ(weights[v1::CRITERION_FEE], 77);
  EXPECT_EQ(weights[v1::CRITERION_SKILL], HouseWeights()[v1::CRITERION_SKILL]);
}

TEST(Qualities, AreMonotoneAndWithinBounds) {
  v1::SkillRequirement wanted;
  wanted.set_min_level(houniao::type::v1::SKILL_LEVEL_SKILLED);
  wanted.set_min_years(4);
  for (int level = 0; level <= 3; ++level) {
    for (int years = 0; years <= 12; ++years) {
      for (const bool near : {false, true}) {
        const int q = SkillQuality({0, level, years, false}, wanted, near);
        EXPECT_GE(q, 0);
        EXPECT_LE(q, 10000);
        EXPECT_LE(q, SkillQuality({0, level, years, true}, wanted, near));
        EXPECT_LE(q, SkillQuality({0, level, years + 1, false}, wanted, near));
        EXPECT_LE(q, SkillQuality({0, std::min(3, level + 1), years, false}, wanted, near));
        EXPECT_LE(SkillQuality({0, level, years, false}, wanted, true),
                  SkillQuality({0, level, years, false}, wanted, false));
      }
    }
  }
  for (int least = 0; least <= 4; ++least) {
    for (int rank = 0; rank < 4; ++rank) {
      EXPECT_LE(RankQuality(rank, least, 4), RankQuality(rank + 1, least, 4));
      EXPECT_LE(RankQuality(rank + 1, least, 4), 10000);
    }
    EXPECT_EQ(RankQuality(4, least, 4), 10000);
  }
  for (int lowest = 0; lowest <= 6; ++lowest) {
    for (int rank = 1; rank < 20; ++rank) {
      EXPECT_GE(TierQuality(rank, lowest), TierQuality(rank + 1, lowest)) << rank << " " << lowest;
    }
    EXPECT_EQ(TierQuality(1, lowest), 10000);
    EXPECT_EQ(TierQuality(0, lowest), 0);
  }
  for (int least = 0; least <= 30; ++least) {
    for (int years = 0; years < 30; ++years) {
      EXPECT_LE(ExperienceQuality(years, least), ExperienceQuality(years + 1, least));
    }
    EXPECT_LE(ExperienceQuality(30, least), 10000);
  }
  EXPECT_EQ(AvailabilityQuality(125, 126), 0);
  EXPECT_EQ(AvailabilityQuality(126, 126), 4000);
  EXPECT_EQ(AvailabilityQuality(252, 126), 10000);
  EXPECT_EQ(AvailabilityQuality(999, 126), 10000);
  EXPECT_EQ(FeeQuality(0, 100), 5000);
  EXPECT_EQ(FeeQuality(100, 100), 5000);
  EXPECT_EQ(FeeQuality(101, 100), 0);
  EXPECT_EQ(FeeQuality(50, 100), 7500);
  EXPECT_LE(FeeQuality(1, 100'000'000'000), 10000);
}

class ScoreTest : public ::testing::Test {
 protected:
  ScoreTest() {
    population::TalentFacts facts = FactsOfTalent(StorageTalent("a"), kToday);
    facts.share_consent = true;
    EXPECT_OK(store_.Upsert(facts));
  }
  std::vector<v1::CriterionPoints> Explain(const v1::Demand& demand,
                                           const CriterionWeights& weights = HouseWeights()) {
    const Subject subject = MakeSubject(demand, StorageEmployer(), kToday);
    const GateList gates(subject, store_, nullptr);
    const Score score(subject, weights, store_, gates);
    max_score_ = score.max_score();
    const Applicant applicant{&store_, *store_.RowOf("a")};
    int sum = 0;
    for (const auto& points : score.Explain(applicant)) sum += points.points();
    EXPECT_EQ(sum, score.Of(applicant));
    return score.Explain(applicant);
  }

  const absl::CivilDay kToday{2026, 3, 2};
  population::Store store_{population::RestDays()};
  int max_score_ = 0;
};

TEST_F(ScoreTest, PointsOfAllCriteriaSumToTenThousandAtMost) {
  v1::Demand demand = WinterDemand();
  demand.mutable_requirements(0)->set_key("pcs");
  const auto criteria = Explain(demand);
  EXPECT_EQ(max_score_, kMaxScore);
  EXPECT_EQ(criteria[0].criterion(), v1::CRITERION_SKILL);
  EXPECT_EQ(criteria[0].requirement(), "pcs");
  EXPECT_THAT(criteria[0].evidence(), HasSubstr("精通, 8 年"));
  EXPECT_THAT(criteria[0].evidence(), HasSubstr("满足"));
  for (size_t i = 1; i < criteria.size(); ++i) {
    EXPECT_LE(criteria[i - 1].criterion(), criteria[i].criterion());
  }
}

TEST_F(ScoreTest, ACriterionIsSharedOutByTheWeightsOfItsRequirements) {
  v1::Demand demand = WinterDemand();
  auto* second = demand.add_requirements();
  second->mutable_skill()->set_skill("energy-storage-ems");
  second->set_weight(30);
  std::vector<int> points;
  for (const auto& part : Explain(demand)) {
    if (part.criterion() == v1::CRITERION_SKILL) points.push_back(part.max_points());
  }
  ASSERT_EQ(points.size(), 2u);
  EXPECT_NEAR(points[1], 3 * points[0], 3);
  second->set_weight(0);
  for (const auto& part : Explain(demand)) {
    EXPECT_TRUE(part.criterion() != v1::CRITERION_SKILL || part.requirement().empty());
  }
}

TEST_F(ScoreTest, WeightsThatSumToNothingGiveNoPoints) {
  EXPECT_TRUE(Explain(WinterDemand(), CriterionWeights{}).empty());
  EXPECT_EQ(max_score_, 0);
}

// The rule refuses exactly the weights with which nobody could get a point.
TEST_F(ScoreTest, WeightsAreRefusedIfAndOnlyIfTheScoreIsNothing) {
  std::mt19937 random(11);
  int refused = 0;
  for (int round = 0; round < 3000; ++round) {
    v1::Demand demand = WinterDemand();
    demand.clear_requirements();
    if (random() % 2 == 0) demand.clear_industry();
    if (random() % 2 == 0) demand.clear_title();
    if (random() % 2 == 0) demand.clear_day_fee_fen();
    if (random() % 2 == 0) demand.clear_period();
    for (const int kind : {0, 1, 2, 3, 4}) {
      if (random() % 2 == 0) continue;
      v1::Requirement& requirement = *demand.add_requirements();
      requirement.set_weight(static_cast<int>(random() % 2));
      if (kind == 0) requirement.mutable_skill()->set_skill("battery-bms");
      if (kind == 1) requirement.mutable_education()->set_min_education("14");
      if (kind == 2) requirement.mutable_industry_experience()->add_industries("3849");
      if (kind == 3) requirement.mutable_work_region()->add_regions("350900");
      if (kind == 4) requirement.mutable_major()->add_majors("电气工程");
    }
    v1::Employer employer = StorageEmployer();
    if (random() % 2 == 0) employer.clear_industry();
    if (random() % 2 == 0) employer.clear_region();
    v1::ScoringWeights weights;
    const unsigned nonzero = 2 + random() % 8;
    for (int criterion = 1; criterion <= v1::Criterion_MAX; ++criterion) {
      auto* const weight = weights.add_weights();
      weight->set_criterion(static_cast<v1::Criterion>(criterion));
      weight->set_weight(random() % nonzero == 1 ? 5 : 0);
    }
    const Subject subject = MakeSubject(demand, employer, kToday);
    const GateList gates(subject, store_, nullptr);
    const Score score(subject, WeightsOf(weights), store_, gates);
    const absl::Status checked = CheckWeightsFor(subject, weights, "options.scoring_weights");
    ASSERT_EQ(checked.ok(), score.max_score() > 0) << round << ' ' << checked;
    if (checked.ok()) continue;
    ++refused;
    ASSERT_THAT(std::string(checked.message()), HasSubstr("options.scoring_weights"));
    ASSERT_THAT(std::string(checked.message()), HasSubstr("title_rank"));
  }
  EXPECT_GT(refused, 100);
}

TEST(TopList, KeepsTheBestWithTiesByName) {
  population::Store store{population::RestDays()};
  std::vector<Ranked> all;
  for (int i = 0; i < 50; ++i) {
    population::TalentFacts facts;
    facts.id = absl::StrCat("t", 99 - i);
    EXPECT_OK(store.Upsert(facts));
    all.push_back({i * 7 % 5, *store.RowOf(facts.id)});
  }
  for (size_t size : {0u, 1u, 7u, 50u, 99u}) {
    TopList list(store, size);
    for (const Ranked& entry : all) list.Add(entry);
    const auto best = list.Take();
    EXPECT_EQ(best.size(), std::min(size, all.size()));
    for (size_t i = 1; i < best.size(); ++i) {
      EXPECT_TRUE(TopList::Before(store, best[i - 1], best[i]));
    }
    if (size > 0) {
      EXPECT_EQ(best[0].score, 4);
    }
  }
}

}  // namespace
}  // namespace houniao::recruitment
