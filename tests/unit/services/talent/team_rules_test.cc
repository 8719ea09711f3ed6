#include "services/talent/domain/team_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

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
