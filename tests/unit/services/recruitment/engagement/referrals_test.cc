// The ledger of referrals, and how engagements move it.
#include "services/recruitment/engagement/referrals.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "common/base/dates.h"
#include "common/errors/errors.h"
#include "services/recruitment/domain/recruitment_errors.h"
#include "services/recruitment/engagement/succession.h"
#include "tests/unit/services/recruitment/engagement/engagement_fixture.h"

namespace houniao::recruitment {
namespace {

using houniao::testing::kEngines;
using houniao::testing::StatusIs;
using houniao::testing::TestCall;
using ::testing::ElementsAre;
using v1::Referral;

class ReferralsTest : public EngagementTest {
 protected:
  absl::StatusOr<Referral> PutForward(const std::string& demand, const std::string& candidate,
                                      CallContext call = TestCall("clerk:li"),
                                      const std::string& request_id = "") {
    v1::CreateReferralRequest request;
    request.mutable_referral()->set_demand(demand);
    request.mutable_referral()->set_candidate(candidate);
    request.mutable_referral()->set_source("match");
    request.mutable_referral()->set_score(8100);
    request.mutable_referral()->set_rank(1);
    request.set_request_id(request_id);
    return CreateReferral(context_, call, request);
  }
  std::string Put(const std::string& demand = "demands/d1",
                  const std::string& candidate = "talents/a") {
    const auto referral = PutForward(demand, candidate);
    EXPECT_OK(referral.status());
    return referral.value_or(Referral()).name();
  }
  absl::StatusOr<Referral> Record(const std::string& name, Referral::Stage stage,
                                  const std::string& reason = "",
                                  CallContext call = TestCall("clerk:li")) {
    v1::RecordReferralOutcomeRequest request;
    request.set_name(name);
    request.set_stage(stage);
    request.set_reason(reason);
    return RecordReferralOutcome(context_, call, request);
  }
  Referral GetReferral(const std::string& name) {
    auto found = journal_.store().Get<Referral>(TestCall(), kinds_.referral, name);
    EXPECT_OK(found.status());
    return found.value_or(Referral());
  }
  std::vector<Referral::Stage> StepsOf(const std::string& name) {
    std::vector<Referral::Stage> stages;
    const Referral referral = GetReferral(name);
    for (const v1::ReferralStep& step : referral.steps()) stages.push_back(step.stage());
    return stages;
  }
  std::string HeldDay(int day, const std::string& demand = "demands/d1") {
    const auto held = Hold(HoldDays(demand, "a", absl::CivilDay(2026, 12, day), 1));
    EXPECT_OK(held.status());
    return held.value_or(v1::Engagement()).name();
  }
  void Decline(const std::string& name) {
    CallContext call = TestCall();
    v1::DeclineEngagementRequest request;
    request.set_name(name);
    request.set_reason("另有安排");
    EXPECT_OK(DeclineEngagement(context_, call, request).status());
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, ReferralsTest, kEngines, houniao::testing::EngineName);

TEST_P(ReferralsTest, IsPutForwardAndComesToAnEngagement) {
  ASSERT_OK_AND_ASSIGN(const auto referral, PutForward("demands/d1", "talents/a"));
  EXPECT_EQ(referral.stage(), Referral::PUT_FORWARD);
  EXPECT_EQ(referral.employer(), "employers/e1");
  EXPECT_EQ(referral.score(), 8100);
  ASSERT_OK(Record(referral.name(), Referral::IN_CONTACT).status());
  ASSERT_OK(Record(referral.name(), Referral::INTERVIEWED, "线上面谈").status());
  const std::string engagement = HeldDay(1);
  EXPECT_EQ(GetReferral(referral.name()).stage(), Referral::HELD);
  EXPECT_EQ(GetReferral(referral.name()).engagement(), engagement);
  ASSERT_OK(Confirm(engagement).status());
  EXPECT_THAT(StepsOf(referral.name()),
              ElementsAre(Referral::PUT_FORWARD, Referral::IN_CONTACT, Referral::INTERVIEWED,
                          Referral::HELD, Referral::ENGAGED));
  EXPECT_EQ(GetReferral(referral.name()).steps(0).recorded_by(), "clerk:li");
  // Final: an engagement that is given up later does not change what came of it.
  ASSERT_OK(Release(engagement).status());
  EXPECT_EQ(GetReferral(referral.name()).stage(), Referral::ENGAGED);
  EXPECT_EQ(errors::ReasonOf(Record(referral.name(), Referral::WITHDRAWN, "x").status()),
            errors::kInvalidStateTransition);
}

TEST_P(ReferralsTest, OneThatIsNotFinalForADemandAndACandidate) {
  const std::string first = Put();
  const absl::Status again = PutForward("demands/d1", "talents/a").status();
  EXPECT_EQ(again.code(), absl::StatusCode::kAlreadyExists);
  EXPECT_EQ(errors::ReasonOf(again), kReferralAlreadyOpen);
  EXPECT_EQ(errors::MetadataOf(again, "referral"), first);
  OpenDemand("demands/d2");
  AddTalent("b");
  Put("demands/d2", "talents/a");
  Put("demands/d1", "talents/b");
  ASSERT_OK(Record(first, Referral::REFUSED_BY_EMPLOYER, "另有人选").status());
  const std::string second = Put();
  ASSERT_OK(Record(second, Referral::WITHDRAWN, "撤回").status());
  Put();
}

TEST_P(ReferralsTest, OfManyAtOnceOneIsPutForward) {
  std::atomic<int> made{0}, refused{0};
  std::vector<std::thread> clerks;
  for (int i = 0; i < 16; ++i) {
    clerks.emplace_back([&] {
      const auto referral = PutForward("demands/d1", "talents/a");
      made += referral.ok() ? 1 : 0;
      refused += errors::ReasonOf(referral.status()) == kReferralAlreadyOpen ? 1 : 0;
    });
  }
  for (std::thread& clerk : clerks) clerk.join();
  EXPECT_EQ(made, 1);
  EXPECT_EQ(refused, 15);
}

// Another program that has seen none: the unique key refuses it. Those that are over may be many.
TEST_P(ReferralsTest, TheDatabaseItselfRefusesASecondOpenOne) {
  const auto make = [&](const std::string& id, Referral::Stage stage) {
    Referral referral;
    referral.set_name("referrals/" + id);
    referral.set_demand("demands/d1");
    referral.set_employer("employers/e1");
    referral.set_candidate("talents/a");
    referral.set_stage(stage);
    CallContext call = TestCall();
    Referral reply;
    return journal_.store().Mutate(
        call, referral, &reply,
        [&](resource::WriteScope& scope, resource::Message* out) -> absl::Status {
          out->CopyFrom(referral);
          return scope.Insert(kinds_.referral, *out);
        });
  };
  ASSERT_OK(make("r1", Referral::IN_CONTACT));
  EXPECT_THAT(make("r2", Referral::HELD), StatusIs(absl::StatusCode::kAlreadyExists));
  EXPECT_OK(make("r3", Referral::WITHDRAWN));
  EXPECT_OK(make("r4", Referral::WITHDRAWN));
}

TEST_P(ReferralsTest, GoesBackWhenAHoldIsReleasedOrRunsOut) {
  const std::string referral = Put();
  const std::string first = HeldDay(1);
  ASSERT_OK(Release(first).status());
  EXPECT_EQ(GetReferral(referral).stage(), Referral::IN_CONTACT);
  EXPECT_EQ(GetReferral(referral).engagement(), "");
  HeldDay(2);
  EXPECT_OK(journal_.clock.AdvanceTo(journal_.clock.Now() + absl::Hours(73)));
  SweepExpired(context_);
  EXPECT_THAT(StepsOf(referral),
              ElementsAre(Referral::PUT_FORWARD, Referral::HELD, Referral::IN_CONTACT,
                          Referral::HELD, Referral::IN_CONTACT));
  EXPECT_EQ(GetReferral(referral).steps(4).recorded_by(), "service:recruitment");
  HeldDay(3);
  CallContext call = TestCall();
  v1::CloseDemandRequest close;
  close.set_name("demands/d1");
  ASSERT_OK(CloseDemand(context_, call, close).status());
  EXPECT_EQ(GetReferral(referral).stage(), Referral::IN_CONTACT);
  EXPECT_EQ(GetReferral(referral).steps(6).reason(), "The demand was closed.");
}

TEST_P(ReferralsTest, IsRefusedByTheTalentWhoDeclines) {
  const std::string referral = Put();
  const std::string engagement = HeldDay(1);
  Decline(engagement);
  EXPECT_EQ(GetReferral(referral).stage(), Referral::REFUSED_BY_TALENT);
  EXPECT_EQ(GetReferral(referral).steps(2).reason(), "另有安排");
  EXPECT_EQ(GetReferral(referral).engagement(), engagement) << "what was refused";
  Put();
}

TEST_P(ReferralsTest, StaysHeldWhileAnotherHoldIsLeft) {
  const std::string referral = Put();
  const std::string first = HeldDay(1);
  const std::string second = HeldDay(2);
  EXPECT_EQ(GetReferral(referral).engagement(), second);
  Decline(second);
  EXPECT_EQ(GetReferral(referral).stage(), Referral::HELD);
  EXPECT_EQ(GetReferral(referral).engagement(), first);
  ASSERT_OK(Release(first).status());
  EXPECT_EQ(GetReferral(referral).stage(), Referral::IN_CONTACT);
  EXPECT_EQ(GetReferral(referral).steps_size(), 3);
}

TEST_P(ReferralsTest, BeginsWhereTheTwoStand) {
  OpenDemand("demands/d2", [](v1::Demand& d) { d.set_headcount(2); });
  const std::string engagement = HeldDay(1, "demands/d2");
  const std::string referral = Put("demands/d2");
  EXPECT_EQ(GetReferral(referral).engagement(), engagement);
  EXPECT_THAT(StepsOf(referral), ElementsAre(Referral::PUT_FORWARD, Referral::HELD));
  ASSERT_OK(Confirm(engagement).status());
  const absl::Status serves = PutForward("demands/d2", "talents/a").status();
  EXPECT_EQ(errors::ReasonOf(serves), kCandidateEngaged);
  EXPECT_EQ(errors::MetadataOf(serves, "engagement"), engagement);
}

TEST_P(ReferralsTest, ATeamIsPutForwardForATeamsDemand) {
  OpenDemand("demands/t", [](v1::Demand& d) { d.set_kind(v1::Demand::TEAM); });
  AddTeam("x", {"l", "m"});
  EXPECT_THAT(PutForward("demands/t", "talents/l"), StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(PutForward("demands/d1", "teams/x"), StatusIs(absl::StatusCode::kInvalidArgument));
  directory_.talents["talents/m"].share_consent = false;
  EXPECT_EQ(errors::MetadataOf(PutForward("demands/t", "teams/x").status(), "gate"),
            "GATE_SHARE_CONSENT");
  directory_.talents["talents/m"].share_consent = true;
  const std::string referral = Put("demands/t", "teams/x");
  auto request = HoldDays("demands/t", "l", absl::CivilDay(2026, 12, 1), 1);
  request.set_team("teams/x");
  ASSERT_OK_AND_ASSIGN(const auto held, Hold(request));
  EXPECT_EQ(GetReferral(referral).stage(), Referral::HELD);
  ASSERT_OK(Confirm(held.name()).status());
  EXPECT_EQ(GetReferral(referral).stage(), Referral::ENGAGED);
}

TEST_P(ReferralsTest, Refusals) {
  struct Case {
    const char* what;
    const char* demand;
    const char* candidate;
    std::string reason;
  };
  OpenDemand("demands/draft", [](v1::Demand& d) { d.set_state(v1::Demand::DRAFT); });
  AddTalent("paused").set_state(talent::v1::Talent::SUSPENDED);
  AddTalent("hidden");
  directory_.talents["talents/hidden"].share_consent = false;
  const Case cases[] = {
      {"no such demand", "demands/none", "talents/a", errors::kReferenceMissing},
      {"a draft", "demands/draft", "talents/a", kDemandNotOpen},
      {"nobody", "demands/d1", "talents/nobody", errors::kReferenceMissing},
      {"no such team", "demands/d1", "teams/none", errors::kInvalidField},
      {"a paused profile", "demands/d1", "talents/paused", kTalentSuspended},
      {"no consent", "demands/d1", "talents/hidden", kNotEligible},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(errors::ReasonOf(PutForward(c.demand, c.candidate).status()), c.reason) << c.what;
  }
  // A full demand may still be shown people: one may drop out.
  AddTalent("b");
  ASSERT_OK(Confirm(HeldDay(1)).status());
  Put("demands/d1", "talents/b");
}

TEST_P(ReferralsTest, EnterprisesSeeNothingOfOthers) {
  const std::string referral = Put();
  CallContext stranger = TestCall();
  stranger.employer = "employers/e2";
  EXPECT_THAT(Record(referral, Referral::IN_CONTACT, "", stranger),
              StatusIs(absl::StatusCode::kPermissionDenied));
  EXPECT_THAT(Record("referrals/none", Referral::IN_CONTACT, "", stranger),
              StatusIs(absl::StatusCode::kPermissionDenied));
  EXPECT_THAT(PutForward("demands/d1", "talents/a", stranger),
              StatusIs(absl::StatusCode::kPermissionDenied));
  EXPECT_THAT(PutForward("demands/none", "talents/a", stranger),
              StatusIs(absl::StatusCode::kPermissionDenied));
  stranger.employer = "employers/e1";
  EXPECT_OK(Record(referral, Referral::IN_CONTACT, "", stranger).status());
}

TEST_P(ReferralsTest, ARepeatedCallFindsItsReferral) {
  const std::string id = "7b1e7a52-5b0d-4a5c-9f0e-0123456789ab";
  ASSERT_OK_AND_ASSIGN(const auto first,
                       PutForward("demands/d1", "talents/a", TestCall("clerk:li"), id));
  directory_.talents.erase("talents/a");
  ASSERT_OK_AND_ASSIGN(const auto again,
                       PutForward("demands/d1", "talents/a", TestCall("clerk:li"), id));
  EXPECT_EQ(first.name(), again.name());
}

}  // namespace
}  // namespace houniao::recruitment
