// plan, refer, engage beyond the hold, days correct, shortage, unmet, exposure.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/errors/errors.h"
#include "services/talentctl/output/plan_tables.h"
#include "tests/unit/services/talentctl/verbs.h"

#include "houniao/recruitment/v1/recruitment_service.pb.h"

namespace houniao::talentctl {
namespace {

namespace pb = ::houniao::recruitment::v1;
using ::testing::HasSubstr;
using ::testing::Not;

pb::Plan WinterPlan() {
  pb::Plan plan;
  plan.set_name("plans/winter");
  plan.set_title("2026 年冬季");
  plan.set_state(pb::Plan::PROPOSED);
  plan.set_objective(pb::Plan::BEST_TOTAL);
  auto* assignment = plan.add_assignments();
  assignment->set_demand("demands/d-1");
  assignment->set_talent("talents/hn-1");
  assignment->set_score(8120);
  assignment->set_half_day_count(126);
  assignment->set_pinned(true);
  assignment->set_kept(true);
  auto* unfilled = plan.add_unfilled();
  unfilled->set_demand("demands/d-2");
  unfilled->set_empty_seat_count(2);
  unfilled->set_reason(pb::UnfilledDemand::NO_CANDIDATE);
  unfilled->set_gate(pb::GATE_REMAINING_DAYS);
  unfilled = plan.add_unfilled();
  unfilled->set_demand("demands/d-3");
  unfilled->set_empty_seat_count(1);
  unfilled->set_reason(pb::UnfilledDemand::TAKEN_BY_OTHERS);
  unfilled->set_candidate_count(7);
  plan.set_total_score(8120);
  plan.set_score_bound(8120);
  plan.set_seat_count(4);
  plan.set_demand_count(3);
  plan.set_talent_count(90);
  plan.set_pair_count(140);
  return plan;
}

TEST(PlanLines, SayHowGoodItIs) {
  pb::Plan plan = WinterPlan();
  EXPECT_THAT(PlanLines(plan)[1], HasSubstr("proved the best: no plan can have more than 8120"));
  plan.set_score_bound(8200);
  plan.set_gap_ppm(9757);
  EXPECT_THAT(PlanLines(plan)[1],
              HasSubstr("no plan can have more than 8200: at most 0.9757% from the best"));
  plan.set_objective(pb::Plan::STABLE);
  EXPECT_THAT(PlanLines(plan)[1], HasSubstr("price of stability at most 0.9757%"));
  plan.set_moved_count(3);
  EXPECT_THAT(PlanLines(plan)[2], HasSubstr("3 assignments of the plan before it were given up"));
  EXPECT_EQ(PartsText(0), "0%");
  EXPECT_EQ(PartsText(1000000), "100%");
  EXPECT_EQ(PartsText(10), "0.001%");
}

class PlanVerbsTest : public VerbsTest {
 protected:
  // Sends two messages of progress and then the last one.
  void PlanEndsWith(pb::PlanAssignmentsResponse last, absl::Status status = absl::OkStatus()) {
    plan_ = [this, last, status](CallContext&, const google::protobuf::Message& request,
                                 rpc::MessageWriter& out) {
      asked_ = static_cast<const pb::PlanAssignmentsRequest&>(request);
      rpc::Writer<pb::PlanAssignmentsResponse> writer(out);
      pb::PlanAssignmentsResponse reply;
      reply.mutable_progress()->set_phase(pb::PlanProgress::MATCHING);
      reply.mutable_progress()->set_done_count(120);
      reply.mutable_progress()->set_total_count(400);
      writer.Write(reply);
      if (last.payload_case() != 0) writer.Write(last);
      return status;
    };
  }

  pb::PlanAssignmentsRequest asked_;
};

TEST_F(PlanVerbsTest, PlanAsksForAllThatIsSaid) {
  pb::PlanAssignmentsResponse last;
  *last.mutable_plan() = WinterPlan();
  PlanEndsWith(last);
  const Outcome outcome = Run({"plan",        "--title",
                               "2026 年冬季", "--objective",
                               "stable",      "--industry",
                               "38,44",       "--demand",
                               "d-1",         "--pin",
                               "d-1=hn-1",    "--keep",
                               "autumn",      "--move-cost",
                               "500",         "--id",
                               "winter",      "--candidates",
                               "50",          "--per-talent",
                               "2",           "--urgency-points",
                               "100"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_EQ(outcome.err, "") << "progress is for terminals";
  EXPECT_EQ(outcome.out,
            "DEMAND       TALENT        SCORE  DAYS  NOTE\n"
            "demands/d-1  talents/hn-1   8120    63  pinned, kept\n"
            "\n"
            "UNFILLED     EMPTY  CANDIDATES  WHY\n"
            "demands/d-2      2           0  nobody passes; most fail REMAINING_DAYS\n"
            "demands/d-3      1           7  those who pass bring more elsewhere\n"
            "\n"
            "plans/winter 2026 年冬季: 1 of 4 seats of 3 demands filled; 90 talents and 140 pairs "
            "were weighed\n"
            "total 8120 points; proved the best: no plan can have more than 8120\n"
            "to book it in one step: talentctl plan hold winter\n");
  EXPECT_EQ(asked_.title(), "2026 年冬季");
  EXPECT_EQ(asked_.objective(), pb::Plan::STABLE);
  EXPECT_EQ(asked_.industries_size(), 2);
  EXPECT_EQ(asked_.demands(0), "demands/d-1");
  EXPECT_EQ(asked_.pins(0).demand(), "demands/d-1");
  EXPECT_EQ(asked_.pins(0).talent(), "talents/hn-1");
  EXPECT_EQ(asked_.previous_plan(), "plans/autumn");
  EXPECT_EQ(asked_.move_cost(), 500);
  EXPECT_EQ(asked_.plan_id(), "winter");
  EXPECT_EQ(asked_.candidates_per_demand(), 50);
  EXPECT_EQ(asked_.max_demands_per_talent(), 2);
  EXPECT_EQ(asked_.urgency_points(), 100);
  EXPECT_EQ(asked_.request_id().size(), 36u);
  EXPECT_FALSE(asked_.validate_only());
}

TEST_F(PlanVerbsTest, ProgressIsALineOfTheTerminal) {
  pb::PlanAssignmentsResponse last;
  *last.mutable_plan() = WinterPlan();
  PlanEndsWith(last);
  const Outcome outcome = Run({"plan", "--dry-run"}, true);
  EXPECT_THAT(outcome.err, HasSubstr("\r\033[Kmatching  ██████░░░░░░░░░░░░░░ 120 of 400"));
  EXPECT_THAT(outcome.err, ::testing::EndsWith("\r\033[K"));
  EXPECT_THAT(outcome.out, HasSubstr("dry run: nothing was saved\n"));
  EXPECT_TRUE(asked_.validate_only());
  const Outcome json = Run({"plan", "-o", "json"});
  EXPECT_THAT(json.out, HasSubstr("\"name\": \"plans/winter\""));
  EXPECT_THAT(json.out, Not(HasSubstr("progress")));
}

TEST_F(PlanVerbsTest, ConflictsAreNamed) {
  pb::PlanAssignmentsResponse last;
  auto* conflict = last.mutable_conflicts()->add_conflicts();
  conflict->set_kind(pb::PlanConflict::PIN);
  conflict->set_demand("demands/d-1");
  conflict->set_talent("talents/hn-1");
  conflict->set_detail("2 个名额, 3 人已锁定");
  PlanEndsWith(last);
  const Outcome ended = Run({"plan"});
  EXPECT_EQ(ended.code, 1);
  EXPECT_THAT(ended.out, HasSubstr("PIN        demands/d-1  talents/hn-1  2 个名额, 3 人已锁定\n"));
  PlanEndsWith(last, absl::FailedPreconditionError("There is no such plan."));
  const Outcome refused = Run({"plan"});
  EXPECT_EQ(refused.code, 5);
  EXPECT_THAT(refused.out, HasSubstr("3 人已锁定"));
  EXPECT_EQ(Run({"plan", "--pin", "d-1"}).code, 4);
  EXPECT_EQ(Run({"plan", "--move-cost", "5"}).code, 2) << "without --keep";
}

TEST_F(PlanVerbsTest, PlansAreListedReadHeldAndDeleted) {
  pb::ListPlansResponse list;
  *list.add_plans() = WinterPlan();
  Reply("ListPlans", list);
  Reply("GetPlan", WinterPlan());
  Reply("DeletePlan", WinterPlan());
  pb::Plan held = WinterPlan();
  held.set_state(pb::Plan::HELD);
  held.mutable_hold_time()->set_seconds(1764554400);
  held.mutable_assignments(0)->set_engagement("engagements/e-1");
  Reply("HoldPlan", held);
  EXPECT_THAT(Run({"plan", "list"}).out,
              HasSubstr("plans/winter  2026 年冬季  PROPOSED  best total      4       1"));
  EXPECT_THAT(Run({"plan", "get", "winter"}).out, HasSubstr("proved the best"));
  const Outcome outcome = Run({"plan", "hold", "winter", "--for", "5d", "--etag", "\"7\""});
  EXPECT_THAT(outcome.out, HasSubstr("engagements/e-1\n"));
  EXPECT_THAT(outcome.out, HasSubstr("held since 2025-12-01 10:00\n"));
  const auto& hold = LastRequest<pb::HoldPlanRequest>("HoldPlan");
  EXPECT_EQ(hold.name(), "plans/winter");
  EXPECT_EQ(hold.hold_duration().seconds(), 432000);
  EXPECT_EQ(hold.etag(), "\"7\"");
  EXPECT_EQ(Run({"plan", "delete", "winter"}).out,
            "plans/winter is deleted; its engagements go on\n");
  const Outcome wrong = Run({"plan", "lsit"});
  EXPECT_EQ(wrong.code, 2);
  EXPECT_THAT(wrong.err, HasSubstr("did you mean `list`?"));
}

class LedgerVerbsTest : public VerbsTest {};

TEST_F(LedgerVerbsTest, ReferralsAreMadeBroughtOnAndListed) {
  pb::Referral referral;
  referral.set_name("referrals/r-1");
  referral.set_demand("demands/d");
  referral.set_candidate("talents/hn-1");
  referral.set_stage(pb::Referral::PUT_FORWARD);
  auto* step = referral.add_steps();
  step->set_stage(pb::Referral::PUT_FORWARD);
  step->set_recorded_by("user:wang");
  Reply("CreateReferral", referral);
  Reply("RecordReferralOutcome", referral);
  pb::ListReferralsResponse list;
  *list.add_referrals() = referral;
  Reply("ListReferrals", list);
  const Outcome created = Run({"refer", "create", "d", "hn-1", "--source", "match", "--rank", "3",
                               "--score", "7210", "--note", "n", "--id", "r-1"});
  EXPECT_EQ(created.code, 0) << created.err;
  EXPECT_THAT(created.out, HasSubstr("referrals/r-1  PUT_FORWARD  demands/d  talents/hn-1\n"));
  EXPECT_THAT(created.out, HasSubstr("PUT_FORWARD  user:wang\n"));
  const auto& create = LastRequest<pb::CreateReferralRequest>("CreateReferral");
  EXPECT_EQ(create.referral_id(), "r-1");
  EXPECT_EQ(create.referral().candidate(), "talents/hn-1");
  EXPECT_EQ(create.referral().rank(), 3);
  Run({"refer", "create", "d", "teams/t-1"});
  EXPECT_EQ(LastRequest<pb::CreateReferralRequest>("CreateReferral").referral().candidate(),
            "teams/t-1");
  EXPECT_EQ(Run({"refer", "outcome", "r-1", "refused-by-talent", "--reason", "远"}).code, 0);
  const auto& outcome = LastRequest<pb::RecordReferralOutcomeRequest>("RecordReferralOutcome");
  EXPECT_EQ(outcome.stage(), pb::Referral::REFUSED_BY_TALENT);
  EXPECT_EQ(outcome.reason(), "远");
  EXPECT_EQ(Run({"refer", "list", "--demand", "d", "--stage", "engaged"}).code, 0);
  EXPECT_EQ(LastRequest<pb::ListReferralsRequest>("ListReferrals").filter(),
            "demand = \"demands/d\" AND stage = ENGAGED");
}

TEST_F(LedgerVerbsTest, EngageRenewsReinvitesAndEvaluates) {
  pb::Engagement engagement;
  engagement.set_name("engagements/e-2");
  engagement.set_state(pb::Engagement::HELD);
  engagement.set_previous_engagement("engagements/e-1");
  auto* evaluation = engagement.add_evaluations();
  evaluation->set_side(pb::EngagementParty::HOST);
  evaluation->set_rating(5);
  evaluation->set_again(true);
  evaluation->set_comment("带教有方");
  for (const char* method : {"RenewEngagement", "ReinviteEngagement", "EvaluateEngagement",
                             "GetEngagement", "HoldEngagement"}) {
    Reply(method, engagement);
  }
  const Outcome renewed = Run({"engage", "renew", "e-1", "--days", "10", "--from", "2026-04-01",
                               "--to", "2026-05-31", "--id", "e-2", "--for", "2d"});
  EXPECT_EQ(renewed.code, 0) << renewed.err;
  EXPECT_THAT(renewed.out, HasSubstr("follows: engagements/e-1\n"));
  EXPECT_THAT(renewed.out, HasSubstr("HOST  5 of 5  yes    带教有方\n"));
  const auto& renew = LastRequest<pb::RenewEngagementRequest>("RenewEngagement");
  EXPECT_EQ(renew.name(), "engagements/e-1");
  EXPECT_EQ(renew.engagement_id(), "e-2");
  EXPECT_EQ(renew.day_selection().day_count(), 10);
  EXPECT_EQ(renew.hold_duration().seconds(), 172800);
  Run({"engage", "reinvite", "e-1", "--demand", "winter-2026"});
  const auto& reinvite = LastRequest<pb::ReinviteEngagementRequest>("ReinviteEngagement");
  EXPECT_EQ(reinvite.demand(), "demands/winter-2026");
  EXPECT_FALSE(reinvite.has_hold_duration());
  Run({"engage", "evaluate", "e-1", "--side", "talent", "--rating", "4", "--again"});
  const auto& evaluate = LastRequest<pb::EvaluateEngagementRequest>("EvaluateEngagement");
  EXPECT_EQ(evaluate.side(), pb::EngagementParty::TALENT);
  EXPECT_EQ(evaluate.rating(), 4);
  EXPECT_TRUE(evaluate.again());
  EXPECT_EQ(Run({"engage", "evaluate", "e-1", "--side", "host", "--rating", "6"}).code, 2);
}

TEST_F(LedgerVerbsTest, AnEngagementIsDrawnAmongOtherBookings) {
  pb::Engagement engagement;
  engagement.set_name("engagements/e-1");
  engagement.set_talent("talents/hn-1");
  engagement.add_members("talents/hn-1");
  engagement.set_state(pb::Engagement::CONFIRMED);
  pb::GetAvailabilityResponse days;
  for (const int day : {5, 6}) {
    auto* booked = engagement.add_booked_days();
    *booked->mutable_date() = Day(2026, 1, day);
    auto* own = days.add_booked_days();
    *own->mutable_date() = Day(2026, 1, day);
    own->set_engagement("engagements/e-1");
  }
  auto* other = days.add_booked_days();
  *other->mutable_date() = Day(2026, 1, 7);
  other->set_engagement("engagements/e-9");
  Reply("GetEngagement", engagement);
  Reply("GetAvailability", days);
  const Outcome outcome = Run({"engage", "show", "e-1"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("2026-01 - - - . # # x . . - -"));
  EXPECT_THAT(outcome.out, HasSubstr("x booked by others"));
}

TEST_F(LedgerVerbsTest, TheBareVerbsAreTheSame) {
  Reply("ConfirmEngagement", pb::Engagement());
  EXPECT_EQ(Run({"confirm", "e-1"}).code, 0);
  EXPECT_EQ(Run({"engage", "confirm", "e-2"}).code, 0);
  EXPECT_EQ(CountOf("ConfirmEngagement"), 2);
  EXPECT_THAT(Run({"--help"}).out, Not(HasSubstr("  confirm ")));
  EXPECT_THAT(Run({"completion", "bash"}).out, Not(HasSubstr("\"confirm\")")));
}

TEST_F(LedgerVerbsTest, DaysAreCorrectedWithTheirHistory) {
  pb::ServiceDay day;
  *day.mutable_date() = Day(2026, 3, 2);
  day.set_half(pb::DAY_HALF_MORNING);
  auto* correction = day.add_corrections();
  correction->set_corrected_by("user:wang");
  correction->set_reason("下午请假");
  correction->set_half(pb::DAY_HALF_WHOLE);
  correction->set_state(pb::ServiceDay::CONFIRMED);
  Reply("CorrectServiceDay", day);
  const Outcome outcome = Run({"days", "correct", "e-1", "2026-03-02", "--half", "morning",
                               "--on-site", "--reason", "下午请假"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("user:wang  下午请假  WHOLE     CONFIRMED\n"));
  const auto& request = LastRequest<pb::CorrectServiceDayRequest>("CorrectServiceDay");
  EXPECT_EQ(request.name(), "engagements/e-1/serviceDays/2026-03-02");
  EXPECT_EQ(request.half(), pb::DAY_HALF_MORNING);
  EXPECT_TRUE(request.has_remote());
  EXPECT_FALSE(request.remote());
  EXPECT_FALSE(request.has_place());
  EXPECT_EQ(Run({"days", "correct", "e-1", "2026-03-02"}).code, 2) << "without a reason";
}

class InsightVerbsTest : public VerbsTest {};

TEST_F(InsightVerbsTest, ShortageShowsStarsAndHidesSmallCells) {
  pb::GetShortageCatalogueResponse reply;
  auto* entry = reply.add_entries();
  entry->set_stars(4);
  entry->set_post("储能系统工程师");
  entry->set_industry("3849");
  entry->set_shortage_type(pb::Demand::ABILITY);
  entry->set_index(7712);
  entry->set_seat_count(12);
  entry->set_empty_seat_count(9);
  entry->set_supply_count(-1);
  entry->set_employer_count(5);
  entry->set_day_fee_fen(200000);
  reply.set_suppressed_count(3);
  reply.set_demand_count(31);
  Reply("GetShortageCatalogue", reply);
  const Outcome outcome = Run({"shortage", "--industry", "38", "--min-cell", "5"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("****.  储能系统工程师  3849      ABILITY   7712     12      9"
                                     "     few          5  2,000.00\n"));
  EXPECT_THAT(outcome.out, HasSubstr("1 posts from 31 demands; 3 left out"));
  EXPECT_EQ(LastRequest<pb::GetShortageCatalogueRequest>("GetShortageCatalogue").min_cell_count(),
            5);
  EXPECT_THAT(Run({"shortage"}, true).out, HasSubstr("★★★★☆"));
}

TEST_F(InsightVerbsTest, UnmetSaysWhoComesNearestAndWhatBinds) {
  pb::GetUnmetDemandResponse reply;
  reply.set_unmet_count(1);
  reply.set_open_count(90);
  auto* unmet = reply.add_demands();
  unmet->set_demand("demands/d");
  unmet->set_title("储能专家");
  unmet->set_empty_seat_count(2);
  unmet->set_eligible_count(1);
  unmet->set_urgency(4);
  auto* miss = unmet->add_near_misses();
  miss->set_talent("talents/hn-1");
  miss->set_display_name("李敏");
  miss->set_score(7100);
  auto* gate = miss->add_failed_gates();
  gate->set_gate(pb::GATE_REMAINING_DAYS);
  gate->set_needed("63 天");
  gate->set_actual("剩余 41.5 天");
  gate->set_shortfall(43);
  gate->set_unit(pb::GateResult::HALF_DAY);
  auto* relaxation = unmet->add_relaxations();
  relaxation->set_gate(pb::GATE_REMAINING_DAYS);
  relaxation->set_wanted("30 天 (原 63 天)");
  relaxation->set_eligible_count(14);
  Reply("GetUnmetDemand", reply);
  const Outcome outcome = Run({"unmet", "d", "--misses", "3"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_EQ(outcome.out,
            "demands/d 储能专家: 2 empty seats, 1 talent passes every gate, urgency 4\n"
            "COMES NEAREST  NAME  POINTS  FAILS\n"
            "talents/hn-1   李敏    7100  REMAINING_DAYS needs 63 天, there is 剩余 41.5 天, 21.5 "
            "days short\n"
            "GIVING WAY ON   TO                WOULD PASS\n"
            "REMAINING_DAYS  30 天 (原 63 天)          14\n"
            "\n"
            "1 of 90 open demands have fewer eligible talents than empty seats.\n");
  EXPECT_EQ(LastRequest<pb::GetUnmetDemandRequest>("GetUnmetDemand").demand(), "demands/d");
}

TEST_F(InsightVerbsTest, ExposureComparesGroupsAndPricesVariety) {
  pb::GetExposureReportResponse reply;
  auto* group = reply.add_groups();
  group->set_dimension(pb::ExposureGroup::FIRST_TIMER);
  group->set_value("first");
  group->set_pool_count(100);
  group->set_shown_count(20);
  group->set_chosen_count(3);
  group->set_impact_ratio_bp(6250);
  group = reply.add_groups();
  group->set_dimension(pb::ExposureGroup::SEX);
  group->set_value("unknown");
  group->set_pool_count(-1);
  group->set_shown_count(-1);
  group->set_chosen_count(-1);
  group->set_impact_ratio_bp(-1);
  reply.set_demand_count(40);
  reply.set_place_count(380);
  reply.set_mean_score_centi(712345);
  reply.set_diversified_mean_score_centi(710005);
  reply.set_counts_missing(true);
  Reply("GetExposureReport", reply);
  const Outcome outcome = Run({"exposure", "--top", "20", "--first-timers", "2", "--from",
                               "2026-01-01", "--to", "2026-06-30"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("FIRST_TIMER  first     100     20       3  ##........   "
                                     "62.5%\n"
                                     "SEX          unknown   few    few     few\n"));
  EXPECT_THAT(outcome.out, HasSubstr("380 places in the lists of 40 open demands; mean score "
                                     "7123.45\n"));
  EXPECT_THAT(outcome.out, HasSubstr("mean score 7100.05, which costs 23.40 points a place"));
  EXPECT_THAT(outcome.out, HasSubstr("sex and age are missing"));
  const auto& request = LastRequest<pb::GetExposureReportRequest>("GetExposureReport");
  EXPECT_EQ(request.top_k(), 20);
  EXPECT_EQ(request.diversification().min_first_timer_count(), 2);
  EXPECT_EQ(request.period().end_date().month(), 6);
}

}  // namespace
}  // namespace houniao::talentctl
