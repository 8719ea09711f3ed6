#include "services/recruitment/domain/referral_states.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/base/clock.h"
#include "common/base/dates.h"
#include "common/errors/errors.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/services/recruitment/demand_fixture.h"

namespace houniao::recruitment {
namespace {

using ::houniao::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using v1::Referral;

const absl::Time kNow = absl::FromCivil(absl::CivilHour(2026, 3, 2, 9), ShanghaiTimeZone());

Referral At(Referral::Stage stage) {
  Referral referral;
  referral.set_name("referrals/r");
  BeginReferral(referral, "clerk:li", kNow);
  referral.set_stage(stage);
  return referral;
}

// The whole table: what a person may record from every stage.
TEST(ReferralStates, PeopleMoveItUntilDaysAreHeldOrItIsOver) {
  EXPECT_THAT(
      StagesAfter(Referral::PUT_FORWARD, Mover::kPerson),
      ElementsAre(Referral::IN_CONTACT, Referral::INTERVIEWED, Referral::REFUSED_BY_EMPLOYER,
                  Referral::REFUSED_BY_TALENT, Referral::WITHDRAWN));
  EXPECT_THAT(StagesAfter(Referral::IN_CONTACT, Mover::kPerson),
              ElementsAre(Referral::INTERVIEWED, Referral::REFUSED_BY_EMPLOYER,
                          Referral::REFUSED_BY_TALENT, Referral::WITHDRAWN));
  EXPECT_THAT(StagesAfter(Referral::INTERVIEWED, Mover::kPerson),
              ElementsAre(Referral::IN_CONTACT, Referral::REFUSED_BY_EMPLOYER,
                          Referral::REFUSED_BY_TALENT, Referral::WITHDRAWN));
  for (const auto stage :
       {Referral::STAGE_UNSPECIFIED, Referral::HELD, Referral::ENGAGED,
        Referral::REFUSED_BY_EMPLOYER, Referral::REFUSED_BY_TALENT, Referral::WITHDRAWN}) {
    EXPECT_THAT(StagesAfter(stage, Mover::kPerson), IsEmpty()) << stage;
  }
}

TEST(ReferralStates, EngagementsHoldEngageRefuseAndGiveBack) {
  for (const auto stage : {Referral::PUT_FORWARD, Referral::IN_CONTACT, Referral::INTERVIEWED}) {
    EXPECT_THAT(StagesAfter(stage, Mover::kEngagement),
                ElementsAre(Referral::HELD, Referral::ENGAGED));
  }
  EXPECT_THAT(StagesAfter(Referral::HELD, Mover::kEngagement),
              ElementsAre(Referral::IN_CONTACT, Referral::ENGAGED, Referral::REFUSED_BY_TALENT));
  for (int stage = Referral::ENGAGED; stage <= Referral::WITHDRAWN; ++stage) {
    EXPECT_TRUE(IsFinal(static_cast<Referral::Stage>(stage)));
    EXPECT_THAT(StagesAfter(static_cast<Referral::Stage>(stage), Mover::kEngagement), IsEmpty());
  }
  EXPECT_FALSE(IsFinal(Referral::HELD));
}

// Every stage from every stage, against the table.
TEST(ReferralStates, RecordRefusesAllThatMayNotFollow) {
  for (int from = Referral::PUT_FORWARD; from <= Referral::WITHDRAWN; ++from) {
    for (int to = Referral::STAGE_UNSPECIFIED; to <= Referral::WITHDRAWN; ++to) {
      const auto stage = static_cast<Referral::Stage>(to);
      Referral referral = At(static_cast<Referral::Stage>(from));
      const Referral before = referral;
      const absl::Status status = RecordOutcome(referral, stage, "why", "clerk:li", kNow);
      EXPECT_EQ(status.ok(), MayFollow(before.stage(), stage, Mover::kPerson)) << from << to;
      EXPECT_EQ(referral.stage(), status.ok() ? stage : before.stage());
      EXPECT_EQ(referral.steps_size(), status.ok() ? 2 : 1);
    }
  }
}

TEST(ReferralStates, ARefusalNamesWhatMayFollow) {
  Referral referral = At(Referral::IN_CONTACT);
  absl::Status refused = RecordOutcome(referral, Referral::ENGAGED, "", "clerk:li", kNow);
  EXPECT_EQ(errors::ReasonOf(refused), errors::kInvalidStateTransition);
  EXPECT_EQ(errors::MetadataOf(refused, "allowed"),
            "INTERVIEWED, REFUSED_BY_EMPLOYER, REFUSED_BY_TALENT, WITHDRAWN");
  referral = At(Referral::HELD);
  refused = RecordOutcome(referral, Referral::WITHDRAWN, "enough", "clerk:li", kNow);
  EXPECT_THAT(errors::MetadataOf(refused, "allowed"), HasSubstr("release the engagement"));
}

TEST(ReferralStates, ANoNeedsAReason) {
  for (const auto stage :
       {Referral::REFUSED_BY_EMPLOYER, Referral::REFUSED_BY_TALENT, Referral::WITHDRAWN}) {
    Referral referral = At(Referral::INTERVIEWED);
    EXPECT_THAT(RecordOutcome(referral, stage, " ", "clerk:li", kNow),
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("reason")));
    ASSERT_OK(RecordOutcome(referral, stage, "另有人选", "clerk:li", kNow));
    EXPECT_EQ(referral.steps(1).reason(), "另有人选");
    EXPECT_EQ(referral.steps(1).recorded_by(), "clerk:li");
    EXPECT_EQ(FromTimestamp(referral.steps(1).step_time()), kNow);
  }
}

TEST(ReferralStates, StepsAreBoundedAndKeepTheFirst) {
  Referral referral = At(Referral::PUT_FORWARD);
  for (int i = 0; i < 60; ++i) {
    const auto stage = i % 2 == 0 ? Referral::INTERVIEWED : Referral::IN_CONTACT;
    ASSERT_OK(RecordOutcome(referral, stage, absl::StrCat(i), "clerk:li", kNow));
  }
  EXPECT_EQ(referral.steps_size(), kMostReferralSteps);
  EXPECT_EQ(referral.steps(0).stage(), Referral::PUT_FORWARD);
  EXPECT_EQ(referral.steps(kMostReferralSteps - 1).reason(), "59");
}

TEST(ReferralStates, TheCandidateIsOfTheDemandsKind) {
  v1::Demand demand = WinterDemand();
  EXPECT_OK(CheckCandidateKind(demand, "talents/a"));
  EXPECT_THAT(CheckCandidateKind(demand, "teams/a"), StatusIs(absl::StatusCode::kInvalidArgument));
  demand.set_kind(v1::Demand::TEAM);
  EXPECT_OK(CheckCandidateKind(demand, "teams/a"));
  EXPECT_THAT(CheckCandidateKind(demand, "talents/a"),
              StatusIs(absl::StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace houniao::recruitment
