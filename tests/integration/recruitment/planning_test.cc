// The whole district at once, planned and held through real servers.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <thread>

#include "absl/time/clock.h"

#include "common/base/dates.h"
#include "common/errors/errors.h"
#include "services/recruitment/domain/recruitment_errors.h"
#include "tests/integration/recruitment/recruitment_office.h"
#include "tests/unit/services/recruitment/demand_fixture.h"

namespace houniao::recruitment {
namespace {

using houniao::testing::kEngines;
using houniao::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

using Planning = v1::PlanningService::Stub;
using Engagements = v1::EngagementService::Stub;

// What PlanAssignments has sent.
struct Planned {
  absl::Status status;
  std::vector<v1::PlanProgress> progress;
  std::vector<v1::PlanConflict> conflicts;
  v1::Plan plan;
};

class PlanningTest : public RecruitmentOffice {
 protected:
  PlanningTest() {
    planning_ = v1::PlanningService::NewStub(server_->InProcessChannel(nullptr));
    AddEmployer("e1", "91350902MA0000015B");
  }

  Planned Plan(v1::PlanAssignmentsRequest request = {}, const Caller& caller = {}) {
    request.set_min_talent_revision(TalentRevision());
    const auto context = ContextOf(caller);
    const auto reader = planning_->PlanAssignments(context.get(), request);
    Planned planned;
    v1::PlanAssignmentsResponse response;
    while (reader->Read(&response)) {
      if (response.has_progress()) planned.progress.push_back(response.progress());
      if (response.has_plan()) planned.plan = response.plan();
      for (const v1::PlanConflict& conflict : response.conflicts().conflicts()) {
        planned.conflicts.push_back(conflict);
      }
    }
    planned.status = rpc::FromGrpc(reader->Finish());
    return planned;
  }

  absl::StatusOr<v1::Plan> HoldPlan(const std::string& name, const std::string& request_id = "") {
    v1::HoldPlanRequest request;
    request.set_name(name);
    request.set_request_id(request_id);
    return Call(*planning_, &Planning::HoldPlan, request);
  }

  absl::StatusOr<v1::ListPlansResponse> ListPlans() {
    return Call(*planning_, &Planning::ListPlans, v1::ListPlansRequest());
  }

  std::vector<v1::Engagement> EngagementsNow() {
    const auto list =
        Call(*engagements_, &Engagements::ListEngagements, v1::ListEngagementsRequest());
    EXPECT_OK(list.status());
    if (!list.ok()) return {};
    return {list->engagements().begin(), list->engagements().end()};
  }

  // One who serves on fewer days, or less well.
  void AddWeaker(const std::string& id) {
    AddTalent(id, [](auto& talent) {
      talent.mutable_skills(0)->set_level(houniao::type::v1::SKILL_LEVEL_SKILLED);
      talent.mutable_skills(0)->set_years(1);
    });
  }

  static v1::PlanPin Pin(const std::string& demand, const std::string& talent) {
    v1::PlanPin pin;
    pin.set_demand("demands/" + demand);
    pin.set_talent("talents/" + talent);
    return pin;
  }

  std::unique_ptr<Planning> planning_;
};
INSTANTIATE_TEST_SUITE_P(Engines, PlanningTest, kEngines, houniao::testing::EngineName);

std::multimap<std::string, std::string> Pairs(const v1::Plan& plan) {
  std::multimap<std::string, std::string> pairs;
  for (const auto& assignment : plan.assignments()) {
    pairs.emplace(assignment.demand().substr(8), assignment.talent().substr(8));
  }
  return pairs;
}

TEST_P(PlanningTest, PlansTheDistrictAndHoldsItInOneStep) {
  AddTalent("a");
  AddWeaker("b");
  ASSERT_OK(AddDemand("d1", "e1").status());
  ASSERT_OK(AddDemand("d2", "e1").status());
  ASSERT_OK(AddDemand("nobody", "e1", [](auto& demand) {
              demand.mutable_requirements(0)->mutable_skill()->set_min_years(40);
            }).status());
  v1::PlanAssignmentsRequest request;
  request.set_plan_id("winter");
  request.set_title("2026 年冬季");
  request.set_request_id("6a5ffd2c-61cf-4b8f-9b4e-3f6a0c6b1d01");
  const Planned planned = Plan(request);
  ASSERT_OK(planned.status);
  EXPECT_EQ(planned.plan.name(), "plans/winter");
  EXPECT_EQ(planned.plan.title(), "2026 年冬季");
  EXPECT_EQ(planned.plan.state(), v1::Plan::PROPOSED);
  EXPECT_EQ(planned.plan.objective(), v1::Plan::BEST_TOTAL);
  EXPECT_THAT(Pairs(planned.plan),
              UnorderedElementsAre(std::pair("d1", "a"), std::pair("d2", "b")));
  EXPECT_EQ(planned.plan.total_score(), planned.plan.score_bound());
  EXPECT_EQ(planned.plan.total_score(),
            planned.plan.assignments(0).score() + planned.plan.assignments(1).score());
  EXPECT_EQ(planned.plan.gap_ppm(), 0);
  EXPECT_EQ(planned.plan.seat_count(), 3);
  EXPECT_EQ(planned.plan.demand_count(), 3);
  EXPECT_EQ(planned.plan.talent_count(), 2);
  EXPECT_EQ(planned.plan.pair_count(), 4);
  ASSERT_EQ(planned.plan.unfilled_size(), 1);
  EXPECT_EQ(planned.plan.unfilled(0).demand(), "demands/nobody");
  EXPECT_EQ(planned.plan.unfilled(0).reason(), v1::UnfilledDemand::NO_CANDIDATE);
  EXPECT_NE(planned.plan.unfilled(0).gate(), v1::GATE_UNSPECIFIED);
  ASSERT_FALSE(planned.progress.empty());
  EXPECT_EQ(planned.progress.front().phase(), v1::PlanProgress::MATCHING);
  EXPECT_EQ(planned.progress.back().phase(), v1::PlanProgress::SAVING);

  // The same request again gives the same plan, and no second one.
  const Planned again = Plan(request);
  ASSERT_OK(again.status);
  EXPECT_EQ(again.plan.etag(), planned.plan.etag());
  ASSERT_OK_AND_ASSIGN(const auto list, ListPlans());
  EXPECT_EQ(list.plans_size(), 1);

  const std::string id = "6a5ffd2c-61cf-4b8f-9b4e-3f6a0c6b1d02";
  ASSERT_OK_AND_ASSIGN(const auto held, HoldPlan("plans/winter", id));
  EXPECT_EQ(held.state(), v1::Plan::HELD);
  EXPECT_TRUE(held.has_hold_time());
  ASSERT_EQ(EngagementsNow().size(), 2u);
  for (const v1::Engagement& engagement : EngagementsNow()) {
    EXPECT_EQ(engagement.state(), v1::Engagement::HELD);
    EXPECT_EQ(engagement.plan(), "plans/winter");
    EXPECT_EQ(engagement.booked_half_day_count(), 126);
  }
  for (const auto& assignment : held.assignments()) EXPECT_FALSE(assignment.engagement().empty());
  ASSERT_OK_AND_ASSIGN(const auto replayed, HoldPlan("plans/winter", id));
  EXPECT_EQ(replayed.etag(), held.etag());
  EXPECT_THAT(HoldPlan("plans/winter").status(), StatusIs(absl::StatusCode::kFailedPrecondition));

  // What is held stands in the next plan, and is not planned again.
  const Planned next = Plan();
  ASSERT_OK(next.status);
  EXPECT_EQ(Pairs(next.plan), Pairs(planned.plan));
  for (const auto& assignment : next.plan.assignments()) {
    EXPECT_TRUE(assignment.pinned());
    EXPECT_FALSE(assignment.engagement().empty());
  }
  EXPECT_EQ(next.plan.total_score(), next.plan.score_bound());
  EXPECT_EQ(next.plan.pair_count(), 0);
}

TEST_P(PlanningTest, OneTalentServesSeveralDemandsOnHisOwnDays) {
  AddTalent("a");
  // The long one may lie anywhere, the short one in the first week alone.
  ASSERT_OK(AddDemand("long", "e1", [](auto& demand) { demand.set_day_count(10); }).status());
  ASSERT_OK(AddDemand("short", "e1", [](auto& demand) {
              demand.set_day_count(4);
              *demand.mutable_period() =
                  Period(absl::CivilDay(2026, 12, 1), absl::CivilDay(2026, 12, 4));
            }).status());
  const Planned planned = Plan();
  ASSERT_OK(planned.status);
  EXPECT_THAT(Pairs(planned.plan),
              UnorderedElementsAre(std::pair("long", "a"), std::pair("short", "a")));
  EXPECT_EQ(planned.plan.gap_ppm(), 0);
  ASSERT_OK(HoldPlan(planned.plan.name()).status());
  std::set<std::string> days;
  int count = 0;
  for (const v1::Engagement& engagement : EngagementsNow()) {
    count += engagement.booked_half_day_count();
    for (const auto& day : engagement.booked_days()) {
      days.insert(FormatDay(*ToCivilDay(day.date())));
    }
  }
  EXPECT_EQ(count, 28);
  EXPECT_EQ(days.size(), 14u);

  v1::PlanAssignmentsRequest one_each;
  one_each.set_max_demands_per_talent(1);
  AddTalent("b");
  ASSERT_OK(AddDemand("more", "e1", [](auto& demand) { demand.set_day_count(1); }).status());
  ASSERT_OK(AddDemand("most", "e1", [](auto& demand) { demand.set_day_count(1); }).status());
  const Planned limited = Plan(one_each);
  ASSERT_OK(limited.status);
  EXPECT_EQ(limited.plan.assignments_size(), 4);
}

TEST_P(PlanningTest, APlanIsHeldWholeOrNotAtAll) {
  AddTalent("a");
  AddTalent("b");
  ASSERT_OK(AddDemand("d1", "e1").status());
  ASSERT_OK(AddDemand("d2", "e1").status());
  ASSERT_OK(AddDemand("other", "e1", [](auto& demand) { demand.set_headcount(2); }).status());
  v1::PlanAssignmentsRequest request;
  request.add_demands("demands/d1");
  request.add_demands("demands/d2");
  const Planned planned = Plan(request);
  ASSERT_OK(planned.status);
  ASSERT_EQ(planned.plan.assignments_size(), 2);
  // Somebody else takes the days of the second.
  const std::string taken = planned.plan.assignments(1).talent();
  ASSERT_OK(Hold("other", taken.substr(8)).status());
  const auto refused = HoldPlan(planned.plan.name()).status();
  EXPECT_EQ(errors::ReasonOf(refused), kDaysNotAvailable) << refused;
  EXPECT_THAT(std::string(refused.message()), HasSubstr(taken));
  EXPECT_EQ(EngagementsNow().size(), 1u);
  v1::GetPlanRequest get;
  get.set_name(planned.plan.name());
  ASSERT_OK_AND_ASSIGN(const auto unchanged, Call(*planning_, &Planning::GetPlan, get));
  EXPECT_EQ(unchanged.state(), v1::Plan::PROPOSED);
}

TEST_P(PlanningTest, WhatCannotBeHadTogetherIsNamed) {
  AddTalent("a");
  AddTalent("b");
  AddTalent("unfit", [](auto& talent) {
    talent.mutable_skills(0)->set_level(houniao::type::v1::SKILL_LEVEL_FAIR);
  });
  ASSERT_OK(AddDemand("d1", "e1").status());
  ASSERT_OK(AddDemand("d2", "e1").status());
  v1::PlanAssignmentsRequest request;
  *request.add_pins() = Pin("d1", "a");
  *request.add_pins() = Pin("d1", "b");
  Planned planned = Plan(request);
  EXPECT_EQ(errors::ReasonOf(planned.status), kPlanImpossible) << planned.status;
  ASSERT_EQ(planned.conflicts.size(), 3u);
  EXPECT_EQ(planned.conflicts[0].kind(), v1::PlanConflict::HEADCOUNT);
  EXPECT_EQ(planned.conflicts[0].detail(), "1 个名额, 2 人已锁定");
  EXPECT_EQ(planned.conflicts[1].talent(), "talents/a");
  EXPECT_EQ(planned.conflicts[2].talent(), "talents/b");

  // 63 days twice are more than 120 a year.
  request.clear_pins();
  *request.add_pins() = Pin("d1", "a");
  *request.add_pins() = Pin("d2", "a");
  planned = Plan(request);
  EXPECT_EQ(errors::ReasonOf(planned.status), kPlanImpossible);
  ASSERT_EQ(planned.conflicts.size(), 3u);
  EXPECT_EQ(planned.conflicts[2].kind(), v1::PlanConflict::DAYS);
  EXPECT_EQ(planned.conflicts[2].talent(), "talents/a");

  request.clear_pins();
  *request.add_pins() = Pin("d1", "unfit");
  planned = Plan(request);
  EXPECT_EQ(errors::ReasonOf(planned.status), kPlanImpossible);
  ASSERT_EQ(planned.conflicts.size(), 2u);
  EXPECT_EQ(planned.conflicts[1].kind(), v1::PlanConflict::GATE);

  request.clear_pins();
  *request.add_pins() = Pin("elsewhere", "a");
  EXPECT_EQ(Plan(request).status.code(), absl::StatusCode::kInvalidArgument);
  request.clear_pins();
  *request.add_pins() = Pin("d1", "nobody");
  EXPECT_EQ(Plan(request).status.code(), absl::StatusCode::kNotFound);
  ASSERT_OK_AND_ASSIGN(const auto list, ListPlans());
  EXPECT_THAT(list.plans(), IsEmpty());
}

TEST_P(PlanningTest, PinsAndThePlanBeforeAreKept) {
  AddTalent("a");
  AddWeaker("b");
  ASSERT_OK(AddDemand("d1", "e1").status());
  v1::PlanAssignmentsRequest request;
  *request.add_pins() = Pin("d1", "b");
  const Planned pinned = Plan(request);
  ASSERT_OK(pinned.status);
  EXPECT_THAT(Pairs(pinned.plan), ElementsAre(std::pair("d1", "b")));
  EXPECT_TRUE(pinned.plan.assignments(0).pinned());
  request.clear_pins();
  request.set_previous_plan(pinned.plan.name());
  request.set_move_cost(10000);
  const Planned kept = Plan(request);
  ASSERT_OK(kept.status);
  EXPECT_THAT(Pairs(kept.plan), ElementsAre(std::pair("d1", "b")));
  EXPECT_TRUE(kept.plan.assignments(0).kept());
  EXPECT_EQ(kept.plan.moved_count(), 0);
  EXPECT_EQ(kept.plan.total_score(), kept.plan.assignments(0).score());
  request.set_move_cost(0);
  const Planned moved = Plan(request);
  ASSERT_OK(moved.status);
  EXPECT_THAT(Pairs(moved.plan), ElementsAre(std::pair("d1", "a")));
  EXPECT_EQ(moved.plan.moved_count(), 1);
  request.set_objective(v1::Plan::STABLE);
  const Planned stable = Plan(request);
  ASSERT_OK(stable.status);
  EXPECT_EQ(stable.plan.objective(), v1::Plan::STABLE);
  EXPECT_THAT(Pairs(stable.plan), ElementsAre(std::pair("d1", "a")));
}

// Each cancels when the phase is seen first.
class CancelledPlanTest : public PlanningTest {
 protected:
  void CancelIn(v1::PlanProgress::Phase phase) {
    for (int i = 0; i < 24; ++i) {
      AddTalent(absl::StrCat("t", i), [i](auto& talent) {
        talent.mutable_skills(0)->set_years(1 + i % 7);
        talent.mutable_flexible_terms()->set_days_per_year(60 + 7 * (i % 5));
      });
    }
    for (int i = 0; i < 60; ++i) {
      ASSERT_OK(AddDemand(absl::StrCat("d", i), "e1", [i](auto& demand) {
                  demand.set_headcount(2);
                  demand.set_day_count(5 + i * 11 % 17);
                  *demand.mutable_period() = Period(absl::CivilDay(2026, 12, 1) + i % 9,
                                                    absl::CivilDay(2027, 1, 5) + i * 7 % 60);
                }).status());
    }
    v1::PlanAssignmentsRequest request;
    request.set_min_talent_revision(TalentRevision());
    const auto context = ContextOf({});
    const auto reader = planning_->PlanAssignments(context.get(), request);
    v1::PlanAssignmentsResponse response;
    while (reader->Read(&response) && response.progress().phase() != phase) {
      EXPECT_FALSE(response.has_plan());
    }
    ASSERT_EQ(response.progress().phase(), phase);
    const absl::Time cancelled = absl::Now();
    context->TryCancel();
    EXPECT_EQ(reader->Finish().error_code(), grpc::StatusCode::CANCELLED);
    // The server's own end of the call.
    observe::Counter ended =
        metrics_.Counter("houniao_rpc_calls_total", "Calls that ended, by method and status code.",
                         {{"method", "houniao.recruitment.v1.PlanningService/PlanAssignments"},
                          {"code", absl::StatusCodeToString(absl::StatusCode::kCancelled)}});
    while (ended.value() == 0 && absl::Now() < cancelled + absl::Seconds(20)) {
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    EXPECT_EQ(ended.value(), 1);
    EXPECT_LT(absl::Now() - cancelled, absl::Seconds(3));
    ASSERT_OK_AND_ASSIGN(const auto list, ListPlans());
    EXPECT_THAT(list.plans(), IsEmpty());
    EXPECT_THAT(EngagementsNow(), IsEmpty());
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, CancelledPlanTest, kEngines, houniao::testing::EngineName);

TEST_P(CancelledPlanTest, WhileCandidatesAreLookedFor) { CancelIn(v1::PlanProgress::MATCHING); }

TEST_P(CancelledPlanTest, WhileTheyAreAssigned) { CancelIn(v1::PlanProgress::ASSIGNING); }

TEST_P(PlanningTest, BadPlansAreRefused) {
  AddTalent("a");
  ASSERT_OK(AddDemand("team", "e1", [](auto& d) { d.set_kind(v1::Demand::TEAM); }).status());
  v1::PlanAssignmentsRequest request;
  request.add_demands("demands/team");
  EXPECT_EQ(Plan(request).status.code(), absl::StatusCode::kInvalidArgument);
  request.set_demands(0, "demands/none");
  EXPECT_EQ(Plan(request).status.code(), absl::StatusCode::kNotFound);
  // Nothing to plan is a plan of nothing.
  const Planned nothing = Plan();
  ASSERT_OK(nothing.status);
  EXPECT_EQ(nothing.plan.demand_count(), 0);
  for (int i = 0; i < 21; ++i) {
    ASSERT_OK(
        AddDemand(absl::StrCat("large", i), "e1", [](auto& d) { d.set_headcount(1000); }).status());
  }
  const Planned large = Plan();
  EXPECT_EQ(large.status.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(errors::ReasonOf(large.status), kPlanTooLarge);
  EXPECT_THAT(std::string(large.status.message()), HasSubstr("at most 20000 fit"));
  v1::PlanAssignmentsRequest checked;
  checked.add_demands("demands/large1");
  checked.set_validate_only(true);
  const Planned would_be = Plan(checked);
  ASSERT_OK(would_be.status);
  EXPECT_EQ(would_be.plan.assignments_size(), 1);
  ASSERT_OK_AND_ASSIGN(const auto list, ListPlans());
  EXPECT_EQ(list.plans_size(), 1);
}

}  // namespace
}  // namespace houniao::recruitment
