// Teams through real servers: registered ones matched whole, and new ones composed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/integration/recruitment/recruitment_office.h"
#include "tests/unit/services/recruitment/demand_fixture.h"

namespace houniao::recruitment {
namespace {

using houniao::testing::kEngines;
using houniao::testing::StatusIs;
using ::testing::ElementsAre;

void RequireSkill(const std::string& skill, v1::Requirement& requirement) {
  requirement.set_necessity(v1::Requirement::MUST);
  requirement.mutable_skill()->set_skill(skill);
}

class TeamMatchingTest : public RecruitmentOffice {
 protected:
  TeamMatchingTest()
      : teams_(talent::v1::TeamService::NewStub(talent_server_->InProcessChannel(nullptr))) {
    AddEmployer("e1", "91350100M000100Y43");
    AddTalent("lead");
    AddTalent("battery", [](auto& talent) { talent.mutable_skills(0)->set_skill("battery-bms"); });
  }

  void AddTeam(const std::string& id, const std::string& leader, const std::string& member) {
    talent::v1::CreateTeamRequest request;
    request.set_team_id(id);
    request.mutable_team()->set_title("储能团队");
    request.mutable_team()->set_leader("talents/" + leader);
    auto* const entry = request.mutable_team()->add_members();
    entry->set_talent("talents/" + member);
    entry->set_role("engineer");
    ASSERT_OK(Call(*teams_, &talent::v1::TeamService::Stub::CreateTeam, request).status());
  }

  void AddTeamDemand() {
    ASSERT_OK(AddDemand("team", "e1", [](v1::Demand& demand) {
                demand.set_kind(v1::Demand::TEAM);
                demand.clear_requirements();
                v1::TeamRole& lead = *demand.add_roles();
                lead.set_key("lead");
                lead.set_leader(true);
                RequireSkill("energy-storage-pcs", *lead.add_requirements());
                v1::TeamRole& battery = *demand.add_roles();
                battery.set_key("battery");
                RequireSkill("battery-bms", *battery.add_requirements());
              }).status());
  }

  absl::StatusOr<v1::MatchTeamsResponse> MatchTeams() {
    v1::MatchTeamsRequest request;
    request.set_demand("demands/team");
    request.set_min_talent_revision(TalentRevision());
    return Call(*matching_, &v1::MatchingService::Stub::MatchTeams, request);
  }

  v1::ComposeTeamRequest ComposeRequest() const {
    v1::ComposeTeamRequest request;
    request.set_demand("demands/team");
    request.set_min_talent_revision(TalentRevision());
    return request;
  }
  absl::StatusOr<v1::ComposeTeamResponse> Compose(const v1::ComposeTeamRequest& request) {
    return Call(*matching_, &v1::MatchingService::Stub::ComposeTeam, request);
  }

  std::unique_ptr<talent::v1::TeamService::Stub> teams_;
};
INSTANTIATE_TEST_SUITE_P(Engines, TeamMatchingTest, kEngines, houniao::testing::EngineName);

TEST_P(TeamMatchingTest, TeamsAreSeenAsTheyAreRegisteredAndDeleted) {
  AddTeamDemand();
  AddTeam("good", "lead", "battery");
  AddTeam("turned", "battery", "lead");
  auto matched = MatchTeams();
  ASSERT_OK(matched.status());
  ASSERT_EQ(matched->teams_size(), 1);
  EXPECT_EQ(matched->team_count(), 2);
  EXPECT_EQ(matched->teams(0).team(), "teams/good");
  EXPECT_THAT(matched->teams(0).members(0).roles(), ElementsAre("lead"));
  EXPECT_FALSE(matched->teams(0).members(0).display_name().empty());
  talent::v1::DeleteTeamRequest remove;
  remove.set_name("teams/good");
  ASSERT_OK(Call(*teams_, &talent::v1::TeamService::Stub::DeleteTeam, remove).status());
  matched = MatchTeams();
  ASSERT_OK(matched.status());
  EXPECT_TRUE(matched->teams().empty());
  // A new follower finds them in the snapshot.
  AddTeam("again", "lead", "battery");
  StopRecruitment();
  StartRecruitment();
  AwaitReady();
  matched = MatchTeams();
  ASSERT_OK(matched.status());
  EXPECT_EQ(matched->teams_size(), 1);
}

TEST_P(TeamMatchingTest, ATeamIsComposedAndLosesWhoIsBooked) {
  AddTeamDemand();
  auto team = Compose(ComposeRequest());
  ASSERT_OK(team.status());
  ASSERT_EQ(team->members_size(), 2);
  EXPECT_TRUE(team->optimal());
  EXPECT_GE(team->joint_half_day_count(), 126);
  // Who is held for 63 of 121 days has not as many left.
  ASSERT_OK(AddDemand("other", "e1").status());
  const auto held = Hold("other", "lead");
  ASSERT_OK(held.status());
  team = Compose(ComposeRequest());
  ASSERT_OK(team.status());
  ASSERT_EQ(team->conflicts_size(), 1);
  EXPECT_EQ(team->conflicts(0).role(), "lead");
}

TEST_P(TeamMatchingTest, RefusesWhatIsNoTeam) {
  ASSERT_OK(AddDemand("person", "e1").status());
  v1::ComposeTeamRequest request;
  EXPECT_THAT(Compose(request), StatusIs(absl::StatusCode::kInvalidArgument));
  request.set_demand("demands/person");
  EXPECT_THAT(Compose(request), StatusIs(absl::StatusCode::kInvalidArgument));
  request.set_demand("demands/none");
  EXPECT_THAT(Compose(request), StatusIs(absl::StatusCode::kNotFound));
}

}  // namespace
}  // namespace houniao::recruitment
