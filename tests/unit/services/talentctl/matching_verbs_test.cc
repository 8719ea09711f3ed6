// match in its three ways, explain, team: what they ask for, and what a person reads.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/errors/errors.h"
#include "services/talentctl/commands/arguments.h"
#include "services/talentctl/commands/weights.h"
#include "services/talentctl/output/match_tables.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/services/talentctl/verbs.h"

#include "houniao/recruitment/v1/recruitment_service.pb.h"
#include "houniao/talent/v1/talent.pb.h"

namespace houniao::talentctl {
namespace {

namespace pb = ::houniao::recruitment::v1;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kDemandFile[] =
    "kind: Demand\n"
    "id: winter\n"
    "spec:\n"
    "  employer: employers/e-1\n"
    "  title: 储能专家\n"
    "  headcount: 2\n"
    "  period: {start_date: 2025-12-01, end_date: 2026-03-31}\n";

pb::Demand WinterDemand() {
  pb::Demand demand;
  demand.set_name("demands/winter");
  *demand.mutable_period()->mutable_start_date() = ToDate(absl::CivilDay(2026, 1, 1));
  *demand.mutable_period()->mutable_end_date() = ToDate(absl::CivilDay(2026, 1, 31));
  return demand;
}

pb::CriterionPoints Points(pb::Criterion criterion, int points, int most) {
  pb::CriterionPoints part;
  part.set_criterion(criterion);
  part.set_points(points);
  part.set_max_points(most);
  part.set_evidence("精通, 8 年");
  return part;
}

TEST(ParseWeights, TakesTheWordsOfTheTable) {
  const auto weights = ParseWeights({"skill=50", "title=0", "work-region=3", "post=1000"});
  ASSERT_OK(weights);
  ASSERT_EQ(weights->weights_size(), 4);
  EXPECT_EQ(weights->weights(0).criterion(), pb::CRITERION_SKILL);
  EXPECT_EQ(weights->weights(1).criterion(), pb::CRITERION_TITLE_RANK);
  EXPECT_EQ(weights->weights(2).criterion(), pb::CRITERION_WORK_REGION);
  EXPECT_EQ(weights->weights(3).criterion(), pb::CRITERION_POST_TITLE);
  EXPECT_EQ(weights->weights(3).weight(), 1000);
  for (const char* wrong :
       {"skill", "skill=", "skill=x", "skill=-1", "skill=1001", "age=5", "=5"}) {
    EXPECT_FALSE(ParseWeights({wrong}).ok()) << wrong;
  }
  EXPECT_FALSE(ParseWeights({"skill=1", "skill=2"}).ok());
  EXPECT_THAT(std::string(ParseWeights({"age=5"}).status().message()), HasSubstr("skill, title"));
}

TEST(Amounts, AreReadWithoutRounding) {
  EXPECT_EQ(*FenOfTenThousands("--budget", "80"), 80000000);
  EXPECT_EQ(*FenOfTenThousands("--budget", "80.5"), 80500000);
  EXPECT_EQ(*FenOfTenThousands("--budget", "0.000001"), 1);
  EXPECT_EQ(*FenOfTenThousands("--budget", "1000000"), 1000000000000);
  for (const char* wrong : {"", ".", "80.", "-1", "1e3", "0.0000001", "1000001", "八十"}) {
    EXPECT_FALSE(FenOfTenThousands("--budget", wrong).ok()) << wrong;
  }
  EXPECT_EQ(*HalfDaysOf("--days", "21"), 42);
  EXPECT_EQ(*HalfDaysOf("--days", "21.5"), 43);
  for (const char* wrong : {"", "21.2", "1099", "21.50"}) {
    EXPECT_FALSE(HalfDaysOf("--days", wrong).ok()) << wrong;
  }
}

class MatchingVerbsTest : public VerbsTest {
 protected:
  const pb::MatchTalentsRequest& Asked() {
    return LastRequest<pb::MatchTalentsRequest>("MatchTalents");
  }
};

TEST_F(MatchingVerbsTest, MatchTakesWeightsAndVariety) {
  pb::MatchTalentsResponse reply;
  reply.set_diversification_cost(137);
  Reply("MatchTalents", reply);
  const Outcome outcome = Run({"match", "winter", "--top", "20", "--weights", "skill=60,fee=0",
                               "--first-timers", "2", "--per-city", "3", "--per-industry", "4"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("Variety cost 137 points in all.\n"));
  EXPECT_EQ(Asked().top_k(), 20);
  EXPECT_EQ(Asked().options().scoring_weights().weights_size(), 2);
  EXPECT_EQ(Asked().options().diversification().min_first_timer_count(), 2);
  EXPECT_EQ(Asked().options().diversification().max_per_city(), 3);
  EXPECT_EQ(Asked().options().diversification().max_per_industry(), 4);
  EXPECT_EQ(Run({"match", "winter", "--weights", "age=60"}).code, 4);
}

TEST_F(MatchingVerbsTest, LongListsGoWithoutCriteria) {
  Reply("MatchTalents", pb::MatchTalentsResponse());
  EXPECT_EQ(Run({"match", "winter", "--top", "500"}).code, 4);
  EXPECT_EQ(Run({"match", "winter", "--top", "500", "--no-criteria"}).code, 0);
  EXPECT_TRUE(Asked().options().omit_criteria());
  EXPECT_FALSE(Asked().options().has_diversification());
}

TEST_F(MatchingVerbsTest, ADemandOfAFileNeedNotBeStored) {
  Reply("MatchTalents", pb::MatchTalentsResponse());
  const std::string file = WriteFile("d.yaml", kDemandFile);
  EXPECT_EQ(Run({"match", "-f", file}).code, 0);
  EXPECT_EQ(Asked().inline_demand().title(), "储能专家");
  EXPECT_EQ(Asked().inline_demand().period().end_date().month(), 3);
  const std::string two =
      WriteFile("two.yaml", absl::StrCat(kDemandFile,
                                         "---\nkind: Demand\nid: summer\nspec: "
                                         "{employer: employers/e-1, title: 夏, headcount: 1}\n"));
  const Outcome unclear = Run({"match", "-f", two});
  EXPECT_EQ(unclear.code, 4);
  EXPECT_THAT(unclear.err, HasSubstr("holds 2 demands; say which by its id"));
  EXPECT_EQ(Run({"match", "summer", "-f", two}).code, 0);
  EXPECT_EQ(Asked().inline_demand().title(), "夏");
  EXPECT_THAT(Run({"match", "autumn", "-f", two}).err, HasSubstr("no such demand"));
  const std::string wrong = WriteFile("wrong.yaml", "kind: Demand\nid: x\nspec: {titel: x}\n");
  EXPECT_THAT(Run({"match", "-f", wrong}).err,
              HasSubstr("wrong.yaml:3: spec has no field `titel`"));
  EXPECT_EQ(Run({"match", "-f", folder() + "/none.yaml"}).code, 3);
}

TEST_F(MatchingVerbsTest, MatchDrawsCalendars) {
  pb::MatchTalentsResponse reply;
  auto* candidate = reply.add_candidates();
  candidate->set_talent("talents/t-1");
  candidate->set_rank(1);
  Reply("MatchTalents", reply);
  Reply("GetDemand", WinterDemand());
  pb::GetAvailabilityResponse days;
  *days.add_booked_days()->mutable_date() = Day(2026, 1, 5);
  Reply("GetAvailability", days);
  const Outcome outcome = Run({"match", "winter", "--calendar"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("\ntalents/t-1\nMONTH   1       5         10"));
  EXPECT_THAT(outcome.out, HasSubstr("2026-01[- - - . # . . . . - -"));
  EXPECT_THAT(outcome.out, HasSubstr("[ ] days asked for"));
  EXPECT_EQ(LastRequest<pb::GetAvailabilityRequest>("GetAvailability").period().end_date().day(),
            31);
}

TEST_F(MatchingVerbsTest, MatchForATalentListsDemands) {
  pb::MatchDemandsResponse reply;
  auto* match = reply.add_demands();
  match->set_rank(1);
  match->set_demand("demands/winter");
  match->set_title("储能专家");
  match->set_employer("employers/e-1");
  match->set_score(7210);
  match->set_max_score(10000);
  match->set_urgency(5);
  match->set_needed_half_day_count(126);
  match->set_remaining_half_day_count(161);
  reply.set_eligible_count(1);
  reply.set_open_demand_count(90);
  auto* gate = reply.add_gate_counts();
  gate->set_gate(pb::GATE_MUST_HAVE_SKILL);
  gate->set_removed_count(89);
  Reply("MatchDemands", reply);
  const Outcome outcome = Run({"match", "--talent", "t-1", "--industry", "38"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_EQ(outcome.out,
            "RANK  DEMAND          TITLE     EMPLOYER       SCORE     OF  URGENT  DAYS ASKED  DAYS "
            "LEFT\n"
            "   1  demands/winter  储能专家  employers/e-1   7210  10000       5          63       "
            "80.5\n"
            "\n"
            "talents/t-1 passes every gate of 1 of 90 open demands.\n"
            "KEPT OUT BY      DEMANDS\n"
            "MUST_HAVE_SKILL       89\n");
  const auto& request = LastRequest<pb::MatchDemandsRequest>("MatchDemands");
  EXPECT_EQ(request.talent(), "talents/t-1");
  EXPECT_THAT(request.industries(), ElementsAre("38"));
  EXPECT_TRUE(request.omit_criteria());
  EXPECT_EQ(Run({"match", "--talent", "t-1", "-k", "101"}).code, 4);
  EXPECT_EQ(Run({"match", "winter", "--talent", "t-1"}).code, 2);
  EXPECT_EQ(Run({"match", "winter", "--industry", "38"}).code, 2);
}

TEST_F(MatchingVerbsTest, MatchForTeamsTellsWhoBringsWhat) {
  pb::MatchTeamsResponse reply;
  reply.set_max_score(10000);
  reply.set_eligible_count(1);
  reply.set_team_count(40);
  auto* team = reply.add_teams();
  team->set_rank(1);
  team->set_team("teams/t-1");
  team->set_title("储能团队");
  team->set_score(6100);
  team->set_joint_half_day_count(84);
  auto* member = team->add_members();
  member->set_talent("talents/hn-1");
  member->add_roles("pcs");
  member->add_role_scores(8200);
  member->add_requirements("energy-storage-pcs");
  Reply("MatchTeams", reply);
  const Outcome outcome = Run({"match", "--teams", "d", "--exclude", "t-9"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("teams/t-1  储能团队         6100        1             42\n"));
  EXPECT_THAT(outcome.out, HasSubstr("talents/hn-1  pcs 8200  energy-storage-pcs\n"));
  EXPECT_THAT(outcome.out, HasSubstr("1 of 40 teams pass every gate.\n"));
  EXPECT_THAT(LastRequest<pb::MatchTeamsRequest>("MatchTeams").excluded_teams(),
              ElementsAre("teams/t-9"));
}

pb::ExplainMatchResponse Explained() {
  pb::ExplainMatchResponse reply;
  reply.set_eligible(true);
  reply.set_rank(14);
  reply.set_eligible_count(90);
  reply.set_score(6500);
  reply.set_max_score(10000);
  reply.set_threshold_score(7000);
  *reply.add_criteria() = Points(pb::CRITERION_SKILL, 2000, 4000);
  *reply.add_criteria() = Points(pb::CRITERION_FEE, 400, 400);
  auto* lift = reply.add_lifts();
  auto* change = lift->add_changes();
  change->set_side(pb::MatchChange::TALENT);
  change->set_criterion(pb::CRITERION_SKILL);
  change->set_requirement("pcs");
  change->set_now("熟练, 2 年");
  change->set_wanted("精通, 5 年");
  lift->set_eligible(true);
  lift->set_rank(3);
  lift->set_score(7800);
  lift->set_listed(true);
  lift = reply.add_lifts();
  for (const char* word : {"63 天", "8000"}) {
    change = lift->add_changes();
    change->set_side(pb::MatchChange::DEMAND);
    change->set_gate(pb::GATE_REMAINING_DAYS);
    change->set_now(word);
    change->set_wanted("x");
  }
  return reply;
}

TEST_F(MatchingVerbsTest, ExplainDrawsBarsAndSaysWhatWouldLift) {
  Reply("ExplainMatch", Explained());
  Reply("GetDemand", WinterDemand());
  Reply("GetAvailability", pb::GetAvailabilityResponse());
  const Outcome outcome = Run({"explain", "winter", "t-1", "--suggest"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("Eligible: place 14 of 90, 6500 of 10000 points; the last of "
                                     "the first 10 has 7000.\n"));
  EXPECT_THAT(outcome.out, HasSubstr("SKILL        2000  4000  #####.....  精通, 8 年\n"));
  EXPECT_THAT(outcome.out, HasSubstr("FEE           400   400  ##########"));
  EXPECT_THAT(outcome.out, HasSubstr("1. place 3 with 7800 points, among the first 10, if\n"
                                     "   talent  SKILL (pcs) 熟练, 2 年 -> 精通, 5 年\n"
                                     "2. still not eligible, 0 points, if\n"
                                     "   demand  REMAINING_DAYS 63 天 -> x\n"
                                     "   demand  REMAINING_DAYS 8000 -> x\n"));
  EXPECT_THAT(outcome.out, HasSubstr("MONTH "));
  EXPECT_TRUE(LastRequest<pb::ExplainMatchRequest>("ExplainMatch").suggest_changes());
  EXPECT_THAT(Run({"explain", "winter", "t-1"}, true).out, HasSubstr("█████░░░░░"));
  EXPECT_THAT(Run({"explain", "winter", "t-1", "--ascii"}, true).out, HasSubstr("#####....."));
}

TEST_F(MatchingVerbsTest, ExplainTakesNamesInEitherOrder) {
  Reply("ExplainMatch", Explained());
  const auto asked = [this] { return LastRequest<pb::ExplainMatchRequest>("ExplainMatch"); };
  for (const std::vector<std::string>& names : std::vector<std::vector<std::string>>{
           {"winter", "t-1"}, {"talents/t-1", "winter"}, {"t-1", "demands/winter"}}) {
    EXPECT_EQ(Run({"explain", names[0], names[1], "--no-calendar"}).code, 0);
    EXPECT_EQ(asked().demand(), "demands/winter");
    EXPECT_EQ(asked().talent(), "talents/t-1");
  }
  EXPECT_EQ(CountOf("GetAvailability"), 0);
  EXPECT_EQ(Run({"explain", "t-1", "-f", WriteFile("d.yaml", kDemandFile)}).code, 0);
  EXPECT_EQ(asked().inline_demand().headcount(), 2);
}

TEST_F(MatchingVerbsTest, WhoMayNotSeeDaysReadsTheRest) {
  Reply("ExplainMatch", Explained());
  Reply("GetDemand", WinterDemand());
  Refuse("GetAvailability", absl::PermissionDeniedError("no"));
  const Outcome outcome = Run({"explain", "winter", "t-1"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, Not(HasSubstr("calendar")));
  Refuse("GetAvailability", absl::UnavailableError("The first snapshot is not in."));
  EXPECT_THAT(Run({"explain", "winter", "t-1"}).out, HasSubstr("no calendar of talents/t-1: "));
}

pb::ComposeTeamResponse Composed() {
  pb::ComposeTeamResponse reply;
  auto* member = reply.add_members();
  member->set_talent("talents/hn-1");
  member->set_display_name("欧阳修远");
  member->add_roles("leader");
  member->add_role_scores(9000);
  member->set_cost_fen(12600000);
  reply.set_score(8123);
  reply.set_score_bound(8200);
  reply.set_cost_fen(12600000);
  reply.set_joint_half_day_count(84);
  reply.set_candidate_count(312);
  auto* substitution = reply.add_substitutions();
  substitution->set_member("talents/hn-1");
  substitution->set_score_loss(211);
  substitution->add_substitutes()->set_talent("talents/hn-7");
  substitution->add_substitutes()->set_talent("talents/hn-8");
  substitution = reply.add_substitutions();
  substitution->set_member("talents/hn-2");
  substitution->set_score_loss(8123);
  return reply;
}

TEST_F(MatchingVerbsTest, TeamShowsMembersProofAndSubstitutes) {
  Reply("ComposeTeam", Composed());
  const Outcome outcome = Run({"team", "d", "--budget", "80.5", "--pin", "hn-1,hn-2", "--exclude",
                               "hn-3", "--days", "21.5", "--max-size", "4", "--roles-per-person",
                               "3", "--apart", "hn-4:hn-5,hn-4:hn-6", "--substitutes"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("talents/hn-1  欧阳修远  leader 9000  126,000.00\n"));
  EXPECT_THAT(outcome.out, HasSubstr("1 member, 8123 of 10000 points, 42 days together, 126,000.00 "
                                     "yuan; 312 people could play a role\n"));
  EXPECT_THAT(outcome.out,
              HasSubstr("no team can have more than 8200: at most 0.9391% from the best\n"));
  EXPECT_THAT(outcome.out, HasSubstr("talents/hn-1           talents/hn-7          211\n"
                                     "                       talents/hn-8\n"
                                     "talents/hn-2           nobody               8123\n"));
  const auto& request = LastRequest<pb::ComposeTeamRequest>("ComposeTeam");
  EXPECT_EQ(request.budget_fen(), 80500000);
  EXPECT_EQ(request.joint_half_day_count(), 43);
  EXPECT_THAT(request.pinned_talents(), ElementsAre("talents/hn-1", "talents/hn-2"));
  EXPECT_THAT(request.excluded_talents(), ElementsAre("talents/hn-3"));
  ASSERT_EQ(request.exclusive_pairs_size(), 2);
  EXPECT_EQ(request.exclusive_pairs(1).talent(), "talents/hn-4");
  EXPECT_EQ(request.exclusive_pairs(1).other_talent(), "talents/hn-6");
  EXPECT_EQ(request.max_size(), 4);
  EXPECT_EQ(request.max_roles_per_person(), 3);
  EXPECT_TRUE(request.with_substitutes());
  EXPECT_EQ(Run({"team", "d", "--budget", "much"}).code, 4);
  EXPECT_EQ(Run({"team", "d", "--apart", "hn-4"}).code, 4);
}

TEST_F(MatchingVerbsTest, ATeamThatCannotBeSaysWhatClashes) {
  pb::ComposeTeamResponse reply;
  auto* conflict = reply.add_conflicts();
  conflict->set_kind(pb::TeamConflict::BUDGET);
  conflict->set_detail("还差 3.2 万元");
  Reply("ComposeTeam", reply);
  const Outcome outcome = Run({"team", "d"});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(outcome.out, HasSubstr("BUDGET     还差 3.2 万元\n"));
}

}  // namespace
}  // namespace houniao::talentctl
