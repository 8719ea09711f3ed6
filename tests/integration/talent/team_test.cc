#include <gmock/gmock.h>

#include "common/errors/errors.h"
#include "tests/integration/talent/talent_office.h"

namespace houniao::talent {
namespace {

using Service = v1::TeamService::Stub;

class TeamTest : public TalentOffice {
 protected:
  void SetUp() override {
    for (const char* id : {"a", "b"}) ASSERT_OK(CreateTalent(id).status());
  }
  absl::StatusOr<v1::Team> Create(const std::string& text) {
    v1::CreateTeamRequest request;
    request.set_team_id("storage");
    *request.mutable_team() = FromText<v1::Team>(text);
    return Call(*teams_, &Service::CreateTeam, request);
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, TeamTest, testing::kEngines, testing::EngineName);

TEST_P(TeamTest, IsMadeOfPeopleWhoExist) {
  const auto missing = Create(
      "title: '储能团队' leader: 'talents/a' members { talent: 'talents/x' role: 'pcs-engineer' }");
  EXPECT_EQ(errors::ReasonOf(missing.status()), errors::kReferenceMissing);
  EXPECT_EQ(errors::MetadataOf(missing.status(), "field"), "team.members[0].talent");
  const auto twice = Create(
      "title: '储能团队' leader: 'talents/a' members { talent: 'talents/a' role: 'pcs-engineer' }");
  EXPECT_EQ(errors::ReasonOf(twice.status()), errors::kInvalidField);
  ASSERT_OK_AND_ASSIGN(
      const auto team,
      Create("external_id: 'T-1' title: '储能团队' leader: 'talents/a' "
             "members { talent: 'talents/b' role: 'pcs-engineer' full_time_share_bp: 5000 }"));
  EXPECT_EQ(team.name(), "teams/storage");
}

TEST_P(TeamTest, KeepsThoseWhoLeftTheFile) {
  ASSERT_OK(Create("title: '储能团队' leader: 'talents/a' "
                   "members { talent: 'talents/b' role: 'pcs-engineer' }")
                .status());
  v1::DeleteTalentRequest remove;
  remove.set_name("talents/b");
  ASSERT_OK(Call(*talents_, &v1::TalentService::Stub::DeleteTalent, remove).status());
  v1::UpdateTeamRequest update;
  *update.mutable_team() = FromText<v1::Team>("name: 'teams/storage' focus: '构网型储能'");
  EXPECT_OK(Call(*teams_, &Service::UpdateTeam, update).status());
  *update.mutable_team() = FromText<v1::Team>("name: 'teams/storage' leader: 'talents/nobody'");
  EXPECT_EQ(errors::ReasonOf(Call(*teams_, &Service::UpdateTeam, update).status()),
            errors::kReferenceMissing);
}

}  // namespace
}  // namespace houniao::talent
