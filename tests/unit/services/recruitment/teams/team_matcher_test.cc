#include "services/recruitment/teams/team_matcher.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/recruitment/matching/matcher.h"
#include "services/recruitment/talents/team_register.h"
#include "tests/unit/common/population/made_up.h"
#include "tests/unit/services/recruitment/matching/match_oracle.h"
#include "tests/unit/services/recruitment/teams/team_world.h"

namespace houniao::recruitment {
namespace {

using ::testing::ElementsAre;
using Teams = std::vector<std::shared_ptr<const TeamRecord>>;

std::shared_ptr<const TeamRecord> MakeTeam(const std::string& id,
                                           const std::vector<std::string>& members) {
  auto team = std::make_shared<TeamRecord>();
  team->name = "teams/" + id;
  team->title = id;
  for (const std::string& member : members) team->members.push_back("talents/" + member);
  return team;
}

std::vector<std::string> Names(const v1::MatchTeamsResponse& response) {
  std::vector<std::string> names;
  for (const auto& team : response.teams()) names.push_back(team.team());
  return names;
}

int64_t Removed(const v1::MatchTeamsResponse& response, v1::Gate gate) {
  for (const v1::GateCount& count : response.gate_counts()) {
    if (count.gate() == gate) return count.removed_count();
  }
  return 0;
}

// A team of one is matched as that person is.
TEST(MatchTeams, ATeamOfOneIsMatchedAsAPerson) {
  population::MadeUp made_up(1);
  MadeUpDemands demands(2);
  population::Population population;
  Stations stations;
  Teams teams;
  for (int i = 0; i < 150; ++i) {
    population::TalentFacts facts = made_up.Facts(absl::StrCat("t", 1000 + i));
    facts.share_consent = true;
    facts.paused = false;
    if (made_up.OneIn(2)) facts.forms = 0x7FE;
    facts.home_unit_consent = population::HomeUnitConsent::kNotNeeded;
    if (made_up.OneIn(2)) facts.served_regions.clear();
    if (!population.Upsert(facts, i + 1).ok()) continue;
    teams.push_back(MakeTeam(facts.id, {facts.id}));
  }
  const Matcher matcher(population, stations);
  int eligible = 0;
  for (int round = 0; round < 150; ++round) {
    v1::Demand demand = demands.Make();
    demand.clear_roles();
    const Subject subject = MakeSubject(demand, StorageEmployer(), absl::CivilDay(2027, 11, 20));
    const auto people = matcher.Match(subject, {}, 20);
    ASSERT_OK(people.status());
    const auto response =
        MatchTeams(population, stations, subject, demand.scoring_weights(), 20, teams, {});
    ASSERT_EQ(response.eligible_count(), people->eligible_count());
    ASSERT_EQ(response.teams_size(), people->candidates_size());
    ASSERT_EQ(response.max_score(), people->max_score());
    eligible += response.teams_size();
    for (int i = 0; i < response.teams_size(); ++i) {
      const v1::TeamCandidate& team = response.teams(i);
      ASSERT_EQ(team.members(0).talent(), people->candidates(i).talent());
      ASSERT_EQ(team.score(), people->candidates(i).score());
      ASSERT_EQ(team.joint_half_day_count(), people->candidates(i).remaining_half_day_count());
      int sum = 0;
      for (const v1::CriterionPoints& points : team.criteria()) sum += points.points();
      ASSERT_EQ(sum, team.score());
    }
  }
  EXPECT_GT(eligible, 100);
}

TEST(MatchTeams, MembersCoverTogetherWhatIsRequired) {
  TeamWorld world;
  world.AddWithSkill("pcs", "energy-storage-pcs");
  world.AddWithSkill("bms", "battery-bms");
  world.AddWithSkill("both", "energy-storage-pcs",
                     [](auto& talent) { talent.add_skills()->set_skill("battery-bms"); });
  v1::Demand demand = TeamDemand();
  RequireSkill("pcs", "energy-storage-pcs", *demand.add_requirements());
  RequireSkill("bms", "battery-bms", *demand.add_requirements());
  const Teams teams = {MakeTeam("halves", {"pcs", "bms"}), MakeTeam("lacking", {"pcs"}),
                       MakeTeam("one", {"both"})};
  const auto response =
      MatchTeams(world.population, world.stations, SubjectOf(demand), {}, 0, teams, {});
  EXPECT_EQ(response.team_count(), 3);
  EXPECT_EQ(response.eligible_count(), 2);
  EXPECT_EQ(Removed(response, v1::GATE_MUST_HAVE_SKILL), 1);
  for (const v1::TeamCandidate& team : response.teams()) {
    if (team.team() != "teams/halves") continue;
    EXPECT_THAT(team.members(0).requirements(), ElementsAre("pcs"));
    EXPECT_THAT(team.members(1).requirements(), ElementsAre("bms"));
    EXPECT_EQ(team.members(0).cost_fen(), 63 * 150000);
  }
  EXPECT_EQ(Names(MatchTeams(world.population, world.stations, SubjectOf(demand), {}, 0, teams,
                             {"teams/halves"})),
            std::vector<std::string>{"teams/one"});
}

TEST(MatchTeams, TheLeaderLeadsAndRolesHaveEnough) {
  TeamWorld world;
  world.AddWithSkill("pcs", "energy-storage-pcs");
  world.AddWithSkill("bms", "battery-bms");
  world.AddWithSkill("bms2", "battery-bms");
  v1::Demand demand = TeamDemand();
  AddRole("lead", "energy-storage-pcs", demand).set_leader(true);
  AddRole("battery", "battery-bms", demand).set_person_count(2);
  const Teams teams = {MakeTeam("good", {"pcs", "bms", "bms2"}),
                       MakeTeam("led-by-another", {"bms", "pcs", "bms2"}),
                       MakeTeam("too-few", {"pcs", "bms"})};
  const auto response =
      MatchTeams(world.population, world.stations, SubjectOf(demand), {}, 0, teams, {});
  ASSERT_THAT(Names(response), ElementsAre("teams/good"));
  EXPECT_THAT(response.teams(0).members(0).roles(), ElementsAre("lead"));
  EXPECT_THAT(response.teams(0).members(1).roles(), ElementsAre("battery"));
  EXPECT_GT(response.teams(0).members(1).role_scores(0), 0);
  EXPECT_EQ(Removed(response, v1::GATE_MUST_HAVE_SKILL), 2);
}

TEST(MatchTeams, AllMustHaveTheDaysAtTheSameTime) {
  TeamWorld world;
  for (const char* id : {"a", "b", "c"}) world.AddWithSkill(id, "energy-storage-pcs");
  // 121 days; a is booked in the first half of them, b in the second: each alone has 63 left.
  world.Book("a", absl::CivilDay(2026, 12, 1), 50);
  world.Book("b", absl::CivilDay(2027, 2, 1), 50);
  const Teams teams = {MakeTeam("apart", {"a", "b"}), MakeTeam("together", {"a", "c"}),
                       MakeTeam("unknown", {"a", "nobody"})};
  const auto response =
      MatchTeams(world.population, world.stations, SubjectOf(TeamDemand()), {}, 0, teams, {});
  ASSERT_THAT(Names(response), ElementsAre("teams/together"));
  EXPECT_EQ(Removed(response, v1::GATE_REMAINING_DAYS), 1);
  EXPECT_EQ(Removed(response, v1::GATE_PROFILE_ACTIVE), 1);
  EXPECT_GE(response.teams(0).joint_half_day_count(), 126);
}

TEST(TeamRegister, KeepsWhatTheFeedSays) {
  TeamRegister teams;
  talent::v1::Team team;
  team.set_name("teams/a");
  team.set_leader("talents/l");
  team.add_members()->set_talent("talents/m");
  teams.Apply(team);
  ASSERT_EQ(teams.All().size(), 1u);
  EXPECT_THAT(teams.All()[0]->members, ElementsAre("talents/l", "talents/m"));
  // What is known stands until the snapshot is complete.
  teams.BeginSnapshot();
  team.set_name("teams/b");
  teams.Apply(team);
  EXPECT_EQ(teams.All()[0]->name, "teams/a");
  teams.EndSnapshot();
  ASSERT_EQ(teams.All().size(), 1u);
  EXPECT_EQ(teams.All()[0]->name, "teams/b");
  team.mutable_delete_time()->set_seconds(1);
  teams.Apply(team);
  EXPECT_TRUE(teams.All().empty());
}

}  // namespace
}  // namespace houniao::recruitment
