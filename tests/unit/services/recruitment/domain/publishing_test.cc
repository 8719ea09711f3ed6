// Publishing in spite of words that discriminate, because a law asks for them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/base/clock.h"
#include "common/base/dates.h"
#include "common/errors/errors.h"
#include "services/recruitment/domain/demand_states.h"
#include "services/recruitment/domain/recruitment_errors.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/services/recruitment/demand_fixture.h"

namespace houniao::recruitment {
namespace {

using ::houniao::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using v1::Demand;

const absl::Time kNow = absl::FromCivil(absl::CivilHour(2026, 3, 2, 9), ShanghaiTimeZone());
constexpr char kLaw[] = "女职工劳动保护特别规定第四条";

Demand Draft(const std::string& description) {
  Demand demand = WinterDemand();
  demand.set_state(Demand::DRAFT);
  demand.set_description(description);
  return demand;
}

TEST(Publishing, ALegalBasisOpensItAndStaysWithIt) {
  Demand demand = Draft("矿山井下作业，限男");
  ASSERT_OK(PublishByLaw(demand, absl::StrCat("  ", kLaw, " "), "user:li", kNow));
  EXPECT_EQ(demand.state(), Demand::OPEN);
  EXPECT_EQ(demand.publishing_override().legal_basis(), kLaw);
  EXPECT_EQ(demand.publishing_override().decided_by(), "user:li");
  EXPECT_EQ(FromTimestamp(demand.publishing_override().decide_time()), kNow);
  EXPECT_THAT(demand.publishing_override().words(), ElementsAre("限男"));
}

TEST(Publishing, NeedsABasisAndSomethingToOverride) {
  Demand demand = Draft("限男");
  for (const char* basis : {"", "    ", "法", "\t \n"}) {
    EXPECT_THAT(PublishByLaw(demand, basis, "user:li", kNow),
                StatusIs(absl::StatusCode::kInvalidArgument));
  }
  EXPECT_EQ(demand.state(), Demand::DRAFT);
  demand = Draft("不限男女");
  EXPECT_EQ(errors::ReasonOf(PublishByLaw(demand, kLaw, "user:li", kNow)), kNothingToOverride);
  EXPECT_FALSE(demand.has_publishing_override());
  demand = Draft("限男");
  demand.set_state(Demand::OPEN);
  EXPECT_EQ(errors::ReasonOf(PublishByLaw(demand, kLaw, "user:li", kNow)),
            errors::kInvalidStateTransition);
  demand = Draft("限男");
  demand.clear_period();
  EXPECT_EQ(errors::ReasonOf(PublishByLaw(demand, kLaw, "user:li", kNow)), kDemandIncomplete);
}

TEST(Publishing, DoesNotCarryOverToTheNextTime) {
  Demand demand = Draft("限男");
  ASSERT_OK(PublishByLaw(demand, kLaw, "user:li", kNow));
  ASSERT_OK(Close(demand, ""));
  // Still needed: somebody has to decide again.
  Demand again = demand;
  EXPECT_EQ(errors::ReasonOf(Publish(again, kNow)), kDiscriminatoryText);
  ASSERT_OK(PublishByLaw(again, kLaw, "user:wang", kNow + absl::Hours(1)));
  EXPECT_EQ(again.publishing_override().decided_by(), "user:wang");
  // Needed no more: it goes.
  demand.set_description("井下作业");
  ASSERT_OK(Publish(demand, kNow));
  EXPECT_FALSE(demand.has_publishing_override());
}

TEST(Publishing, CoversTheWordsThatItWasGivenForAndNoOthers) {
  Demand before = Draft("限男");
  ASSERT_OK(PublishByLaw(before, kLaw, "user:li", kNow));
  Demand after = before;
  after.set_headcount(2);
  EXPECT_OK(CheckDemandUpdate(before, after, kNow));
  EXPECT_TRUE(after.has_publishing_override());
  after = before;
  after.set_description("限男，35岁以下");
  const absl::Status refused = CheckDemandUpdate(before, after, kNow);
  EXPECT_EQ(errors::ReasonOf(refused), kDiscriminatoryText);
  EXPECT_THAT(errors::MetadataOf(refused, "words"), HasSubstr("35岁以下"));
  EXPECT_THAT(errors::MetadataOf(refused, "words"), Not(HasSubstr("限男")));
  after = before;
  after.set_description("井下作业");
  ASSERT_OK(CheckDemandUpdate(before, after, kNow));
  EXPECT_FALSE(after.has_publishing_override());
}

TEST(Publishing, LooksAtRolesToo) {
  Demand demand = Draft("");
  demand.set_kind(Demand::TEAM);
  v1::TeamRole* const role = demand.add_roles();
  role->set_key("guide");
  role->set_title("讲解员（限女）");
  EXPECT_EQ(errors::MetadataOf(Publish(demand, kNow), "fields"), "roles[0].title");
}

}  // namespace
}  // namespace houniao::recruitment
