// Teams through real servers: registered ones matched whole, and new ones composed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ctime>
#include <thread>

#include "absl/time/clock.h"

#include "common/codes/skills.h"
#include "tests/integration/recruitment/recruitment_office.h"
#include "tests/unit/services/recruitment/demand_fixture.h"

namespace houniao::recruitment {
namespace {

using houniao::testing::kEngines;
using houniao::testing::StatusIs;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

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

// Whatever the place where weights enter: stored, inline, as options of a call.
TEST_P(TeamMatchingTest, WeightsThatSumToNothingAreRefusedEverywhere) {
  v1::ScoringWeights nothing;
  for (int criterion = 1; criterion <= v1::Criterion_MAX; ++criterion) {
    // Nobody asks for a major: its weight does not count.
    if (criterion == v1::CRITERION_MAJOR) continue;
    nothing.add_weights()->set_criterion(static_cast<v1::Criterion>(criterion));
  }
  const auto refused = [](const absl::Status& status, const std::string& field) {
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << status;
    EXPECT_THAT(std::string(status.message()),
                AllOf(HasSubstr(field), HasSubstr("sum to nothing"), HasSubstr("title_rank")));
  };
  refused(AddDemand("stored", "e1",
                    [&](v1::Demand& demand) { *demand.mutable_scoring_weights() = nothing; })
              .status(),
          "demand.scoring_weights");
  using Stub = v1::MatchingService::Stub;
  v1::MatchTalentsRequest inline_demand;
  *inline_demand.mutable_inline_demand() = WinterDemand();
  *inline_demand.mutable_inline_demand()->mutable_scoring_weights() = nothing;
  refused(Call(*matching_, &Stub::MatchTalents, inline_demand).status(), "demand.scoring_weights");

  ASSERT_OK(AddDemand("person", "e1").status());
  v1::MatchTalentsRequest match;
  match.set_demand("demands/person");
  *match.mutable_options()->mutable_scoring_weights() = nothing;
  refused(Call(*matching_, &Stub::MatchTalents, match).status(), "options.scoring_weights");
  v1::ExplainMatchRequest explain;
  explain.set_demand("demands/person");
  explain.set_talent("talents/lead");
  explain.set_min_talent_revision(TalentRevision());
  *explain.mutable_options()->mutable_scoring_weights() = nothing;
  refused(Call(*matching_, &Stub::ExplainMatch, explain).status(), "options.scoring_weights");
  AddTeamDemand();
  v1::MatchTeamsRequest teams;
  teams.set_demand("demands/team");
  *teams.mutable_scoring_weights() = nothing;
  refused(Call(*matching_, &Stub::MatchTeams, teams).status(), "scoring_weights");
}

// A team of so many roles, people and days that the search takes its whole effort: half a minute
// and more.
class LongCompositionTest : public TeamMatchingTest {
 protected:
  static constexpr int kRoles = 24;
  static constexpr int kPeople = 36;

  LongCompositionTest() {
    const std::vector<std::string> skills = Skills();
    uint64_t random = 7;
    const auto below = [&random](uint64_t end) {
      random = random * 6364136223846793005u + 1442695040888963407u;
      return (random >> 33) % end;
    };
    for (int person = 0; person < kPeople; ++person) {
      AddTalent(absl::StrCat("p", person), [&](talent::v1::Talent& talent) {
        talent.clear_skills();
        for (const std::string& skill : skills) {
          if (below(3) != 0) continue;
          auto* const had = talent.add_skills();
          had->set_skill(skill);
          had->set_level(houniao::type::v1::SkillLevel(1 + below(3)));
          had->set_years(static_cast<int>(1 + below(20)));
        }
        talent.mutable_flexible_terms()->set_day_fee_fen(
            static_cast<int64_t>(100'000 + below(100'000)));
      });
    }
    EXPECT_OK(AddDemand("long", "e1", [&](v1::Demand& demand) {
                demand.set_kind(v1::Demand::TEAM);
                demand.clear_requirements();
                for (const std::string& skill : skills) {
                  v1::TeamRole& role = *demand.add_roles();
                  role.set_key(skill);
                  RequireSkill(skill, *role.add_requirements());
                }
              }).status());
  }

  static std::vector<std::string> Skills() {
    const codes::SkillTable& table = codes::SkillTable::BuiltIn();
    std::vector<std::string> skills;
    for (int i = 0; i < table.size() && skills.size() < kRoles; i += 5) {
      skills.push_back(table.Get(i).key);
    }
    return skills;
  }

  v1::ComposeTeamRequest LongRequest() const {
    v1::ComposeTeamRequest request = ComposeRequest();
    request.set_demand("demands/long");
    request.set_budget_fen(int64_t{14} * 63 * 140'000);
    request.set_with_substitutes(true);
    return request;
  }

  // Returns when this process, whose only work is the search, has worked for half a second: then
  // the search is under way, on a busy machine too. Ends the test after a while.
  static void AwaitWork() {
    const std::clock_t begin = std::clock();
    const absl::Time give_up = absl::Now() + absl::Seconds(15);
    while (std::clock() - begin < CLOCKS_PER_SEC / 2 && absl::Now() < give_up) {
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    EXPECT_LT(absl::Now(), give_up);
  }

  // Calls of the method that ended so on the server's side.
  int64_t Ended(absl::StatusCode code) {
    return metrics_
        .Counter("houniao_rpc_calls_total", "Calls that ended, by method and status code.",
                 {{"method", "houniao.recruitment.v1.MatchingService/ComposeTeam"},
                  {"code", absl::StatusCodeToString(code)}})
        .value();
  }
  // How long the server went on; ends the test after a while.
  absl::Duration TimeUntilEnded(absl::StatusCode code) {
    const absl::Time begin = absl::Now();
    while (Ended(code) == 0 && absl::Now() < begin + absl::Seconds(20)) {
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    EXPECT_EQ(Ended(code), 1);
    return absl::Now() - begin;
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, LongCompositionTest, kEngines, houniao::testing::EngineName);

TEST_P(LongCompositionTest, EndsSoonAfterTheCallerHasGone) {
  const auto context = ContextOf({});
  grpc::Status status;
  std::thread caller([&] {
    v1::ComposeTeamResponse response;
    status = matching_->ComposeTeam(context.get(), LongRequest(), &response);
  });
  AwaitWork();
  EXPECT_EQ(Ended(absl::StatusCode::kOk), 0);
  context->TryCancel();
  EXPECT_LT(TimeUntilEnded(absl::StatusCode::kCancelled), absl::Seconds(2));
  caller.join();
  EXPECT_EQ(status.error_code(), grpc::StatusCode::CANCELLED) << status.error_message();
}

TEST_P(LongCompositionTest, EndsSoonAfterTheDeadline) {
  const auto context = ContextOf({});
  context->set_deadline(std::chrono::system_clock::now() + std::chrono::milliseconds(1500));
  v1::ComposeTeamResponse response;
  const grpc::Status status = matching_->ComposeTeam(context.get(), LongRequest(), &response);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::DEADLINE_EXCEEDED) << status.error_message();
  EXPECT_LT(TimeUntilEnded(absl::StatusCode::kDeadlineExceeded), absl::Seconds(2));
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
