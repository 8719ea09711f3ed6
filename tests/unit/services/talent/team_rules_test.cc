#include "services/talent/domain/team_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/talent/domain/talent_rules.h"
#include "tests/unit/services/talent/parse_text.h"

namespace houniao::talent {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(CheckTeam, WantsEveryPersonOnce) {
  auto team = ParseText<v1::Team>(
      "leader: 'talents/a' members { talent: 'talents/b' } members { talent: 'talents/c' }");
  EXPECT_THAT(CheckTeam(team), IsEmpty());
  team.mutable_members(0)->set_talent("talents/a");
  team.mutable_members(1)->set_talent("talents/a");
  EXPECT_THAT(FieldsOf(CheckTeam(team)),
              ElementsAre("team.members[0].talent", "team.members[1].talent"));
}

TEST(CheckTeam, WantsAnExternalIdThatIsAKey) {
  v1::Team team;
  std::string id;
  for (int i = 0; i < 63; ++i) id += "𠮷";  // four bytes
  team.set_external_id(id + "abc");
  EXPECT_THAT(CheckTeam(team), IsEmpty());
  team.set_external_id(id + "𠮷");
  EXPECT_THAT(FieldsOf(CheckTeam(team)), ElementsAre("team.external_id"));
  v1::Talent talent;
  talent.set_external_id(team.external_id());
  const auto violations = CheckTalent(talent, absl::CivilDay(2026, 1, 1));
  ASSERT_EQ(violations.size(), 1u);
  EXPECT_EQ(violations[0].field, "talent.external_id");
  EXPECT_EQ(violations[0].description, "has 256 bytes in UTF-8, at most 255 are possible");
}

TEST(CheckTeam, WantsSharesAndMilestonesInOrder) {
  auto team = ParseText<v1::Team>(R"pb(
    leader: "talents/a"
    stability_terms { leader_equity_bp: 6000 core_equity_bp: 5000 }
    milestones {
      title: "prototype"
      due_date { year: 2027 month: 1 day: 1 }
    }
    milestones { title: "some day" }
    milestones {
      title: "first"
      due_date { year: 2026 month: 1 day: 1 }
    })pb");
  EXPECT_THAT(FieldsOf(CheckTeam(team)),
              ElementsAre("team.stability_terms.leader_equity_bp", "team.milestones[2].due_date"));
}

}  // namespace
}  // namespace houniao::talent
