#include "services/recruitment/teams/team_matcher.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <set>

#include "absl/strings/match.h"

#include "services/recruitment/matching/gates.h"
#include "services/recruitment/matching/matcher.h"
#include "services/recruitment/matching/score.h"
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

// Points of a slot that has `most`, from its quality alone.
int PointsOf(const ScoreSlot& slot, int most, const Applicant& applicant) {
  return most * slot.quality(applicant) / 10000;
}

// The best choice of `persons` different members for a role, by trying them all.
int BestOfRole(const std::vector<int>& points, size_t from, int persons) {
  if (persons == 0) return 0;
  int best = -1;
  for (size_t i = from; i < points.size(); ++i) {
    if (points[i] < 0) continue;
    const int rest = BestOfRole(points, i + 1, persons - 1);
    if (rest >= 0) best = std::max(best, points[i] + rest);
  }
  return best;
}

// What API.md and the schema say, in the plainest words: 10 parts for the whole, for each person of
// a role its weight.
int ScoreByForce(const TeamRecord& team, const Subject& subject, const population::Store& store,
                 const Stations& stations) {
  std::vector<Applicant> members;
  for (const std::string& name : team.members) {
    members.push_back({&store, *store.RowOf(TalentIdOf(name))});
  }
  const CriterionWeights weights = WeightsOf(subject.demand.scoring_weights());
  std::vector<int> parts = {10};
  for (const v1::TeamRole& role : subject.demand.roles()) {
    parts.push_back(role.weight() * role.person_count());
  }
  const std::vector<int> shares = ShareOut(10000, parts);
  int total = 0;
  int whole = 10000;
  for (int r = 0; r < subject.demand.roles_size(); ++r) {
    const v1::TeamRole& role = subject.demand.roles(r);
    const int each = shares[static_cast<size_t>(r) + 1] / role.person_count();
    whole -= each * role.person_count();
    Subject asked = subject;
    asked.demand.clear_roles();
    *asked.demand.mutable_requirements() = role.requirements();
    const GateList gates(asked, store, &stations);
    const Score score(asked, weights, store, gates);
    std::vector<const ScoreSlot*> slots;
    std::vector<int> had;
    for (const ScoreSlot& slot : score.slots()) {
      if (slot.criterion == v1::CRITERION_AVAILABILITY) continue;
      slots.push_back(&slot);
      had.push_back(slot.max_points);
    }
    const std::vector<int> most = ShareOut(each, had);
    std::vector<int> points;
    for (size_t m = 0; m < members.size(); ++m) {
      bool able = !role.leader() || m == 0;
      for (const GateRule& rule : gates.rules()) {
        able = able && (rule.requirement.empty() || rule.passes(members[m]));
      }
      int sum = 0;
      for (size_t i = 0; i < slots.size(); ++i) sum += PointsOf(*slots[i], most[i], members[m]);
      points.push_back(able ? sum : -1);
    }
    const int best = BestOfRole(points, 0, role.person_count());
    if (best < 0) return -1;
    total += best;
  }
  Subject all = subject;
  all.demand.clear_roles();
  const GateList gates(all, store, &stations);
  const Score score(all, weights, store, gates);
  std::vector<int> had;
  for (const ScoreSlot& slot : score.slots()) had.push_back(slot.max_points);
  const std::vector<int> most = ShareOut(whole, had);
  for (size_t i = 0; i < most.size(); ++i) {
    const ScoreSlot& slot = score.slots()[i];
    int best = 0;
    for (const Applicant& member : members) {
      best = std::max(best, PointsOf(slot, most[i], member));
    }
    if (slot.criterion != v1::CRITERION_AVAILABILITY) total += best;
  }
  return total;
}

TEST(MatchTeams, RolesScoreAsBruteForceSays) {
  std::mt19937 random(5);
  const std::vector<std::string> skills = {"energy-storage-pcs", "battery-bms",
                                           "energy-storage-ems"};
  TeamWorld world;
  constexpr int kPeople = 24;
  for (int i = 0; i < kPeople; ++i) {
    world.Add(absl::StrCat("p", i), [&](talent::v1::Talent& talent) {
      talent.clear_skills();
      for (const std::string& skill : skills) {
        if (random() % 3 == 0) continue;
        auto* const had = talent.add_skills();
        had->set_skill(skill);
        had->set_level(static_cast<houniao::type::v1::SkillLevel>(1 + random() % 3));
        had->set_years(static_cast<int>(random() % 15));
      }
      talent.mutable_flexible_terms()->set_day_fee_fen(100'000 + 1000 * (random() % 100));
    });
  }
  int looked_at = 0, with_roles = 0;
  for (int round = 0; round < 60; ++round) {
    v1::Demand demand = TeamDemand();
    const int roles = static_cast<int>(1 + random() % 3);
    for (int r = 0; r < roles; ++r) {
      v1::TeamRole& role = AddRole(absl::StrCat("role-", r), skills[random() % 3], demand);
      role.set_weight(static_cast<int>(1 + random() % 20));
      role.set_person_count(static_cast<int>(1 + random() % 2));
      if (r == 0 && random() % 2 == 0) {
        role.set_leader(true);
        role.set_person_count(1);
      }
      if (random() % 2 == 0) {
        role.mutable_requirements(0)->mutable_skill()->set_min_years(
            static_cast<int>(random() % 4));
      }
    }
    Teams teams;
    for (int t = 0; t < 30; ++t) {
      std::set<std::string> members;
      for (size_t size = 1 + random() % 5; members.size() < size;) {
        members.insert(absl::StrCat("p", random() % kPeople));
      }
      teams.push_back(MakeTeam(absl::StrCat("t", t), {members.begin(), members.end()}));
    }
    const Subject subject = SubjectOf(demand);
    const auto response = MatchTeams(world.population, world.stations, subject,
                                     demand.scoring_weights(), 100, teams, {});
    ASSERT_EQ(response.max_score(), 10000);
    ASSERT_EQ(response.teams_size(), response.eligible_count());
    const population::View view = world.population.view();
    for (int i = 0; i < response.teams_size(); ++i) {
      const v1::TeamCandidate& team = response.teams(i);
      int sum = 0, most = 0, days = 0;
      bool names_role = false;
      for (const v1::CriterionPoints& points : team.criteria()) {
        ASSERT_GE(points.points(), 0);
        ASSERT_LE(points.points(), points.max_points());
        sum += points.points();
        most += points.max_points();
        if (points.criterion() == v1::CRITERION_AVAILABILITY) days += points.points();
        names_role = names_role || absl::StrContains(points.evidence(), "角色 role-0");
      }
      ASSERT_EQ(sum, team.score());
      ASSERT_EQ(most, response.max_score());
      ASSERT_TRUE(names_role);
      const auto record = std::find_if(teams.begin(), teams.end(),
                                       [&](const auto& one) { return one->name == team.team(); });
      ASSERT_EQ(team.score() - days, ScoreByForce(**record, subject, *view, world.stations));
      ASSERT_TRUE(i == 0 || response.teams(i - 1).score() > team.score() ||
                  (response.teams(i - 1).score() == team.score() &&
                   response.teams(i - 1).team() < team.team()));
      ++looked_at;
      with_roles += roles > 1;
    }
    for (const auto& team : teams) {
      const bool listed = std::any_of(response.teams().begin(), response.teams().end(),
                                      [&](const auto& one) { return one.team() == team->name; });
      ASSERT_EQ(listed, ScoreByForce(*team, subject, *view, world.stations) >= 0) << team->name;
    }
  }
  EXPECT_GT(looked_at, 200);
  EXPECT_GT(with_roles, 50);
}

TEST(MatchTeams, WhoSuitsTheRoleBetterComesFirst) {
  TeamWorld world;
  world.AddWithSkill("lead", "energy-storage-pcs");
  world.AddWithSkill("weak", "battery-bms", [](auto& talent) {
    talent.mutable_skills(0)->set_level(houniao::type::v1::SKILL_LEVEL_FAIR);
    talent.mutable_skills(0)->set_years(1);
  });
  world.AddWithSkill("strong", "battery-bms");
  v1::Demand demand = TeamDemand();
  AddRole("lead", "energy-storage-pcs", demand).set_leader(true);
  v1::TeamRole& battery = AddRole("battery", "battery-bms", demand);
  // By name the weaker team would come first.
  const Teams teams = {MakeTeam("a", {"lead", "weak"}), MakeTeam("b", {"lead", "strong"})};
  auto response = MatchTeams(world.population, world.stations, SubjectOf(demand), {}, 0, teams, {});
  EXPECT_THAT(Names(response), ElementsAre("teams/b", "teams/a"));
  const int gap = response.teams(0).score() - response.teams(1).score();
  battery.set_weight(100);
  response = MatchTeams(world.population, world.stations, SubjectOf(demand), {}, 0, teams, {});
  EXPECT_GT(response.teams(0).score() - response.teams(1).score(), gap);
  // A role that weighs nothing gates and does not score.
  battery.set_weight(0);
  response = MatchTeams(world.population, world.stations, SubjectOf(demand), {}, 0, teams, {});
  EXPECT_THAT(Names(response), ElementsAre("teams/a", "teams/b"));
  EXPECT_EQ(response.teams(0).score(), response.teams(1).score());
}

// Thirty-two roles are told by criterion, and still sum to the score.
TEST(MatchTeams, ManyRolesAreToldByCriterion) {
  TeamWorld world;
  world.AddWithSkill("a", "energy-storage-pcs");
  v1::Demand demand = TeamDemand();
  for (int i = 0; i < 32; ++i) AddRole(absl::StrCat("role-", i), "energy-storage-pcs", demand);
  const auto response = MatchTeams(world.population, world.stations, SubjectOf(demand), {}, 0,
                                   {MakeTeam("one", {"a"})}, {});
  ASSERT_EQ(response.teams_size(), 1);
  EXPECT_LE(response.teams(0).criteria_size(), 100);
  int sum = 0;
  for (const v1::CriterionPoints& points : response.teams(0).criteria()) sum += points.points();
  EXPECT_EQ(sum, response.teams(0).score());
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
