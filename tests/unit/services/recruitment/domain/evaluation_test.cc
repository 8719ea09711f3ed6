// What is said afterwards, and what may follow an engagement.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/base/clock.h"
#include "common/base/dates.h"
#include "common/errors/errors.h"
#include "services/recruitment/domain/engagement_states.h"
#include "services/recruitment/domain/recruitment_errors.h"
#include "tests/support/status_matchers.h"

namespace houniao::recruitment {
namespace {

using v1::Engagement;
using v1::EngagementParty;

const absl::Time kNow = absl::FromCivil(absl::CivilHour(2026, 3, 2, 9), ShanghaiTimeZone());

Engagement In(Engagement::State state) {
  Engagement engagement;
  engagement.set_name("engagements/x");
  engagement.set_state(state);
  return engagement;
}

v1::EvaluateEngagementRequest Says(EngagementParty::Role side, int rating) {
  v1::EvaluateEngagementRequest request;
  request.set_name("engagements/x");
  request.set_side(side);
  request.set_rating(rating);
  request.set_again(true);
  request.set_comment("按期交付");
  return request;
}

struct Case {
  Engagement::State state;
  EngagementParty::Role side;
  int rating;
  bool for_employer;
  std::string reason;  // empty: OK
};

TEST(Evaluation, Cases) {
  const std::string bad = errors::kInvalidField;
  const std::string state = errors::kInvalidStateTransition;
  const Case cases[] = {
      {Engagement::COMPLETED, EngagementParty::HOST, 5, true, ""},
      {Engagement::COMPLETED, EngagementParty::TALENT, 1, false, ""},
      {Engagement::TERMINATED, EngagementParty::HOST, 3, false, ""},
      {Engagement::COMPLETED, EngagementParty::TALENT, 5, true, kNotYourSide},
      {Engagement::COMPLETED, EngagementParty::HOME_UNIT, 5, false, bad},
      {Engagement::COMPLETED, EngagementParty::INTERMEDIARY, 5, false, bad},
      {Engagement::COMPLETED, EngagementParty::ROLE_UNSPECIFIED, 5, false, bad},
      {Engagement::COMPLETED, EngagementParty::HOST, 0, false, bad},
      {Engagement::COMPLETED, EngagementParty::HOST, 6, false, bad},
      {Engagement::COMPLETED, EngagementParty::HOST, -1, false, bad},
      {Engagement::HELD, EngagementParty::HOST, 5, false, state},
      {Engagement::CONFIRMED, EngagementParty::HOST, 5, false, state},
      {Engagement::ACTIVE, EngagementParty::HOST, 5, false, state},
      {Engagement::DECLINED, EngagementParty::HOST, 5, false, state},
      {Engagement::RELEASED, EngagementParty::HOST, 5, false, state},
      {Engagement::EXPIRED, EngagementParty::HOST, 5, false, state},
  };
  for (const Case& c : cases) {
    Engagement engagement = In(c.state);
    const absl::Status status =
        Evaluate(engagement, Says(c.side, c.rating), c.for_employer, "user:x", kNow);
    EXPECT_EQ(errors::ReasonOf(status), c.reason) << c.state << " " << c.side << " " << c.rating;
    EXPECT_EQ(engagement.evaluations_size(), c.reason.empty() ? 1 : 0);
  }
}

TEST(Evaluation, EachSideSpeaksOnce) {
  Engagement engagement = In(Engagement::COMPLETED);
  ASSERT_OK(Evaluate(engagement, Says(EngagementParty::HOST, 5), true, "user:hr", kNow));
  EXPECT_EQ(errors::ReasonOf(
                Evaluate(engagement, Says(EngagementParty::HOST, 1), false, "user:clerk", kNow)),
            kAlreadyEvaluated);
  ASSERT_OK(Evaluate(engagement, Says(EngagementParty::TALENT, 4), false, "user:clerk", kNow));
  ASSERT_EQ(engagement.evaluations_size(), 2);
  EXPECT_EQ(engagement.evaluations(0).rating(), 5);
  EXPECT_EQ(engagement.evaluations(0).evaluated_by(), "user:hr");
  EXPECT_EQ(engagement.evaluations(1).side(), EngagementParty::TALENT);
  EXPECT_TRUE(engagement.evaluations(1).again());
  EXPECT_EQ(engagement.evaluations(1).comment(), "按期交付");
}

TEST(Succession, WhatMayFollowWhat) {
  for (int i = Engagement::HELD; i <= Engagement::TERMINATED; ++i) {
    const auto state = static_cast<Engagement::State>(i);
    Engagement engagement = In(state);
    const bool agreed = state == Engagement::CONFIRMED || state == Engagement::ACTIVE ||
                        state == Engagement::COMPLETED;
    EXPECT_EQ(RequireRenewable(engagement).ok(), agreed) << i;
    EXPECT_FALSE(RequireReinvitable(engagement).ok()) << "without days: " << i;
    engagement.add_booked_days();
    EXPECT_EQ(RequireReinvitable(engagement).ok(), agreed || state == Engagement::TERMINATED) << i;
    const bool gone = state == Engagement::DECLINED || state == Engagement::RELEASED ||
                      state == Engagement::EXPIRED;
    EXPECT_EQ(IsFollowed(engagement), !gone) << i;
  }
}

}  // namespace
}  // namespace houniao::recruitment
