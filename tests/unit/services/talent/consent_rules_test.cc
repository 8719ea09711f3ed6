#include "services/talent/domain/consent_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/base/dates.h"
#include "common/errors/reasons.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/services/talent/parse_text.h"

namespace houniao::talent {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const absl::Time kNow = absl::FromUnixSeconds(1772413200);

TEST(GiveConsent, TakesTheTimeOfTheCallIfNoneIsGiven) {
  v1::Consent consent;
  GiveConsent(consent, kNow);
  EXPECT_EQ(consent.state(), v1::Consent::GIVEN);
  EXPECT_EQ(FromTimestamp(consent.given_time()), kNow);
  *consent.mutable_given_time() = ToTimestamp(kNow - absl::Hours(1));
  GiveConsent(consent, kNow);
  EXPECT_EQ(FromTimestamp(consent.given_time()), kNow - absl::Hours(1));
}

TEST(CheckConsent, RefusesTheFutureAndAChildAlone) {
  auto consent = ParseText<v1::Consent>("purpose: CHILD_DATA");
  *consent.mutable_given_time() = ToTimestamp(kNow + absl::Seconds(1));
  EXPECT_THAT(FieldsOf(CheckConsent(consent, kNow)),
              ElementsAre("consent.given_time", "consent.guardian"));
  *consent.mutable_given_time() = ToTimestamp(kNow);
  consent.mutable_guardian()->set_display_name("李敏");
  EXPECT_THAT(CheckConsent(consent, kNow), IsEmpty());
}

TEST(WithdrawConsent, HappensOnce) {
  v1::Consent consent;
  GiveConsent(consent, kNow);
  ASSERT_OK(WithdrawConsent(consent, kNow + absl::Hours(1)));
  EXPECT_EQ(consent.state(), v1::Consent::WITHDRAWN);
  EXPECT_EQ(FromTimestamp(consent.withdrawn_time()), kNow + absl::Hours(1));
  EXPECT_EQ(errors::ReasonOf(WithdrawConsent(consent, kNow)), errors::kInvalidStateTransition);
}

}  // namespace
}  // namespace houniao::talent
