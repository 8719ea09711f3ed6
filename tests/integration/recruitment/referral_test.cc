// Referrals and what follows an engagement, through real servers and roles.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/base/dates.h"
#include "common/errors/errors.h"
#include "tests/integration/recruitment/recruitment_office.h"
#include "tests/unit/services/recruitment/demand_fixture.h"

namespace houniao::recruitment {
namespace {

using houniao::testing::kEngines;
using houniao::testing::StatusIs;
using ::testing::ElementsAre;

const Caller kHr = {"enterprise", "hr", "employers/e1"};
const Caller kOtherHr = {"enterprise", "hr2", "employers/e2"};

class ReferralStory : public RecruitmentOffice {
 protected:
  using Service = v1::ReferralService;
  using Engagements = v1::EngagementService;

  ReferralStory() {
    AddEmployer("e1", "91350100M000100Y43");
    AddEmployer("e2", "91110108551385082Q");
    EXPECT_OK(AddDemand("d1", "e1").status());
    EXPECT_OK(AddDemand("d2", "e2").status());
    AddTalent("a");
    referrals_ = Service::NewStub(server_->InProcessChannel(nullptr));
  }

  absl::StatusOr<v1::Referral> PutForward(const std::string& demand, const std::string& candidate,
                                          const Caller& caller = {}) {
    v1::CreateReferralRequest request;
    request.mutable_referral()->set_demand("demands/" + demand);
    request.mutable_referral()->set_candidate(candidate);
    request.mutable_referral()->set_source("match");
    request.mutable_referral()->set_score(7200);
    request.mutable_referral()->set_rank(1);
    return Call(*referrals_, &Service::Stub::CreateReferral, request, caller);
  }
  std::vector<std::string> Listed(const std::string& filter, const Caller& caller = {}) {
    v1::ListReferralsRequest request;
    request.set_filter(filter);
    const auto page = Call(*referrals_, &Service::Stub::ListReferrals, request, caller);
    EXPECT_OK(page.status());
    std::vector<std::string> names;
    if (!page.ok()) return names;
    for (const v1::Referral& referral : page->referrals()) names.push_back(referral.name());
    return names;
  }
  absl::StatusOr<v1::Referral> Get(const std::string& name, const Caller& caller = {}) {
    v1::GetReferralRequest request;
    request.set_name(name);
    return Call(*referrals_, &Service::Stub::GetReferral, request, caller);
  }

  std::unique_ptr<Service::Stub> referrals_;
};
INSTANTIATE_TEST_SUITE_P(Engines, ReferralStory, kEngines, houniao::testing::EngineName);

TEST_P(ReferralStory, FromTheListToTheEngagementAndAgain) {
  ASSERT_OK_AND_ASSIGN(const auto referral, PutForward("d1", "talents/a"));
  ASSERT_OK_AND_ASSIGN(const auto other, PutForward("d2", "talents/a"));
  EXPECT_EQ(errors::ReasonOf(PutForward("d1", "talents/a").status()), "REFERRAL_ALREADY_OPEN");
  EXPECT_EQ(errors::ReasonOf(PutForward("d1", "talents/nobody").status()), "REFERENCE_MISSING");
  EXPECT_THAT(PutForward("d1", "talents/a", kHr), StatusIs(absl::StatusCode::kPermissionDenied));

  // An employer sees its own.
  EXPECT_THAT(Listed("", kHr), ElementsAre(referral.name()));
  EXPECT_THAT(Listed("", kOtherHr), ElementsAre(other.name()));
  EXPECT_OK(Get(referral.name(), kHr).status());
  const absl::Status theirs = Get(referral.name(), kOtherHr).status();
  EXPECT_EQ(theirs.code(), absl::StatusCode::kPermissionDenied);
  EXPECT_EQ(Get("referrals/none", kOtherHr).status().message(), theirs.message())
      << "learns nothing";

  ASSERT_OK_AND_ASSIGN(const auto held, Hold("d1", "a", kHr));
  EXPECT_EQ(Get(referral.name())->stage(), v1::Referral::HELD);
  ASSERT_OK(Confirm(held.name(), kHr).status());
  EXPECT_THAT(Listed("stage = ENGAGED AND demand = \"demands/d1\""), ElementsAre(referral.name()));
  EXPECT_THAT(Listed("stage = PUT_FORWARD"), ElementsAre(other.name()));

  v1::RecordReferralOutcomeRequest outcome;
  outcome.set_name(other.name());
  outcome.set_stage(v1::Referral::WITHDRAWN);
  outcome.set_reason("已受聘于另一单位");
  ASSERT_OK_AND_ASSIGN(const auto withdrawn,
                       Call(*referrals_, &Service::Stub::RecordReferralOutcome, outcome));
  EXPECT_EQ(withdrawn.steps_size(), 2);
  EXPECT_EQ(withdrawn.steps(1).recorded_by(), "user:clerk");

  // The unit wants the talent again next winter.
  ASSERT_OK(AddDemand("d3", "e1", [](v1::Demand& d) {
              *d.mutable_period() =
                  Period(absl::CivilDay(2027, 12, 1), absl::CivilDay(2028, 3, 31));
            }).status());
  v1::ReinviteEngagementRequest reinvite;
  reinvite.set_name(held.name());
  reinvite.set_demand("demands/d3");
  EXPECT_THAT(Call(*engagements_, &Engagements::Stub::ReinviteEngagement, reinvite, kOtherHr),
              StatusIs(absl::StatusCode::kPermissionDenied));
  ASSERT_OK_AND_ASSIGN(const auto next,
                       Call(*engagements_, &Engagements::Stub::ReinviteEngagement, reinvite, kHr));
  EXPECT_EQ(next.previous_engagement(), held.name());
  EXPECT_EQ(next.booked_half_day_count(), held.booked_half_day_count());
  EXPECT_EQ(
      errors::ReasonOf(
          Call(*engagements_, &Engagements::Stub::ReinviteEngagement, reinvite, kHr).status()),
      "ALREADY_RENEWED");
}

}  // namespace
}  // namespace houniao::recruitment
