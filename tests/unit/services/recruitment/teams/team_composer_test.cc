#include "services/recruitment/teams/team_composer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/services/recruitment/teams/team_world.h"

namespace houniao::recruitment {
namespace {

using houniao::testing::StatusIs;
using ::testing::ElementsAre;

class ComposeTeamOfTest : public ::testing::Test {
 protected:
  ComposeTeamOfTest() {
    AddRole("lead", "energy-storage-pcs", demand_).set_leader(true);
    AddRole("battery", "battery-bms", demand_);
    world_.AddWithSkill("pcs", "energy-storage-pcs");
    world_.AddWithSkill("bms", "battery-bms");
    world_.AddWithSkill("junior", "battery-bms", [](auto& talent) {
      talent.mutable_skills(0)->set_level(houniao::type::v1::SKILL_LEVEL_SKILLED);
      talent.mutable_skills(0)->set_years(1);
      talent.mutable_flexible_terms()->set_day_fee_fen(50000);
    });
  }

  absl::StatusOr<v1::ComposeTeamResponse> Compose() {
    return ComposeTeamOf(world_.population, world_.stations, SubjectOf(demand_), request_, nullptr);
  }

  TeamWorld world_;
  v1::Demand demand_ = TeamDemand();
  v1::ComposeTeamRequest request_;
};

TEST_F(ComposeTeamOfTest, CoversTheRolesWithTheBest) {
  const auto team = Compose();
  ASSERT_OK(team.status());
  ASSERT_EQ(team->members_size(), 2);
  EXPECT_EQ(team->members(0).talent(), "talents/bms");
  EXPECT_THAT(team->members(0).roles(), ElementsAre("battery"));
  EXPECT_EQ(team->members(1).talent(), "talents/pcs");
  EXPECT_TRUE(team->optimal());
  EXPECT_EQ(team->score(), team->score_bound());
  // Both roles weigh the same.
  EXPECT_EQ(team->score(), (team->members(0).role_scores(0) + team->members(1).role_scores(0)) / 2);
  EXPECT_EQ(team->cost_fen(), 2 * 63 * 150000);
  EXPECT_GE(team->joint_half_day_count(), 126);
  EXPECT_EQ(team->candidate_count(), 3);
  EXPECT_TRUE(team->conflicts().empty());
}

TEST_F(ComposeTeamOfTest, KeepsTheBudgetAndSaysHowFarOff) {
  request_.set_budget_fen(63 * 200000);
  auto team = Compose();
  ASSERT_OK(team.status());
  ASSERT_EQ(team->members_size(), 2);
  EXPECT_EQ(team->members(0).talent(), "talents/junior");
  request_.set_budget_fen(63 * 200000 - 1);
  team = Compose();
  ASSERT_OK(team.status());
  EXPECT_TRUE(team->members().empty());
  ASSERT_EQ(team->conflicts_size(), 3);
  EXPECT_EQ(team->conflicts(2).kind(), v1::TeamConflict::BUDGET);
  EXPECT_THAT(team->conflicts(2).detail(), ::testing::HasSubstr("0.01 元"));
}

TEST_F(ComposeTeamOfTest, SubstitutesStepIn) {
  request_.set_with_substitutes(true);
  const auto team = Compose();
  ASSERT_OK(team.status());
  ASSERT_EQ(team->substitutions_size(), 2);
  EXPECT_EQ(team->substitutions(0).member(), "talents/bms");
  ASSERT_EQ(team->substitutions(0).substitutes_size(), 1);
  EXPECT_EQ(team->substitutions(0).substitutes(0).talent(), "talents/junior");
  EXPECT_GT(team->substitutions(0).score_loss(), 0);
  // Nobody else leads.
  EXPECT_TRUE(team->substitutions(1).substitutes().empty());
  EXPECT_EQ(team->substitutions(1).score_loss(), team->score());
}

TEST_F(ComposeTeamOfTest, SomebodyBringsWhatTheDemandRequires) {
  RequireSkill("control", "scada", *demand_.add_requirements());
  const auto lacking = Compose();
  ASSERT_OK(lacking.status());
  ASSERT_EQ(lacking->conflicts_size(), 1);
  EXPECT_EQ(lacking->conflicts(0).kind(), v1::TeamConflict::ROLE);
  EXPECT_THAT(lacking->conflicts(0).detail(), ::testing::HasSubstr("control"));
  // Not the best for the role, but the only one who brings it.
  world_.AddWithSkill("versed", "battery-bms", [](auto& talent) {
    talent.mutable_skills(0)->set_level(houniao::type::v1::SKILL_LEVEL_SKILLED);
    talent.mutable_skills(0)->set_years(1);
    talent.add_skills()->set_skill("scada");
  });
  const auto team = Compose();
  ASSERT_OK(team.status());
  ASSERT_EQ(team->members_size(), 2);
  EXPECT_EQ(team->members(1).talent(), "talents/versed");
  EXPECT_THAT(team->members(1).requirements(), ElementsAre("control"));
}

TEST_F(ComposeTeamOfTest, PinsAndExclusionsHold) {
  request_.add_pinned_talents("talents/junior");
  auto team = Compose();
  ASSERT_OK(team.status());
  ASSERT_EQ(team->members_size(), 2);
  EXPECT_EQ(team->members(0).talent(), "talents/junior");
  request_.clear_pinned_talents();
  request_.add_excluded_talents("talents/bms");
  request_.add_excluded_talents("talents/junior");
  team = Compose();
  ASSERT_OK(team.status());
  ASSERT_EQ(team->conflicts_size(), 1);
  EXPECT_EQ(team->conflicts(0).kind(), v1::TeamConflict::ROLE);
  EXPECT_EQ(team->conflicts(0).role(), "battery");
  request_.clear_excluded_talents();
  request_.add_pinned_talents("talents/nobody");
  team = Compose();
  ASSERT_OK(team.status());
  ASSERT_EQ(team->conflicts_size(), 1);
  EXPECT_EQ(team->conflicts(0).kind(), v1::TeamConflict::PIN);
  EXPECT_EQ(team->conflicts(0).talent(), "talents/nobody");
}

TEST_F(ComposeTeamOfTest, ExclusivePairsAreKeptApart) {
  auto team = Compose();
  ASSERT_OK(team.status());
  ASSERT_EQ(team->members_size(), 2);
  const std::string one = team->members(0).talent(), other = team->members(1).talent();
  const int64_t best = team->score();
  v1::ExclusivePair& pair = *request_.add_exclusive_pairs();
  pair.set_talent(other);
  pair.set_other_talent(one);
  // One whom nobody knows is apart from everybody.
  *request_.add_exclusive_pairs() = pair;
  request_.mutable_exclusive_pairs(1)->set_talent("talents/nobody");
  team = Compose();
  ASSERT_OK(team.status());
  ASSERT_EQ(team->members_size(), 2);
  EXPECT_LT(team->score(), best);
  EXPECT_TRUE(team->optimal());
  std::set<std::string> names;
  for (const auto& member : team->members()) names.insert(member.talent());
  EXPECT_LT(names.count(one) + names.count(other), 2u);
  // Apart from all others too, nobody is left for one of the roles.
  request_.add_pinned_talents(one);
  request_.add_excluded_talents("talents/junior");
  request_.mutable_exclusive_pairs(1)->set_other_talent(one);
  team = Compose();
  ASSERT_OK(team.status());
  EXPECT_EQ(team->members_size(), 0);
  EXPECT_FALSE(team->conflicts().empty());
}

TEST_F(ComposeTeamOfTest, MembersHaveTheDaysTogether) {
  world_.Book("pcs", absl::CivilDay(2026, 12, 1), 50);
  world_.Book("bms", absl::CivilDay(2027, 2, 1), 50);
  auto team = Compose();
  ASSERT_OK(team.status());
  ASSERT_EQ(team->members_size(), 2);
  EXPECT_EQ(team->members(0).talent(), "talents/junior");
  request_.set_joint_half_day_count(40);
  team = Compose();
  ASSERT_OK(team.status());
  EXPECT_EQ(team->members(0).talent(), "talents/bms");
  request_.set_joint_half_day_count(230);
  team = Compose();
  ASSERT_OK(team.status());
  ASSERT_FALSE(team->conflicts().empty());
  EXPECT_EQ(team->conflicts().rbegin()->kind(), v1::TeamConflict::JOINT_DAYS);
}

TEST_F(ComposeTeamOfTest, RefusesWhatMakesNoSense) {
  using absl::StatusCode;
  request_.set_min_size(3);
  request_.set_max_size(2);
  EXPECT_THAT(Compose(), StatusIs(StatusCode::kInvalidArgument));
  request_.clear_min_size();
  request_.add_pinned_talents("talents/bms");
  request_.add_excluded_talents("talents/bms");
  EXPECT_THAT(Compose(), StatusIs(StatusCode::kInvalidArgument));
  request_.clear_excluded_talents();
  v1::ExclusivePair& pair = *request_.add_exclusive_pairs();
  pair.set_talent("talents/bms");
  pair.set_other_talent("talents/bms");
  EXPECT_THAT(Compose(), StatusIs(StatusCode::kInvalidArgument));
  pair.set_other_talent("talents/pcs");
  EXPECT_OK(Compose().status());
  request_.add_pinned_talents("talents/pcs");
  EXPECT_THAT(Compose(), StatusIs(StatusCode::kInvalidArgument));
  request_.Clear();
  demand_.clear_roles();
  EXPECT_THAT(Compose(), StatusIs(StatusCode::kInvalidArgument));
  demand_ = WinterDemand();
  EXPECT_THAT(Compose(), StatusIs(StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace houniao::recruitment
