// The recruitment part of the main job, through real servers: demand, match, hold, service, ledger.
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
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr char kCode1[] = "91350100M000100Y43";
constexpr char kCode2[] = "91110108551385082Q";

std::vector<std::string> Listed(const absl::StatusOr<v1::MatchTalentsResponse>& response) {
  std::vector<std::string> talents;
  EXPECT_OK(response.status());
  if (!response.ok()) return talents;
  for (const v1::Candidate& candidate : response->candidates()) {
    talents.push_back(candidate.talent());
  }
  return talents;
}

class StoryTest : public RecruitmentOffice {
 protected:
  StoryTest() {
    AddEmployer("e1", kCode1);
    AddEmployer("e2", kCode2);
    EXPECT_OK(AddDemand("d1", "e1").status());
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, StoryTest, kEngines, houniao::testing::EngineName);

TEST_P(StoryTest, FromTheBestOfAllToTheServedDays) {
  AddTalent("a");
  AddTalent("b", [](auto& t) { t.mutable_skills(0)->set_years(2); });
  AddTalent("c",
            [](auto& t) { t.mutable_skills(0)->set_level(houniao::type::v1::SKILL_LEVEL_FAIR); });
  const auto match = Match("d1");
  EXPECT_THAT(Listed(match), ElementsAre("talents/a", "talents/b"));
  EXPECT_EQ(match->population_count(), 3);
  EXPECT_NE(match->candidates(0).display_name(), "");
  ASSERT_OK_AND_ASSIGN(const auto why_not, Explain("d1", "c"));
  EXPECT_EQ(why_not.first_failed_gate().gate(), v1::GATE_MUST_HAVE_SKILL);
  EXPECT_EQ(why_not.first_failed_gate().shortfall(), 1);

  ASSERT_OK_AND_ASSIGN(const auto held, Hold("d1", "a"));
  ASSERT_OK(Confirm(held.name()).status());
  // Gone everywhere, at once: 57 of 120 days a year are left, in 2026 and in 2027.
  ASSERT_OK(AddDemand("d2", "e2", [](auto& d) { d.set_day_count(100); }).status());
  EXPECT_THAT(Listed(Match("d2")), ElementsAre("talents/b"));
  EXPECT_EQ(Explain("d2", "a")->first_failed_gate().gate(), v1::GATE_REMAINING_DAYS);
  v1::HoldEngagementRequest same;
  same.set_demand("demands/d2");
  same.set_talent("talents/a");
  *same.mutable_booked_days() = held.booked_days();
  const auto refused =
      Call(*engagements_, &v1::EngagementService::Stub::HoldEngagement, same).status();
  EXPECT_EQ(errors::ReasonOf(refused), "DAYS_NOT_AVAILABLE");
  EXPECT_THAT(std::string(refused.message()), HasSubstr("2026-12-01"));

  ASSERT_OK(clock_.AdvanceTo(ShanghaiMidnight(absl::CivilDay(2026, 12, 5))));
  module_->OnClockMoved();
  v1::RecordServiceDaysRequest record;
  record.set_parent(held.name());
  for (int i = 0; i < 3; ++i) {
    v1::ServiceDayEntry* const entry = record.add_entries();
    *entry->mutable_date() = held.booked_days(i).date();
    entry->set_work_done("EMS 调试");
  }
  ASSERT_OK_AND_ASSIGN(
      const auto recorded,
      Call(*engagements_, &v1::EngagementService::Stub::RecordServiceDays, record));
  v1::ConfirmServiceDaysRequest confirm;
  confirm.set_parent(held.name());
  for (const auto& day : recorded.service_days()) confirm.add_names(day.name());
  EXPECT_EQ(
      errors::ReasonOf(
          Call(*engagements_, &v1::EngagementService::Stub::ConfirmServiceDays, confirm).status()),
      "SAME_PERSON");
  ASSERT_OK(Call(*engagements_, &v1::EngagementService::Stub::ConfirmServiceDays, confirm,
                 {"enterprise", "hr", "employers/e1"})
                .status());
  v1::SummarizeServiceRequest sums;
  sums.set_talent("talents/a");
  ASSERT_OK_AND_ASSIGN(const auto summary,
                       Call(*engagements_, &v1::EngagementService::Stub::SummarizeService, sums));
  EXPECT_EQ(summary.confirmed_half_day_count(), 6);
  EXPECT_GT(summary.revision(), 0);
  v1::ListServiceDaysRequest list;
  list.set_parent("engagements/-");
  list.set_filter("talent = \"talents/a\" AND state = CONFIRMED AND date >= 2026-12-02");
  ASSERT_OK_AND_ASSIGN(const auto days,
                       Call(*engagements_, &v1::EngagementService::Stub::ListServiceDays, list));
  EXPECT_EQ(days.service_days_size(), 2);
}

TEST_P(StoryTest, ConsentSuspensionAndTiersAreFollowedAtOnce) {
  AddTalent("a");
  EXPECT_THAT(Listed(Match("d1")), ElementsAre("talents/a"));
  talent::v1::WithdrawConsentRequest withdraw;
  withdraw.set_name("talents/a/consents/share");
  ASSERT_OK(
      Call(*consents_, &talent::v1::ConsentService::Stub::WithdrawConsent, withdraw).status());
  EXPECT_THAT(Listed(Match("d1")), IsEmpty());
  EXPECT_EQ(Explain("d1", "a")->first_failed_gate().gate(), v1::GATE_SHARE_CONSENT);

  // The office may ask why; an enterprise does not learn that there is such a person.
  v1::ExplainMatchRequest explain;
  explain.set_demand("demands/d1");
  explain.set_talent("talents/a");
  EXPECT_THAT(Call(*matching_, &v1::MatchingService::Stub::ExplainMatch, explain,
                   {"enterprise", "hr", "employers/e1"}),
              StatusIs(absl::StatusCode::kNotFound));

  AddTalent("b");
  talent::v1::CreateRecognitionRequest recognize;
  recognize.set_parent("talents/b");
  recognize.mutable_recognition()->set_scheme("ningde-2020");
  recognize.mutable_recognition()->set_tier("2");
  *recognize.mutable_recognition()->mutable_start_date() = ToDate(absl::CivilDay(2026, 3, 3));
  *recognize.mutable_recognition()->mutable_end_date() = ToDate(absl::CivilDay(2026, 3, 5));
  ASSERT_OK(
      Call(*recognitions_, &talent::v1::RecognitionService::Stub::CreateRecognition, recognize)
          .status());
  EXPECT_EQ(Explain("d1", "b")->features().tier_rank(), 0);
  ASSERT_OK(clock_.AdvanceTo(ShanghaiMidnight(absl::CivilDay(2026, 3, 4))));
  module_->OnClockMoved();
  EXPECT_EQ(Explain("d1", "b")->features().tier_rank(), 2);
  ASSERT_OK(clock_.AdvanceTo(ShanghaiMidnight(absl::CivilDay(2026, 3, 6))));
  module_->OnClockMoved();
  EXPECT_EQ(Explain("d1", "b")->features().tier_rank(), 0);

  talent::v1::SuspendTalentRequest suspend;
  suspend.set_name("talents/b");
  suspend.set_reason("本人要求");
  ASSERT_OK(Call(*talents_, &talent::v1::TalentService::Stub::SuspendTalent, suspend).status());
  EXPECT_EQ(Explain("d1", "b")->first_failed_gate().gate(), v1::GATE_PROFILE_ACTIVE);
  EXPECT_EQ(errors::ReasonOf(Hold("d1", "b").status()), "TALENT_SUSPENDED");
}

TEST_P(StoryTest, BookingsSurviveARestartAndSoDoTheFeeds) {
  AddTalent("a");
  ASSERT_OK(Hold("d1", "a").status());
  StopRecruitment();
  StartRecruitment();
  AwaitReady();
  EXPECT_THAT(Listed(Match("d1")), IsEmpty());
  EXPECT_EQ(Explain("d1", "a")->first_failed_gate().gate(), v1::GATE_REMAINING_DAYS);
  v1::GetAvailabilityRequest ask;
  ask.set_talent("talents/a");
  *ask.mutable_period() = Period(absl::CivilDay(2026, 12, 1), absl::CivilDay(2027, 3, 31));
  ASSERT_OK_AND_ASSIGN(const auto availability,
                       Call(*engagements_, &v1::EngagementService::Stub::GetAvailability, ask));
  EXPECT_EQ(availability.booked_days_size(), 63);
  EXPECT_NE(availability.booked_days(0).engagement(), "");
  EXPECT_EQ(availability.years_size(), 2);

  StopTalent();
  // Matching goes on with what is known; holding needs the talent service.
  v1::MatchTalentsRequest request;
  request.set_demand("demands/d1");
  EXPECT_OK(Call(*matching_, &v1::MatchingService::Stub::MatchTalents, request).status());
  EXPECT_THAT(Hold("d1", "a"), StatusIs(absl::StatusCode::kUnavailable));
  StartTalent();
  AddTalent("z");
  EXPECT_THAT(Listed(Match("d1")), ElementsAre("talents/z"));
}

TEST_P(StoryTest, DiscriminatingTextIsRefusedAtPublishing) {
  const auto refused =
      AddDemand("bad", "e1", [](auto& d) { d.set_description("要求:35岁以下,本地户籍"); });
  EXPECT_EQ(errors::ReasonOf(refused.status()), "DISCRIMINATORY_TEXT");
  EXPECT_THAT(std::string(refused.status().message()), HasSubstr("35岁以下"));
  EXPECT_THAT(std::string(refused.status().message()), HasSubstr("本地户籍"));
  EXPECT_THAT(AddDemand("zero", "e1", [](auto& d) { d.set_headcount(0); }),
              StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST_P(StoryTest, EnterprisesSeeAndTouchTheirOwn) {
  AddTalent("a");
  ASSERT_OK(AddDemand("d2", "e2").status());
  ASSERT_OK_AND_ASSIGN(const auto held, Hold("d1", "a"));
  const Caller e1{"enterprise", "hr1", "employers/e1"}, e2{"enterprise", "hr2", "employers/e2"};
  v1::ListDemandsRequest list;
  ASSERT_OK_AND_ASSIGN(const auto own,
                       Call(*demands_, &v1::DemandService::Stub::ListDemands, list, e2));
  ASSERT_EQ(own.demands_size(), 1);
  EXPECT_EQ(own.demands(0).name(), "demands/d2");
  list.set_filter("state = OPEN OR employer = \"employers/e1\"");
  EXPECT_EQ(Call(*demands_, &v1::DemandService::Stub::ListDemands, list, e2)->demands_size(), 1);

  v1::GetDemandRequest get;
  get.set_name("demands/d1");
  const auto others = Call(*demands_, &v1::DemandService::Stub::GetDemand, get, e2).status();
  get.set_name("demands/none");
  const auto missing = Call(*demands_, &v1::DemandService::Stub::GetDemand, get, e2).status();
  EXPECT_THAT(others, StatusIs(absl::StatusCode::kPermissionDenied));
  EXPECT_EQ(others.message(), missing.message());

  v1::UpdateDemandRequest update;
  update.mutable_demand()->set_name("demands/d1");
  update.mutable_demand()->set_title("抢来的");
  update.mutable_update_mask()->add_paths("title");
  EXPECT_THAT(Call(*demands_, &v1::DemandService::Stub::UpdateDemand, update, e2),
              StatusIs(absl::StatusCode::kPermissionDenied));
  EXPECT_OK(Call(*demands_, &v1::DemandService::Stub::UpdateDemand, update, e1).status());
  v1::CreateDemandRequest create;
  *create.mutable_demand() = WinterDemand();
  EXPECT_THAT(Call(*demands_, &v1::DemandService::Stub::CreateDemand, create, e2),
              StatusIs(absl::StatusCode::kPermissionDenied));
  v1::MatchTalentsRequest match;
  match.set_demand("demands/d1");
  EXPECT_THAT(Call(*matching_, &v1::MatchingService::Stub::MatchTalents, match, e2),
              StatusIs(absl::StatusCode::kPermissionDenied));
  EXPECT_THAT(Confirm(held.name(), e2), StatusIs(absl::StatusCode::kPermissionDenied));
  EXPECT_OK(Confirm(held.name(), e1).status());
  v1::ListEngagementsRequest engagements;
  EXPECT_EQ(Call(*engagements_, &v1::EngagementService::Stub::ListEngagements, engagements, e2)
                ->engagements_size(),
            0);
}

TEST_P(StoryTest, HoldsExpireByTheClock) {
  AddTalent("a");
  ASSERT_OK_AND_ASSIGN(const auto held, Hold("d1", "a"));
  EXPECT_THAT(Listed(Match("d1")), IsEmpty());
  ASSERT_OK(clock_.AdvanceTo(clock_.Now() + absl::Hours(73)));
  module_->OnClockMoved();
  v1::GetEngagementRequest get;
  get.set_name(held.name());
  EXPECT_EQ(Call(*engagements_, &v1::EngagementService::Stub::GetEngagement, get)->state(),
            v1::Engagement::EXPIRED);
  v1::MatchTalentsRequest match;
  match.set_demand("demands/d1");
  match.set_min_engagement_revision(*module_->journal().Revision(houniao::testing::Soon()));
  EXPECT_THAT(Listed(Call(*matching_, &v1::MatchingService::Stub::MatchTalents, match)),
              ElementsAre("talents/a"));
}

TEST_P(StoryTest, BadInputIsAnsweredAndChangesNothing) {
  v1::MatchTalentsRequest nothing;
  EXPECT_THAT(Call(*matching_, &v1::MatchingService::Stub::MatchTalents, nothing),
              StatusIs(absl::StatusCode::kInvalidArgument));
  v1::MatchTalentsRequest inline_demand;
  *inline_demand.mutable_inline_demand() = WinterDemand();
  inline_demand.mutable_inline_demand()->mutable_requirements(0)->mutable_skill()->set_skill(
      "moon-walking");
  EXPECT_THAT(Call(*matching_, &v1::MatchingService::Stub::MatchTalents, inline_demand),
              StatusIs(absl::StatusCode::kInvalidArgument));
  inline_demand.mutable_inline_demand()->mutable_requirements(0)->mutable_skill()->set_skill(
      "energy-storage-ems");
  EXPECT_OK(Call(*matching_, &v1::MatchingService::Stub::MatchTalents, inline_demand).status());
  for (int criterion = 1; criterion <= v1::Criterion_MAX; ++criterion) {
    auto* const weight = inline_demand.mutable_options()->mutable_scoring_weights()->add_weights();
    weight->set_criterion(static_cast<v1::Criterion>(criterion));
  }
  EXPECT_THAT(Call(*matching_, &v1::MatchingService::Stub::MatchTalents, inline_demand),
              StatusIs(absl::StatusCode::kInvalidArgument));
  v1::CreateEmployerRequest twice;
  *twice.mutable_employer() = StorageEmployer();
  EXPECT_THAT(Call(*demands_, &v1::DemandService::Stub::CreateEmployer, twice),
              StatusIs(absl::StatusCode::kAlreadyExists));
  twice.mutable_employer()->set_credit_code("91110108551385082W");
  EXPECT_THAT(Call(*demands_, &v1::DemandService::Stub::CreateEmployer, twice),
              StatusIs(absl::StatusCode::kInvalidArgument));
  v1::DeleteEmployerRequest in_use;
  in_use.set_name("employers/e1");
  EXPECT_EQ(
      errors::ReasonOf(Call(*demands_, &v1::DemandService::Stub::DeleteEmployer, in_use).status()),
      "EMPLOYER_IN_USE");
  EXPECT_THAT(Hold("d1", "nobody"), StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(Explain("d1", "nobody"), StatusIs(absl::StatusCode::kNotFound));
}

}  // namespace
}  // namespace houniao::recruitment
